import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/newsreader/wght.css';
import './tokens.css';
import './base.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { readLater } from './desks/later';
import { Application } from './lib/state/application.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

// The system's theme until the person's own choice is read: nothing flashes.
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset.theme = dark ? 'dark' : 'light';

/** Milliseconds after which the window has been drawn, and rests. */
const REST = 1000;

const app = new Application();
mount(App, { target, props: { app } });
void app.start().finally(() => setTimeout(readLater, REST));

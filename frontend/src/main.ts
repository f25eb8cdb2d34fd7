import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/newsreader/wght.css';
import './tokens.css';
import './base.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { sample, title } from './lib/backend';
import { Reading } from './lib/state/reading.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const reading = new Reading({ load: sample, title });
mount(App, { target, props: { reading } });
void reading.open();

import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/newsreader/wght.css';
import './tokens.css';
import './base.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { on, openLink, shelf, write } from './lib/backend';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

mount(App, {
  target,
  props: {
    issue: new URLSearchParams(location.search).get('issue') ?? '',
    host: {
      desk: { ...write, on },
      notices: { say: () => undefined },
      openLink: (address: string) => void openLink(address),
      copyText: (text: string) => void navigator.clipboard.writeText(text),
      otherIssues: async (issue: string) => {
        const { publications } = await shelf();
        return publications
          .flatMap(({ issues }) => issues)
          .filter(({ id, archived }) => id !== issue && !archived);
      },
      pictures: (issue: string, files: File[]) =>
        files.length === 0
          ? write.pastePicture(issue).then((one) => [one])
          : Promise.all(files.map((file) => write.picture(issue, file))),
      pickPictures: write.pickPictures,
      remembered: () => null,
      remember: () => undefined,
    },
  },
});

/** What the Review desk puts around the copy, and the Write desk when somebody wants notes: one file to read. */
export { default as Authors } from './Authors.svelte';
export { default as Bar } from './Bar.svelte';
export { default as Deeds } from './Deeds.svelte';
export { default as Rail } from './Rail.svelte';
export { default as SendForm } from './SendForm.svelte';
export { default as WhoForm } from './WhoForm.svelte';

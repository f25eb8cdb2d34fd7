import type { Component } from 'svelte';

/** An icon of the set, as a prop. */
export type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;

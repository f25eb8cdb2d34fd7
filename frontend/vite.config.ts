import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  build: {
    // The oldest WebKit that the window meets: Debian 12's and macOS 13's.
    target: ['safari16.4', 'chrome111'],
    // Fonts stay files: the page's policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // The worker is a module, as the page is.
  worker: { format: 'es' },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    // One page for all files: no test leaves anything behind, and it takes a third of the time.
    isolate: false,
  },
});

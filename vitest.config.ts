import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Apart from vite.config.ts: the pure rooms need no SvelteKit, and without it a test file starts in a third of the time.
export default defineConfig({
  plugins: [svelte()],
  test: {
    setupFiles: ['tests/run/seed.ts'],
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**', 'node_modules/**'],
    environment: 'node',
    // Processes, not threads: native DuckDB and WebAssembly memories are given back when a file is done.
    pool: 'forks',
    maxWorkers: Math.max(1, Math.min(4, availableParallelism())),
    // A hang guard, not a speed limit.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
});

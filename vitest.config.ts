import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const pure = ['geometry', 'standards', 'demand', 'coverage', 'report', 'sample'].map(
  (room) => `tests/${room}/**/*.test.ts`
);
const never = ['tests/browser/**', 'node_modules/**'];

// Apart from vite.config.ts: the pure rooms need no SvelteKit, and without it a test file starts in a third of the time.
export default defineConfig({
  plugins: [svelte()],
  test: {
    // Processes, not threads: native DuckDB and WebAssembly memories are given back when a file is done.
    pool: 'forks',
    maxWorkers: Math.max(1, Math.min(4, availableParallelism())),
    projects: [
      {
        extends: true,
        // Files of the pure rooms hold nothing that another file could find changed: a process reads the code once for all.
        test: { name: 'pure', include: pure, isolate: false }
      },
      {
        extends: true,
        test: { name: 'others', include: ['tests/**/*.test.ts'], exclude: [...never, ...pure] }
      }
    ],
    setupFiles: ['tests/run/seed.ts'],
    environment: 'node',
    // A hang guard, not a speed limit.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
});

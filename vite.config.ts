import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { writeNotices } from './licences.ts';
import { noteParts } from './packaging/parts.ts';
// @ts-expect-error the bundler is a plain script that runs before anything is built
import { bundleViewer } from './src/cli/bundle.mjs';

/** Shared memory needs these two headers; Kit's own pages don't get `server.headers`. */
function isolate(): Plugin {
  const add = (server: {
    middlewares: {
      use(f: (req: unknown, res: { setHeader(k: string, v: string): void }, next: () => void) => void): void;
    };
  }) => {
    server.middlewares.use((_req, res, next) => {
      res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      res.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      next();
    });
  };
  return { name: 'cross-origin-isolation', configureServer: add, configurePreviewServer: add };
}

/** What the built app hands on keeps its licences beside it. */
function licences(): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      if (this.environment.name !== 'client') return;
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: writeNotices() });
    }
  };
}

/** The script of an exported story, `story-viewer.js` beside the page; made anew for each request while developing. */
function storyViewer(): Plugin {
  const fileName = 'story-viewer.js';
  return {
    name: 'story-viewer',
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, (_req, res, next) => {
        bundleViewer().then((code: string) => {
          res.setHeader('Content-Type', 'text/javascript');
          res.end(code);
        }, next);
      });
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      this.emitFile({ type: 'asset', fileName, source: await bundleViewer() });
    }
  };
}

export default defineConfig({
  plugins: [isolate(), licences(), storyViewer(), noteParts(import.meta.dirname), sveltekit()],
  worker: { format: 'es', plugins: () => [noteParts(import.meta.dirname)] },
  // Windows 7 offices stop at Chrome 109; the app asks for 110 or newer and says so on the page below it.
  build: { target: 'chrome100', chunkSizeWarningLimit: 1500 },
  server: { fs: { allow: ['data'] } }
});

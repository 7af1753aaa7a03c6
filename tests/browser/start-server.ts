import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { servePlainly } from './plain-server.ts';

const folder = resolve(import.meta.dirname, '../../build/app');

/** Serves the built app for all journeys, and gives the function that ends it. */
async function startServer(): Promise<() => Promise<void>> {
  if (!existsSync(`${folder}/index.html`))
    throw new Error('expected the built app, found none: run `npm run build`');
  const server = await servePlainly(folder, Number(process.env.YIKE_TEST_PORT));
  return () =>
    new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
}

export default startServer;

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

const kinds = ['own', 'system', 'sparticuz'] as const;
type Kind = (typeof kinds)[number];

/** A browser that can be started, where it came from, and the environment that it needs. */
export interface Browser {
  kind: Kind;
  executablePath: string;
  env: Record<string, string>;
}

/** Every part of the browser's start that the journeys rely on: WebGL without a GPU, root in a container, silence. */
export const browserArgs = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // yike.test is an address that is no secure context, like an intranet's; nothing else can be reached.
  '--host-resolver-rules=MAP yike.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
];

/**
 * The first browser there is: Playwright's own, the system's Chromium or Chrome, the one of `@sparticuz/chromium`.
 * YIKE_BROWSER=own|system|sparticuz allows only that one. None is an error that names the command to install one.
 */
export async function findBrowser(): Promise<Browser> {
  const forced = process.env.YIKE_BROWSER;
  if (forced && !kinds.includes(forced as Kind)) {
    throw new Error(`expected YIKE_BROWSER to be ${kinds.join(', ')} or empty, got ${forced}`);
  }
  for (const kind of forced ? [forced as Kind] : kinds) {
    const found = await finders[kind]();
    if (found) return { kind, ...found };
  }
  throw new Error(
    `expected a Chromium for the journeys, found none${forced ? ` of kind ${forced}` : ''}: install one by ` +
      '`npx playwright install --with-deps chromium` or `apt-get install chromium`'
  );
}

const finders: Record<Kind, () => Promise<Omit<Browser, 'kind'> | null>> = {
  own: async () => runnable(chromium.executablePath()),
  system: async () => {
    const names = ['chromium', 'google-chrome', 'chromium-browser', 'chrome', 'google-chrome-stable'];
    const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
    for (const name of names) {
      const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
      if (found) return runnable(found);
    }
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    return runnable(mac);
  },
  sparticuz: async () => (process.platform === 'linux' && process.arch === 'x64' ? unpackSparticuz() : null)
};

function runnable(executablePath: string): Omit<Browser, 'kind'> | null {
  return existsSync(executablePath) ? { executablePath, env: {} } : null;
}

/**
 * The package unpacks into the temporary folder and takes whatever lies there for whole. So it is given a folder of
 * ours, which gets its final name only when everything is unpacked.
 */
async function unpackSparticuz(): Promise<Omit<Browser, 'kind'> | null> {
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache/yike-chromium');
  if (!existsSync(cache)) {
    const building = `${cache}-${process.pid}`;
    mkdirSync(building, { recursive: true });
    const { TMPDIR, CODEBUILD_BUILD_IMAGE } = process.env;
    process.env.TMPDIR = building;
    // Makes it unpack its shared libraries (NSS and others) too, which a bare machine lacks.
    process.env.CODEBUILD_BUILD_IMAGE = 'nodejs20';
    try {
      const { default: sparticuz } = await import('@sparticuz/chromium');
      await sparticuz.executablePath();
      if (!existsSync(cache)) renameSync(building, cache);
    } finally {
      rmSync(building, { recursive: true, force: true });
      restore('TMPDIR', TMPDIR);
      restore('CODEBUILD_BUILD_IMAGE', CODEBUILD_BUILD_IMAGE);
    }
  }
  const libraries = [join(cache, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const env: Record<string, string> = { LD_LIBRARY_PATH: libraries };
  if (!existsSync('/etc/fonts')) {
    env.FONTCONFIG_FILE = join(cache, 'fonts.conf');
    writeFileSync(env.FONTCONFIG_FILE, `<fontconfig><dir>${cache}/fonts</dir></fontconfig>`);
  }
  return { executablePath: join(cache, 'chromium'), env };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

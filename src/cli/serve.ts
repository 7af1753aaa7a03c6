import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.ts';
import { immutableFolder, immutableHeaders, mediaTypes, pageHeaders, policyOf } from './served-headers.ts';
import type { Terminal } from './terminal.ts';

export interface ServeOptions {
  /** Not given: 4173 or the next free one. */
  port?: number;
  host: string;
  /** Opens the address in the user's browser, where there is one. */
  open?: boolean;
  /** Folder of the built app; not given: build/app of this installation. */
  app?: string;
}

const FIRST_PORT = 4173;
const PORTS_TRIED = 20;

/** Serves the built app until the program is stopped, and prints its address. */
export async function runServe(options: ServeOptions, terminal: Terminal): Promise<void> {
  const root = await findApp(options.app);
  const policy = policyOf(await readFile(join(root, 'index.html'), 'utf8'));
  const server = createServer((request, response) => {
    answer(root, policy, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, pageHeaders());
      response.end();
    });
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const address = `http://${host}:${port}/`;
  if (terminal.json) await terminal.printJson({ address, folder: root });
  else await terminal.print(address);
  terminal.note({
    zh: '在浏览器中打开此地址；按 Ctrl+C 停止',
    en: 'Open this address in a browser; Ctrl+C stops it'
  });
  if (options.open) openBrowser(address);
}

/** Asks the system to show an address; a machine without a screen or a browser just has the printed address. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', address]
      : process.platform === 'darwin'
        ? ['open', address]
        : ['xdg-open', address];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

/** The folder with the app's index.html: the one given, else `app` beside or above this program. */
async function findApp(given: string | undefined): Promise<string> {
  const tried: string[] = [];
  if (given !== undefined) tried.push(resolve(given));
  else {
    let folder = dirname(fileURLToPath(import.meta.url));
    for (; dirname(folder) !== folder && tried.length < 4; folder = dirname(folder))
      tried.push(join(folder, 'app'));
  }
  for (const folder of tried) {
    const index = await stat(join(folder, 'index.html')).catch(() => null);
    if (index?.isFile()) return realpath(folder);
  }
  const where = given ?? 'build/app';
  throw new Failure(
    `${where}：没有构建好的应用（缺 index.html），请先运行 npm run build`,
    `${where}: no built app there (index.html is missing); run npm run build first`
  );
}

async function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  const tries = port === undefined ? PORTS_TRIED : 1;
  for (let k = 0; k < tries; k++) {
    const wanted = (port ?? FIRST_PORT) + k;
    const error = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once('error', done);
      server.listen(wanted, host, () => {
        server.off('error', done);
        done(null);
      });
    });
    if (error === null) return;
    if (error.code !== 'EADDRINUSE')
      throw new Failure(
        `无法在 ${host}:${wanted} 监听（${error.code}），请换一个 --host 或 --port`,
        `cannot listen at ${host}:${wanted} (${error.code}); give another --host or --port`
      );
  }
  throw new Failure(
    `端口 ${port ?? FIRST_PORT} 已被占用，请用 --port 换一个（0 由系统挑选）`,
    `port ${port ?? FIRST_PORT} is in use; give another with --port (0 lets the system choose)`
  );
}

async function answer(
  root: string,
  policy: string | null,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const refuse = (status: number, text: string, more: Record<string, string> = {}) => {
    response.writeHead(status, { ...pageHeaders(), ...more, 'Content-Type': mediaTypes['.txt'] });
    response.end(`${text}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, 'GET, HEAD', { Allow: 'GET, HEAD' });
  const file = await findFile(root, request.url ?? '/');
  if (file === null) return refuse(404, '404');
  const { size, mtimeMs } = await stat(file);
  const tag = `"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`;
  const isImmutable = file.startsWith(join(root, immutableFolder));
  const headers = {
    ...(isImmutable ? immutableHeaders(policy) : pageHeaders()),
    'Content-Type': mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
    ETag: tag
  };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': size });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(file);
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

/** The file of an address, null where there is none inside `root`: no way up, no hidden names, no links that lead out. */
async function findFile(root: string, address: string): Promise<string | null> {
  let path: string;
  try {
    path = decodeURIComponent(address.split(/[?#]/, 1)[0]);
  } catch {
    return null;
  }
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.') || /[\\\0:]/.test(part))) return null;
  const wanted = join(root, ...parts);
  const found = await stat(wanted).catch(() => null);
  const file = found?.isDirectory() ? join(wanted, 'index.html') : wanted;
  const real = await realpath(file).catch(() => null);
  if (real === null || !real.startsWith(root + sep)) return null;
  return (await stat(real)).isFile() ? real : null;
}

import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';

const cli = useCli();
const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

beforeAll(() => {
  cli.write('app/index.html', '<!doctype html><title>一刻圈</title>');
  cli.write('app/_app/immutable/a.js', 'export const a = 1;');
  cli.write('app/duckdb.wasm', new Uint8Array([0, 97, 115, 109]));
  cli.write('app/.hidden', 'hidden');
  cli.write('secret.txt', 'secret');
  mkdirSync(join(cli.folder, 'app/empty'));
  symlinkSync(join(cli.folder, 'secret.txt'), join(cli.folder, 'app/link.txt'));
});

/** Starts the server and gives the address it prints. */
function serve(args: string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [cli.script, 'serve', '--app', 'app', ...args], {
      cwd: cli.folder,
      env: { ...process.env, ...env }
    });
    const closed = new Promise<void>((over) => child.on('close', () => over()));
    running.push(() => {
      child.kill();
      return closed;
    });
    child.stdout.once('data', (line) => done(String(line).trim()));
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`expected a server, got exit ${code}`)));
  });
}

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Asks for a path exactly as given; `fetch` would tidy it first. */
function get(address: string, path: string, method = 'GET', headers = {}): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((done, fail) => {
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        done({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(parts).toString()
        })
      );
    });
    asked.on('error', fail);
    asked.end();
  });
}

describe('yike serve', () => {
  it('prints its address on this machine and serves the app with types and headers it needs', async () => {
    const address = await serve(['--port', '0']);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const page = await get(address, '/');
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>一刻圈</title>' });
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff'
    });
    const wasm = await get(address, '/duckdb.wasm?v=1');
    expect(wasm.headers).toMatchObject({ 'content-type': 'application/wasm', 'content-length': '4' });
    const script = await get(address, '/_app/immutable/a.js');
    expect(script.headers['content-type']).toContain('text/javascript');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await get(address, '/', 'GET', { 'if-none-match': page.headers.etag })).status).toBe(304);
    const head = await get(address, '/', 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '' });
  });

  it('gives nothing from outside the folder, and nothing hidden', async () => {
    const address = await serve(['--port', '0']);
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..%5csecret.txt',
      '/_app/../../secret.txt',
      '/link.txt',
      '/.hidden',
      '/%00',
      '/%E0%A4%A',
      '/empty/',
      '/nosuch.js'
    ]) {
      const { status, body } = await get(address, path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).not.toContain('secret');
    }
    expect((await get(address, '/', 'POST')).status).toBe(405);
  });

  it('serves on where --open finds no browser', async () => {
    const address = await serve(['--port', '0', '--open'], { PATH: '' });
    expect((await get(address, '/')).status).toBe(200);
  });

  it('gives the address as JSON, and says so where a port is taken or there is no app', async () => {
    const line = await serve(['--port', '0', '--json']);
    const { address, folder } = JSON.parse(line);
    expect(folder).toMatch(/app$/);
    const { port } = new URL(address);
    const taken = await cli.run(['serve', '--app', 'app', '--port', port]);
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr).toContain(port);
    const none = await cli.run(['serve', '--app', 'bin', '--json']);
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('npm run build');
  });
});

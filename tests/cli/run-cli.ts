import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
// @ts-expect-error the bundler is a plain script that runs before anything is built
import { bundleCli } from '../../src/cli/bundle.mjs';

const root = resolve(import.meta.dirname, '../..');

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Cli {
  /** A folder of this test file alone; gone afterwards. */
  folder: string;
  /** Path of the bundled program. */
  script: string;
  /** Runs the program in `folder` to its end; Chinese unless `env` says otherwise. */
  run(args: string[], env?: Record<string, string>): Promise<Run>;
  /** Runs it, expects exit 0 and exactly one JSON object on standard output. */
  runJson<T>(args: string[]): Promise<T>;
  /** Writes a file into `folder` and gives its path. */
  write(name: string, content: string | Uint8Array): string;
}

/** Bundles the program once for a test file and gives what runs it. */
export function useCli(): Cli {
  const cli = { folder: '', script: '' } as Cli;
  beforeAll(async () => {
    // Inside the repository, so that the bundle finds the packages it leaves outside.
    mkdirSync(join(root, 'build'), { recursive: true });
    cli.folder = mkdtempSync(join(root, 'build/cli-test-'));
    cli.script = join(cli.folder, 'bin/yike.mjs');
    await bundleCli(dirname(cli.script));
  }, 120_000);
  afterAll(() => rmSync(cli.folder, { recursive: true, force: true }));
  cli.run = (args, env = {}) =>
    new Promise((done, fail) => {
      const child = spawn(process.execPath, [cli.script, ...args], {
        cwd: cli.folder,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env }
      });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (part) => out.push(part));
      child.stderr.on('data', (part) => err.push(part));
      child.on('error', fail);
      child.on('close', (code) =>
        done({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() })
      );
    });
  cli.runJson = async (args) => {
    const { code, stdout, stderr } = await cli.run([...args, '--json']);
    if (code !== 0) throw new Error(`expected exit 0, got ${code}: ${stderr}`);
    if (stdout.trim().split('\n').length !== 1) throw new Error(`expected one line of JSON, got ${stdout}`);
    return JSON.parse(stdout);
  };
  cli.write = (name, content) => {
    const path = join(cli.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  return cli;
}

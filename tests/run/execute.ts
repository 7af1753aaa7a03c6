import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';

/** The repository's root, where every step runs. */
export const root = resolve(import.meta.dirname, '../..');

/** What a command said, standard output and error in the order in which they came, and its exit code (1 when killed). */
export interface Execution {
  code: number;
  output: string;
}

/** Runs a Node program of an installed package (`package`, or `package/its-bin`) at the root, without standard input. */
export function runTool(tool: string, args: string[], env: Record<string, string> = {}): Promise<Execution> {
  return execute(process.execPath, [findBin(tool), ...args], env);
}

function findBin(tool: string): string {
  const [, name, bin] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(tool) ?? [];
  const manifest =
    createRequire(join(root, 'package.json')).resolve.paths(name)![0] + `/${name}/package.json`;
  const { bin: bins } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bins === 'string' ? bins : bins[bin ?? name];
  if (!file)
    throw new Error(`expected a program ${bin ?? name} in ${name}, got ${Object.keys(bins).join(', ')}`);
  return join(dirname(manifest), file);
}

/** Runs a command, at the root or in another folder; never rejects: a command that can't be started has code 1 and the reason as output. */
export function execute(
  command: string,
  args: string[],
  env: Record<string, string> = {},
  folder = root
): Promise<Execution> {
  return new Promise((done) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => done({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => {
      done({ code: code ?? 1, output: signal ? `${output}ended by ${signal}\n` : output });
    });
  });
}

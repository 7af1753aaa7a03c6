import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rivals-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What one run of a rival took, and two numbers that show that it did the same work. */
export interface Spent {
  ms: number;
  count: number;
  sum: number;
}

/** A program that holds its columns and works once when asked. */
export interface Rival {
  run(what?: string): Promise<Spent>;
  stop(): void;
}

/** Columns of 32-bit numbers as one file for a rival. */
export function writeColumns(name: string, columns: (Int32Array | Uint32Array)[]): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(columns.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength))));
  return path;
}

/** `rivals/<name>.c` built by gcc -O3 and started; null where there is no gcc. */
export function startC(name: string, file: string): Rival | null {
  const program = join(folder, `${name}.out`);
  const built = spawnSync('gcc', ['-O3', '-march=native', '-o', program, `${here}${name}.c`], {
    encoding: 'utf8'
  });
  if (built.error) return null;
  if (built.status !== 0) throw new Error(`expected gcc to build ${name}.c, got ${built.stderr}`);
  return start(program, [file]);
}

/** `rivals/nearest.py` started with a library of Python; null where the library is not installed. */
export async function startPython(library: 'scipy' | 'networkx', file: string): Promise<Rival | null> {
  const python = '/usr/bin/python3';
  if (spawnSync(python, ['-c', `import ${library}, numpy`]).status !== 0) return null;
  const rival = start(python, [`${here}nearest.py`, file, library]);
  await rival.ready();
  return rival;
}

/**
 * A script of Python on HiGHS, `rivals/<name>.py`, with highspy of the interpreter named by RIVAL_PYTHON or else scipy; null where
 * neither is installed. Says which it is.
 */
export async function startHighs(
  name: string,
  file: string,
  seconds: number
): Promise<{ rival: Rival; library: string } | null> {
  const has = (python: string, library: string) =>
    spawnSync(python, ['-c', `import ${library}, scipy, numpy`]).status === 0;
  for (const library of ['highspy', 'scipy'])
    for (const python of [process.env.RIVAL_PYTHON ?? '/usr/bin/python3', '/usr/bin/python3'])
      if (has(python, library)) {
        const rival = start(python, [`${here}${name}.py`, file, library, String(seconds)]);
        await rival.ready();
        return { rival, library };
      }
  return null;
}

function start(program: string, options: string[]): Rival & { ready(): Promise<string> } {
  const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ready = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`expected ${program} to answer, got its end`);
    return String(value);
  };
  return {
    ready,
    async run(what = '') {
      child.stdin.write(`${what}\n`);
      const [ns, count, sum] = (await ready()).split(' ').map(Number);
      return { ms: ns / 1e6, count, sum };
    },
    stop: () => child.stdin.end()
  };
}

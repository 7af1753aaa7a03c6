import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeUnfinished, writeFileWhole, writeFolderWhole } from '../../src/cli/write-whole.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yike-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ours = { marker: 'a.txt', names: /^[a-z]+\.txt$/ };

describe('writeFileWhole', () => {
  it('writes a file, or lets a writer do it, and leaves nothing beside', async () => {
    await writeFileWhole(join(folder, 'a.txt'), 'one');
    await writeFileWhole(join(folder, 'a.txt'), new TextEncoder().encode('two'));
    await writeFileWhole(join(folder, 'b.txt'), async (path) => writeFileSync(path, 'three'));
    expect(readdirSync(folder)).toEqual(['a.txt', 'b.txt']);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('two');
    expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('three');
  });

  it('leaves what was there when writing fails halfway', async () => {
    writeFileSync(join(folder, 'a.txt'), 'before');
    const failing = writeFileWhole(join(folder, 'a.txt'), async (path) => {
      writeFileSync(path, 'half');
      throw new Error('the disk is on fire');
    });
    await expect(failing).rejects.toThrow('the disk is on fire');
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('before');
  });
});

describe('writeFolderWhole', () => {
  const out = () => join(folder, 'out');

  it('makes the folder with all it holds, and replaces an earlier one of ours', async () => {
    await writeFolderWhole(out(), ours, async (write) => {
      await write('a.txt', '1');
      await write('old.txt', '1');
    });
    await writeFolderWhole(out(), ours, async (write) => write('a.txt', '2'));
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readdirSync(out())).toEqual(['a.txt']);
    expect(readFileSync(join(out(), 'a.txt'), 'utf8')).toBe('2');
  });

  it('makes none when filling fails, and leaves an earlier one as it was', async () => {
    const fail = async (write: (name: string, content: string) => Promise<void>) => {
      await write('a.txt', 'half');
      throw new Error('no more');
    };
    await expect(writeFolderWhole(out(), ours, fail)).rejects.toThrow('no more');
    expect(readdirSync(folder)).toEqual([]);
    await writeFolderWhole(out(), ours, async (write) => write('a.txt', '1'));
    await expect(writeFolderWhole(out(), ours, fail)).rejects.toThrow('no more');
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readFileSync(join(out(), 'a.txt'), 'utf8')).toBe('1');
  });

  it('refuses a folder with something else in it before anything is done', async () => {
    mkdirSync(out());
    writeFileSync(join(out(), 'photo.jpg'), 'x');
    let filled = false;
    const writing = writeFolderWhole(out(), ours, async () => {
      filled = true;
    });
    await expect(writing).rejects.toMatchObject({
      exitCode: 1,
      words: { zh: expect.stringContaining('photo.jpg') }
    });
    expect(filled).toBe(false);
    expect(readdirSync(out())).toEqual(['photo.jpg']);
    // Names like ours are not enough: without the marker it may be anybody's.
    rmSync(join(out(), 'photo.jpg'));
    writeFileSync(join(out(), 'b.txt'), 'x');
    await expect(writeFolderWhole(out(), ours, async () => {})).rejects.toThrow('b.txt');
    writeFileSync(join(out(), 'a.txt'), 'x');
    await expect(writeFolderWhole(out(), null, async () => {})).rejects.toThrow('not overwritten');
    expect(readdirSync(out())).toEqual(['a.txt', 'b.txt']);
  });

  it('takes away what is not whole when the program is stopped', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    const started = new Promise<void>((begun) => {
      void writeFolderWhole(out(), ours, async (write) => {
        await write('a.txt', 'half');
        begun();
        await held;
        throw new Error('stopped');
      }).catch(() => undefined);
    });
    await started;
    expect(readdirSync(folder)).toHaveLength(1);
    removeUnfinished();
    expect(readdirSync(folder)).toEqual([]);
    release();
  });
});

import { loadImage } from '@napi-rs/canvas';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStudio } from '../../src/cli/studio.ts';
import { createPictures } from '../../src/lib/report/maps/create-pictures.ts';
import { drawMap } from '../../src/lib/report/maps/draw-map.ts';
import { prepareMap } from '../../src/lib/report/maps/prepare-map.ts';
import type { MapAsk } from '../../src/lib/report/pictures.ts';
import { readFacts } from '../../src/lib/report/read-facts.ts';
import { madeDossier, OPTIONS } from '../report/dossiers.ts';

const dossier = madeDossier({ communities: 12, sites: 3, links: 1 });
const facts = readFacts(dossier, OPTIONS);
const ground = prepareMap(dossier, facts);
const ask: MapAsk = { show: 'sites', measure: facts.measures[0].key, state: 'now', isFurnished: true };

/** Chunks of a PNG by type, with their data. */
function chunksOf(png: Uint8Array): Map<string, DataView> {
  const chunks = new Map<string, DataView>();
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (!chunks.has(type)) chunks.set(type, new DataView(png.buffer, png.byteOffset + at + 8, length));
    at += 12 + length;
  }
  return chunks;
}

async function pdf(): Promise<Uint8Array> {
  const pages = createStudio().pages('图册');
  for (const width of [842, 595])
    await pages.add(width, 500, (pen) =>
      drawMap(pen, ground, ask, { x: 30, y: 30, width: width - 60, height: 440 })
    );
  return pages.end();
}

describe('the studio of the command line', () => {
  it('makes pictures of 300 dots to the inch that say so and open, the same ones once', async () => {
    const pictures = createPictures(ground, facts, createStudio());
    const made = pictures.map(ask, 127, 76.2);
    expect(pictures.map({ ...ask }, 127, 76.2)).toBe(made);
    expect(pictures.map(ask, 127, 76)).not.toBe(made);
    const png = await made;
    const chunks = chunksOf(png);
    expect([chunks.get('IHDR')?.getUint32(0), chunks.get('IHDR')?.getUint32(4)]).toEqual([1500, 900]);
    expect([chunks.get('pHYs')?.getUint32(0), chunks.get('pHYs')?.getUint8(8)]).toEqual([11811, 1]);
    const opened = await loadImage(Buffer.from(png));
    expect([opened.width, opened.height]).toEqual([1500, 900]);
    const again = await createPictures(ground, facts, createStudio()).map(ask, 127, 76.2);
    expect(Buffer.compare(again, png)).toBe(0);
  });

  it('makes pages of lines and letters, the same bytes each time', async () => {
    const bytes = await pdf();
    expect(Buffer.compare(bytes, await pdf())).toBe(0);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
    expect(text).not.toMatch(/CreationDate|\/Subtype \/Image/);
    const folder = mkdtempSync(join(tmpdir(), 'yike-'));
    try {
      writeFileSync(join(folder, 'a.pdf'), bytes);
      const info = run('pdfinfo', join(folder, 'a.pdf'));
      if (info !== null) expect(info).toMatch(/Pages:\s+2/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What a program says; null where it is not installed. */
function run(program: string, file: string): string | null {
  try {
    return execFileSync(program, [file], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

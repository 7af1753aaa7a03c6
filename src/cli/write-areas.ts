import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Geometry } from 'geojson';
import { encodeWkb } from '../lib/geometry/wkb.ts';
import type { Column, Table } from '../lib/tables/database.ts';
import type { Terminal } from './terminal.ts';
import { encodeTable } from './write-result.ts';
import { writeFileWhole } from './write-whole.ts';

/** One area; no geometry where the walk to the network takes longer than the minutes. */
export interface AreaRow {
  id: string;
  minutes: number;
  areaM2: number;
  geometry: Geometry | null;
}

/** Characters written at once. */
const CHUNK = 1 << 20;

/** Hands out the rows, to a file or standard output (with `--json` they are only worked out); gives how many are empty. */
export async function writeAreas(
  rows: AsyncIterable<AreaRow>,
  count: number,
  out: string | undefined,
  terminal: Terminal
): Promise<number> {
  let empty = 0;
  const counted = async function* (): AsyncGenerator<AreaRow> {
    for await (const row of rows) {
      if (row.geometry === null) empty++;
      yield row;
    }
  };
  if (out !== undefined && extname(out).toLowerCase() === '.parquet')
    await writeFileWhole(out, encodeTable(tableOf(await packAll(counted())), '.parquet'));
  else if (out !== undefined)
    await writeFileWhole(out, async (path) => {
      const file = await open(path, 'w');
      try {
        for await (const text of geoJsonOf(counted(), count)) await file.writeFile(text);
      } finally {
        await file.close();
      }
    });
  else for await (const text of geoJsonOf(counted(), count)) if (!terminal.json) await terminal.print(text);
  return empty;
}

/** The rows as one GeoJSON FeatureCollection, in pieces of whole lines. */
async function* geoJsonOf(rows: AsyncIterable<AreaRow>, count: number): AsyncGenerator<string> {
  let text = '{"type":"FeatureCollection","features":[\n';
  let written = 0;
  for await (const { geometry, ...properties } of rows) {
    text += JSON.stringify({ type: 'Feature', properties, geometry });
    text += ++written < count ? ',\n' : '\n';
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield `${text}]}\n`;
}

interface Packed extends Omit<AreaRow, 'geometry'> {
  wkb: Uint8Array | null;
}

async function packAll(rows: AsyncIterable<AreaRow>): Promise<Packed[]> {
  const packed: Packed[] = [];
  for await (const { geometry, ...row } of rows)
    packed.push({ ...row, wkb: geometry && encodeWkb(geometry) });
  return packed;
}

function tableOf(rows: Packed[]): Table {
  const numbers = (read: (row: Packed) => number) => ({
    type: 'DOUBLE' as const,
    values: Float64Array.from(rows, read)
  });
  return new Map<string, Column>([
    ['id', { type: 'VARCHAR', values: rows.map(({ id }) => id) }],
    ['minutes', numbers(({ minutes }) => minutes)],
    ['areaM2', numbers(({ areaM2 }) => areaM2)],
    ['geometry', { type: 'BLOB', values: rows.map(({ wkb }) => wkb) }]
  ]);
}

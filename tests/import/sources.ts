import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checkLayer, type CheckedLayer, type Context } from '../../src/lib/import/checks/check-layer.ts';
import { ImportError } from '../../src/lib/import/import-error.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Choices } from '../../src/lib/import/report.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Path of a shared data file beside the repository, null (and a printed reason) where it is absent. */
export function shared(path: string): string | null {
  const whole = fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
  if (existsSync(whole)) return whole;
  console.info(`skipped: ../shared/data/${path} is absent, which this test reads`);
  return null;
}

export const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(path));
export const fixture = (name: string): Promise<Uint8Array> =>
  bytesOf(fileURLToPath(new URL(`../fixtures/import/${name}`, import.meta.url)));

/** A text file read and checked as a layer. */
export async function check(
  name: string,
  content: string | Uint8Array,
  choices: Choices,
  context?: Context
): Promise<CheckedLayer> {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return checkLayer(await readSource(name, bytes, { encoding: choices.encoding }), choices, context);
}

/** A column of a table as an array. */
export const column = ({ table }: CheckedLayer, name: string): unknown[] => [...table.get(name)!.values];

/** The ImportError that a promise ends with; fails where it ends otherwise. */
export async function refusal(promise: Promise<unknown>): Promise<ImportError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('expected an ImportError, got a value');
}

export const collection = (...features: object[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });
export const feature = (type: string, coordinates: unknown, properties: object | null = {}): object => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates }
});
/** A square of `size` degrees with its lower left corner at lon, lat. */
export const square = (lon: number, lat: number, size = 0.01): number[][][] => [
  [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat]
  ]
];

/** Row and code of each entry of a report's list. */
export const codes = (list: { row: number; code: string }[]): [number, string][] =>
  list.map(({ row, code }) => [row, code]);

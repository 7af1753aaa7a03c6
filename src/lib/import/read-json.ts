import type { Decoded } from './decode-text.ts';
import { readGeojson } from './read-geojson.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** A JSON file as a Source, by what its outermost object says it is. Throws ImportError with line and column. */
export async function readJson({ file }: FileInput, decoded: Decoded, tick?: Tick): Promise<Source> {
  return readGeojson(file, decoded, tick);
}

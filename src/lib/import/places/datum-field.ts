import { fromWgs84, toWgs84, type Datum, type Pair } from '../../geometry/datum.ts';

export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const satisfies Datum[];
export const DATUM_WORDS: Record<Datum, string> = { wgs84: 'WGS84', gcj02: 'GCJ-02', bd09: 'BD-09' };

/** How the datums of two layers can stand to each other; the first stands for "the same", whichever it is. */
const RELATIONS: readonly (readonly [Datum, Datum])[] = [
  ['wgs84', 'wgs84'],
  ['wgs84', 'gcj02'],
  ['gcj02', 'wgs84'],
  ['wgs84', 'bd09'],
  ['bd09', 'wgs84'],
  ['gcj02', 'bd09'],
  ['bd09', 'gcj02']
];

/** Index in RELATIONS of two datums. */
export function relationOf(a: Datum, b: Datum): number {
  return a === b ? 0 : RELATIONS.findIndex(([one, other]) => one === a && other === b);
}

export type Move = (lon: number, lat: number) => Pair;

/** Side of a cell of degrees within which a shift is one vector: it changes by less than 1 m over 200 m. */
const CELL = 0.002;

/** `exact` with its shift worked out once a cell: within 1 m of it, and much faster for many points. */
export function fieldOf(exact: Move): Move {
  const vectors = new Map<number, Pair>();
  return (lon, lat) => {
    const [column, row] = [Math.floor(lon / CELL), Math.floor(lat / CELL)];
    const key = column * 1_000_000 + row;
    let vector = vectors.get(key);
    if (vector === undefined) {
      const [x, y] = [(column + 0.5) * CELL, (row + 0.5) * CELL];
      const [movedX, movedY] = exact(x, y);
      vectors.set(key, (vector = [movedX - x, movedY - y]));
    }
    return [lon + vector[0], lat + vector[1]];
  };
}

const still: Move = (lon, lat) => [lon, lat];

/** From positions in the first datum of each relation to positions in its second, by index of RELATIONS. */
export function relationMoves(): Move[] {
  return RELATIONS.map(([a, b]) =>
    a === b ? still : fieldOf((lon, lat) => fromWgs84(...toWgs84(lon, lat, a), b))
  );
}

/** Files that were converted once too often: what was done, and back from it to WGS84. */
export const TWICE: readonly { code: string; datum: Datum; added: boolean; toWgs84: Move }[] = (
  ['gcj02', 'bd09'] as const
).flatMap((datum) => [
  {
    code: `${datum}-added`,
    datum,
    added: true,
    toWgs84: (lon: number, lat: number) => toWgs84(...toWgs84(lon, lat, datum), datum)
  },
  {
    code: `${datum}-removed`,
    datum,
    added: false,
    toWgs84: (lon: number, lat: number) => fromWgs84(lon, lat, datum)
  }
]);

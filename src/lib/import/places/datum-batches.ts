import type { Datum } from '../../geometry/datum.ts';
import { comparePair } from './datum-evidence.ts';
import { DATUMS, relationMoves, relationOf } from './datum-field.ts';
import type { DatumLayer } from './datum-layer.ts';
import { viewLayer, type DatumView } from './datum-view.ts';

/** Rows of one file that were surveyed together. */
export interface DatumBatch {
  /** Column that tells the batches apart; null where they follow each other in the file. */
  column: string | null;
  /** Its value, or the first and the last row (counted from 1). */
  value: string;
  rows: number;
  /** Datum of the batch; null where nothing tells. */
  datum: Datum | null;
}

/** A layer whose datum is known, to lay others on. */
export interface Known {
  view: DatumView;
  datum: Datum;
}

const MOST_VALUES = 12;
const LEAST_ROWS = 8;
/** A batch's datum is told where the next likely is 150 times less so. */
const TOLD = 5;

/**
 * How the rows of a layer fall into batches of different datums, by a column with few values, else by their order; empty
 * where no such division shows different datums.
 */
export function findBatches(layer: DatumLayer, others: Known[]): DatumBatch[] {
  if (others.length === 0) return [];
  const rows = [...new Set(layer.row)];
  const divisions = layer.headers
    .map((header, c) => ({ column: header, groups: groupBy(rows, layer.columns[c]) }))
    .filter(({ groups }) => groups.size > 1)
    .sort((a, b) => a.groups.size - b.groups.size)
    .slice(0, 8);
  let best: { batches: DatumBatch[]; gain: number } = { batches: [], gain: 0 };
  for (const { column, groups } of [...divisions, { column: null, groups: runs(rows) }]) {
    const judged = [...groups].map(([value, members]) => ({
      value,
      members,
      gains: gainsOf(layer, members, others)
    }));
    const batches = judged.map(({ value, members, gains }) => ({
      column,
      value,
      rows: members.length,
      datum: told(gains)
    }));
    if (new Set(batches.flatMap(({ datum }) => datum ?? [])).size < 2) continue;
    // What one datum for all would lose against one for each batch.
    const whole = Math.max(...DATUMS.map((_, d) => judged.reduce((sum, { gains }) => sum + gains[d], 0)));
    const gain = judged.reduce((sum, { gains }) => sum + Math.max(...gains), 0) - whole;
    if (gain > best.gain * 1.2) best = { batches, gain };
  }
  return best.batches;
}

function groupBy(rows: number[], cells: (string | null)[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const i of rows) {
    const value = cells[i] ?? '';
    const group = groups.get(value);
    if (group) group.push(i);
    else if (groups.size === MOST_VALUES) return new Map();
    else groups.set(value, [i]);
  }
  const large = [...groups].filter(([, members]) => members.length >= LEAST_ROWS);
  const covered = large.reduce((sum, [, members]) => sum + members.length, 0);
  return covered < rows.length * 0.9 ? new Map() : new Map(large);
}

/** Six runs of rows as they follow each other; neighbours of one datum are one batch to the reader. */
function runs(rows: number[]): Map<string, number[]> {
  const size = Math.ceil(rows.length / 6);
  const groups = new Map<string, number[]>();
  if (size < LEAST_ROWS) return groups;
  for (let from = 0; from < rows.length; from += size) {
    const members = rows.slice(from, from + size);
    groups.set(`${members[0] + 1}–${members[members.length - 1] + 1}`, members);
  }
  return groups;
}

/** How much speaks for each datum of some rows of a layer. */
function gainsOf(layer: DatumLayer, members: number[], others: Known[]): number[] {
  const view = viewLayer(pickRows(layer, members));
  const moves = relationMoves();
  const gains = DATUMS.map(() => 0);
  for (const { view: other, datum } of others)
    for (const { kind, score } of comparePair(view, other, moves))
      if (kind !== 'inside' && kind !== 'water')
        DATUMS.forEach((own, d) => (gains[d] += score[relationOf(own, datum)]));
  return gains;
}

function told(gains: number[]): Datum | null {
  const best = gains.indexOf(Math.max(...gains));
  const next = Math.max(...gains.filter((_, d) => d !== best));
  return gains[best] - next >= TOLD ? DATUMS[best] : null;
}

/** The layer with some of its rows only. */
function pickRows(layer: DatumLayer, members: number[]): DatumLayer {
  const wanted = new Set(members);
  const lon: number[] = [];
  const lat: number[] = [];
  const first = [0];
  const row: number[] = [];
  for (let p = 0; p < layer.row.length; p++) {
    if (!wanted.has(layer.row[p])) continue;
    for (let k = layer.first[p]; k < layer.first[p + 1]; k++) {
      lon.push(layer.lon[k]);
      lat.push(layer.lat[k]);
    }
    first.push(lon.length);
    row.push(layer.row[p]);
  }
  return {
    ...layer,
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    first: Uint32Array.from(first),
    row: Uint32Array.from(row)
  };
}

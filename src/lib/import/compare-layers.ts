import { boxOf } from '../geometry/clip-plane.ts';
import { distanceM } from '../geometry/metric.ts';
import { decodeWkb, type WkbGeometry } from '../geometry/wkb.ts';
import type { Position } from 'geojson';
import type { Column, Table } from '../tables/database.ts';
import { FIELDS, SOURCE_ROW } from '../tables/schema.ts';
import { FORMS } from './fields.ts';
import type { Layer } from './report.ts';

/** What is different in a newer version of a layer, by the names of its rows (else their codes). */
export interface LayerChanges {
  added: string[];
  gone: string[];
  /** Places that differ by a metre or more; of areas and lines, the middle of the box. */
  moved: { name: string; metres: number }[];
  renamed: { was: string; now: string }[];
  /** Rows that are the same thing, but differ in something else than name and place, in a column that is known or stands in both. */
  changed: string[];
  /** Every cell that differs in a row that stands in both, by the rows of the two tables (from 0). */
  edits: Edit[];
  /** Rows of the newer table that are new, and of the older that are gone (from 0). */
  rows: { added: number[]; gone: number[]; pairs: [before: number, after: number][] };
}

export interface Edit {
  before: number;
  after: number;
  field: string;
  was: string;
  now: string;
}

const MOVED_M = 1;
/** Rows of one name that stands several times are paired up to this distance. */
const SAME_NAME_M = 500;

/**
 * Compares two versions of a layer's table. A row is the same by its code (not one that was made from its row number), else
 * by name and place, place alone, or a name that stands once in both.
 */
export function compareLayers(before: Table, after: Table, layer: Layer): LayerChanges {
  const [a, b] = [new Rows(before, layer), new Rows(after, layer)];
  const pairs = pairRows(a, b);
  const [inA, inB] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  const rows = {
    pairs,
    gone: a.all.filter((i) => !inA.has(i)),
    added: b.all.filter((j) => !inB.has(j))
  };
  const changes: LayerChanges = {
    added: rows.added.map((j) => b.label(j)),
    gone: rows.gone.map((i) => a.label(i)),
    moved: [],
    renamed: [],
    changed: [],
    edits: [],
    rows
  };
  const own = new Set<string>(FIELDS[layer].map(({ name }) => name));
  const fields = [...new Set([...before.keys(), ...after.keys()])].filter((field) => field !== SOURCE_ROW);
  for (const [i, j] of pairs) {
    const metres = distanceM(a.lon[i], a.lat[i], b.lon[j], b.lat[j]);
    const moved = metres >= MOVED_M;
    if (moved) changes.moved.push({ name: b.label(j), metres });
    const renamed = a.name[i] !== b.name[j];
    if (renamed) changes.renamed.push({ was: a.label(i), now: b.label(j) });
    let changed = false;
    for (const field of fields) {
      const [was, now] = [cellText(before.get(field), i), cellText(after.get(field), j)];
      if (was === now) continue;
      changes.edits.push({ before: i, after: j, field, was, now });
      if (field === a.nameField || field === 'lon' || field === 'lat') continue;
      // A column that only one of the files has says nothing of its rows.
      if (!own.has(field) && !(before.has(field) && after.has(field))) continue;
      // A shape that has moved differs; one that has not was redrawn. A code made anew says nothing.
      if (field === 'geometry' ? !moved : field !== a.codeField || (a.code[i] !== '' && b.code[j] !== ''))
        changed = true;
    }
    if (changed) changes.changed.push(b.label(j));
  }
  return changes;
}

/** The cell as text: NULL is '', bytes are hexadecimal. */
function cellText(column: Column | undefined, i: number): string {
  const value = column?.values[i] ?? null;
  if (value === null || Number.isNaN(value)) return '';
  return typeof value === 'object'
    ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
    : String(value);
}

/** What tells the rows of a table of units apart that has several of one unit. */
const KEYS: Partial<Record<Layer, string[]>> = {
  population: [],
  staffing: ['facility', 'role', 'year'],
  unit_status: ['year'],
  visits: ['month']
};

/** A table's rows by what tells them apart. */
class Rows {
  readonly all: number[];
  readonly codeField: string;
  readonly nameField: string;
  /** '' where there is none, or where it was made from the row number. */
  readonly code: string[];
  readonly name: string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;

  constructor(table: Table, layer: Layer) {
    const rows = table.values().next().value?.values.length ?? 0;
    this.all = Array.from({ length: rows }, (_, i) => i);
    this.codeField = KEYS[layer] ? 'unit' : FORMS[layer].code;
    this.nameField = KEYS[layer] ? 'unit' : 'name';
    const text = (field: string, i: number): string => String(table.get(field)?.values[i] ?? '').trim();
    const row = table.get(SOURCE_ROW)?.values;
    const made = new RegExp(`^${this.codeField[0]?.toUpperCase()}(\\d+)(_\\d+)?$`);
    this.code = this.all.map((i) => {
      const more = (KEYS[layer] ?? []).map((field) => text(field, i));
      const code = [text(this.codeField, i), ...more].join('|').replace(/^\|+$/, '');
      const number = KEYS[layer] ? undefined : made.exec(code)?.[1];
      return number !== undefined && number === String(row?.[i]) ? '' : code;
    });
    this.name = this.all.map((i) => text(this.nameField, i));
    const [lon, lat] = ['lon', 'lat'].map((field) => table.get(field)?.values);
    const shapes = table.get('geometry')?.values as (Uint8Array | null)[] | undefined;
    const places = this.all.map((i): [number, number] => {
      if (lon instanceof Float64Array && lat instanceof Float64Array) return [lon[i], lat[i]];
      return middleOf(shapes?.[i] ?? null);
    });
    this.lon = Float64Array.from(places, ([x]) => x);
    this.lat = Float64Array.from(places, ([, y]) => y);
  }

  label(i: number): string {
    return this.name[i] || this.code[i] || `#${i + 1}`;
  }

  /** '' where the row has no place. */
  place(i: number): string {
    if (Number.isNaN(this.lon[i])) return '';
    return `${Math.round(this.lon[i] * 1e5)},${Math.round(this.lat[i] * 1e5)}`;
  }
}

function middleOf(wkb: Uint8Array | null): [number, number] {
  if (wkb === null) return [NaN, NaN];
  const [w, s, e, n] = boxOf([positionsOf(decodeWkb(wkb))]);
  return [(w + e) / 2, (s + n) / 2];
}

function positionsOf(shape: WkbGeometry): Position[] {
  let list: unknown = shape.type === 'Point' ? [shape.coordinates] : shape.coordinates;
  while (Array.isArray(list) && Array.isArray(list[0]) && Array.isArray(list[0][0])) list = list.flat();
  return list as Position[];
}

function pairRows(a: Rows, b: Rows): [number, number][] {
  const pairs: [number, number][] = [];
  let [openA, openB] = [a.all, b.all];
  const settle = (found: [number, number][]): void => {
    pairs.push(...found);
    const [inA, inB] = [new Set(found.map(([i]) => i)), new Set(found.map(([, j]) => j))];
    openA = openA.filter((i) => !inA.has(i));
    openB = openB.filter((j) => !inB.has(j));
  };
  settle(
    pairOnce(
      openA,
      openB,
      (i) => a.code[i].toLowerCase(),
      (j) => b.code[j].toLowerCase()
    )
  );
  const both = (rows: Rows) => (i: number) =>
    rows.place(i) && rows.name[i] ? `${rows.name[i]}|${rows.place(i)}` : '';
  settle(pairInTurn(openA, openB, both(a), both(b)));
  settle(
    pairInTurn(
      openA,
      openB,
      (i) => a.place(i),
      (j) => b.place(j)
    )
  );
  // Two rows with codes of their own that differ are two things, whatever they are called.
  const named = (rows: Rows) => (i: number) => (rows.code[i] === '' ? rows.name[i] : '');
  settle(pairOnce(openA, openB, named(a), named(b)));
  settle(pairNearest(openA, openB, a, b));
  return pairs.sort((x, y) => x[1] - y[1]);
}

function groupBy(rows: number[], keyOf: (i: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const i of rows) {
    const key = keyOf(i);
    if (key === '') continue;
    const list = groups.get(key);
    if (list) list.push(i);
    else groups.set(key, [i]);
  }
  return groups;
}

/** Pairs of one key that stands once in both. */
function pairOnce(
  rowsA: number[],
  rowsB: number[],
  keyA: (i: number) => string,
  keyB: (j: number) => string
): [number, number][] {
  const groups = groupBy(rowsB, keyB);
  return [...groupBy(rowsA, keyA)].flatMap(([key, list]): [number, number][] => {
    const others = groups.get(key);
    return list.length === 1 && others?.length === 1 ? [[list[0], others[0]]] : [];
  });
}

/** Pairs of one key, the first with the first and so on. */
function pairInTurn(
  rowsA: number[],
  rowsB: number[],
  keyA: (i: number) => string,
  keyB: (j: number) => string
): [number, number][] {
  const groups = groupBy(rowsB, keyB);
  return [...groupBy(rowsA, keyA)].flatMap(([key, list]): [number, number][] =>
    (groups.get(key) ?? []).slice(0, list.length).map((j, k) => [list[k], j])
  );
}

/** Rows of one name that stands several times: each with the nearest that is left within 500 m. */
function pairNearest(rowsA: number[], rowsB: number[], a: Rows, b: Rows): [number, number][] {
  const groups = groupBy(rowsB, (j) => (b.code[j] === '' ? b.name[j] : ''));
  const found: [number, number][] = [];
  for (const [name, list] of groupBy(rowsA, (i) => (a.code[i] === '' ? a.name[i] : ''))) {
    const others = groups.get(name) ?? [];
    if (list.length * others.length > 250_000) continue;
    const near = list
      .flatMap((i) =>
        others.map((j) => ({ i, j, metres: distanceM(a.lon[i], a.lat[i], b.lon[j], b.lat[j]) }))
      )
      .filter(({ metres }) => metres <= SAME_NAME_M)
      .sort((x, y) => x.metres - y.metres);
    const [usedA, usedB] = [new Set<number>(), new Set<number>()];
    for (const { i, j } of near) {
      if (usedA.has(i) || usedB.has(j)) continue;
      usedA.add(i);
      usedB.add(j);
      found.push([i, j]);
    }
  }
  return found;
}

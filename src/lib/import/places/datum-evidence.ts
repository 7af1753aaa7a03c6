import { distanceM } from '../../geometry/metric.ts';
import type { Move } from './datum-field.ts';
import type { DatumView, Patch } from './datum-view.ts';
import { plainUnitName } from '../meanings/unit-names.ts';

export type EvidenceKind = 'named' | 'lines' | 'twins' | 'inside' | 'water';

/** How well one layer lies on another after each of several shifts. */
export interface PairEvidence {
  kind: EvidenceKind;
  /** Samples that fit after each shift, of `of`. */
  fits: number[];
  of: number;
  /** Log-likelihood of each shift, the best 0 or more; on one scale for all kinds. */
  score: number[];
}

/** The most that one kind of evidence may say for or against a shift. */
const MOST = 40;
/** Evidence of the edges of things only leans; it never decides alone. */
const LEAN = 4;

/**
 * What the lie of layer `a` on layer `b` says: of each of `moves` (from a's positions to b's) how well it fits. Empty
 * where the two are nowhere near, or have nothing to say of each other.
 */
export function comparePair(a: DatumView, b: DatumView, moves: readonly Move[]): PairEvidence[] {
  if (!areNear(a, b)) return [];
  return [
    named(a, b, moves),
    twins(a, b, moves),
    lines(a, b, moves),
    inside(a, b, moves),
    water(a, b, moves)
  ].filter((found) => found !== null);
}

/** Whether two layers come within 3 km of each other (0.03 degrees). */
function areNear({ box: a }: DatumView, { box: b }: DatumView): boolean {
  return a[0] < b[2] + 0.03 && b[0] < a[2] + 0.03 && a[1] < b[3] + 0.03 && b[1] < a[3] + 0.03;
}

const isUnit = ({ layer }: DatumView): boolean =>
  layer.kind === 'areas' && ['communities', 'subdistricts', 'districts'].includes(layer.as);

/** Rows of `a` that name an area of `b`, by a column of theirs or by "…社区" in their name, with that area's row. */
function namedRows(a: DatumView, b: DatumView): { at: number[]; target: number[] } {
  const none = { at: [], target: [] };
  if (!isUnit(b) || b.rowOfName.size < 2) return none;
  let best: { at: number[]; target: number[] } = none;
  const { row } = a.rows;
  for (const column of a.layer.columns.slice(0, 80)) {
    const at: number[] = [];
    const target: number[] = [];
    let filled = 0;
    for (let r = 0; r < row.length; r++) {
      const cell = column[row[r]];
      if (cell === null || cell === '' || cell.length > 40) continue;
      filled++;
      const found = b.rowOfName.get(plainUnitName(cell));
      if (found === undefined) continue;
      at.push(r);
      target.push(found);
      // A column of other things is left after 200 cells.
      if (filled > 200 && at.length < filled * 0.1) break;
    }
    if (at.length > best.at.length && at.length > filled * 0.5) best = { at, target };
  }
  return best.at.length >= 5 ? best : namedInside(a, b);
}

function namedInside(a: DatumView, b: DatumView): { at: number[]; target: number[] } {
  const found: { at: number[]; target: number[] } = { at: [], target: [] };
  if (a.layer.names === null) return found;
  a.rows.row.forEach((i, r) => {
    // 小菊社区养老服务驿站: the letters before 社区, the longest that name an area.
    const before = /^(.{2,12}?)(?:社区|居委会|村)/.exec(a.layer.names![i] ?? '')?.[1];
    if (before === undefined) return;
    for (let from = 0; from <= before.length - 2; from++) {
      const target = b.rowOfName.get(plainUnitName(before.slice(from)));
      if (target === undefined) continue;
      found.at.push(r);
      found.target.push(target);
      return;
    }
  });
  return found;
}

/** Rows in the area that they name. */
function named(a: DatumView, b: DatumView, moves: readonly Move[]): PairEvidence | null {
  const { at, target } = namedRows(a, b);
  if (at.length < 5 || new Set(target).size < 2) return null;
  const { lon, lat } = a.rows;
  const fits = moves.map((move) =>
    count(at.length, (s) => b.locate!(...move(lon[at[s]], lat[at[s]])) === target[s])
  );
  return { kind: 'named', fits, of: at.length, score: scoreFits(fits, at.length) };
}

/** Rows with the same name, once in each layer, that come together. */
function twins(a: DatumView, b: DatumView, moves: readonly Move[]): PairEvidence | null {
  const [few, many] = a.rowOfName.size < b.rowOfName.size ? [a, b] : [b, a];
  const placeA = new Map(Array.from(a.rows.row, (i, r) => [i, r]));
  const placeB = new Map(Array.from(b.rows.row, (i, r) => [i, r]));
  const pairs: [number, number][] = [];
  for (const name of few.rowOfName.keys()) {
    if (!many.rowOfName.has(name)) continue;
    const [one, other] = [placeA.get(a.rowOfName.get(name)!), placeB.get(b.rowOfName.get(name)!)];
    if (one !== undefined && other !== undefined) pairs.push([one, other]);
  }
  if (a.layer.kind === 'lines' || b.layer.kind !== a.layer.kind || pairs.length < 5) return null;
  const fits = moves.map((move) =>
    count(pairs.length, (s) => {
      const [p, q] = pairs[s];
      return distanceM(...move(a.rows.lon[p], a.rows.lat[p]), b.rows.lon[q], b.rows.lat[q]) < 40;
    })
  );
  return Math.max(...fits) >= 5
    ? { kind: 'twins', fits, of: pairs.length, score: scoreFits(fits, pairs.length) }
    : null;
}

/**
 * Scores of hits among rows that know where they belong: each row that fits after one shift and not after another speaks for
 * the first as 3 to 1 (a row may be wrong, and rows may be wrong together). Where even the best shift fits few, they
 * say less.
 */
function scoreFits(fits: number[], of: number): number[] {
  const best = Math.max(...fits);
  const trust = Math.min(1, Math.max(0, best / of - 0.3) / 0.4);
  return fits.map((fit) => trust * Math.max(-MOST, (fit - best) * Math.log(3)));
}

const count = (of: number, fits: (sample: number) => boolean): number => {
  let hits = 0;
  for (let s = 0; s < of; s++) if (fits(s)) hits++;
  return hits;
};

/** A layer drawn a little differently may be this many metres off. */
const JITTER = [-6, 0, 6];
/** A shift that fits is a peak: it fits better than shifts 40–115 m from it. */
const RING = Array.from({ length: 12 }, (_, k): [number, number] => {
  const [away, angle] = [40 + (k % 4) * 25, (k * Math.PI) / 6];
  return [away * Math.cos(angle), away * Math.sin(angle)];
});
const MAX_LINE_SAMPLES = 700;
/** Peaks lower than this, in standard deviations of what is about them, are chance. */
const PEAK = 2;

/** Places along the lines of `a` that lie on lines of `b`: whether a shift is a peak among its neighbours. */
function lines(a: DatumView, b: DatumView, moves: readonly Move[]): PairEvidence | null {
  if (a.layer.kind === 'points' || b.layer.kind === 'points') return null;
  const patches = b.patches().map((patch) => ({ patch, taken: takeSamples(a, patch) }));
  const of = patches.reduce((sum, { taken }) => sum + taken.lon.length, 0);
  if (of < 100) return null;
  const fits: number[] = [];
  const score: number[] = [];
  for (const move of moves) {
    const moved = patches.map(({ patch, taken }) => {
      const x = new Float64Array(taken.lon.length);
      const y = new Float64Array(taken.lon.length);
      for (let s = 0; s < x.length; s++) {
        const [lon, lat] = move(taken.lon[s], taken.lat[s]);
        [x[s], y[s]] = [patch.plane.x(lon), patch.plane.y(lat)];
      }
      return { raster: patch.raster, x, y };
    });
    const onAt = (east: number, north: number): number => {
      let most = 0;
      for (const dx of JITTER)
        for (const dy of JITTER) {
          let on = 0;
          for (const { raster, x, y } of moved) on += raster.countNear(x, y, x.length, east + dx, north + dy);
          if (on > most) most = on;
        }
      return most;
    };
    const on = onAt(0, 0);
    const ring = RING.map(([east, north]) => onAt(east, north) / of);
    const mean = ring.reduce((sum, value) => sum + value, 0) / ring.length;
    const spread = Math.sqrt(ring.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ring.length);
    const z = on < of * 0.05 ? 0 : (on / of - mean) / Math.max(spread, 0.012);
    fits.push(on);
    score.push(Math.min(MOST, z > PEAK ? (z * z) / 4 : 0));
  }
  return { kind: 'lines', fits, of, score };
}

/** Places along the lines of a layer that lie where a patch of another can be looked up. */
function takeSamples({ along }: DatumView, patch: Patch): { lon: number[]; lat: number[] } {
  const inside: number[] = [];
  for (let s = 0; s < along.lon.length; s++) if (patch.holds(along.lon[s], along.lat[s])) inside.push(s);
  const step = inside.length / Math.min(inside.length, MAX_LINE_SAMPLES);
  const taken: { lon: number[]; lat: number[] } = { lon: [], lat: [] };
  for (let at = 0; at < inside.length; at += step) {
    taken.lon.push(along.lon[inside[Math.floor(at)]]);
    taken.lat.push(along.lat[inside[Math.floor(at)]]);
  }
  return taken;
}

/** Places inside any unit: where nearly all can be, a shift that leaves many outside is less likely. */
function inside(a: DatumView, b: DatumView, moves: readonly Move[]): PairEvidence | null {
  if (!isUnit(b) || a === b) return null;
  const { lon, lat } = a.rows;
  const of = lon.length;
  if (of < 20) return null;
  const fits = moves.map((move) => count(of, (s) => b.locate!(...move(lon[s], lat[s])) >= 0));
  const best = Math.max(...fits);
  if (best < of * 0.97) return null;
  return { kind: 'inside', fits, of, score: fits.map((fit) => Math.max(-LEAN, (fit - best) * 0.5)) };
}

/** Points on dry land of a land-use layer that has water. */
function water(a: DatumView, b: DatumView, moves: readonly Move[]): PairEvidence | null {
  if (b.water.size === 0 || a.layer.kind !== 'points') return null;
  const { lon, lat } = a.rows;
  const on = moves.map((move) => {
    let [wet, covered] = [0, 0];
    for (let s = 0; s < lon.length; s++) {
      const row = b.locate!(...move(lon[s], lat[s]));
      if (row >= 0) covered++;
      if (b.water.has(row)) wet++;
    }
    return { wet, covered };
  });
  const of = lon.length;
  const most = Math.max(...on.map(({ covered }) => covered));
  if (of < 20 || most < of * 0.5 || on.some(({ covered }) => covered < most * 0.8)) return null;
  const least = Math.min(...on.map(({ wet }) => wet));
  if (least > of * 0.02) return null;
  const score = on.map(({ wet }) => Math.max(-LEAN, (least - wet) * 0.7));
  return { kind: 'water', fits: on.map(({ wet }) => of - wet), of, score };
}

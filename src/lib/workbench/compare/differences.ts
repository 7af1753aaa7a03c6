import type { Outcome, Scene } from '../engine/scene.ts';

/** Two answers by unit, as columns of the same length; `b` minus `a`. NaN: a side has no figure. */
export interface Differences {
  /** Index in the scene. */
  unit: Int32Array;
  totalA: Float64Array;
  totalB: Float64Array;
  coveredA: Float64Array;
  coveredB: Float64Array;
  shareA: Float64Array;
  shareB: Float64Array;
  /** People covered, and the difference of the two shares (−1 to 1). */
  people: Float64Array;
  share: Float64Array;
  /** 1 where people, or those covered, are others. */
  changed: Uint8Array;
}

/** People of all communities on one side. */
export interface SideTotal {
  total: number;
  covered: number;
  share: number;
}

/** What is less than this differs by rounding only. */
const LEAST_PEOPLE = 1e-6;

/** The differences of two answers to one question, a row for each unit that either has, in the order of the scene. */
export function findDifferences(scene: Scene, a: Outcome, b: Outcome): Differences {
  const rows = [a, b].map(({ units }) => new Map(units.map((row) => [row.unit, row])));
  const unit = Int32Array.from(scene.units.keys()).filter((each) => rows.some((side) => side.has(each)));
  const column = (side: 0 | 1, of: 'total' | 'covered' | 'share') =>
    Float64Array.from(unit, (each) => rows[side].get(each)?.[of] ?? NaN);
  const minus = (one: Float64Array, other: Float64Array) => one.map((value, i) => value - other[i]);
  const [totalA, totalB] = [column(0, 'total'), column(1, 'total')];
  const [coveredA, coveredB] = [column(0, 'covered'), column(1, 'covered')];
  const [shareA, shareB] = [column(0, 'share'), column(1, 'share')];
  const isOther = (one: number, other: number) =>
    Number.isNaN(one) !== Number.isNaN(other) || Math.abs(one - other) > LEAST_PEOPLE;
  return {
    ...{ unit, totalA, totalB, coveredA, coveredB, shareA, shareB },
    people: minus(coveredB, coveredA),
    share: minus(shareB, shareA),
    changed: Uint8Array.from(unit, (_, i) =>
      isOther(totalA[i], totalB[i]) || isOther(coveredA[i], coveredB[i]) ? 1 : 0
    )
  };
}

/** The people of an answer as a total of a side; the share is NaN of nobody. */
export function totalOfSide({ total, coveredPeople }: Outcome): SideTotal {
  return { total, covered: coveredPeople, share: total > 0 ? coveredPeople / total : NaN };
}

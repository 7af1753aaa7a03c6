import type { Themed } from '../views/themed.ts';
import {
  CLASS_METHODS,
  findEdges,
  findEdgesAroundZero,
  LEAST_CLASSES,
  MOST_CLASSES,
  roundEdges
} from '../../report/maps/classes.ts';
import type { ClassMethod } from '../../report/maps/classes.ts';
import { RAMPS, rampsFor, type Ramp } from '../../report/maps/ramps.ts';

/** How the figures of one view are cut into classes and coloured. */
export interface ClassChoice {
  method: ClassMethod;
  /** Classes asked for, 3 to 7; `own` has its own number. */
  count: number;
  ramp: Ramp;
  reversed: boolean;
}

/** How figures are shown where the user has said nothing: by the limits they bring along, in the first ramp that suits them. */
export function firstChoice({ kind, fixed }: Pick<Themed, 'kind' | 'fixed'>): ClassChoice {
  return { method: fixed ? 'own' : 'natural', count: 5, ramp: rampsFor(kind)[0], reversed: false };
}

/** The choice as far as it fits the figures: no limits of their own where they bring none, no ramp that does not suit them. */
export function fitChoice(
  choice: ClassChoice | undefined,
  themed: Pick<Themed, 'kind' | 'fixed'>
): ClassChoice {
  const first = firstChoice(themed);
  if (!choice) return first;
  return {
    ...choice,
    method: choice.method === 'own' && !themed.fixed ? first.method : choice.method,
    ramp: rampsFor(themed.kind).includes(choice.ramp) ? choice.ramp : first.ramp
  };
}

/** Steps that edges are rounded to: what the labels of classes show. */
const STEPS = { share: 0.001, difference: 0.001, metres: 1, count: 1, score: 0.01 };

/** Inner class edges of the figures of the units in `counted`. */
export function edgesOf(themed: Themed, choice: ClassChoice, counted: Int32Array): number[] {
  const { kind, fixed, unitValues } = themed;
  if (choice.method === 'own') return fixed ? fixed.slice(0, MOST_CLASSES - 1) : [];
  const values = Float64Array.from(counted, (unit) => unitValues[unit]);
  const step = STEPS[kind];
  if (kind === 'difference') return findEdgesAroundZero(values, choice.method, choice.count, step);
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return roundEdges(findEdges(values, choice.method, choice.count), step, least);
}

/** A choice as it was kept; null for anything else. */
export function readChoice(kept: unknown): ClassChoice | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { method, count, ramp, reversed } = kept as Record<string, unknown>;
  const isCount =
    Number.isInteger(count) && (count as number) >= LEAST_CLASSES && (count as number) <= MOST_CLASSES;
  if (!CLASS_METHODS.includes(method as ClassMethod) || !RAMPS.includes(ramp as Ramp) || !isCount)
    return null;
  return {
    method: method as ClassMethod,
    count: count as number,
    ramp: ramp as Ramp,
    reversed: reversed === true
  };
}

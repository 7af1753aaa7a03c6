import type { Outcome, Scene } from '../engine/scene.ts';
import { COVERAGE_CLASSES } from '../../report/maps/colours.ts';
import { unitValueOf } from '../views/make-themed.ts';
import type { Themed } from '../views/themed.ts';

/** What the colours say until a view has been worked out: the share of people covered, by unit. */
export function coverageThemed(scene: Scene, outcome: Outcome): Themed {
  const unitValues = new Float64Array(scene.units.length).fill(NaN);
  const weights = new Float64Array(scene.units.length).fill(NaN);
  for (const { unit, share, total } of outcome.units) {
    if (unit >= unitValues.length) continue;
    unitValues[unit] = share;
    weights[unit] = total;
  }
  const fixed = COVERAGE_CLASSES.slice(1).map(({ from }) => from);
  return {
    ...{ id: 'share', words: 'view.share', kind: 'share', unitValues, pointValues: null },
    ...{ fixed, pointFixed: null, most: NaN, weights, lacks: null }
  };
}

/** The figures of a view as a step of a drag leaves them; those that no step brings along stay as they are. */
export function steppedThemed(themed: Themed, outcome: Outcome): Themed {
  const isFetched = themed.id === 'score' || themed.id === 'difference' || themed.words === 'view.walk.mean';
  if (isFetched) return themed;
  const unitValues = themed.unitValues.slice();
  for (const row of outcome.units)
    if (row.unit < unitValues.length) unitValues[row.unit] = unitValueOf(themed.id, row);
  return { ...themed, unitValues };
}

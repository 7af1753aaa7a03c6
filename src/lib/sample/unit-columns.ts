import type { People } from './people.ts';
import type { Draws } from './streams.ts';
import type { Row } from './table.ts';

/**
 * Totals of a unit that came later: children by age, residents in town (all of them here), and actual population (实有人口),
 * which counts who sleeps there registered or not.
 */
export function countMore({ pop_resident, pop_0_2, pop_0_17 }: People, { random, whole }: Draws): Row {
  const older = pop_0_17 - pop_0_2;
  const pop_3_5 = Math.round(older * (0.18 + random() * 0.04));
  return {
    pop_3_5,
    pop_6_11: Math.min(older - pop_3_5, Math.round(older * 0.41) + whole(-3, 3)),
    pop_urban_resident: pop_resident,
    pop_actual: Math.round(pop_resident * (1.01 + random() * 0.07))
  };
}

/** Ways in which a community is what it is, for the kind of its homes. */
export const COMMUNITY_TYPES = {
  old: '老城平房社区',
  aged: '老旧小区社区',
  estate: '商品房社区',
  mixed: '混合型社区',
  resettled: '村改居社区'
};

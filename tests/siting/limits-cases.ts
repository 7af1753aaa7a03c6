import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { SitingModel, SitingProblem } from '../../src/lib/siting/problem.ts';

/** A condition that a random question may have. */
export type Condition =
  | 'budget'
  | 'closing'
  | 'places'
  | 'groups'
  | 'apart'
  | 'twice'
  | 'counts'
  | 'states'
  | 'share'
  | 'cost'
  | 'fractions'
  | 'services';

/** A random question of up to 9 options and 12 rows, with the conditions named. */
export function makeLimitsCase(model: SitingModel, conditions: Condition[], seed: number): SitingProblem {
  const next = createRandom(seed);
  const has = (condition: Condition) => conditions.includes(condition);
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const options = whole(2, 9);
  const points = whole(1, has('services') ? 6 : 12);
  const rows = has('services') ? 2 * points : points;
  const chance = model === 'pmedian' || model === 'pcenter' ? 0.45 + next() / 2 : 0.15 + next() / 2;
  const first = new Uint32Array(options + 1);
  const point: number[] = [];
  const metres: number[] = [];
  for (let o = 0; o < options; o++) {
    const both = next() < 0.4;
    const service = whole(0, 1);
    for (let i = 0; i < rows; i++) {
      // Of two services an option has one or both; a row is a point and a service.
      if (has('services') && !both && i % 2 !== service) continue;
      if (next() > chance) continue;
      point.push(i);
      metres.push(has('fractions') ? 900 * next() : 50 * whole(0, 12));
    }
    first[o + 1] = point.length;
  }
  const draw = () =>
    next() < 0.1 ? 0 : has('fractions') ? Math.round(next() * 2 ** 28) / 2 ** 22 : whole(1, 9);
  return {
    model,
    weight: Float64Array.from({ length: rows }, draw),
    reach: { first, point: Uint32Array.from(point), metres: Float64Array.from(metres) },
    options: {
      place: Uint32Array.from({ length: options }, (_, o) =>
        has('places') ? whole(0, Math.ceil(options / 2)) : o
      ),
      cost: Float64Array.from({ length: options }, () => {
        if (has('closing') && next() < 0.35) return -whole(1, 6);
        if (!has('budget') && !has('cost') && !has('closing')) return 0;
        return has('fractions') ? 8 * next() : whole(0, 8);
      }),
      counts: Uint8Array.from({ length: options }, () => (has('counts') && next() < 0.4 ? 0 : 1)),
      state: Uint8Array.from({ length: options }, () => (has('states') && next() < 0.35 ? whole(1, 2) : 0)),
      capacity: null
    },
    limits: {
      sites: has('budget') && next() < 0.5 ? Infinity : whole(1, options),
      budget: has('budget') || has('closing') ? whole(has('closing') ? -6 : 0, 18) : Infinity,
      share: has('share') ? whole(3, 10) / 10 : 1,
      groups: has('groups')
        ? Array.from({ length: whole(1, 2) }, (_, g) => {
            const members = Uint32Array.from(Array(options).keys()).filter(() => next() < 0.45);
            return { options: members, least: Math.min(members.length, whole(1, 2)), name: `g${g}` };
          })
        : [],
      apart: Uint32Array.from(
        has('apart')
          ? Array.from({ length: whole(1, 4) }, () => [whole(0, options - 2), options - 1]).flat()
          : []
      )
    },
    times: has('twice') ? 2 : 1,
    least: has('cost') ? 'cost' : 'number'
  };
}

/**
 * The best objective over all subsets of options, by trying each and counting the plain way: −Infinity (`mclp`) or Infinity where no
 * subset is allowed.
 */
export function bestOfSubsets(problem: SitingProblem): number {
  const { model, weight, reach, options, limits, times } = problem;
  const n = options.place.length;
  const total = weight.reduce((a, b) => a + b, 0);
  let best = model === 'mclp' ? -Infinity : Infinity;
  const reaches = Array.from({ length: n }, (_, o) => {
    const to = new Map<number, number>();
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) to.set(reach.point[k], reach.metres[k]);
    return to;
  });
  for (let set = 0; set < 2 ** n; set++) {
    const open = Array.from({ length: n }, (_, o) => o).filter((o) => (set >> o) & 1);
    const places = open.map((o) => options.place[o]);
    if (new Set(places).size < places.length) continue;
    if (
      options.state.some(
        (state, o) => (state === 1 && !open.includes(o)) || (state === 2 && open.includes(o))
      )
    )
      continue;
    const cost = open.reduce((sum, o) => sum + options.cost[o], 0);
    const number = open.reduce((sum, o) => sum + options.counts[o], 0);
    if (number > limits.sites || cost > limits.budget) continue;
    if (limits.groups.some((group) => open.filter((o) => group.options.includes(o)).length < group.least))
      continue;
    let isTooNear = false;
    for (let k = 0; k < limits.apart.length; k += 2)
      isTooNear ||= places.includes(limits.apart[k]) && places.includes(limits.apart[k + 1]);
    if (isTooNear) continue;
    let covered = 0;
    let walked = 0;
    let worst = 0;
    weight.forEach((w, i) => {
      const by = open.filter((o) => reaches[o].has(i));
      if (by.length >= times) covered += w;
      if (!(w > 0)) return;
      const nearest = Math.min(...by.map((o) => reaches[o].get(i)!));
      walked += w * nearest;
      worst = Math.max(worst, nearest);
    });
    if (model === 'mclp') best = Math.max(best, covered);
    else if (model === 'pmedian') best = Math.min(best, walked);
    else if (model === 'pcenter') best = Math.min(best, worst);
    else if (covered >= limits.share * total) best = Math.min(best, problem.least === 'cost' ? cost : number);
  }
  return best;
}

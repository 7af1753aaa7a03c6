import { countsWorth, isBetter, openState, type Standing } from './open-state.ts';
import { FIXED, type SitingProblem } from './problem.ts';

/** The sites of an answer in the order in which to build them. Columns are as long as `sites`. */
export interface SiteOrder {
  /** Options that stand before anything is built, ascending: fixed ones that do not count, and kept ones that it costs to give up. */
  standing: Int32Array;
  /** Options to be built: fixed ones that count (locked sites), ascending, then the others by what they add. */
  sites: Int32Array;
  /** How many of `sites` are locked. */
  locked: number;
  /** Worth covered for the first time (`mclp`, `lscp`), or in somebody's reach for the first time (`pmedian`, `pcenter`). */
  served: Float64Array;
  servedAfter: Float64Array;
  /**
   * What each adds given those before it: worth covered, worth × metres saved, or metres by which the worst falls; of demand that is
   * served. It is below 0 where demand is served for the first time, from afar.
   */
  gain: Float64Array;
  /** Worth covered, Σ worth × metres or worst metres of the demand that is served, after each. */
  value: Float64Array;
  /** The value of what stands alone. */
  valueBefore: number;
}

/**
 * The options of `open` (indexes, in any order) as they are best built one after the other: the one first that serves the most
 * worth not served before it, of those that serve as much the one with the best value (`Standing`), of equals the lowest. The value of
 * all is the objective of the answer; of `lscp` it is the worth covered, since what each costs is known without an order. Where there
 * are capacities `evaluate` has to be given, the objective of a set of open options: gain and value are then what it says (Infinity or
 * −Infinity where a set serves not all), and `served` still by reach alone.
 */
export function orderSites(
  problem: SitingProblem,
  open: ArrayLike<number>,
  evaluate: ((open: number[]) => number) | null = null
): SiteOrder {
  const { model, options } = problem;
  const chosen = Array.from(open).sort((a, b) => a - b);
  const isStanding = (o: number) =>
    options.cost[o] < 0 || (options.state[o] === FIXED && options.counts[o] === 0);
  const standing = chosen.filter(isStanding);
  const locked = chosen.filter((o) => options.state[o] === FIXED && !isStanding(o));
  const left = chosen.filter((o) => options.state[o] !== FIXED && !isStanding(o));
  const state = openState(problem);
  standing.forEach(state.open);
  const built = standing.slice();
  const steps: Step[] = [];
  const measure = (more: number[]) => (evaluate ? evaluate(more) : NaN);
  let before: Step = { standing: state.now(), worth: measure(built) };
  const valueBefore = evaluate ? before.worth : before.standing.value;
  const take = (o: number, step: Step) => {
    steps.push(step);
    built.push(o);
    state.open(o);
  };
  const stepTo = (o: number): Step => ({ standing: state.with(o), worth: measure([...built, o]) });
  for (const o of locked) take(o, stepTo(o));
  while (left.length > 0) {
    let best = 0;
    let bestStep = stepTo(left[0]);
    for (let k = 1; k < left.length; k++) {
      const step = stepTo(left[k]);
      if (isBetterStep(problem, step, bestStep)) [best, bestStep] = [k, step];
    }
    take(left.splice(best, 1)[0], bestStep);
  }
  const valueOf = (step: Step) => (evaluate ? step.worth : step.standing.value);
  const order: SiteOrder = {
    ...{ standing: Int32Array.from(standing), sites: Int32Array.from(built.slice(standing.length)) },
    locked: locked.length,
    ...{ served: new Float64Array(steps.length), servedAfter: new Float64Array(steps.length) },
    ...{ gain: new Float64Array(steps.length), value: new Float64Array(steps.length), valueBefore }
  };
  steps.forEach((step, k) => {
    order.served[k] = step.standing.served - before.standing.served;
    order.servedAfter[k] = step.standing.served;
    const [was, is] = [valueOf(before), valueOf(step)];
    order.gain[k] = countsWorth(model) ? is - was : was - is;
    order.value[k] = valueOf(step);
    before = step;
  });
  return order;
}

/** What is open after a step: by reach alone, and by `evaluate`, NaN without it. */
interface Step {
  standing: Standing;
  worth: number;
}

function isBetterStep({ model }: SitingProblem, a: Step, b: Step): boolean {
  // Where neither serves all, reach alone tells which comes nearer to it.
  const isKnown = Number.isFinite(a.worth) || Number.isFinite(b.worth);
  if (!isKnown) return isBetter(model, a.standing, b.standing);
  return countsWorth(model) ? a.worth > b.worth : a.worth < b.worth;
}

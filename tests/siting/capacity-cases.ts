import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { plainLimits, type SitingModel, type SitingProblem } from '../../src/lib/siting/problem.ts';

/** What is drawn in a case besides the capacities. */
export type CaseKind = 'plain' | 'sizes' | 'budget' | 'states' | 'groups' | 'apart' | 'all';

export const kinds: CaseKind[] = ['plain', 'sizes', 'budget', 'states', 'groups', 'apart', 'all'];

/** A small question with capacities; of even seeds all numbers are whole, so that much is equally good. */
export function drawCase(model: SitingModel, kind: CaseKind, seed: number): SitingProblem {
  const random = createRandom(seed + 0.5);
  const below = (n: number) => Math.floor(random() * n);
  const has = (each: CaseKind) => kind === each || (kind === 'all' && random() < 0.7);
  const isWhole = seed % 2 === 0;
  const [rows, count] = [1 + below(9), 1 + below(7)];
  const density = 0.3 + 0.6 * random();
  const first = new Uint32Array(count + 1);
  const point: number[] = [];
  const metres: number[] = [];
  const sizes = has('sizes');
  const place = Uint32Array.from({ length: count }, (_, o) => (sizes ? o >> 1 : o));
  for (let o = 0; o < count; o++) {
    if (sizes && o % 2 === 1) {
      // Another size of the same place reaches the same.
      for (let at = first[o - 1]; at < first[o]; at++) {
        point.push(point[at]);
        metres.push(metres[at]);
      }
    } else {
      for (let i = 0; i < rows; i++) {
        if (random() > density) continue;
        point.push(i);
        metres.push(isWhole ? below(6) : random() * 800);
      }
    }
    first[o + 1] = point.length;
  }
  const states = has('states');
  const budget = has('budget');
  const limits = plainLimits(random() < 0.2 ? Infinity : 1 + below(4));
  limits.share = random() < 0.4 ? 1 : 0.3 + 0.6 * random();
  if (budget) limits.budget = isWhole ? below(12) - 1 : random() * 10;
  if (has('groups'))
    limits.groups = Array.from({ length: 1 + below(2) }, (_, g) => ({
      options: Uint32Array.from({ length: count }, (_each, o) => o).filter(() => random() < 0.5),
      least: below(3) > 0 ? 1 : 2,
      name: `${g}`
    }));
  const places = place[count - 1] + 1;
  if (has('apart') && places > 1)
    limits.apart = Uint32Array.from(
      Array.from({ length: 1 + below(3) }, () => {
        const p = below(places);
        return [p, (p + 1 + below(places - 1)) % places];
      }).flat()
    );
  return {
    ...{ model, limits, times: 1, least: random() < 0.5 ? 'number' : 'cost' },
    weight: Float64Array.from({ length: rows }, () =>
      random() < 0.1 ? 0 : isWhole ? below(6) : random() * 9
    ),
    reach: { first, point: Uint32Array.from(point), metres: Float64Array.from(metres) },
    options: {
      place,
      cost: Float64Array.from({ length: count }, () =>
        budget || states ? (isWhole ? below(8) : random() * 7) - (states && random() < 0.3 ? 4 : 0) : 1
      ),
      counts: Uint8Array.from({ length: count }, () => (states && random() < 0.3 ? 0 : 1)),
      state: Uint8Array.from({ length: count }, () => (states ? [0, 0, 0, 1, 2][below(5)] : 0)),
      capacity: Float64Array.from({ length: count }, () => {
        const draw = random();
        return draw < 0.1 ? Infinity : draw < 0.15 ? 0 : isWhole ? below(16) : random() * 24;
      })
    }
  };
}

/** The best objective over all subsets of options, by a flow of its own; of `mclp` −Infinity, else Infinity, if none is allowed. */
export function bestByTrying(problem: SitingProblem): number {
  const { model, weight, options, limits } = problem;
  const count = options.place.length;
  const total = weight.reduce((sum, w) => sum + w, 0);
  let best = model === 'mclp' ? -Infinity : Infinity;
  for (let mask = 0; mask < 1 << count; mask++) {
    const open = Array.from({ length: count }, (_, o) => o).filter((o) => mask & (1 << o));
    if (!isAllowedPlainly(problem, open)) continue;
    const { served, walked } = sendPlainly(problem, open, model === 'pmedian');
    if (model === 'mclp') best = Math.max(best, served);
    else if (model === 'pmedian' && served >= total * (1 - 1e-9)) best = Math.min(best, walked);
    else if (model === 'lscp' && served >= total * (limits.share - 1e-9))
      best = Math.min(
        best,
        open.reduce((sum, o) => sum + (problem.least === 'cost' ? options.cost[o] : options.counts[o]), 0)
      );
  }
  return best;
}

function isAllowedPlainly({ options, limits }: SitingProblem, open: number[]): boolean {
  const places = open.map((o) => options.place[o]);
  if (new Set(places).size < places.length) return false;
  if (open.some((o) => options.state[o] === 2)) return false;
  for (let o = 0; o < options.state.length; o++)
    if (options.state[o] === 1 && !open.includes(o)) return false;
  if (open.filter((o) => options.counts[o]).length > limits.sites) return false;
  const spent = open.reduce((sum, o) => sum + options.cost[o], 0);
  if (spent > limits.budget + 1e-8 * Math.abs(limits.budget)) return false;
  if (limits.groups.some((g) => [...g.options].filter((o) => open.includes(o)).length < g.least))
    return false;
  for (let k = 0; k < limits.apart.length; k += 2)
    if (places.includes(limits.apart[k]) && places.includes(limits.apart[k + 1])) return false;
  return true;
}

/**
 * The most that can be served, and the least walking of that, by cheapest augmenting paths over a matrix of residual room: source,
 * rows, options, sink. Slow and plain.
 */
export function sendPlainly({ weight, reach, options }: SitingProblem, open: number[], byMetres: boolean) {
  const rows = weight.length;
  const nodes = rows + open.length + 2;
  const [source, sink] = [nodes - 2, nodes - 1];
  const room = Array.from({ length: nodes }, () => new Float64Array(nodes));
  const cost = Array.from({ length: nodes }, () => new Float64Array(nodes));
  weight.forEach((w, i) => (room[source][i] = w));
  open.forEach((o, k) => {
    room[rows + k][sink] = options.capacity![o];
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) {
      room[reach.point[at]][rows + k] = Infinity;
      if (byMetres) cost[reach.point[at]][rows + k] = reach.metres[at];
      cost[rows + k][reach.point[at]] = -cost[reach.point[at]][rows + k];
    }
  });
  let [served, walked] = [0, 0];
  for (;;) {
    const far = new Float64Array(nodes).fill(Infinity);
    const before = new Int32Array(nodes).fill(-1);
    far[source] = 0;
    for (let changed = true; changed;) {
      changed = false;
      for (let a = 0; a < nodes; a++)
        for (let b = 0; b < nodes; b++)
          if (room[a][b] > 1e-11 && far[a] + cost[a][b] < far[b] - 1e-9)
            [far[b], before[b], changed] = [far[a] + cost[a][b], a, true];
    }
    if (far[sink] === Infinity) return { served, walked };
    let amount = Infinity;
    for (let b = sink; b !== source; b = before[b]) amount = Math.min(amount, room[before[b]][b]);
    for (let b = sink; b !== source; b = before[b]) {
      room[before[b]][b] -= amount;
      room[b][before[b]] += amount;
    }
    served += amount;
    walked += amount * far[sink];
  }
}

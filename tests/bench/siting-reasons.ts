// What comes after an answer (order, reasons, robustness, curves, phases): seconds of the processor for each part, for a made-up city.
//   npx tsx tests/bench/siting-reasons.ts [model …] [--points N] [--candidates N] [--sites N] [--limit METRES] [--parts]
import type { Coverage } from '../../src/lib/coverage/coverage.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import { straightReachSets } from '../../src/lib/coverage/straight-reach.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { createPlane } from '../../src/lib/geometry/metric.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Joins } from '../../src/lib/network/network.ts';
import { widestReachM } from '../../src/lib/siting/choose-sites.ts';
import { finishSiting } from '../../src/lib/siting/finish-siting.ts';
import { poseProblem } from '../../src/lib/siting/pose-problem.ts';
import type { SitingAsk, Standing } from '../../src/lib/siting/siting-ask.ts';
import type { Candidates } from '../../src/lib/siting/siting.ts';
import { solveSiting } from '../../src/lib/siting/solve-siting.ts';

const said = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const POINTS = said('--points', 100_000);
const CANDIDATES = said('--candidates', 1000);
const SITES = said('--sites', 10);
const LIMIT_M = said('--limit', 1000);
const SIDE_M = 22_000;

const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** A city of soft hills of density: people, candidates with prices, and 30 facilities. */
const random = createRandom(1);
const plane = createPlane(117, 39);
const hill = (x: number, y: number) => 0.625 + 0.375 * Math.sin(x / 1900) * Math.cos(y / 2300);
function draw(count: number) {
  const lon = new Float64Array(count);
  const lat = new Float64Array(count);
  for (let i = 0; i < count;) {
    const [x, y] = [random() * SIDE_M, random() * SIDE_M];
    if (random() >= hill(x, y)) continue;
    lon[i] = plane.lon(x);
    lat[i++] = plane.lat(y);
  }
  return { lon, lat };
}
const measure: Measure = {
  ...{ id: 'bench', titleZh: '试验', titleEn: 'bench', categories: ['chs'], limitM: LIMIT_M, limitS: 900 },
  ...{ group: 'all', field: 'pop_resident', speedMps: LIMIT_M / 900, demand: 'auto' }
};
const demand: Demand = {
  ...draw(POINTS),
  ...{ method: 'points', unit: Int32Array.from({ length: POINTS }, (_, i) => i % 300) },
  people: { pop_resident: Float64Array.from({ length: POINTS }, () => Math.round(random() ** 2 * 7680) / 64) }
};
const places = draw(CANDIDATES);
const candidates: Candidates = {
  ...places,
  code: Array.from(places.lon, (_, c) => `C${c}`),
  name: Array.from(places.lon, (_, c) => `C${c}`),
  cost: Float64Array.from(places.lon, () => 1e6 * (1 + Math.floor(8 * random()))),
  floorAreaM2: new Float64Array(CANDIDATES).fill(500),
  capacity: Float64Array.from(places.lon, () => 20 + Math.floor(80 * random()))
};
const standing: Standing = {
  facilities: {
    ...{ ...draw(30), code: Array(30).fill('F'), name: Array(30).fill('F'), category: Array(30).fill('chs') },
    ...{ floorAreaM2: new Float64Array(30).fill(NaN), beds: new Float64Array(30).fill(50) },
    ...{ capacity: new Float64Array(30).fill(50), servesUnit: Array(30).fill('') }
  },
  joins: null
};
const offs = (count: number) =>
  ({ offM: Float64Array.from({ length: count }, () => 30 * random()) }) as Joins;
const distanceM = new Float64Array(POINTS).fill(Infinity);
const served = straightReachSets(standing.facilities, demand, 40_000);
served.point.forEach((i, k) => (distanceM[i] = Math.min(distanceM[i], served.metres[k])));
const none = new Float64Array(0);
const coverage: Coverage = {
  ...{ measure, distanceM, straightM: distanceM, nearest: new Int32Array(POINTS), estimated: true },
  covered: Uint8Array.from(distanceM, (m) => (m <= LIMIT_M ? 1 : 0)),
  rows: { unit: new Int32Array(0), total: none, covered: none, share: none, shareStraight: none }
};
const reach = straightReachSets(candidates, demand, widestReachM(measure));
const joins = offs(POINTS);

const plain: SitingAsk = {
  ...{ model: 'mclp', sites: SITES, share: 1, least: 'number', budget: Infinity, times: 1 },
  ...{ sizes: [], groups: [], apart: new Uint32Array(0), existing: 'fixed', price: 0 },
  ...{ lock: new Uint8Array(CANDIDATES), forbid: new Uint8Array(CANDIDATES) }
};
/** Share of everybody that a good choice of 30 sites might serve, so that set covering is hard and not long. */
const asks: Record<string, { ask: SitingAsk; hasPlaces?: boolean }> = {
  mclp: { ask: plain },
  locked: { ask: { ...plain, lock: Uint8Array.from(plain.lock, (_, c) => (c < 2 ? 1 : 0)) } },
  budget: { ask: { ...plain, sites: Infinity, budget: 30e6 } },
  twice: { ask: { ...plain, times: 2 } },
  closable: { ask: { ...plain, existing: 'closable', price: 1e6 } },
  lscp: { ask: { ...plain, model: 'lscp', sites: Infinity, share: 0.3 } },
  pmedian: { ask: { ...plain, model: 'pmedian' } },
  pcenter: { ask: { ...plain, model: 'pcenter' } },
  capacity: { ask: plain, hasPlaces: true }
};
const wanted = process.argv.slice(2).filter((word) => word in asks);
for (const [name, { ask, hasPlaces = false }] of Object.entries(asks)) {
  if (wanted.length > 0 ? !wanted.includes(name) : hasPlaces && POINTS > 5000) {
    if (wanted.length === 0) console.log(`${name}: not run, it is for --points 5000 and fewer`);
    continue;
  }
  const own = hasPlaces ? { ...measure, capacity: { of: 'capacity' as const, per_1000: 30 } } : measure;
  const isFar = ask.model === 'pmedian' || ask.model === 'pcenter';
  const service = { measure: own, demand, coverage, network: null, joins, weight: 1 };
  const services = [isFar ? service : { ...service, reach }];
  let at = seconds();
  const posed = poseProblem(services, candidates, standing, ask);
  const poseS = seconds() - at;
  at = seconds();
  const end = at + 10;
  const answer = solveSiting(posed.problem, {
    ...{ mip: null, seed: 1, secondsLeft: () => Math.max(0, end - seconds()) }
  });
  console.log(
    `${name}: ${posed.problem.weight.length} rows, ${posed.problem.options.place.length} options, ` +
      `${posed.problem.reach.point.length} pairs (${reach.point.length} as far as runs may go), ` +
      `${answer.open.length} open; posed in ${poseS.toFixed(2)} s, solved in ${(seconds() - at).toFixed(2)} s`
  );
  at = seconds();
  const start = at;
  const parts: string[] = [];
  const siting = finishSiting(
    {
      ...{ services, candidates, standing, ask, posed, faults: [], byMoney: true, seed: 1 },
      phases: [
        { name: '2026', sites: Math.ceil(SITES / 2) },
        { name: '2027', sites: Math.floor(SITES / 2) }
      ]
    },
    answer,
    (part) => {
      parts.push(`${part} ${(seconds() - at).toFixed(2)}`);
      at = seconds();
    }
  );
  console.log(`   ${parts.join(', ')}; all ${(seconds() - start).toFixed(2)} s`);
  console.log(`   robustness ${[...siting.robustness].map((share) => share.toFixed(2)).join(' ')}`);
  console.log(`   curve ${[...siting.curve].map((people) => people.toFixed(0)).join(' ')}`);
  if (siting.money) console.log(`   money ${[...siting.money.value].map((v) => v.toFixed(0)).join(' ')}`);
}

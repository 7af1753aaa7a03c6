import { joinPoints } from '../network/join.ts';
import type { AnsweredQuestion } from './answered-question.ts';
import type { SolveQuick } from './curve.ts';
import { poseProblem } from './pose-problem.ts';
import type { SitingAnswer } from './problem.ts';
import { resampleProblem } from './resample.ts';
import { resampleSites, VARIATION } from './robustness.ts';
import { isPlain } from './solve-siting.ts';
import type { Stays } from './stays.ts';

/** Pairs up to which runs of the robustness solve anew, some tens of milliseconds each; of larger questions with conditions it is not said. */
const RESAMPLED_PAIRS = 1_000_000;

/** Pairs go so many times as far as the limit, so that no run of the robustness lacks one. */
const WIDTH = (1 + VARIATION) / (1 - VARIATION);

/** Of a question that is too large to be solved anew dozens of times. */
function unknownStays(sites: number): Stays {
  const unknown = () => new Float64Array(sites).fill(NaN);
  return { runs: 0, stays: unknown(), staysNear: unknown() };
}

/** How often each site stays: the quick way for plain coverage, else by solving anew. */
export function staysOf(
  question: AnsweredQuestion,
  answer: SitingAnswer,
  sites: Int32Array,
  quick: SolveQuick
): Stays {
  const { services, candidates, standing, ask, posed, seed } = question;
  const [service] = services;
  const { problem } = posed;
  const { options } = problem;
  const isOfCandidates =
    services.length === 1 &&
    ask.model === 'mclp' &&
    options.capacity === null &&
    options.place.length === candidates.code.length &&
    posed.candidate.every((c, o) => c === o);
  const joins = service.network ? joinPoints(service.network, candidates) : null;
  const off = joins?.offM ?? new Float64Array(candidates.code.length);
  const isTimed = !Number.isNaN(service.measure.limitS);
  const points = orderByPlace(service.demand);
  const start = Int32Array.from(sites, (o) => posed.candidate[o]);
  if (isOfCandidates && isPlain(problem) && service.reach)
    return resampleSites(
      {
        ...{ sets: service.reach, limitM: service.measure.limitM, isTimed },
        people: service.demand.people[service.measure.field],
        presentM: service.coverage.distanceM,
        pointOffM: service.joins?.offM ?? new Float64Array(service.demand.lon.length),
        ...{ candidateOffM: off, pointOrder: points, sites: problem.limits.sites, start, seed },
        state: options.state,
        places: candidates
      },
      start
    );
  // Distances that are added up know no limit, which could vary.
  const isByDistance = ask.model === 'pmedian' || ask.model === 'pcenter';
  const wide = isByDistance ? posed : poseProblem(services, candidates, standing, ask, WIDTH);
  if (wide.problem.reach.point.length > RESAMPLED_PAIRS) return unknownStays(sites.length);
  // What stands is no option: it counts by its distances.
  const isApart = !posed.candidate.includes(-1);
  const rowOffM = new Float64Array(problem.weight.length);
  const presentM = new Float64Array(problem.weight.length);
  services.forEach(({ joins: of, coverage }, s) => {
    if (of) rowOffM.set(of.offM, posed.firstRow[s]);
    presentM.set(coverage.distanceM, posed.firstRow[s]);
  });
  const { facilities, joins: standingJoins } = standing;
  const at = (own: Float64Array, theirs: Float64Array) =>
    Float64Array.from(posed.candidate, (c, o) =>
      c >= 0 ? own[c] : posed.facility[o] >= 0 ? theirs[posed.facility[o]] : NaN
    );
  return resampleProblem(
    {
      problem: wide.problem,
      limitM: isByDistance ? Infinity : service.measure.limitM,
      start: answer.open,
      ...{ isTimed, seed, rowOffM },
      presentM: isApart ? presentM : null,
      optionOffM: at(off, standingJoins?.offM ?? new Float64Array(facilities.code.length)),
      pointOfRow: null,
      pointOrder: services.length === 1 ? points : null,
      places: { lon: at(candidates.lon, facilities.lon), lat: at(candidates.lat, facilities.lat) }
    },
    sites,
    quick
  );
}

/** Indexes from west to east, then from south to north. */
function orderByPlace({ lon, lat }: { lon: Float64Array; lat: Float64Array }): Uint32Array {
  return Uint32Array.from(lon, (_, i) => i).sort((a, b) => lon[a] - lon[b] || lat[a] - lat[b]);
}

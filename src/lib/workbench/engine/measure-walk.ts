import { describeRoute } from '../../network/describe-route.ts';
import { turnRound } from '../../study/explain.ts';
import type { LonLat } from '../../network/along.ts';
import { joinPoints } from '../../network/join.ts';
import { findRoute } from '../../network/route.ts';
import { sayWay } from '../../network/way-sentence.ts';
import type { Session } from '../../study/session.ts';
import { networkFor } from '../../study/walkers.ts';
import { measureFor } from './make-outcome.ts';
import type { Question } from './scene.ts';

/** A walk from one place to the next; `fault` says why there is none, and then only the places are given. */
export interface WalkLeg {
  /** `far`: a place is more than 300 m from any way; `apart`: no way leads from one to the other; `none`: no roads are given. */
  fault: 'far' | 'apart' | 'none' | null;
  /** On the ground, both joins counted; NaN with a fault. */
  lengthM: number;
  seconds: number;
  /** From the first place over the network to the second; straight with a fault. */
  line: LonLat[];
  ways: { zh: string; en: string }[];
}

/** The shortest walks from place to place (WGS84 degrees) of those who walk in a question, at their pace. */
export function measureWalk(session: Session, question: Question, places: readonly LonLat[]): WalkLeg[] {
  const { measure } = measureFor(session, question);
  const network = networkFor(session, measure);
  const no = (fault: NonNullable<WalkLeg['fault']>, line: LonLat[]): WalkLeg => ({
    ...{ fault, line, lengthM: NaN, seconds: NaN, ways: [] }
  });
  const legs = places.slice(1).map((to, i) => [places[i], to]);
  if (!network) return legs.map((ends) => no('none', ends));
  const joins = joinPoints(network, {
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat)
  });
  const { name: names = [], highway: kinds = [] } = session.inputs.roads ?? {};
  // Costs are those of searches out from facilities, over arcs turned round: so goes the route, and is told the other way.
  const turned = network.costs !== null;
  return legs.map((ends, i) => {
    if (joins.edge[i] < 0 || joins.edge[i + 1] < 0) return no('far', ends);
    const route = turned
      ? findRoute(network, joins, joins, i + 1, i)
      : findRoute(network, joins, joins, i, i + 1);
    if (!route) return no('apart', ends);
    const stretches = turned ? turnRound(route.stretches) : route.stretches;
    return {
      fault: null,
      lengthM: route.joinFromM + route.distanceM + route.joinToM,
      seconds: route.costM / measure.speedMps,
      line: [ends[0], ...(turned ? [...route.path].reverse() : route.path), ends[1]],
      ways: describeRoute(network, { ...route, stretches }, { names, kinds }).map(sayWay)
    };
  });
}

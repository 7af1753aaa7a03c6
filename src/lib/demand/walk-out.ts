import { createLocator } from '../geometry/locate.ts';
import { distanceM } from '../geometry/metric.ts';
import { polygonsFromGeoJson, polygonToGeoJson, type Points, type Polygons } from '../geometry/shapes.ts';
import { eachJoin } from '../network/by-edge.ts';
import { joinPoints, pickJoins } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';
import { TICKS_PER_M } from '../network/ticks.ts';
import type { Gates } from './gates.ts';

/** Points that walk out by gates of the estate they lie in. */
export interface WalkOut {
  /** Joins of all points: those by gates have one for each way out, the straight line to the gate counted in `offM`. */
  joins: Joins;
  /** Gate of each join of point i, in the order of `eachJoin`: `gate[first[i]] … gate[first[i + 1] - 1]`; none: it needs no gate. */
  first: Uint32Array;
  gate: Int32Array;
  /** How many points walk out by gates. */
  points: number;
  /** Estates with gates of which none meets the network: their people walk as if no gate were known. */
  shutEstates: number[];
}

/** A gate's join to the network, with the straight walk to the gate. */
interface Way {
  gate: number;
  edge: number;
  alongM: number;
  offM: number;
  /** 1: off the island that the gate's nearest way lies on (`Joins.mainEdge`). */
  main: 0 | 1;
}

/**
 * Where the people of estates meet the network: not on the way that is nearest to their home, perhaps behind a wall, but by
 * every gate of the estate, at the end of the straight line to it. Each gate that meets the network gives the point a join,
 * so that every search finds the best gate exactly, the one that a facility is least far by, which need not be the nearest
 * one. The first join is the one with the least walk to the network. Points in no estate with gates keep their own.
 *
 * `own` are the joins of the points as they stand. Null where no point walks out by a gate.
 */
export function walkOutByGates(
  network: Network,
  points: Points,
  own: Joins,
  gates: Gates,
  estates: Polygons
): WalkOut | null {
  const byEstate = gatesByEstate(gates, estates);
  const joins = joinPoints(network, gates);
  const open = new Map(
    [...byEstate].map(([at, all]) => [at, all.filter((g) => joins.edge[g] >= 0)] as const)
  );
  const shutEstates = [...open].flatMap(([estate, some]) => (some.length === 0 ? [estate] : []));
  const walked = [...open.keys()].filter((estate) => open.get(estate)!.length > 0);
  const locate = createLocator(polygonsFromGeoJson(walked.map((each) => polygonToGeoJson(estates, each))));
  const ways = new Map<number, Way[]>();
  for (let i = 0; i < points.lon.length; i++) {
    const estate = locate(points.lon[i], points.lat[i]);
    if (estate >= 0) ways.set(i, listWays(points, i, open.get(walked[estate])!, gates, joins));
  }
  return ways.size === 0 ? null : { ...layJoins(own, ways), points: ways.size, shutEstates };
}

/** Gates of each estate that has an outline, by estate ascending. */
function gatesByEstate({ estate }: Gates, { shapeFirst }: Polygons): Map<number, number[]> {
  const byEstate = new Map<number, number[]>();
  estate.forEach((at, gate) => {
    if (at < 0 || !(shapeFirst[at] < shapeFirst[at + 1])) return;
    const list = byEstate.get(at);
    if (list === undefined) byEstate.set(at, [gate]);
    else list.push(gate);
  });
  return new Map([...byEstate].sort(([a], [b]) => a - b));
}

/** Every way out of point i, that with the least walk to the network first; none depends on the order of the gates. */
function listWays({ lon, lat }: Points, i: number, open: number[], gates: Gates, joins: Joins): Way[] {
  const ways: Way[] = [];
  for (const gate of open) {
    const metres = distanceM(lon[i], lat[i], gates.lon[gate], gates.lat[gate]);
    // Whole ticks, as all walks are.
    const toGateM = Math.round(metres * TICKS_PER_M) / TICKS_PER_M;
    let main: 0 | 1 = 0;
    eachJoin(joins, gate, (edge, alongM, offM) => {
      ways.push({ gate, edge, alongM, offM: toGateM + offM, main });
      main = 1;
    });
  }
  return ways.sort((a, b) => a.offM - b.offM || a.main - b.main || a.edge - b.edge || a.alongM - b.alongM);
}

/** The joins `own` with those of `ways` in their stead. */
function layJoins(own: Joins, ways: Map<number, Way[]>): Pick<WalkOut, 'joins' | 'first' | 'gate'> {
  const joins = pickJoins(
    own,
    Uint32Array.from(own.edge, (_, i) => i)
  );
  const first = new Uint32Array(own.edge.length + 1);
  const moreFirst = new Uint32Array(own.edge.length + 1);
  const gate: number[] = [];
  const rest: Way[] = [];
  for (let i = 0; i < own.edge.length; i++) {
    const [nearest, ...others] = ways.get(i) ?? [];
    if (nearest) {
      // An edge effect looks there for those who live on an island.
      const main = others.find((way) => way.main === 1);
      const more = others.filter((way) => way !== main);
      [joins.edge[i], joins.alongM[i], joins.offM[i]] = [nearest.edge, nearest.alongM, nearest.offM];
      joins.mainEdge[i] = main?.edge ?? -1;
      joins.mainAlongM[i] = main?.alongM ?? 0;
      joins.mainOffM[i] = main?.offM ?? 0;
      gate.push(...[nearest, ...(main ? [main] : []), ...more].map((way) => way.gate));
      rest.push(...more);
    }
    first[i + 1] = gate.length;
    moreFirst[i + 1] = rest.length;
  }
  joins.more = {
    first: moreFirst,
    edge: Int32Array.from(rest, (way) => way.edge),
    alongM: Float64Array.from(rest, (way) => way.alongM),
    offM: Float64Array.from(rest, (way) => way.offM)
  };
  return { joins, first, gate: Int32Array.from(gate) };
}

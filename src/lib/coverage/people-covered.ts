import type { Demand } from '../demand/demand.ts';
import { unitsOfLevel } from '../demand/levels.ts';
import { groupPoints } from '../demand/points-by-unit.ts';
import type { Units } from '../demand/units.ts';
import { createLocator } from '../geometry/locate.ts';
import type { Polygons } from '../geometry/shapes.ts';
import type { Coverage } from './coverage.ts';
import type { Evidence } from './evidence.ts';

/** People, floor space or land of each unit of the evidence, the study area last; NaN: not known (`CoverageRows`). */
export interface PeopleCovered {
  total: Float64Array;
  covered: Float64Array;
}

/**
 * How many of a coverage's people each unit has and how many of them are covered, the whole study area among the units. With
 * `within`, only those at points inside these polygons: a unit that has none has 0, and one whose people are not known is not
 * waited for where its box is apart from theirs. A unit above communities that `isMeant` says no of has the people of its others
 * alone. Null where the points of that coverage are not known, which `within` needs.
 */
export function peopleCovered(
  coverage: Coverage,
  evidence: Evidence,
  within: Polygons | null = null,
  isMeant: (community: number) => boolean = () => true
): PeopleCovered | null {
  const { units } = evidence;
  const { chainFirst, chain, inhabited, communities } = groundsOf(units, evidence.demand);
  const left = communities.filter((community) => !isMeant(community));
  if (within === null && left.length === 0) return withWhole(coverage, inhabited, communities);
  const own = within === null ? ownRows(coverage, units) : ownRowsWithin(coverage, evidence, within);
  if (own === null) return null;
  const isPart = new Uint8Array(units.code.length);
  for (const community of left) {
    own.total[community] = own.covered[community] = 0;
    for (let k = chainFirst[community]; k < chainFirst[community + 1]; k++) isPart[chain[k]] = 1;
  }
  const total = new Float64Array(units.code.length).fill(NaN);
  const covered = total.slice();
  const lacking = new Uint8Array(total.length);
  for (const community of communities) {
    const known = !Number.isNaN(own.total[community]);
    for (let k = chainFirst[community]; k < chainFirst[community + 1]; k++) {
      const unit = chain[k];
      if (!known) {
        if (inhabited[community]) lacking[unit] = 1;
        continue;
      }
      total[unit] = (Number.isNaN(total[unit]) ? 0 : total[unit]) + own.total[community];
      covered[unit] = (Number.isNaN(covered[unit]) ? 0 : covered[unit]) + own.covered[community];
    }
  }
  for (let unit = 0; unit < total.length; unit++) if (lacking[unit]) total[unit] = covered[unit] = NaN;
  if (within === null) {
    const { rows } = coverage;
    for (let unit = 0; unit < rows.total.length; unit++) {
      if (isPart[unit]) continue;
      total[unit] = rows.total[unit];
      covered[unit] = rows.covered[unit];
    }
  }
  return { total, covered };
}

/** The rows as they were measured and, last, the study area, which has none of its own. */
function withWhole({ rows }: Coverage, inhabited: Uint8Array, communities: Int32Array): PeopleCovered {
  const whole = rows.total.length;
  const total = new Float64Array(whole + 1).fill(NaN);
  const covered = total.slice();
  total.set(rows.total);
  covered.set(rows.covered);
  let lacks = false;
  for (const community of communities) {
    if (Number.isNaN(rows.total[community])) {
      if (inhabited[community]) lacks = true;
      continue;
    }
    total[whole] = (Number.isNaN(total[whole]) ? 0 : total[whole]) + rows.total[community];
    covered[whole] = (Number.isNaN(covered[whole]) ? 0 : covered[whole]) + rows.covered[community];
  }
  if (lacks) total[whole] = covered[whole] = NaN;
  return { total, covered };
}

/** The rows of the communities, as they were measured. */
function ownRows({ rows }: Coverage, units: Units): PeopleCovered {
  const pick = (from: Float64Array) => {
    const picked = new Float64Array(units.code.length).fill(NaN);
    for (let unit = 0; unit < from.length; unit++)
      if (units.level[unit] === 'community') picked[unit] = from[unit];
    return picked;
  };
  return { total: pick(rows.total), covered: pick(rows.covered) };
}

function ownRowsWithin(coverage: Coverage, evidence: Evidence, within: Polygons): PeopleCovered | null {
  const { units } = evidence;
  const demand = evidence.demandFor(coverage.measure.demand);
  if (demand === null) return null;
  const inside = pointsWithin(demand, within);
  const { total, covered } = ownRows(coverage, units);
  const isApart = boxesApart(units.shape, within);
  for (let unit = 0; unit < total.length; unit++) {
    if (!Number.isNaN(total[unit]) || isApart(unit)) total[unit] = covered[unit] = 0;
  }
  const people = demand.people[coverage.measure.field] ?? new Float64Array(demand.unit.length);
  for (let i = 0; i < people.length; i++) {
    const unit = demand.unit[i];
    if (unit < 0 || !inside[i]) continue;
    total[unit] += people[i];
    if (coverage.covered[i]) covered[unit] += people[i];
  }
  return { total, covered };
}

const found = new WeakMap<Demand, WeakMap<Polygons, Uint8Array>>();

/** 1 for each point inside one of the polygons; kept with the points. */
function pointsWithin(demand: Demand, polygons: Polygons): Uint8Array {
  const known = found.get(demand) ?? new WeakMap<Polygons, Uint8Array>();
  found.set(demand, known);
  let inside = known.get(polygons);
  if (inside === undefined) {
    const locate = createLocator(polygons);
    inside = Uint8Array.from(demand.lon, (lon, i) => (locate(lon, demand.lat[i]) < 0 ? 0 : 1));
    known.set(polygons, inside);
  }
  return inside;
}

/** Whether the box of a shape lies apart from the box of all the others; one without parts does. */
function boxesApart(shapes: Polygons, others: Polygons): (shape: number) => boolean {
  const box = (of: Polygons, from: number, to: number) => {
    const at = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
    for (let k = of.ringFirst[of.partFirst[from]]; k < of.ringFirst[of.partFirst[to]]; k++) {
      at.west = Math.min(at.west, of.lon[k]);
      at.east = Math.max(at.east, of.lon[k]);
      at.south = Math.min(at.south, of.lat[k]);
      at.north = Math.max(at.north, of.lat[k]);
    }
    return at;
  };
  const all = box(others, 0, others.shapeFirst[others.shapeFirst.length - 1]);
  return (shape) => {
    const own = box(shapes, shapes.shapeFirst[shape], shapes.shapeFirst[shape + 1]);
    return !(
      own.west <= all.east &&
      own.east >= all.west &&
      own.south <= all.north &&
      own.north >= all.south
    );
  };
}

/** What is known of units and points whatever is measured: see `PointsByUnit`; the points of community u begin at `pointFirst[u]`. */
interface Grounds {
  chainFirst: Uint32Array;
  chain: Uint32Array;
  inhabited: Uint8Array;
  communities: Int32Array;
  pointFirst: Uint32Array;
  point: Uint32Array;
}

const grounds = new WeakMap<Units, WeakMap<Demand, Grounds>>();

function groundsOf(units: Units, demand: Demand): Grounds {
  const known = grounds.get(units) ?? new WeakMap<Demand, Grounds>();
  grounds.set(units, known);
  let ground = known.get(demand);
  if (ground === undefined) {
    const communities = Int32Array.from(unitsOfLevel(units, 'community'));
    ground = { ...groupPoints(units, demand), ...sortPoints(units, demand), communities };
    known.set(demand, ground);
  }
  return ground;
}

function sortPoints(units: Units, { unit }: Demand): Pick<Grounds, 'pointFirst' | 'point'> {
  const pointFirst = new Uint32Array(units.code.length + 1);
  for (const each of unit) if (each >= 0) pointFirst[each + 1]++;
  for (let u = 0; u < units.code.length; u++) pointFirst[u + 1] += pointFirst[u];
  const next = pointFirst.slice();
  const point = new Uint32Array(pointFirst[units.code.length]);
  for (let i = 0; i < unit.length; i++) if (unit[i] >= 0) point[next[unit[i]]++] = i;
  return { pointFirst, point };
}

/**
 * Looks up the facilities that the covered people of a unit walk to, ascending, over all `coverages` of the study's people; with
 * `within`, of people inside these polygons, and of communities that `isMeant` says yes of. Communities are gone through once,
 * the units above take theirs from them.
 */
export function facilitiesServing(
  coverages: Coverage[],
  evidence: Evidence,
  within: Polygons | null = null,
  isMeant: (community: number) => boolean = () => true
): (unit: number) => number[] {
  // Most rows are never asked for their facilities.
  let serving: ((unit: number) => number[]) | null = null;
  return (unit) => (serving ??= findServing(coverages, evidence, within, isMeant))(unit);
}

function findServing(
  coverages: Coverage[],
  evidence: Evidence,
  within: Polygons | null,
  isMeant: (community: number) => boolean
): (unit: number) => number[] {
  const { units, demand } = evidence;
  const { chainFirst, chain, pointFirst, point } = groundsOf(units, demand);
  const inside = within === null ? null : pointsWithin(demand, within);
  const stamp = new Int32Array(evidence.facilities.code.length).fill(-1);
  let turn = 0;
  const own = units.code.map((_, unit) => {
    const list: number[] = [];
    if (!isMeant(unit)) return list;
    for (const { covered, nearest, measure } of coverages) {
      const people = demand.people[measure.field];
      for (let k = pointFirst[unit]; k < pointFirst[unit + 1]; k++) {
        const i = point[k];
        if (!covered[i] || !(people?.[i] > 0) || (inside !== null && !inside[i])) continue;
        if (stamp[nearest[i]] === turn) continue;
        stamp[nearest[i]] = turn;
        list.push(nearest[i]);
      }
    }
    turn++;
    return list.sort((a, b) => a - b);
  });
  const below: number[][] = units.code.map(() => []);
  units.code.forEach((_, unit) => {
    for (let k = chainFirst[unit]; k < chainFirst[unit + 1] && own[unit].length > 0; k++)
      below[chain[k]].push(unit);
  });
  return (unit) => {
    if (below[unit].length === 1) return own[below[unit][0]].slice();
    turn++;
    const list: number[] = [];
    for (const each of below[unit])
      for (const facility of own[each]) {
        if (stamp[facility] === turn) continue;
        stamp[facility] = turn;
        list.push(facility);
      }
    return list.sort((a, b) => a - b);
  };
}

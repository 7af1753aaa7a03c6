import type { Demand } from './demand.ts';
import { withParents } from './levels.ts';
import type { Units } from './units.ts';

/** Which demand points lie in which units, and what holds of them whatever is measured. Made once a demand. */
export interface PointsByUnit {
  /** Unit u and the units above it: `chain[chainFirst[u]] … chain[chainFirst[u + 1] - 1]`, upwards. */
  chainFirst: Uint32Array;
  chain: Uint32Array;
  /** Points in unit u or below it are as many as `first[u + 1] - first[u]`; a column of points by unit begins unit u's at `first[u]`. */
  first: Uint32Array;
  /** 1 for each unit that has a shape, or people of any group. */
  inhabited: Uint8Array;
  /** The units of each level in the order of their names, then codes, by code points. */
  byName: Uint32Array[];
  /** People of each unit by field; filled by `knownPeople` when a field is first asked for. */
  people: Map<string, Float64Array>;
}

/** Sorts the points of a demand by unit. Points in no unit are in none. */
export function groupPoints(units: Units, demand: Demand): PointsByUnit {
  const count = units.code.length;
  const chains = units.code.map((_, unit) => withParents(units, unit));
  const chainFirst = new Uint32Array(count + 1);
  chains.forEach((chain, unit) => (chainFirst[unit + 1] = chainFirst[unit] + chain.length));
  const chain = Uint32Array.from(chains.flat());
  const own = new Uint32Array(count);
  for (const unit of demand.unit) if (unit >= 0) own[unit]++;
  const first = new Uint32Array(count + 1);
  for (let unit = 0; unit < count; unit++) for (const each of chains[unit]) first[each + 1] += own[unit];
  for (let unit = 0; unit < count; unit++) first[unit + 1] += first[unit];
  return {
    ...{ chainFirst, chain, first },
    inhabited: findInhabited(units, demand),
    byName: [...new Set(units.level)].map((level) => sortByName(units, level)),
    people: new Map()
  };
}

function findInhabited({ shape, totals, code }: Units, demand: Demand): Uint8Array {
  const inhabited = Uint8Array.from(code, (_, unit) =>
    shape.shapeFirst[unit] < shape.shapeFirst[unit + 1] ||
    Object.values(totals).some((column) => column[unit] > 0)
      ? 1
      : 0
  );
  for (const people of Object.values(demand.people))
    for (let i = 0; i < people.length; i++)
      if (demand.unit[i] >= 0 && people[i] > 0) inhabited[demand.unit[i]] = 1;
  return inhabited;
}

function sortByName({ level, name, code }: Units, of: Units['level'][number]): Uint32Array {
  const units = level.flatMap((each, unit) => (each === of ? [unit] : []));
  units.sort((a, b) => ascending(name[a], name[b]) || ascending(code[a], code[b]));
  return Uint32Array.from(units);
}

/** By code points, so that the order is the same on every machine. */
function ascending(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Adds to each unit what the units below it have in `own`; exact, since people come in steps (`shareOut`). NaN stays. */
export function addUpwards(
  { chainFirst, chain }: PointsByUnit,
  own: Float64Array,
  into: Float64Array
): Float64Array {
  for (let unit = 0; unit < own.length; unit++) {
    if (own[unit] === 0) continue;
    for (let k = chainFirst[unit]; k < chainFirst[unit + 1]; k++) into[chain[k]] += own[unit];
  }
  return into;
}

/**
 * People of a field in each unit. Above the communities it is known where every community below gives it: a sum that lacks
 * some would pass for the whole; one that has neither a shape nor anybody is not waited for. NaN: not known.
 */
export function knownPeople(field: string, units: Units, demand: Demand, points: PointsByUnit): Float64Array {
  const known = points.people.get(field);
  if (known !== undefined) return known;
  const total = zeroWhereKnown(field, units, demand, points);
  const people = demand.people[field];
  const own = new Float64Array(total.length);
  for (let i = 0; people !== undefined && i < people.length; i++)
    if (demand.unit[i] >= 0) own[demand.unit[i]] += people[i];
  points.people.set(field, addUpwards(points, own, total));
  return total;
}

/** 0 for each unit whose group is known, NaN for the others. */
function zeroWhereKnown(field: string, units: Units, demand: Demand, points: PointsByUnit): Float64Array {
  const { chainFirst, chain, inhabited } = points;
  const total = new Float64Array(units.code.length).fill(NaN);
  if (demand.people[field] === undefined) return total;
  const missing = demand.missing?.[field];
  const lacking = new Uint8Array(units.code.length);
  units.level.forEach((level, unit) => {
    if (level !== 'community') return;
    const known = missing?.[unit] !== 1;
    for (let k = chainFirst[unit]; k < chainFirst[unit + 1]; k++) {
      if (known) total[chain[k]] = 0;
      else if (inhabited[unit]) lacking[chain[k]] = 1;
    }
  });
  return total.map((value, unit) => (lacking[unit] ? NaN : value));
}

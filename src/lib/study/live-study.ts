import { assess } from '../coverage/assess.ts';
import type { ComplianceRow } from '../coverage/coverage.ts';
import { placeAlso, type Evidence } from '../coverage/evidence.ts';
import { findOfCategories, GONE, type Facilities } from '../coverage/facilities.ts';
import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { Measure } from '../coverage/measure.ts';
import { measuresOf } from '../coverage/measures.ts';
import { roofsOf } from '../coverage/same-roof.ts';
import { joinPoints } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';
import type { Standard } from '../standards/standard.ts';
import { CATEGORIES, qualifying } from '../standards/taxonomy.ts';
import { evidenceOf } from './assess-study.ts';
import { openFollowing } from './follow.ts';
import { studyMeasures, type Session } from './session.ts';
import type { MeasureResult } from './study.ts';

/** All rules of a study, kept up to date as facilities change: only what rests on a changed one is worked out again. */
export interface LiveStudy {
  /** Facilities as the rows name them; one that is gone keeps its index and has the category `GONE`. */
  readonly facilities: Facilities;
  /** Kept up in place. */
  readonly results: MeasureResult[];
  /** Rows of all standards, in the order of these. */
  readonly rows: ComplianceRow[];
  /**
   * Takes over other facilities, told apart by their codes; gives the ids of the rules that were worked out again. Where `codes` are
   * given only these can differ.
   */
  bringTo(facilities: Facilities, codes?: Iterable<string>): string[];
}

/**
 * Opens the rules of a session for the facilities that `facilitiesOf` gave last. Its rows are those that `assessAll` gives
 * for the facilities then present, but for their indexes.
 */
export function openLiveStudy(session: Session): LiveStudy {
  const { standards, network } = session;
  const following = openFollowing(session, studyMeasures(session));
  const coverages = following.results.map((result) => result.coverage);
  let evidence: Evidence = evidenceOf(session, coverages);
  let facilities = evidence.facilities;
  let index = new Map(facilities.code.map((code, i) => [code, i]));
  const byRule = standards.map((standard) => assess(standard, evidence));
  const touching = standards.map((standard) => categoriesUnder(standard, session));

  function bringTo(next: Facilities, codes?: Iterable<string>): string[] {
    const changes = codes ? compareSome(facilities, index, next, codes) : compare(facilities, index, next);
    if (changes.length === 0) return [];
    const at = changes.map((change) => change.at);
    const touched = new Set(categoriesUnderRoof(facilities, at));
    const held = facilities;
    ({ facilities, index } = takeOver(facilities, index, next, changes));
    const units = new Set(unitsOfFacilities(evidence, at));
    for (const { at, was, now } of changes) {
      for (const category of [was, now]) touched.add(category);
      const followed = [
        ...(was !== GONE && was !== now ? following.remove(at, was) : []),
        ...(now !== GONE ? following.place(at, now, facilities.lon[at], facilities.lat[at]) : [])
      ];
      for (const { unit } of followed) for (const each of unit) units.add(each);
    }
    const walks = network && {
      network,
      facilities: joinAlso(network, facilities, evidence.walks?.facilities ?? null, changes)
    };
    for (const category of categoriesUnderRoof(facilities, at)) touched.add(category);
    const before = evidence.inputs;
    evidence = placeAlso({ ...evidence, facilities, walks }, at, isElsewhereOnly(held, facilities));
    const { inputs } = evidence;
    for (const unit of unitsOfFacilities(evidence, at)) units.add(unit);
    // Who only moves, and stands under no roof with others, concerns the units it is of and those whose people walk otherwise.
    const moved = changes.every(({ was, now }) => was === now) && hasNoHost(facilities, at);
    const only = moved ? withAllAbove(evidence.units, units) : null;
    // Any rule may take a facility without a category for its own, or lack a column that no facility gives any more.
    const all =
      touched.has('') || inputs.size !== before.size || [...inputs].some((input) => !before.has(input));
    const doubts = findOfCategories(facilities, ['']).length > 0;
    return standards.flatMap((standard, k) => {
      const isTouched = all || [...touched].some((category) => touching[k].has(category));
      if (!isTouched && !(doubts && byRule[k].some(({ why }) => why?.code === 'uncategorised'))) return [];
      byRule[k] =
        only && BY_UNIT.has(standard.compute.how)
          ? replaceRows(byRule[k], assess(standard, evidence, only))
          : assess(standard, evidence);
      return [standard.id];
    });
  }

  return {
    get facilities() {
      return facilities;
    },
    results: following.results,
    get rows() {
      return byRule.flat();
    },
    bringTo
  };
}

/** Ways in which a unit's row rests on its own facilities and people alone. */
const BY_UNIT = new Set(['coverage', 'count', 'ratio', 'units', 'each', 'facilities']);

/** The units of every level that facilities count for, or lie in. */
function unitsOfFacilities({ units, placement }: Evidence, at: number[]): number[] {
  return [...new Set(units.level)].flatMap((level) => {
    const { unit, inside } = placement(level);
    return at.flatMap((i) => [unit[i], inside[i]]).filter((each) => each >= 0);
  });
}

/** The units with all that are above them. */
function withAllAbove(units: Units, some: Iterable<number>): Set<number> {
  return new Set([...some].flatMap((unit) => withParents(units, unit)));
}

/** The rows with those of the same units in the place of the older ones. */
function replaceRows(rows: ComplianceRow[], newer: ComplianceRow[]): ComplianceRow[] {
  const byUnit = new Map(newer.map((row) => [row.unit, row]));
  return rows.map((row) => byUnit.get(row.unit) ?? row);
}

/** True where none of the facilities hosts others or is hosted, or shares its parcel. */
function hasNoHost({ code, texts = {} }: Facilities, at: number[]): boolean {
  const { host_id: host = [], parcel_id: parcel = [] } = texts;
  const hosting = new Set(host);
  return at.every((i) => !host[i] && !parcel[i] && !hosting.has(code[i]));
}

/** True where facilities differ in nothing but their places. */
function isElsewhereOnly(before: Facilities, now: Facilities): boolean {
  const names = Object.keys(now) as (keyof Facilities)[];
  return names.every((name) => name === 'lon' || name === 'lat' || now[name] === before[name]);
}

/** Categories of what stands under one roof with the facilities `at`; none where these neither host nor are hosted. */
function categoriesUnderRoof(facilities: Facilities, at: number[]): string[] {
  const given = facilities.texts?.host_id;
  if (given === undefined) return [];
  const hosting = new Set(given);
  const here = at.filter((i) => i < given.length && (given[i] !== '' || hosting.has(facilities.code[i])));
  if (here.length === 0) return [];
  const { host } = roofsOf(facilities);
  const roofs = new Set(here.map((i) => host[i]));
  return facilities.category.filter((_, i) => roofs.has(host[i]));
}

/** Where facilities meet the network: those that changed anew, all others as before. */
function joinAlso(network: Network, facilities: Facilities, before: Joins | null, changes: Change[]): Joins {
  if (before === null) return joinPoints(network, facilities);
  const fresh = joinPoints(network, {
    lon: Float64Array.from(changes, ({ at }) => facilities.lon[at]),
    lat: Float64Array.from(changes, ({ at }) => facilities.lat[at])
  });
  const count = facilities.code.length;
  const joins: Joins = {
    ...{ edge: new Int32Array(count), alongM: new Float64Array(count), offM: new Float64Array(count) },
    ...{ mainEdge: new Int32Array(count), mainAlongM: new Float64Array(count) },
    mainOffM: new Float64Array(count)
  };
  for (const column of ['edge', 'alongM', 'offM', 'mainEdge', 'mainAlongM', 'mainOffM'] as const) {
    joins[column].set(before[column]);
    changes.forEach(({ at }, k) => (joins[column][at] = fresh[column][k]));
  }
  return joins;
}

interface Change {
  at: number;
  /** Category before and after; `GONE` where it is not there. */
  was: string;
  now: string;
  /** Its place among the next facilities, −1: gone. */
  from: number;
}

/** Facilities that are new, gone, or of which anything differs. */
function compare(held: Facilities, index: ReadonlyMap<string, number>, next: Facilities): Change[] {
  const changes: Change[] = [];
  const seen = new Uint8Array(held.code.length);
  let free = held.code.length;
  next.code.forEach((code, from) => {
    const at = index.get(code);
    if (at === undefined) changes.push({ at: free++, was: GONE, now: next.category[from], from });
    else {
      seen[at] = 1;
      if (!isSame(held, at, next, from))
        changes.push({ at, was: held.category[at], now: next.category[from], from });
    }
  });
  held.code.forEach((_, at) => {
    if (!seen[at] && held.category[at] !== GONE)
      changes.push({ at, was: held.category[at], now: GONE, from: -1 });
  });
  return changes;
}

/** The changes of `compare` where only the facilities of these codes can differ. */
function compareSome(
  held: Facilities,
  index: ReadonlyMap<string, number>,
  next: Facilities,
  codes: Iterable<string>
): Change[] {
  let free = held.code.length;
  return [...new Set(codes)].flatMap((code): Change[] => {
    const at = index.get(code);
    const from = next.code.indexOf(code);
    if (at === undefined) return from < 0 ? [] : [{ at: free++, was: GONE, now: next.category[from], from }];
    const was = held.category[at];
    if (from < 0) return was === GONE ? [] : [{ at, was, now: GONE, from }];
    return isSame(held, at, next, from) ? [] : [{ at, was, now: next.category[from], from }];
  });
}

const NUMBERS = ['lon', 'lat', 'floorAreaM2', 'beds', 'capacity'] as const;
const TEXTS = ['name', 'category', 'servesUnit'] as const;

function isSame(a: Facilities, i: number, b: Facilities, k: number): boolean {
  return (
    NUMBERS.every((name) => Object.is(a[name][i], b[name][k])) &&
    TEXTS.every((name) => a[name][i] === b[name][k]) &&
    Object.keys(a.numbers ?? {}).every((name) => Object.is(a.numbers![name][i], b.numbers?.[name]?.[k])) &&
    Object.keys(a.texts ?? {}).every((name) => a.texts![name][i] === b.texts?.[name]?.[k])
  );
}

/** The facilities held, with the changes made to copies of their columns. Of one that is gone its code and place are left. */
function takeOver(
  held: Facilities,
  index: Map<string, number>,
  next: Facilities,
  changes: Change[]
): { facilities: Facilities; index: Map<string, number> } {
  const count = Math.max(held.code.length, ...changes.map(({ at }) => at + 1));
  // A column in which nothing differs stays the one it was: what was found in it, by others too, holds on.
  const stays = <T>(from: ArrayLike<T>, to: (k: number) => T) =>
    from.length === count && changes.every(({ at, from: k }) => Object.is(from[at], to(k)));
  const numbers = (from: Float64Array, to: Float64Array | undefined) => {
    if (stays(from, (k) => to?.[k] ?? NaN)) return from;
    const column = new Float64Array(count).fill(NaN);
    column.set(from);
    for (const { at, from: k } of changes) column[at] = to?.[k] ?? NaN;
    return column;
  };
  const places = (from: Float64Array, to: Float64Array) => {
    const column = numbers(from, to);
    for (const { at, from: k } of changes) if (k < 0) column[at] = from[at];
    return column;
  };
  const texts = (from: string[], to: string[] | undefined) => {
    if (stays(from, (k) => to?.[k] ?? '')) return from;
    const column = from.slice();
    for (const { at, from: k } of changes) column[at] = to?.[k] ?? '';
    return column;
  };
  let category = texts(held.category, next.category);
  if (changes.some(({ now }) => now === GONE)) category = category.slice();
  for (const { at, now } of changes) if (now === GONE) category[at] = GONE;
  const code = changes.every(({ at, from }) => from < 0 || held.code[at] === next.code[from])
    ? held.code
    : held.code.slice();
  for (const { at, from } of changes) if (from >= 0 && code !== held.code) code[at] = next.code[from];
  for (const { at, from } of changes) if (from >= 0) index.set(next.code[from], at);
  const facilities: Facilities = {
    ...{ lon: places(held.lon, next.lon), lat: places(held.lat, next.lat) },
    ...{ code, name: texts(held.name, next.name), category },
    floorAreaM2: numbers(held.floorAreaM2, next.floorAreaM2),
    beds: numbers(held.beds, next.beds),
    capacity: numbers(held.capacity, next.capacity),
    servesUnit: texts(held.servesUnit, next.servesUnit),
    numbers: mapValues(held.numbers, (column, name) => numbers(column, next.numbers?.[name])),
    texts: mapValues(held.texts, (column, name) => texts(column, next.texts?.[name]))
  };
  return { facilities, index };
}

function mapValues<T>(
  record: Record<string, T> | undefined,
  make: (value: T, name: string) => T
): Record<string, T> | undefined {
  if (record === undefined) return undefined;
  const made = Object.entries(record).map(([name, value]): [string, T] => [name, make(value, name)]);
  return made.every(([name, value]) => value === record[name]) ? record : Object.fromEntries(made);
}

const CODES = new Set(CATEGORIES.map(({ code }) => code));

/** Categories that a rule's figures can rest on: those it names anywhere, those of its measures, and what stands in for them. */
export function categoriesUnder(standard: Standard, { walker }: Pick<Session, 'walker'>): Set<string> {
  const named = new Set(standard.facility_categories);
  const find = (value: unknown): void => {
    if (typeof value === 'string' && CODES.has(value)) named.add(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(find);
  };
  find(standard.compute);
  const measures: Measure[] = measuresOf(standard, walker);
  return new Set([...qualifying([...named]), ...measures.flatMap(({ categories }) => categories)]);
}

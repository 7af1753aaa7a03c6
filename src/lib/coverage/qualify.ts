import type { Needs } from '../standards/compute.ts';
import { findOfCategories, type Facilities } from './facilities.ts';

/** Facilities that qualify, ascending, and how many of them do not say all that is needed. */
export interface Qualified {
  found: Int32Array;
  unsaid: number;
}

/** Whether a facility is what is needed: yes, no, or it does not say and counts as if it were. */
type Answer = 'yes' | 'no' | 'unsaid';

/**
 * Facilities whose category is one of `categories` and that are what `needs` asks for (method §4). One that does not say
 * counts, since what is missing is never "not met", and is counted in `unsaid`. A floor area of 0 is one that is not known.
 */
export function qualify(facilities: Facilities, categories: string[], needs: Needs = {}): Qualified {
  const wanted = Int32Array.from(findOfCategories(facilities, categories));
  if (Object.keys(needs).length === 0) return { found: wanted, unsaid: 0 };
  const answer = createQualifier(facilities, needs);
  const found: number[] = [];
  let unsaid = 0;
  for (const i of wanted) {
    const said = answer(i);
    if (said === 'no') continue;
    found.push(i);
    if (said === 'unsaid') unsaid++;
  }
  return { found: Int32Array.from(found), unsaid };
}

/**
 * A function that tells whether a facility is what `needs` asks for, whatever its category. A facility beyond the columns (one
 * that was added since) says nothing.
 */
export function createQualifier(facilities: Facilities, needs: Needs): (facility: number) => Answer {
  const { floorAreaM2, numbers = {}, texts = {} } = facilities;
  const questions: ((facility: number) => Answer)[] = [];
  const {
    min_floor_area_m2: leastM2,
    open_hours_per_day: hours,
    barrier_free: barrierFree,
    functions
  } = needs;
  if (leastM2 !== undefined)
    questions.push((i) => (floorAreaM2[i] > 0 ? toAnswer(floorAreaM2[i] >= leastM2) : 'unsaid'));
  if (hours !== undefined) questions.push(askNumber(numbers.open_hours_per_day, (value) => value >= hours));
  if (barrierFree !== undefined)
    questions.push(askNumber(numbers.barrier_free, (value) => value > 0 === barrierFree));
  if (functions !== undefined) {
    const asked = new Set(functions);
    questions.push((i) => {
      const said = (texts.service_functions?.[i] ?? '').split(';').filter((word) => word.trim() !== '');
      return said.length === 0 ? 'unsaid' : toAnswer(said.some((word) => asked.has(word.trim())));
    });
  }
  return (facility) => {
    let answer: Answer = 'yes';
    for (const question of questions) {
      const said = question(facility);
      if (said === 'no') return 'no';
      if (said === 'unsaid') answer = 'unsaid';
    }
    return answer;
  };
}

function askNumber(
  values: Float64Array | undefined,
  isSo: (value: number) => boolean
): (facility: number) => Answer {
  return (facility) => {
    const value = values?.[facility] ?? NaN;
    return Number.isNaN(value) ? 'unsaid' : toAnswer(isSo(value));
  };
}

function toAnswer(isSo: boolean): Answer {
  return isSo ? 'yes' : 'no';
}

const COLUMNS: Record<keyof Needs, string> = {
  min_floor_area_m2: 'facilities.floor_area_m2',
  open_hours_per_day: 'facilities.open_hours_per_day',
  barrier_free: 'facilities.barrier_free',
  functions: 'facilities.service_functions'
};

/** The columns that say whether a facility is what is needed. */
export function columnsNeeded(needs: Needs = {}): string[] {
  return (Object.keys(needs) as (keyof Needs)[]).map((need) => COLUMNS[need]);
}

/** What tells one list of needs from another: '' where nothing is needed. */
export function needsKey(needs: Needs | undefined): string {
  if (needs === undefined || Object.keys(needs).length === 0) return '';
  return JSON.stringify(Object.entries(needs).sort(([a], [b]) => (a < b ? -1 : 1)));
}

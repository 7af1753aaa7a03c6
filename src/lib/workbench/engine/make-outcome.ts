import { facilitiesIn } from '../../coverage/distances.ts';
import type { Barriers } from '../../coverage/find-barriers.ts';
import { gapSentence } from '../../coverage/sentences.ts';
import type { Facilities } from '../../coverage/facilities.ts';
import type { Measure } from '../../coverage/measure.ts';
import { POPULATION_GROUPS } from '../../standards/taxonomy.ts';
import { barriersOf } from '../../study/name-barriers.ts';
import { layerOf, type Edit, type Scenario } from '../../study/scenario.ts';
import { demandOf, studyMeasures, type Session } from '../../study/session.ts';
import type { MeasureResult } from '../../study/study.ts';
import { atOwnSpeed, walkNote } from '../../study/walkers.ts';
import { groundOf } from './outcome-ground.ts';
import type { Outcome, OutcomeUnit, Question, SceneFacility } from './scene.ts';

const RESIDENTS = 'pop_resident';

/**
 * The measure a question means: the standard's categories, the walker's speed and people, the limit as asked. A group
 * that the data does not give is counted as all residents, and `stoodIn` says so.
 */
export function measureFor(session: Session, question: Question): { measure: Measure; stoodIn: boolean } {
  const base = studyMeasures(session).find((measure) => measure.id === question.measure);
  if (!base) throw new Error(`expected a measure of the study, got ${question.measure}`);
  const group = POPULATION_GROUPS.find((g) => g.code === question.walker);
  if (!group) throw new Error(`expected a population group, got ${question.walker}`);
  const own = group.walk_speed_mps?.default ?? session.walker.walk_speed_mps?.default ?? 1;
  const speedMps = question.walker === base.group ? base.speedMps : own;
  const { people } = demandOf(session, base.demand).demand;
  const given = people[group.population_field] !== undefined;
  const seconds = question.minutes ? question.minutes * 60 : question.metres ? NaN : base.limitS;
  const limitM = Number.isNaN(seconds) ? (question.metres ?? base.limitM) : seconds * speedMps;
  const measure: Measure = {
    ...base,
    group: given ? group.code : 'all',
    field: given ? group.population_field : RESIDENTS,
    speedMps,
    limitM,
    limitS: seconds
  };
  if (question.of === 'building' || question.of === 'land') {
    const area: Measure = { ...measure, demand: question.of, group: question.of, field: question.of };
    if (group.code !== 'all') area.walker = group.code;
    return { measure: atOwnSpeed(area, session.choices), stoodIn: false };
  }
  // All residents are counted, but those asked for walk: up no steps, say.
  if (!given && group.code !== 'all') measure.walker = group.code;
  return {
    measure: atOwnSpeed(measure, session.choices),
    stoodIn: !given && group.population_field !== RESIDENTS
  };
}

/** True where the question only repeats what the study reports anyway. */
export function isStudyMeasure(session: Session, measure: Measure): boolean {
  return studyMeasures(session).some(
    (known) =>
      known.id === measure.id &&
      known.group === measure.group &&
      known.walker === measure.walker &&
      known.field === measure.field &&
      known.limitM === measure.limitM
  );
}

/** People of the present state by a measure: all, and those covered. */
export type PresentPeople = Pick<Outcome, 'total' | 'coveredPeople'>;

/** A result in the form that the page shows. Its arrays are copies that may be handed over. */
export function makeOutcome(
  session: Session,
  facilities: Facilities,
  scenario: Scenario,
  result: MeasureResult,
  stoodIn: boolean,
  present: PresentPeople | null
): Outcome {
  const { measure, coverage, gaps } = result;
  const people = sumPeople(session, result);
  const barriers = barriersOf(session, result);
  return {
    measure,
    field: measure.field,
    stoodIn,
    estimated: coverage.estimated,
    walking: coverage.estimated ? null : walkNote(session, measure),
    facilities: listFacilities(session.inputs.facilities, facilities, scenario, measure),
    points: pointsOf(session, result),
    covered: coverage.covered.slice(),
    cause: gaps.cause.slice(),
    distanceM: coverage.distanceM.slice(),
    units: Array.from(coverage.rows.unit, (unit) => unitRow(session, result, unit, barriers)),
    ...people,
    presentPeople: present?.coveredPeople ?? people.coveredPeople,
    presentTotal: present?.total ?? people.total,
    ground: groundOf(session, scenario)
  };
}

/** Coverage and gap of one unit (whose row has its index, in coverage as in gaps) with the sentence about it. */
export function unitRow(
  session: Session,
  { coverage, gaps }: MeasureResult,
  unit: number,
  barriers: Barriers | null
): OutcomeUnit {
  const { rows } = coverage;
  const sentence = gapSentence(gaps, coverage, session.inputs.units, unit, barriers);
  return {
    unit,
    total: rows.total[unit],
    covered: rows.covered[unit],
    share: rows.share[unit],
    shareStraight: rows.shareStraight[unit],
    uncovered: gaps.uncovered[unit],
    personM: gaps.personM[unit],
    medianM: gaps.medianM[unit],
    p95M: gaps.p95M[unit],
    maxM: gaps.maxM[unit],
    byCause: gaps.byCause.map((people) => people[unit]),
    rank: gaps.rank[unit],
    sentenceZh: sentence.zh,
    sentenceEn: sentence.en
  };
}

/** People of the communities: all, those whom a result covers, and those within the limit in a straight line. */
export function sumPeople(
  session: Session,
  { coverage: { rows } }: MeasureResult
): Pick<Outcome, 'total' | 'coveredPeople' | 'straightPeople'> {
  const { level } = session.inputs.units;
  let total = 0;
  let coveredPeople = 0;
  let straightPeople = 0;
  for (let unit = 0; unit < level.length; unit++) {
    if (level[unit] !== 'community' || !(rows.total[unit] > 0)) continue;
    total += rows.total[unit];
    coveredPeople += rows.covered[unit];
    straightPeople += rows.shareStraight[unit] * rows.total[unit];
  }
  return { total, coveredPeople, straightPeople };
}

/**
 * Where a result's people are, and how many live there: those that the measure counts, or all residents where the scenario changes
 * the points of the scene. Null: they are the scene's.
 */
function pointsOf(session: Session, { joined: { demand }, measure }: MeasureResult): Outcome['points'] {
  const isAuto = measure.demand === 'auto';
  if (isAuto && !session.spread) return null;
  const shown = isAuto ? (demand.people[RESIDENTS] ?? Object.values(demand.people)[0]) : undefined;
  const people = shown ?? demand.people[measure.field] ?? new Float64Array(demand.lon.length);
  return { lon: demand.lon, lat: demand.lat, people };
}

/** Facilities of the scenario that the measure counts or that were edited, with what was done to them, then those it closed. */
function listFacilities(
  present: Facilities,
  facilities: Facilities,
  scenario: Scenario,
  measure: Measure
): SceneFacility[] {
  const qualifies = new Set(facilitiesIn(facilities, measure.categories, measure.needs));
  const edits = scenario.edits.filter((edit) => layerOf(edit) === 'facilities');
  const touched = new Set(edits.map(({ code }) => code));
  const done = (what: Edit['do']) => new Set(edits.flatMap((edit) => (edit.do === what ? [edit.code] : [])));
  const [added, moved, resized] = [done('add'), done('move'), done('resize')];
  const stateOf = (code: string): SceneFacility['state'] => {
    if (added.has(code)) return 'added';
    return moved.has(code) ? 'moved' : resized.has(code) ? 'resized' : 'present';
  };
  const list = (
    from: Facilities,
    i: number,
    state: SceneFacility['state'],
    counts: boolean
  ): SceneFacility => ({
    code: from.code[i],
    name: from.name[i],
    category: from.category[i],
    lon: from.lon[i],
    lat: from.lat[i],
    floorAreaM2: from.floorAreaM2[i],
    state,
    qualifies: counts
  });
  const here = new Set(facilities.code);
  return [
    ...facilities.code.flatMap((code, i) => {
      if (!touched.has(code) && !qualifies.has(i)) return [];
      return list(facilities, i, stateOf(code), qualifies.has(i));
    }),
    ...present.code.flatMap((code, i) => (here.has(code) ? [] : [list(present, i, 'closed', false)]))
  ];
}

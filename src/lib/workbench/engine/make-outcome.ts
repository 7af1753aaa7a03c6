import { gapSentence } from '../../coverage/sentences.ts';
import type { Facilities } from '../../coverage/facilities.ts';
import type { Measure } from '../../coverage/measure.ts';
import { POPULATION_GROUPS } from '../../standards/taxonomy.ts';
import type { Scenario } from '../../study/scenario.ts';
import { demandOf, studyMeasures, type Session } from '../../study/session.ts';
import type { MeasureResult } from '../../study/study.ts';
import type { Outcome, Question, SceneFacility } from './scene.ts';

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
  return {
    measure: {
      ...base,
      group: given ? group.code : 'all',
      field: given ? group.population_field : RESIDENTS,
      speedMps,
      limitM,
      limitS: seconds
    },
    stoodIn: !given && group.population_field !== RESIDENTS
  };
}

/** True where the question only repeats what the study reports anyway. */
export function isStudyMeasure(session: Session, measure: Measure): boolean {
  return studyMeasures(session).some(
    (known) =>
      known.id === measure.id &&
      known.group === measure.group &&
      known.field === measure.field &&
      known.limitM === measure.limitM
  );
}

/** A result in the form that the page shows. Its arrays are copies that may be handed over. */
export function makeOutcome(
  session: Session,
  facilities: Facilities,
  scenario: Scenario,
  result: MeasureResult,
  stoodIn: boolean,
  presentPeople: number | null
): Outcome {
  const { measure, coverage, gaps } = result;
  const { units } = session.inputs;
  const at = new Map(Array.from(gaps.unit, (unit, row) => [unit, row]));
  let total = 0;
  let coveredPeople = 0;
  let straightPeople = 0;
  const rows = Array.from(coverage.rows.unit, (unit, row) => {
    const gap = at.get(unit) ?? row;
    if (units.level[unit] === 'community' && coverage.rows.total[row] > 0) {
      total += coverage.rows.total[row];
      coveredPeople += coverage.rows.covered[row];
      straightPeople += coverage.rows.shareStraight[row] * coverage.rows.total[row];
    }
    const sentence = gapSentence(gaps, coverage, units, unit);
    return {
      unit,
      total: coverage.rows.total[row],
      covered: coverage.rows.covered[row],
      share: coverage.rows.share[row],
      shareStraight: coverage.rows.shareStraight[row],
      uncovered: gaps.uncovered[gap],
      personM: gaps.personM[gap],
      medianM: gaps.medianM[gap],
      p95M: gaps.p95M[gap],
      maxM: gaps.maxM[gap],
      byCause: gaps.byCause.map((people) => people[gap]),
      rank: gaps.rank[gap],
      sentenceZh: sentence.zh,
      sentenceEn: sentence.en
    };
  });
  return {
    measure,
    field: measure.field,
    stoodIn,
    estimated: coverage.estimated,
    facilities: listFacilities(session.inputs.facilities, facilities, scenario, measure),
    points: measure.demand === 'auto' ? null : pointsOf(result),
    covered: coverage.covered.slice(),
    cause: gaps.cause.slice(),
    distanceM: coverage.distanceM.slice(),
    units: rows,
    total,
    coveredPeople,
    straightPeople,
    presentPeople: presentPeople ?? coveredPeople
  };
}

/** People of the communities whom a result covers. */
export function coveredOf({ coverage }: MeasureResult, session: Session): number {
  const { level } = session.inputs.units;
  return coverage.rows.unit.reduce(
    (sum, unit, row) => sum + (level[unit] === 'community' ? coverage.rows.covered[row] || 0 : 0),
    0
  );
}

/** Where a result's people are, and how many live there. */
function pointsOf({ joined: { demand }, measure }: MeasureResult): Outcome['points'] {
  const people = demand.people[measure.field] ?? new Float64Array(demand.lon.length);
  return { lon: demand.lon, lat: demand.lat, people };
}

/** Facilities of the scenario with what was done to them, then those it closed. */
function listFacilities(
  present: Facilities,
  facilities: Facilities,
  scenario: Scenario,
  measure: Measure
): SceneFacility[] {
  const qualifies = new Set(measure.categories);
  const touched = new Map(scenario.edits.map((edit) => [edit.code, edit.do]));
  const added = new Set(scenario.edits.flatMap((edit) => (edit.do === 'add' ? [edit.code] : [])));
  const list = (from: Facilities, i: number, state: SceneFacility['state']): SceneFacility => ({
    code: from.code[i],
    name: from.name[i],
    category: from.category[i],
    lon: from.lon[i],
    lat: from.lat[i],
    floorAreaM2: from.floorAreaM2[i],
    state,
    qualifies: state !== 'closed' && qualifies.has(from.category[i])
  });
  const here = new Set(facilities.code);
  return [
    ...facilities.code.map((code, i) =>
      list(facilities, i, added.has(code) ? 'added' : touched.get(code) === 'move' ? 'moved' : 'present')
    ),
    ...present.code.flatMap((code, i) => (here.has(code) ? [] : [list(present, i, 'closed')]))
  ];
}

import { facilitiesIn } from '../../coverage/distances.ts';
import type { Measure } from '../../coverage/measure.ts';
import { needsKey } from '../../coverage/qualify.ts';
import { addUpwards } from '../../demand/points-by-unit.ts';
import { POPULATION_GROUPS } from '../../standards/taxonomy.ts';
import { askCoverage, demandOf, studyMeasures, type Session } from '../../study/session.ts';
import type { MeasureResult } from '../../study/study.ts';
import { areaTiers, type AreaTier } from '../../study/explain.ts';
import { surveyOf } from '../../study/survey-of.ts';
import { measureFor } from './make-outcome.ts';
import type { Question } from './scene.ts';

/** What views show of an answer beside its outcome. Point columns are as long as its demand, unit columns as the units. */
export interface ViewColumns {
  /** Straight-line metres of each point to the nearest facility that counts; Infinity: none. */
  straightM: Float64Array;
  /** Place in `serving` of the facility that the walk of each point leads to, −1: none. */
  nearest: Int32Array;
  /** The facilities that count. */
  serving: { code: string[]; name: string[] };
  /**
   * Mean walk of the people of each unit who reach a facility at all, and those who reach none; NaN: nobody reaches one, or the
   * people are not known.
   */
  meanM: Float64Array;
  unreached: Float64Array;
  /** Of each point those whom the question counts, and its unit, −1: none. */
  people: Float64Array;
  unit: Int32Array;
}

/** A service that can count for the living-circle score: categories that measures of the study ask for together. */
export interface Service {
  /** Id of the first measure that asks for it. */
  id: string;
  titleZh: string;
  titleEn: string;
  /** A measure of the study gives it 15 minutes. */
  in15: boolean;
}

/** How many services are within reach. */
export interface ScoreColumns {
  /** Ids of the services that were counted, in the order of the bits of `reached`. */
  services: string[];
  limitM: number;
  /** Services within reach of each point, and which ones: bit k is set where the k-th is. */
  point: Uint8Array;
  reached: Uint32Array;
  /** Mean over the people of each unit; NaN for a unit without people, or of which they are not known. */
  unit: Float64Array;
  /** Mean over the people of all communities. */
  mean: number;
}

/** Coverage of one group, in a unit or in all communities. */
export interface GroupLine {
  group: string;
  total: number;
  covered: number;
  limitM: number;
  speedMps: number;
}

/** The score asks for a walk of so long. */
const SCORE_MINUTES = 15;
/** What the bands of service areas are: those of the measure, walks of 5, 10 and 15 minutes, or lengths. */
export type AreaBy = 'own' | 'minutes' | 'metres';

/** More services than a word has bits are not counted together. */
const MOST_SERVICES = 31;

/** What views show of a result of the facilities that were asked for last. */
export function viewColumns(session: Session, { measure, joined, coverage }: MeasureResult): ViewColumns {
  const { facilities } = session.lately;
  const chosen = facilitiesIn(facilities, measure.categories, measure.needs);
  const place = new Int32Array(facilities.code.length).fill(-1);
  chosen.forEach((facility, k) => (place[facility] = k));
  return {
    straightM: coverage.straightM.slice(),
    nearest: coverage.nearest.map((facility) => (facility < 0 ? -1 : place[facility])),
    serving: {
      code: Array.from(chosen, (facility) => facilities.code[facility]),
      name: Array.from(chosen, (facility) => facilities.name[facility])
    },
    ...meanWalks(session, { measure, joined, coverage }),
    people: joined.demand.people[measure.field]?.slice() ?? new Float64Array(joined.demand.unit.length),
    unit: Int32Array.from(joined.demand.unit)
  };
}

function meanWalks(
  session: Session,
  { measure, joined: { demand }, coverage }: Pick<MeasureResult, 'measure' | 'joined' | 'coverage'>
): Pick<ViewColumns, 'meanM' | 'unreached'> {
  const { units } = session.inputs;
  const { points } = surveyOf(units, demand, coverage);
  const { total } = coverage.rows;
  const people = demand.people[measure.field] ?? new Float64Array(demand.unit.length);
  const personM = new Float64Array(total.length);
  const walkers = new Float64Array(total.length);
  const lacking = new Float64Array(total.length);
  for (let i = 0; i < people.length; i++) {
    const unit = demand.unit[i];
    if (unit < 0 || !(people[i] > 0)) continue;
    if (coverage.distanceM[i] < Infinity) {
      personM[unit] += people[i] * coverage.distanceM[i];
      walkers[unit] += people[i];
    } else lacking[unit] += people[i];
  }
  const start = () => total.map((all) => (Number.isNaN(all) ? NaN : 0));
  const sum = addUpwards(points, personM, start());
  const by = addUpwards(points, walkers, start());
  return {
    meanM: sum.map((metres, unit) => (by[unit] > 0 ? metres / by[unit] : NaN)),
    unreached: addUpwards(points, lacking, start())
  };
}

/** The services of a study, in the order of its measures: each set of categories once, a circle's categories each by itself. */
export function servicesOf(session: Session): Service[] {
  return [...serviceMeasures(session).values()].map(({ first, in15 }) => ({
    ...{ id: first.id, titleZh: first.titleZh, titleEn: first.titleEn },
    in15
  }));
}

function serviceMeasures(session: Session): Map<string, { first: Measure; in15: boolean }> {
  const all = studyMeasures(session).filter(({ demand }) => demand !== 'building' && demand !== 'land');
  // A rule that asks for each category is no service of its own: its categories are.
  const inParts = new Set(all.flatMap(({ id, part }) => (part === undefined ? [] : [ruleOf(id)])));
  const found = new Map<string, { first: Measure; in15: boolean }>();
  for (const measure of all) {
    if (measure.part === undefined && inParts.has(ruleOf(measure.id))) continue;
    const key = `${[...measure.categories].sort().join()}${needsKey(measure.needs)}`;
    const in15 = measure.limitS === SCORE_MINUTES * 60;
    const known = found.get(key);
    if (known) known.in15 ||= in15;
    else found.set(key, { first: measure, in15 });
  }
  return found;
}

const ruleOf = (id: string): string => id.split(':')[0];

/** The services that count where nobody has chosen: those of 15 minutes, or all where fewer than two have them. */
export function firstServices(services: Service[]): string[] {
  const own = services.filter(({ in15 }) => in15);
  return (own.length < 2 ? services : own).map(({ id }) => id).slice(0, MOST_SERVICES);
}

/** Distances of a service, as the people whom `asked` counts walk for 15 minutes. */
function serviceMeasure(asked: Measure, { id, categories, needs }: Measure): Measure {
  const limitS = SCORE_MINUTES * 60;
  const { capacity: _, part: __, ...walk } = asked;
  return { ...walk, id, categories, needs, limitS, limitM: limitS * asked.speedMps };
}

/**
 * How many of the services `chosen` (ids of `servicesOf`; others are passed over) are within a walk of 15 minutes of each point,
 * and of the people whom `asked` counts on average. One search a service, or none where its distances are known.
 */
export function scoreOf(session: Session, asked: Measure, chosen: string[]): ScoreColumns {
  const wanted = new Set(chosen);
  const services = [...serviceMeasures(session).values()]
    .map(({ first }) => first)
    .filter(({ id }) => wanted.has(id))
    .slice(0, MOST_SERVICES);
  const { demand } = demandOf(session, asked.demand);
  const point = new Uint8Array(demand.lon.length);
  const reached = new Uint32Array(demand.lon.length);
  const { units } = session.inputs;
  let sum: Float64Array | null = null;
  let total: Float64Array = new Float64Array(units.code.length).fill(NaN);
  services.forEach((service, k) => {
    const { coverage } = askCoverage(session, serviceMeasure(asked, service));
    coverage.covered.forEach((covered, i) => {
      if (!covered) return;
      point[i]++;
      reached[i] |= 1 << k;
    });
    total = coverage.rows.total;
    sum ??= new Float64Array(total.length);
    const { covered } = coverage.rows;
    for (let unit = 0; unit < total.length; unit++) sum[unit] += covered[unit];
  });
  const unit = total.map((all, u) => (all > 0 && sum ? sum[u] / all : NaN));
  let people = 0;
  let served = 0;
  units.level.forEach((level, u) => {
    if (level !== 'community' || !(total[u] > 0)) return;
    people += total[u];
    served += sum![u];
  });
  return {
    ...{ services: services.map(({ id }) => id), limitM: SCORE_MINUTES * 60 * asked.speedMps },
    ...{ point, reached, unit, mean: people > 0 ? served / people : NaN }
  };
}

/** Metres of one point to each of the services, in the order of `servicesOf`; Infinity: none is reached. */
export function serviceDistances(session: Session, asked: Measure, point: number): Float64Array {
  const services = [...serviceMeasures(session).values()];
  return Float64Array.from(
    services,
    ({ first }) => askCoverage(session, serviceMeasure(asked, first)).coverage.distanceM[point]
  );
}

/** Lengths of walk that planning tables speak of (GB 50180-2018 §2.0: 300, 500 and 800–1000 m for 5, 10 and 15 minutes). */
const TIERS_M = [300, 500, 800, 1000];

/**
 * The areas to draw, ascending: the measure's own (`areaTiers`), or those of 5, 10 and 15 minutes at the walker's speed, or of
 * lengths; the measure's limit is always among them.
 */
export function tiersOf(measure: Measure, by: AreaBy): AreaTier[] {
  if (by === 'own') return areaTiers(measure);
  const { limitM, speedMps } = measure;
  const tiers: AreaTier[] =
    by === 'minutes'
      ? [5, 10, 15].map((minutes) => ({ minutes, limitM: minutes * 60 * speedMps }))
      : TIERS_M.map((metres) => ({ minutes: null, limitM: metres }));
  if (tiers.some((tier) => Math.abs(tier.limitM - limitM) < 0.5)) return tiers;
  return [...tiers, ...areaTiers(measure).slice(-1)].sort((a, b) => a.limitM - b.limitM);
}

/** The question for every group whose people the data gives, in one unit, −1: in all communities. */
export function groupLines(session: Session, question: Question, unit: number): GroupLine[] {
  const { demand } = demandOf(session, measureFor(session, question).measure.demand);
  return POPULATION_GROUPS.flatMap((group) => {
    if (demand.people[group.population_field] === undefined) return [];
    const { measure } = measureFor(session, { ...question, walker: group.code });
    const { rows } = askCoverage(session, measure).coverage;
    let total = 0;
    let covered = 0;
    session.inputs.units.level.forEach((level, u) => {
      if (unit < 0 ? level !== 'community' || !(rows.total[u] > 0) : u !== unit) return;
      total += rows.total[u];
      covered += rows.covered[u];
    });
    const { limitM, speedMps } = measure;
    return [{ group: group.code, total, covered, limitM, speedMps }];
  });
}

import { unitsOfLevel, withParents } from '../demand/levels.ts';
import { categoriesOf } from '../standards/categories-of.ts';
import type { CoverageOf } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { populationGroupByCode, qualifying } from '../standards/taxonomy.ts';
import { doubtNone } from './assess-count.ts';
import { tellMeant } from './communities-meant.ts';
import type { CompliancePart, Remark } from './coverage.ts';
import { COVERED_PEOPLE, figureOf, partOf, readAll, type Figure, type Reading } from './coverage-readings.ts';
import type { Evidence } from './evidence.ts';
import { measuresOf } from './measures.ts';
import { putFirst } from './parts.ts';
import { facilitiesServing } from './people-covered.ts';
import { columnsNeeded, qualify } from './qualify.ts';
import { conclude, noData, notApplicable, workOutLater, type Verdict } from './verdict.ts';

/**
 * Coverage rules: percent of the rule's own group within the limit, of the whole study area too. Without a walking network a
 * rule with a threshold has no data (a straight line is never compliance), one that only reports gives the estimate and
 * says so. Features are the facilities that the covered people walk to. Where the study has none of the rule's facilities
 * but some without a category, there is no data: it can't be told that nobody is covered.
 *
 * A rule that asks for each category by itself gives the mean of their shares (the completeness of the circle): `numerator`
 * is the mean of the people covered, `parts` are the categories. Of categories that are nowhere in a study some of whose facilities
 * have no category nothing is known: the mean is that of the others, under the remark `kinds-unknown` (`7 / 9` known), and where fewer
 * than half are known and nothing is judged there is no data. A rule with several limits is judged by its first, a rule
 * on communities by the percent of those of which enough people are covered; the other figures are `parts` too. Where the source
 * leaves open which limit or what is counted, it is judged where all readings agree.
 */
export function assessCoverage(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const { compute } = standard;
  if (compute.how !== 'coverage') return () => noData('not-worked-out', compute.how);
  const group = populationGroupByCode(standard.population_group ?? 'all');
  const measures = group === undefined ? [] : measuresOf(standard, group);
  if (measures.length === 0) {
    const named = categoriesOf(standard).categories.length > 0;
    const figure = standard.basis === 'distance' ? 'distance_m' : 'walk_minutes';
    return () => noData('no-figure', named ? `project_default.${figure}` : 'facility_categories');
  }
  const { field } = measures[0];
  const missing = findMissing(standard, compute, evidence, field);
  if (missing.length > 0) return () => noData('missing-input', missing.join(', '));
  const readings = readAll(standard, compute, evidence);
  if (typeof readings === 'string') return () => noData('not-measured', readings);
  const [main, ...beside] = readings;
  const unsure = main.unsure > 0 && main.unsure === main.coverages.length ? doubtNone(evidence, []) : null;
  if (unsure !== null) return () => unsure;
  const remarks = remarksOn(standard, compute, evidence, main);
  const areas = compute.within === undefined ? null : evidence.studyAreas[compute.within];
  const serving = facilitiesServing(main.coverages, evidence, areas, tellMeant(standard, evidence.units));
  const communities = compute.of_communities === true ? countCommunities(standard, evidence, main) : null;
  return (unit) => {
    const { total } = main.counts[0];
    if (Number.isNaN(total[unit])) return noData('missing-input', `residential_points.${field}`);
    if (total[unit] === 0)
      return notApplicable(
        compute.within === undefined ? 'nobody' : 'nobody-within',
        compute.within ?? field
      );
    if (main.coverages[0].estimated && standard.comparator !== 'report')
      return noData('missing-input', 'walk_network.length_m');
    const people = figureOf(main, unit);
    const found = { ...people, features: [], remarks };
    const verdict =
      communities === null
        ? doubtOne(standard, concludePeople(standard, found), beside, unit)
        : communities(unit, found);
    const parts = () =>
      verdict.status === 'not_applicable'
        ? []
        : [
            ...(communities === null ? [] : [partOf(standard, COVERED_PEOPLE, people, false)]),
            ...beside.map((reading) =>
              partOf(standard, reading, figureOf(reading, unit), communities === null)
            ),
            ...benchmarkOf(standard)
          ];
    return workOutLater(verdict, () => (verdict.status === 'not_applicable' ? [] : serving(unit)), parts);
  };
}

/**
 * Of a rule whose source leaves open by what it is read (which limit, people or floor space), nothing is judged where the readings
 * do not agree. Readings of which nothing is known are not asked.
 */
function doubtOne(standard: Standard, verdict: Verdict, beside: Reading[], unit: number): Verdict {
  if (verdict.status !== 'met' && verdict.status !== 'not_met') return verdict;
  const others = beside
    .filter(({ isOther }) => isOther)
    .map((reading) => partOf(standard, reading, figureOf(reading, unit), true).status);
  const judged = [verdict.status, ...others.filter((status) => status === 'met' || status === 'not_met')];
  if (judged.every((status) => status === verdict.status)) return verdict;
  const met = judged.filter((status) => status === 'met').length;
  const remark = { code: 'readings-differ', what: `${met} / ${judged.length}` };
  return putFirst({ ...verdict, status: 'reported' }, remark);
}

/** The mean over too few of the categories is no value of a rule that only reports; a verdict that holds whatever they are stays. */
function concludePeople(
  standard: Standard,
  found: Figure & { features: number[]; remarks: (Remark | null)[] }
): Verdict {
  const verdict = conclude(standard, found);
  const isNone = found.isTooFew === true && verdict.status === 'reported';
  return isNone ? noData('kinds-unknown', found.lacking ?? '') : verdict;
}

function findMissing(
  standard: Standard,
  { within }: CoverageOf,
  evidence: Evidence,
  field: string
): string[] {
  const needed = new Set([...standard.inputs, `residential_points.${field}`]);
  if (within !== undefined) needed.add(`study_areas.${within}`);
  if (standard.comparator === 'report') needed.delete('walk_network.length_m');
  return [...needed].filter((input) => !evidence.inputs.has(input));
}

function benchmarkOf({ project_default: proposed }: Standard): CompliancePart[] {
  const percent = proposed?.benchmark_pct;
  if (typeof percent !== 'number') return [];
  const words = { labelZh: '参考值（不作达标判断）', labelEn: 'benchmark (no threshold)' };
  return [{ ...words, value: percent, numerator: NaN, denominator: NaN, status: 'reported' }];
}

/** What must be known of every unit's value, the most telling first. */
function remarksOn(
  standard: Standard,
  compute: CoverageOf,
  evidence: Evidence,
  main: Reading
): (Remark | null)[] {
  const { categories, assumed } = categoriesOf(standard);
  const { found, unsaid } = qualify(evidence.facilities, qualifying(categories), compute.needs);
  const absent = (compute.each ? categories : []).filter(
    (code) => qualify(evidence.facilities, qualifying([code]), compute.needs).found.length === 0
  );
  return [
    main.coverages[0].estimated ? { code: 'estimated', what: 'walk_network.length_m' } : null,
    absent.length > 0 ? { code: 'none-in-study', what: absent.join(', ') } : null,
    unsaid > 0
      ? {
          code: 'needs-unsaid',
          what: `${columnsNeeded(compute.needs).join(', ')}: ${unsaid} / ${found.length}`
        }
      : null,
    assumed ? { code: 'assumed-categories', what: `${categories.length}` } : null
  ];
}

/**
 * Judges a unit by the percent of the communities at or below it of which enough people are covered: as many percent as
 * `project_default.community_pass_share_pct` says. Where it says nothing, the percent of people is reported.
 */
function countCommunities(
  standard: Standard,
  { units }: Evidence,
  main: Reading
): (unit: number, people: Figure & { features: number[]; remarks: (Remark | null)[] }) => Verdict {
  const pass = standard.project_default?.community_pass_share_pct;
  if (typeof pass !== 'number') {
    const why: Remark = { code: 'no-pass-share', what: 'project_default.community_pass_share_pct' };
    const report = { ...standard, comparator: 'report' as const };
    return (_, people) => concludePeople(report, { ...people, remarks: [why, ...people.remarks] });
  }
  const { urban, rural } = standard.scope;
  const passed = new Uint32Array(units.code.length);
  const known = new Uint32Array(units.code.length);
  const asked = new Uint32Array(units.code.length);
  for (const community of unitsOfLevel(units, 'community')) {
    if (units.isRural[community] === 1 ? !rural : !urban) continue;
    if (main.counts[0].total[community] === 0) continue;
    const { value, least = value, most = value } = figureOf(main, community);
    const isPassed = least >= pass - 1e-9;
    const isKnown = isPassed || most < pass - 1e-9;
    for (const unit of withParents(units, community)) {
      asked[unit]++;
      if (isKnown) known[unit]++;
      if (isPassed) passed[unit]++;
    }
  }
  return (unit, { features, remarks }) => {
    if (asked[unit] === 0) return notApplicable('no-units', 'community');
    if (known[unit] === 0)
      return noData('incomplete', `facility_categories: ${asked[unit]} / ${asked[unit]}`);
    const open = asked[unit] - known[unit];
    return conclude(standard, {
      value: (passed[unit] / known[unit]) * 100,
      numerator: passed[unit],
      denominator: known[unit],
      least: (passed[unit] / asked[unit]) * 100,
      most: ((passed[unit] + open) / asked[unit]) * 100,
      lacking: open > 0 ? `admin_units: ${open} / ${asked[unit]}` : null,
      lackingCode: 'incomplete',
      features,
      remarks
    });
  };
}

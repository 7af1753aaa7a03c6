import { withParents } from '../demand/levels.ts';
import type { Standard } from '../standards/standard.ts';
import { populationGroupByCode } from '../standards/taxonomy.ts';
import { doubtNone, findQualifying } from './assess-count.ts';
import type { Coverage } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { measuresOf } from './measures.ts';
import { judge, noData, notApplicable, type Verdict } from './verdict.ts';

/**
 * Coverage rules: percent of the rule's own group within the limit. Without a walking network a rule with a threshold
 * has no data (a straight line is never compliance), one that only reports gives the estimate and says so. Features are
 * the facilities that the covered people walk to. A rule with tiers is judged by its first. Where the study has none of
 * the rule's facilities but some without a category, there is no data: it can't be told that nobody is covered.
 */
export function assessCoverage(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const group = populationGroupByCode(standard.population_group ?? 'all');
  const measures = group === undefined ? [] : measuresOf(standard, group);
  if (measures.length === 0) {
    const named = standard.facility_categories.length > 0;
    const figure = standard.basis === 'distance' ? 'distance_m' : 'walk_minutes';
    return () => noData('no-figure', named ? figure : 'facility_categories');
  }
  const { field } = measures[0];
  const missing = findMissing(standard, evidence, field);
  if (missing.length > 0) return () => noData('missing-input', missing.join(', '));
  const unsure = doubtNone(evidence, findQualifying(standard, evidence));
  if (unsure !== null) return () => unsure;
  // The catalogue leaves open which share of a community's people must be covered for the community to count.
  if (standard.unit === '% of communities')
    return () => noData('no-figure', 'project_default.community_pass_share_pct');
  const coverage = evidence.coverages.find(
    ({ measure }) => measure.id === measures[0].id && measure.group === group?.code
  );
  if (coverage === undefined) return () => noData('not-measured', measures[0].id);
  const served = findServed(coverage, evidence);
  return (unit) => judgeUnit(standard, coverage, unit, served.get(unit), field);
}

function findMissing(standard: Standard, evidence: Evidence, field: string): string[] {
  const needed = new Set([...standard.inputs, `residential_points.${field}`]);
  if (standard.comparator === 'report') needed.delete('walk_network.length_m');
  return [...needed].filter((input) => !evidence.inputs.has(input));
}

function judgeUnit(
  standard: Standard,
  coverage: Coverage,
  unit: number,
  features: Set<number> | undefined,
  field: string
): Verdict {
  const denominator = coverage.rows.total[unit];
  if (Number.isNaN(denominator)) return noData('missing-input', `residential_points.${field}`);
  if (denominator === 0) return notApplicable('nobody', field);
  if (coverage.estimated && standard.comparator !== 'report')
    return noData('missing-input', 'walk_network.length_m');
  const numerator = coverage.rows.covered[unit];
  const value = (numerator / denominator) * 100;
  return {
    status: judge(standard, value),
    value,
    numerator,
    denominator,
    features: [...(features ?? [])].sort((a, b) => a - b),
    why: coverage.estimated ? { code: 'estimated', what: 'walk_network.length_m' } : null
  };
}

/** Facilities that the covered people of each unit walk to. */
function findServed(coverage: Coverage, evidence: Evidence): Map<number, Set<number>> {
  const served = new Map<number, Set<number>>();
  const { unit: unitOf, people } = evidence.demand;
  const chains = evidence.units.code.map((_, unit) => withParents(evidence.units, unit));
  for (let i = 0; i < unitOf.length; i++) {
    if (unitOf[i] < 0 || !coverage.covered[i] || !(people[coverage.measure.field]?.[i] > 0)) continue;
    for (const unit of chains[unitOf[i]]) {
      const features = served.get(unit);
      if (features === undefined) served.set(unit, new Set([coverage.nearest[i]]));
      else features.add(coverage.nearest[i]);
    }
  }
  return served;
}

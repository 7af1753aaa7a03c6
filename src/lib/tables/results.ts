import type { Standard } from '../standards/standard.ts';
import type { Study } from '../study/study.ts';
import { CAUSES } from '../coverage/coverage.ts';
import { createUnitLocator } from '../demand/levels.ts';
import type { Column, Table } from './database.ts';

/** The result tables, by name; their columns are fixed, so that other programs can build on them. */
export interface ResultTables {
  coverage: Table;
  gaps: Table;
  compliance: Table;
  siting: Table;
  /** Beside the four of the analysis: what the end of the network's data leaves open, and who meets no way. */
  edge_effect: Table;
  unconnected: Table;
}

type Cell = string | number | null;

/**
 * The results of a study as tables with the columns of the command line. Units and facilities are named by the user's
 * own codes; NaN is "not known" or "does not apply"; an unreachable distance is Infinity.
 */
export function resultTables(study: Study): ResultTables {
  return {
    coverage: coverageTable(study),
    gaps: gapsTable(study),
    compliance: complianceTable(study),
    siting: sitingTable(study),
    edge_effect: edgeEffectTable(study),
    unconnected: unconnectedTable(study)
  };
}

function coverageTable({ results, inputs: { units } }: Study): Table {
  const rows: Cell[][] = [];
  for (const { measure, coverage } of results)
    coverage.rows.unit.forEach((unit, i) => {
      const { total, covered, share, shareStraight } = coverage.rows;
      const place = [units.level[unit], units.code[unit], units.name[unit]];
      const limits = [measure.limitM, measure.limitS];
      const shares = [total[i], covered[i], share[i], shareStraight[i]];
      rows.push([measure.id, ...place, measure.group, ...limits, ...shares]);
    });
  return columnTable(
    [
      ['VARCHAR', 'standard', 'level', 'unit', 'unit_name', 'group'],
      ['DOUBLE', 'limit_m', 'limit_s', 'total', 'covered', 'share', 'share_straight']
    ],
    rows
  );
}

function gapsTable({ results, inputs: { units } }: Study): Table {
  const rows: Cell[][] = [];
  for (const { measure, gaps } of results)
    gaps.unit.forEach((unit, i) => {
      const place = [units.level[unit], units.code[unit], units.name[unit]];
      const distances = [gaps.personM[i], gaps.medianM[i], gaps.p95M[i], gaps.maxM[i]];
      const causes = gaps.byCause.map((people) => people[i]);
      // Missing area and beds come with capacity (method §6), which no measure knows yet.
      const short = [NaN, NaN];
      rows.push([
        measure.id,
        ...place,
        measure.group,
        gaps.uncovered[i],
        ...distances,
        ...causes,
        ...short,
        gaps.rank[i]
      ]);
    });
  return columnTable(
    [
      ['VARCHAR', 'standard', 'level', 'unit', 'unit_name', 'group'],
      ['DOUBLE', 'uncovered', 'person_m', 'median_m', 'p95_m', 'max_m', ...CAUSES.slice(1)],
      ['DOUBLE', 'short_m2', 'short_beds', 'rank']
    ],
    rows
  );
}

function complianceTable({ compliance, standards, facilities, inputs: { units } }: Study): Table {
  const byId = new Map(standards.map((standard) => [standard.id, standard]));
  const rows = compliance.map((row): Cell[] => {
    const standard = byId.get(row.standard);
    if (!standard) throw new Error(`expected a standard of the study, got ${row.standard}`);
    const place = [units.level[row.unit], units.code[row.unit], units.name[row.unit]];
    const rule = [standard.comparator, thresholdText(standard.threshold), standard.unit];
    const features = row.features.map((i) => facilities.code[i]).join(';');
    return [
      ...[row.standard, ...place, row.status, row.value, ...rule],
      ...[row.numerator, row.denominator, features, citationText(standard)]
    ];
  });
  return columnTable(
    [
      ['VARCHAR', 'standard', 'level', 'unit', 'unit_name', 'status'],
      ['DOUBLE', 'value'],
      ['VARCHAR', 'comparator', 'threshold', 'unit_of_value'],
      ['DOUBLE', 'numerator', 'denominator'],
      ['VARCHAR', 'features', 'citation']
    ],
    rows
  );
}

function sitingTable({ siting, inputs: { units } }: Study): Table {
  const locate = createUnitLocator(units, 'community');
  const rows: Cell[][] = [];
  for (const { standard, candidates, sites, gain, coveredAfter, robustness } of siting)
    sites.forEach((site, i) => {
      const place = [candidates.lon[site], candidates.lat[site]];
      const unit = locate(place[0], place[1]);
      rows.push([
        ...[standard, i + 1, candidates.code[site], ...place, unit < 0 ? null : units.code[unit]],
        ...[gain[i], coveredAfter[i], candidates.cost[site], robustness[i]]
      ]);
    });
  return columnTable(
    [
      ['VARCHAR', 'standard'],
      ['DOUBLE', 'order'],
      ['VARCHAR', 'site'],
      ['DOUBLE', 'lon', 'lat'],
      ['VARCHAR', 'unit'],
      ['DOUBLE', 'gain', 'covered_after', 'cost', 'robustness']
    ],
    rows
  );
}

function edgeEffectTable({ results, edgeEffects, inputs: { units } }: Study): Table {
  const rows = edgeEffects.flatMap((effect, k) => {
    const { measure, coverage } = results[k];
    return Array.from(effect.unit, (unit, i): Cell[] => {
      const { total, covered, share } = coverage.rows;
      return [
        ...[measure.id, units.level[unit], units.code[unit], units.name[unit], measure.group, measure.limitM],
        ...[total[i], covered[i], effect.mayGain[i], effect.mayLose[i]],
        ...[share[i], effect.lowest[i], effect.highest[i]]
      ];
    });
  });
  return columnTable(
    [
      ['VARCHAR', 'standard', 'level', 'unit', 'unit_name', 'group'],
      ['DOUBLE', 'limit_m', 'total', 'covered', 'may_gain', 'may_lose'],
      ['DOUBLE', 'share', 'share_lowest', 'share_highest']
    ],
    rows
  );
}

function unconnectedTable({ unconnected, inputs: { units } }: Study): Table {
  const rows = unconnected.map(({ layer, code, name, lon, lat, unit, people, nearestWayM }): Cell[] => [
    ...[layer, code, name, lon, lat],
    ...[unit < 0 ? null : units.code[unit], people, nearestWayM]
  ]);
  return columnTable(
    [
      ['VARCHAR', 'layer', 'id', 'name'],
      ['DOUBLE', 'lon', 'lat'],
      ['VARCHAR', 'unit'],
      ['DOUBLE', 'people', 'nearest_way_m']
    ],
    rows
  );
}

/** A threshold as text: a number, `least..most`, '' where the rule has none. */
function thresholdText(threshold: Standard['threshold']): string {
  if (threshold === null) return '';
  return typeof threshold === 'number' ? String(threshold) : threshold.join('..');
}

/** What the rule is taken from: document and clause of each source that was seen. */
function citationText(standard: Standard): string {
  const seen = standard.sources.filter((source) => source.evidence !== 'none');
  return seen.map(({ doc, clause }) => (clause ? `${doc} ${clause}` : doc)).join('；');
}

function columnTable(groups: [Exclude<Column['type'], 'BLOB'>, ...string[]][], rows: Cell[][]): Table {
  const table: Table = new Map();
  for (const [type, ...names] of groups)
    for (const name of names) {
      const at = table.size;
      const cells = rows.map((row) => row[at]);
      if (type === 'DOUBLE')
        table.set(name, { type, values: Float64Array.from(cells, (cell) => cell as number) });
      else table.set(name, { type, values: cells as (string | null)[] });
    }
  return table;
}

import { withStudyArea } from '../coverage/study-area.ts';
import { citeShortly } from '../standards/cite.ts';
import type { Standard } from '../standards/standard.ts';
import type { Study } from '../study/study.ts';
import { createUnitLocator } from '../demand/levels.ts';
import { complianceSummary, levelWords } from './compliance-summary.ts';
import { type Cell, columnTable } from './column-table.ts';
import type { Table } from './database.ts';
import { joinTables, measureTables } from './measure-tables.ts';

/** The result tables, by name; their columns are fixed, so that other programs can build on them. */
export interface ResultTables {
  coverage: Table;
  gaps: Table;
  compliance: Table;
  /** How many units of each level stand how, by standard. */
  compliance_summary: Table;
  siting: Table;
  /** Beside the four of the analysis: what the end of the network's data leaves open, and who meets no way. */
  edge_effect: Table;
  unconnected: Table;
}

/**
 * The results of a study as tables with the columns of the command line. Units and facilities are named by the user's
 * own codes; NaN is "not known" or "does not apply"; an unreachable distance is Infinity.
 */
export function resultTables(study: Study): ResultTables {
  const parts = resultParts(study);
  return {
    coverage: joinTables(parts.coverage),
    gaps: joinTables(parts.gaps),
    compliance: joinTables(parts.compliance),
    compliance_summary: joinTables(parts.compliance_summary),
    siting: joinTables(parts.siting),
    edge_effect: joinTables(parts.edge_effect),
    unconnected: joinTables(parts.unconnected)
  };
}

/** The same tables, each as parts that follow each other and are made when they are asked for; to be gone through once. */
export function resultParts(study: Study): Record<keyof ResultTables, Iterable<Table>> {
  return {
    coverage: measureTables('coverage', study),
    gaps: measureTables('gaps', study),
    compliance: [complianceTable(study)],
    compliance_summary: [complianceSummary(study.compliance, study.inputs.units)],
    siting: [sitingTable(study)],
    edge_effect: measureTables('edge_effect', study),
    unconnected: [unconnectedTable(study)]
  };
}

function complianceTable({ compliance, standards, facilities, inputs, area }: Study): Table {
  const units = withStudyArea(inputs.units, area);
  const levels = levelWords(inputs.units);
  const byId = new Map(standards.map((standard) => [standard.id, standard]));
  const rows = compliance.map((row): Cell[] => {
    const standard = byId.get(row.standard);
    if (!standard) throw new Error(`expected a standard of the study, got ${row.standard}`);
    const place = [levels[row.unit], units.code[row.unit], units.name[row.unit]];
    const rule = [standard.comparator, thresholdText(standard.threshold), standard.unit];
    const features = row.features.map((i) => facilities.code[i]).join(';');
    return [
      ...[row.standard, ...place, row.status, row.value, ...rule],
      ...[row.numerator, row.denominator, features, citeShortly(standard)]
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
  for (const { standard, candidates, sites, gain, coveredAfter, cost, robustness } of siting)
    sites.forEach((site, i) => {
      const place = [candidates.lon[site], candidates.lat[site]];
      const unit = locate(place[0], place[1]);
      rows.push([
        ...[standard, i + 1, candidates.code[site], ...place, unit < 0 ? null : units.code[unit]],
        ...[gain[i], coveredAfter[i], cost[i], robustness[i]]
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

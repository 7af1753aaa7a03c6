import type { Dossier, MeasureSummary } from '../dossier.ts';
import type { MeasureFacts, UnitFacts } from '../facts.ts';
import { categoryWords, groupWords, populationWords } from '../words.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { known, readTable, type TableReader } from './table-reader.ts';

/** Each measure with its sums and its units, in the order of the study. */
export function readMeasures({ summary, tables, layers }: Dossier, names: Names): MeasureFacts[] {
  const units = readUnits(tables, names);
  const facilities = readTable(layers.get('facilities'));
  return summary.methods.measures.map((measure, i): MeasureFacts => {
    const { id, group } = measure;
    const sums =
      summary.coverage[i]?.standard === id && summary.coverage[i].group === group
        ? summary.coverage[i]
        : summary.coverage.find((each) => each.standard === id && each.group === group);
    const [total, covered] = [known(sums?.total), known(sums?.covered)];
    const codes = measure.facilities ?? [];
    const rows = units.get(keyOf(id, group)) ?? [];
    const title = {
      zh: plainText(measure.title_zh) || names.rule(id).zh,
      en: plainText(measure.title_en) || names.rule(id).en
    };
    return {
      ...{ key: `${id}/${group}`, id, group, title, groupName: groupWords(group) },
      ...{ counts: countsOf(measure), limitM: measure.limit_m, limitS: known(measure.limit_s) },
      speedMps: known(measure.speed_mps),
      population: { code: measure.population, ...populationWords(measure.population) },
      categories: codes.map((code) => ({ code, ...categoryWords(code) })),
      ...{ total, covered, share: known(sums?.share), uncovered: total - covered },
      ...sumsOf(rows, { total, covered, share: known(sums?.share) }),
      unknownUnits: sums?.communities_missing ?? (Number.isNaN(total) ? communitiesOf(rows).length : 0),
      units: rows,
      facilities: measure.serving ?? countFacilities(facilities, new Set(codes))
    };
  });
}

const keyOf = (...parts: string[]): string => parts.join('\n');

const communitiesOf = (rows: UnitFacts[]) => rows.filter(({ level }) => level === 'community');

/** An older study does not say what counts; floor space and land are groups of their own. */
function countsOf({ counts, group }: MeasureSummary): MeasureFacts['counts'] {
  return counts ?? (group === 'building' || group === 'land' ? group : 'people');
}

function countFacilities(layer: TableReader, codes: Set<string>): number {
  let count = 0;
  for (let row = 0; row < layer.rows; row++) if (codes.has(layer.text('category', row))) count++;
  return count;
}

/** The unit rows of each measure, by id and group. */
function readUnits(tables: Dossier['tables'], names: Names): Map<string, UnitFacts[]> {
  const coverage = readTable(tables.get('coverage'));
  const gaps = readTable(tables.get('gaps'));
  const comparison = readTable(tables.get('comparison'));
  const inGaps = placeRows(gaps);
  const inComparison = placeRows(comparison);
  const found = new Map<string, UnitFacts[]>();
  for (let row = 0; row < coverage.rows; row++) {
    const key = keyOf(coverage.text('standard', row), coverage.text('group', row));
    const rows = found.get(key) ?? [];
    found.set(key, rows);
    const place = rowKey(coverage, row);
    const [gap, compared] = [inGaps.get(place) ?? -1, inComparison.get(place) ?? -1];
    const number = (name: string) => coverage.number(name, row);
    // Without a comparison nothing is proposed, and there is no scenario.
    const beside = (name: string, now: number) => (compared < 0 ? now : comparison.number(name, compared));
    const [total, covered, share] = [number('total'), number('covered'), number('share')];
    const code = coverage.text('unit', row);
    const level = coverage.text('level', row);
    const uncovered = gap < 0 ? total - covered : gaps.number('uncovered', gap);
    const rank = gaps.number('rank', gap);
    // Of plain properties: put together by spreading, a row of a city's 26,000 takes 14 kB instead of 0.3.
    rows.push({
      level,
      code,
      name: plainText(coverage.text('unit_name', row)) || plainText(code),
      parent: names.parent(code),
      total,
      covered,
      share,
      shareStraight: number('share_straight'),
      totalBase: beside('total_base', total),
      shareBase: beside('share_base', share),
      shareAfter: beside('share_after', share),
      coveredBase: beside('covered_base', covered),
      coveredAfter: beside('covered_after', covered),
      uncovered,
      personM: gaps.number('person_m', gap),
      medianM: gaps.number('median_m', gap),
      p95M: gaps.number('p95_m', gap),
      maxM: gaps.number('max_m', gap),
      none: gaps.number('none', gap),
      far: gaps.number('far', gap),
      detour: gaps.number('detour', gap),
      full: gaps.number('full', gap),
      unconnected: gaps.number('unconnected', gap),
      rank: level === 'community' && uncovered > 0 && rank > 0 ? rank : NaN
    });
  }
  return found;
}

const rowKey = (table: TableReader, row: number): string =>
  keyOf(...['standard', 'group', 'level', 'unit'].map((name) => table.text(name, row)));

function placeRows(table: TableReader): Map<string, number> {
  return new Map(Array.from({ length: table.rows }, (_, row) => [rowKey(table, row), row]));
}

type Sums = Pick<
  MeasureFacts,
  'shareStraight' | 'totalBase' | 'coveredBase' | 'shareBase' | 'coveredAfter' | 'shareAfter'
>;

/**
 * Sums over the communities. People outside every community are in the sums of the study alone; what is proposed is told of the communities,
 * so that they are taken to stay as they are.
 */
function sumsOf(rows: UnitFacts[], now: { total: number; covered: number; share: number }): Sums {
  const communities = communitiesOf(rows);
  const sum = (of: (unit: UnitFacts) => number) =>
    communities.reduce((all, unit) => all + (Number.isNaN(of(unit)) ? 0 : of(unit)), 0);
  const total = sum((unit) => unit.total);
  const straight = sum((unit) => unit.shareStraight * unit.total);
  const changed = (of: (unit: UnitFacts) => number, from: (unit: UnitFacts) => number) => sum(of) - sum(from);
  const totalBase =
    now.total +
    changed(
      (unit) => unit.totalBase,
      (unit) => unit.total
    );
  const covered = (unit: UnitFacts) => unit.covered;
  const coveredBase = now.covered + changed((unit) => unit.coveredBase, covered);
  const coveredAfter = now.covered + changed((unit) => unit.coveredAfter, covered);
  const shareOf = (part: number, all: number) => (all > 0 ? part / all : NaN);
  return {
    shareStraight: shareOf(straight, total),
    ...{ totalBase, coveredBase, shareBase: shareOf(coveredBase, totalBase) },
    ...{ coveredAfter, shareAfter: shareOf(coveredAfter, now.total) }
  };
}

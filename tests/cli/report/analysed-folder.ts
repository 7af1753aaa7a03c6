import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of a CSV table by the names of its header. */
export type Row = Record<string, string>;

/** One unit by one measure, straight from `coverage.csv`, `gaps.csv` and `comparison.csv`. */
export interface Unit {
  level: string;
  code: string;
  name: string;
  coverage: Row;
  gap: Row;
  comparison: Row;
}

/** One measure, its sums from `summary.json` and by adding up its communities. */
export interface Measure {
  id: string;
  group: string;
  title: string;
  groupName: string;
  limitM: number;
  limitS: number | null;
  speed: number;
  serving: number;
  missing: number;
  total: number;
  covered: number;
  share: number;
  straight: number;
  base: { covered: number; share: number };
  after: { covered: number; share: number };
  units: Unit[];
}

/** A file of inputs as the summary tells of it. */
interface Input {
  file: string;
  rows: number;
  accepted: number;
  repaired: { row: number }[];
  rejected: { row: number }[];
  sha256: string;
}

/** A siting answer of the summary. */
interface Answer {
  question: number;
  standard: string;
  candidates: number;
  objective: number;
  bound: number;
  gap: number;
  today: number;
  total: number;
  knee: { number: number; money: number };
}

/** What the tests take from `summary.json`. */
interface Summary {
  scenario: { edits: number };
  inputs: Input[];
  methods: {
    walker: { speed_mps: number };
    measures: {
      id: string;
      group: string;
      title_zh: string;
      limit_m: number;
      limit_s: number | null;
      speed_mps: number;
      serving: number;
    }[];
  };
  totals: {
    units: Record<string, number>;
    people: Record<string, number>;
    facilities: number;
    facilities_not_serving: number;
    demand_points: number;
    network: { lengthM: number };
    compliance: Record<string, number>;
  };
  coverage: { total: number; covered: number; share: number; communities_missing: number }[];
  edge_effect: { standard: string; group: string; may_gain: number; may_lose: number }[];
  siting: Answer[];
}

/** A folder that `analyze` wrote, read by nothing that reports read it by. */
export interface AnalysedFolder {
  summary: Summary;
  measures: Measure[];
  table(name: string): Row[];
  layer(name: string): Record<string, unknown>[];
}

/** What the measures of the sample town count, in the words of the documents. */
const GROUPS: Record<string, string> = { older_adult: '老年人（60+）', all: '全体常住居民' };

/** Reads it; the tables are parsed here, and the sums are made here. */
export function readAnalysedFolder(folder: string): AnalysedFolder {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const summary = JSON.parse(text('summary.json')) as Summary;
  const table = (name: string) => parseTable(text(`${name}.csv`));
  const keyOf = (row: Row) => [row.standard, row.group, row.level, row.unit].join(' ');
  const gaps = new Map(table('gaps').map((row) => [keyOf(row), row]));
  const comparison = new Map(table('comparison').map((row) => [keyOf(row), row]));
  const coverage = table('coverage');
  const measures = summary.methods.measures.map((measure, i): Measure => {
    const units = coverage
      .filter((row) => row.standard === measure.id && row.group === measure.group)
      .map((row) => ({
        ...{ level: row.level, code: row.unit, name: row.unit_name, coverage: row },
        ...{ gap: gaps.get(keyOf(row))!, comparison: comparison.get(keyOf(row))! }
      }));
    const communities = units.filter(({ level }) => level === 'community');
    const sum = (of: (unit: Unit) => number) => communities.reduce((all, unit) => all + of(unit), 0);
    const { total, covered, share, communities_missing: missing } = summary.coverage[i];
    const base = sum((unit) => Number(unit.comparison.covered_base));
    const after = sum((unit) => Number(unit.comparison.covered_after));
    const straight = sum((unit) => Number(unit.coverage.share_straight) * Number(unit.coverage.total));
    return {
      ...{ id: measure.id, group: measure.group, title: measure.title_zh, groupName: GROUPS[measure.group] },
      ...{ limitM: measure.limit_m, limitS: measure.limit_s, speed: measure.speed_mps },
      ...{ serving: measure.serving, missing, total, covered, share, straight: straight / total, units },
      base: { covered: base, share: base / sum((unit) => Number(unit.comparison.total_base)) },
      after: { covered: after, share: after / total }
    };
  });
  const layer = (name: string) =>
    (
      JSON.parse(text(`${name}.geojson`)) as { features: { properties: Record<string, unknown> }[] }
    ).features.map(({ properties }) => properties);
  return { summary, measures, table, layer };
}

/** Rows of CSV; cells in quotes may hold commas, quotes and ends of lines. */
function parseTable(text: string): Row[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const [header, ...body] = rows.filter((row) => row.length > 1 || (row[0] ?? '') !== '');
  return body.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]])));
}

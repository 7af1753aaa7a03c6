import { cite } from '../lib/standards/cite.ts';
import { loadPacks, PROFILES } from '../lib/standards/packs.ts';
import type { Column, Table } from '../lib/tables/database.ts';
import { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension, TABLE_EXTENSIONS, writeTable } from './write-result.ts';

export interface StandardsOptions {
  profile: string[];
  out?: string;
}

/** Writes the verified rules of the packs as a table, each with its citation; `--json` gives the rules whole. */
export async function runStandards(options: StandardsOptions, terminal: Terminal): Promise<void> {
  checkExtension(options.out, TABLE_EXTENSIONS);
  const unknown = options.profile.find((name) => !(PROFILES as string[]).includes(name));
  if (unknown !== undefined || options.profile.length === 0)
    throw new Failure(
      `--profile：没有“${unknown ?? ''}”这个标准包，可选：${PROFILES.join('、')}`,
      `--profile: there is no pack "${unknown ?? ''}"; there are ${PROFILES.join(', ')}`,
      2
    );
  const rules = loadPacks(options.profile);
  const texts = (values: (string | null)[]): Column => ({ type: 'VARCHAR', values });
  const doubles = (values: (number | undefined)[]): Column => ({
    type: 'DOUBLE',
    values: Float64Array.from(values, (value) => value ?? NaN)
  });
  const table: Table = new Map([
    ['id', texts(rules.map((rule) => rule.id))],
    ['profile', texts(rules.map((rule) => rule.profile))],
    ['title_zh', texts(rules.map((rule) => rule.title_zh))],
    ['title_en', texts(rules.map((rule) => rule.title_en))],
    ['class', texts(rules.map((rule) => rule.class))],
    ['kind', texts(rules.map((rule) => rule.kind))],
    ['level', texts(rules.map((rule) => rule.unit_level))],
    ['group', texts(rules.map((rule) => rule.population_group ?? null))],
    ['walk_minutes', doubles(rules.map((rule) => rule.walk_minutes))],
    ['distance_m', doubles(rules.map((rule) => rule.distance_m))],
    ['basis', texts(rules.map((rule) => rule.basis ?? null))],
    ['comparator', texts(rules.map((rule) => rule.comparator))],
    [
      'threshold',
      texts(rules.map(({ threshold }) => (threshold === null ? null : [threshold].flat().join('..'))))
    ],
    ['unit_of_value', texts(rules.map((rule) => rule.unit))],
    ['bindingness', texts(rules.map((rule) => rule.bindingness))],
    ['deadline', texts(rules.map((rule) => rule.deadline ?? null))],
    ['facilities', texts(rules.map((rule) => rule.facility_categories.join(';')))],
    ['citation', texts(rules.map((rule) => cite(rule)[terminal.language]))]
  ]);
  const standards = rules.map((rule) => ({ ...rule, citation: cite(rule) }));
  await writeTable(table, options.out, terminal, {
    profiles: options.profile,
    rules: rules.length,
    standards
  });
}

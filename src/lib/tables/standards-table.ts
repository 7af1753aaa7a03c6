import { cite } from '../standards/cite.ts';
import { describeCompute } from '../standards/describe-compute.ts';
import type { Standard } from '../standards/standard.ts';
import type { Column, Table } from './database.ts';

const texts = (rules: readonly Standard[], of: (rule: Standard) => string | null): Column => ({
  type: 'VARCHAR',
  values: rules.map(of)
});

const doubles = (rules: readonly Standard[], of: (rule: Standard) => number | undefined): Column => ({
  type: 'DOUBLE',
  values: Float64Array.from(rules, (rule) => of(rule) ?? NaN)
});

/** Rules as a table, a row each, in their order: what they ask, on what they rest and how they are worked out, in one language. */
export function standardsTable(rules: readonly Standard[], language: 'zh' | 'en'): Table {
  return new Map([
    ...headOf(rules),
    ['citation', texts(rules, (rule) => cite(rule)[language])],
    ['verified', texts(rules, (rule) => String(rule.verified))],
    ['overrides', texts(rules, (rule) => rule.overrides?.join(';') ?? null)],
    ['compute', texts(rules, (rule) => describeCompute(rule)[language])],
    ['inputs', texts(rules, (rule) => rule.inputs.join(';'))]
  ]);
}

/** The rules of an analysed study, in both languages; `changed` is 1 where the user changed the rule. */
export function studyStandards(rules: readonly Standard[]): Table {
  return new Map([
    ...headOf(rules),
    ['citation_zh', texts(rules, (rule) => cite(rule).zh)],
    ['citation_en', texts(rules, (rule) => cite(rule).en)],
    ['compute_zh', texts(rules, (rule) => describeCompute(rule).zh)],
    ['compute_en', texts(rules, (rule) => describeCompute(rule).en)],
    ['verified', texts(rules, (rule) => String(rule.verified))],
    ['changed', doubles(rules, ({ was }) => Number(was !== undefined))]
  ]);
}

function headOf(rules: readonly Standard[]): Table {
  return new Map([
    ['id', texts(rules, (rule) => rule.id)],
    ['profile', texts(rules, (rule) => rule.profile)],
    ['title_zh', texts(rules, (rule) => rule.title_zh)],
    ['title_en', texts(rules, (rule) => rule.title_en)],
    ['class', texts(rules, (rule) => rule.class)],
    ['kind', texts(rules, (rule) => rule.kind)],
    ['level', texts(rules, (rule) => rule.unit_level)],
    ['group', texts(rules, (rule) => rule.population_group ?? null)],
    ['walk_minutes', doubles(rules, (rule) => rule.walk_minutes)],
    ['distance_m', doubles(rules, (rule) => rule.distance_m)],
    ['basis', texts(rules, (rule) => rule.basis ?? null)],
    ['comparator', texts(rules, (rule) => rule.comparator)],
    [
      'threshold',
      texts(rules, ({ threshold }) => (threshold === null ? null : [threshold].flat().join('..')))
    ],
    ['unit_of_value', texts(rules, (rule) => rule.unit)],
    ['bindingness', texts(rules, (rule) => rule.bindingness)],
    ['deadline', texts(rules, (rule) => rule.deadline ?? null)],
    ['facilities', texts(rules, (rule) => rule.facility_categories.join(';'))]
  ]);
}

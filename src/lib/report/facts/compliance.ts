import { unitWord } from '../../standards/unit-words.ts';
import type { Dossier } from '../dossier.ts';
import type { ComplianceFacts } from '../facts.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { readTable } from './table-reader.ts';

type Row = ComplianceFacts['rows'][number];
type Counts = Pick<ComplianceFacts, 'met' | 'notMet' | 'noData' | 'notApplicable' | 'reported'>;

const FIELD = {
  met: 'met',
  not_met: 'notMet',
  no_data: 'noData',
  not_applicable: 'notApplicable',
  reported: 'reported'
} as const satisfies Record<Row['status'], keyof Counts>;

/** Verdicts, counted from their rows: each rule by level in the order in which it comes up. */
export function readCompliance({ tables }: Dossier, names: Names, language: 'zh' | 'en'): ComplianceFacts {
  const rows = readRows(tables, language);
  const rules = new Map<string, ComplianceFacts['rules'][number]>();
  const all = noCounts();
  for (const { standard, level, status } of rows) {
    const key = `${standard}\n${level}`;
    const rule = rules.get(key) ?? {
      ...{ id: standard, title: names.rule(standard), level },
      ...noCounts(),
      shareMet: NaN
    };
    rules.set(key, rule);
    all[FIELD[status]]++;
    rule[FIELD[status]]++;
  }
  for (const rule of rules.values())
    if (rule.met + rule.notMet > 0) rule.shareMet = rule.met / (rule.met + rule.notMet);
  return { ...all, rules: [...rules.values()], rows };
}

const noCounts = (): Counts => ({ met: 0, notMet: 0, noData: 0, notApplicable: 0, reported: 0 });

function readRows(tables: Dossier['tables'], language: 'zh' | 'en'): Row[] {
  const table = readTable(tables.get('compliance'));
  const notes = readTable(tables.get('compliance_notes'));
  const keyOf = (from: typeof table, row: number) =>
    ['standard', 'level', 'unit'].map((name) => from.text(name, row)).join('\n');
  const said = new Map(Array.from({ length: notes.rows }, (_, row) => [keyOf(notes, row), row]));
  return Array.from({ length: table.rows }, (_, row): Row => {
    const text = (name: string) => table.text(name, row);
    const number = (name: string) => table.number(name, row);
    const note = said.get(keyOf(table, row)) ?? -1;
    const status = text('status');
    if (!isStatus(status)) throw new Error(`expected the status of a verdict, got "${status}"`);
    return {
      standard: text('standard'),
      level: text('level'),
      unit: text('unit'),
      status,
      unitName: plainText(text('unit_name')) || plainText(text('unit')),
      value: number('value'),
      comparator: text('comparator'),
      threshold: text('threshold'),
      unitOfValue: plainText(unitWord(text('unit_of_value'), language)),
      numerator: number('numerator'),
      denominator: number('denominator'),
      note: plainText(notes.text('note', note)),
      lacks: notes.text('lacks', note)
    };
  });
}

const isStatus = (text: string): text is Row['status'] => Object.hasOwn(FIELD, text);

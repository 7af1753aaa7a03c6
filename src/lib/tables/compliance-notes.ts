import { columnsLacking } from '../coverage/columns-lacking.ts';
import type { ComplianceRow } from '../coverage/coverage.ts';
import { withStudyArea } from '../coverage/study-area.ts';
import { whySaid } from '../coverage/why-said.ts';
import { cite } from '../standards/cite.ts';
import { fieldName, showValue } from '../standards/field-words.ts';
import { describeChange } from '../standards/rules-in-force.ts';
import type { Standard } from '../standards/standard.ts';
import type { Study } from '../study/study.ts';
import { type Cell, columnTable } from './column-table.ts';
import { levelWords } from './compliance-summary.ts';
import type { Table } from './database.ts';

type Language = 'zh' | 'en';

/** So many rows are held at once; a city has a million. */
const ROWS = 50_000;

/** A longer value of a field is not told, only that it was changed. */
const LONGEST = 40;

/**
 * What there is to say of the rows of compliance, in one language: why one has no verdict, what must be known of its value, and that
 * the user changed the rule; rows of which nothing is to be said are left out. `lacks` are the columns that are missing, with `;`
 * between; `changed` is 1 where the user changed the rule, and `note` says from what. In parts, one without rows where there are none.
 */
export function* complianceNotes(
  { compliance, standards, inputs, area }: Study,
  language: Language
): Generator<Table> {
  const units = withStudyArea(inputs.units, area);
  const levels = levelWords(inputs.units);
  const heads = new Map(standards.map((standard) => [standard.id, headOf(standard, language)]));
  const say = sayOnce(language);
  let rows: Cell[][] = [];
  for (const row of compliance) {
    const head = heads.get(row.standard);
    if (!head) throw new Error(`expected a standard of the study, got ${row.standard}`);
    const { note, lacks } = say(row);
    if (note === '' && head.change === '' && row.status !== 'no_data') continue;
    const said = [note, head.change].filter(Boolean).join(language === 'zh' ? '；' : '; ');
    rows.push([
      ...[row.standard, head.title, levels[row.unit], units.code[row.unit], units.name[row.unit], row.status],
      ...[said, lacks, head.change === '' ? 0 : 1, head.source]
    ]);
    if (rows.length < ROWS) continue;
    yield notesTable(rows);
    rows = [];
  }
  yield notesTable(rows);
}

function notesTable(rows: Cell[][]): Table {
  return columnTable(
    [
      ['VARCHAR', 'standard', 'title', 'level', 'unit', 'unit_name', 'status', 'note', 'lacks'],
      ['DOUBLE', 'changed'],
      ['VARCHAR', 'source']
    ],
    rows
  );
}

/** What every row of a rule has alike. */
function headOf(standard: Standard, language: Language): { title: string; source: string; change: string } {
  const title = language === 'zh' ? standard.title_zh : standard.title_en;
  return { title, source: cite(standard)[language], change: sayChanges(standard, language) };
}

/** What the user changed of a rule, from what to what: `已改：阈值 20 → 25`; '' for nothing. */
function sayChanges(standard: Standard, language: Language): string {
  if (standard.was === undefined) return '';
  const each = describeChange(standard).map(({ field, was, now }) => {
    const name = fieldName(field)[language];
    const values = [was, now].map(showValue);
    const isShort = values.every((value) => value.length <= LONGEST) && field !== 'compute';
    return isShort ? `${name} ${values.join(' → ')}` : name;
  });
  return language === 'zh' ? `已改：${each.join('、')}` : `Changed: ${each.join(', ')}`;
}

/** The sentences of a row and the columns it lacks, worked out once for all rows of which the same is said. */
function sayOnce(language: Language): (row: ComplianceRow) => { note: string; lacks: string } {
  const known = new Map<string, { note: string; lacks: string }>();
  return ({ why, remarks = [] }) => {
    const key = [...(why ? [why] : []), ...remarks].map(({ code, what }) => `${code}\t${what}`).join('\n');
    let said = known.get(key);
    if (said === undefined) {
      const { whyZh, whyEn } = whySaid(why, remarks);
      said = { note: language === 'zh' ? whyZh : whyEn, lacks: columnsLacking(why, remarks).join(';') };
      known.set(key, said);
    }
    return said;
  };
}

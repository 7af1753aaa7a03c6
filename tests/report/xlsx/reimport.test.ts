import { openXlsx, saveXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkLayer } from '../../../src/lib/import/checks/check-layer.ts';
import { proposeChoices } from '../../../src/lib/import/propose.ts';
import { readSource } from '../../../src/lib/import/read-source.ts';
import type { Facts } from '../../../src/lib/report/facts.ts';
import { writeWorkbook } from '../../../src/lib/report/xlsx/write-workbook.ts';
import { madeFacts } from '../dossiers.ts';

/** What a bureau writes into the cells of a sheet, by row from 1 below the head, and head. */
type Entries = Record<number, Record<string, string | number | Date>>;

/** The workbook as another program saves it after a person has filled it in. */
async function fillIn(bytes: Uint8Array, name: string, entries: Entries): Promise<Uint8Array> {
  const book = await openXlsx(bytes);
  const sheet = book.sheets.find((each) => each.name === name)!;
  const heads = sheet.rows[0].map(String);
  for (const [row, cells] of Object.entries(entries))
    for (const [head, value] of Object.entries(cells)) {
      const column = heads.indexOf(head);
      while (sheet.rows.length <= Number(row)) sheet.rows.push([]);
      const line = sheet.rows[Number(row)];
      while (line.length <= column) line.push(null);
      line[column] = value;
      sheet.cells?.delete(`${row},${column}`);
    }
  return saveXlsx(book);
}

async function readBack(bytes: Uint8Array, layer: string) {
  const source = await readSource('report.xlsx', bytes, { as: 'tasks', layer });
  const { choices } = proposeChoices(source, { as: 'tasks', layer });
  return checkLayer(source, choices);
}

describe('a ledger that went out with the workbook', () => {
  let facts: Facts;
  let bytes: Uint8Array;
  beforeAll(async () => {
    facts = madeFacts({ communities: 6, tasks: 5 });
    facts.tasks[0] = { ...facts.tasks[0], deadline: '2025-12-31', updated: '2025-07-26', note: '已报区里' };
    facts.tasks[1] = { ...facts.tasks[1], deadline: '2025-12', unit: '', unitName: '' };
    facts.tasks[2] = { ...facts.tasks[2], deadline: '2025', target: 12.5, title: '=HYPERLINK("http://x")' };
    bytes = await writeWorkbook(facts);
  });

  test('comes back untouched as it was, without a question or a repair', async () => {
    const { table, report } = await readBack(bytes, '任务台账');
    expect(report.questions).toEqual([]);
    expect(report.repaired).toEqual([]);
    expect(report.rejected).toEqual([]);
    expect(report.warnings.filter(({ code }) => code === 'columns_unused')).toEqual([]);
    expect(report.accepted).toBe(5);
    const own = (key: keyof Facts['tasks'][number]) => facts.tasks.map((task) => task[key] || null);
    const column = (name: string) => Array.from(table.get(name)!.values as ArrayLike<unknown>);
    expect(column('task_id')).toEqual(own('id'));
    expect(column('rule_id')).toEqual(own('rule'));
    expect(column('requirement_id')).toEqual(own('requirement'));
    expect(column('title')).toEqual(own('title'));
    expect(column('department_lead')).toEqual(own('lead'));
    expect(column('departments')).toEqual(own('departments'));
    expect(column('unit_id')).toEqual(own('unit'));
    expect(column('deadline')).toEqual(own('deadline'));
    expect(column('target_value')).toEqual(facts.tasks.map(({ target }) => target));
    expect(column('actual_value')).toEqual(facts.tasks.map(({ actual }) => actual));
    expect(column('unit')).toEqual(own('unitOfValue'));
    expect(column('status')).toEqual(own('status'));
    expect(column('evidence')).toEqual(own('evidence'));
    expect(column('updated_at')).toEqual(own('updated'));
    expect(column('备注')).toEqual(own('note'));
  });

  test('comes back with what the bureau filled in, and with the row that it added', async () => {
    const filled = await fillIn(bytes, '任务台账', {
      1: {
        任务状态: '已完成',
        完成值: 61,
        佐证材料: '验收单 3 号',
        更新日期: new Date(Date.UTC(2026, 10, 20)),
        备注: '-'
      },
      2: { 任务状态: '滞后', 更新日期: '2026年11月1日' },
      6: { 任务编号: 'T-NEW', 任务名称: '新增任务', 目标值: 2, 任务状态: '未开始' }
    });
    const { table, report } = await readBack(filled, '任务台账');
    expect(report.questions).toEqual([]);
    expect(report.rejected).toEqual([]);
    expect(report.accepted).toBe(6);
    const cell = (name: string, row: number) => table.get(name)!.values[row];
    expect(cell('status', 0)).toBe('已完成');
    expect(cell('actual_value', 0)).toBe(61);
    expect(cell('evidence', 0)).toBe('验收单 3 号');
    expect(cell('updated_at', 0)).toBe('2026-11-20');
    expect(cell('status', 1)).toBe('滞后');
    expect(cell('updated_at', 1)).toBe('2026-11-01');
    expect(cell('task_id', 5)).toBe('T-NEW');
    expect(cell('target_value', 5)).toBe(2);
    expect(cell('title', 2)).toBe('=HYPERLINK("http://x")');
    expect(report.warnings.map(({ code }) => code)).not.toContain('task_status_unknown');
  });

  test('is what the app offers first of the whole workbook', async () => {
    const source = await readSource('report.xlsx', bytes, {});
    expect(source.layer).toBe('任务台账');
    expect(proposeChoices(source).choices.as).toBe('tasks');
    expect(source.asks.map(({ code, options }) => [code, options[0]])).toEqual([['ask_sheet', '任务台账']]);
  });

  test('in English too', async () => {
    const english = await writeWorkbook({ ...facts, options: { ...facts.options, language: 'en' } });
    const { report } = await readBack(english, 'Tasks');
    expect(report.questions).toEqual([]);
    expect(report.repaired).toEqual([]);
    expect(report.columns.length).toBe(14);
  });
});

test('every word that a status may be chosen from is one that the import knows', async () => {
  for (const language of ['zh', 'en'] as const) {
    const facts = madeFacts({ tasks: 5 }, { language });
    const bytes = await writeWorkbook(facts);
    const name = language === 'zh' ? '任务台账' : 'Tasks';
    const head = language === 'zh' ? '任务状态' : 'Status';
    const words =
      language === 'zh' ? '未开始,进行中,已完成,滞后,暂缓' : 'not started,in progress,done,late,paused';
    const entries = Object.fromEntries(words.split(',').map((word, i) => [i + 1, { [head]: word }]));
    const { report } = await readBack(await fillIn(bytes, name, entries), name);
    expect(report.warnings.map(({ code }) => code)).not.toContain('task_status_unknown');
  }
});

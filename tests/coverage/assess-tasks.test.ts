import { describe, expect, it } from 'vitest';
import { assessTasks } from '../../src/lib/coverage/assess-tasks.ts';
import { gatherEvidence } from '../../src/lib/coverage/evidence.ts';
import type { Ledger } from '../../src/lib/coverage/ledgers.ts';
import { isDone, isOverdue, lastDayOf, summariseTasks } from '../../src/lib/coverage/task-ledger.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { rule } from './evidence-of.ts';

const town = buildGridTown({ columns: 4, rows: 4 });
const [SW, SE, NW, NE, SUBDISTRICT, DISTRICT, WHOLE] = [0, 1, 2, 3, 4, 5, 6];

interface Row {
  unit?: number;
  target?: number;
  actual?: number;
  [text: string]: string | number | undefined;
}

const TEXTS = [
  'task_id',
  'rule_id',
  'requirement_id',
  'unit_id',
  'title',
  'department_lead',
  'departments',
  'deadline',
  'status',
  'updated_at'
];

function ledgerOf(rows: Row[]): Ledger {
  return {
    unit: Int32Array.from(rows, ({ unit = -1 }) => unit),
    numbers: {
      target_value: Float64Array.from(rows, ({ target = NaN }) => target),
      actual_value: Float64Array.from(rows, ({ actual = NaN }) => actual)
    },
    texts: Object.fromEntries(
      [...TEXTS, 'unit'].map((name) => [
        name,
        rows.map((row) => String(row[name === 'unit' ? 'unit_text' : name] ?? ''))
      ])
    )
  };
}

function ask(standard: Standard, rows: Row[] | null) {
  const ledgers = rows === null ? {} : { tasks: ledgerOf(rows) };
  return assessTasks(
    standard,
    gatherEvidence(town.units, facilitiesAt(town, []), town.demand, [], [], { ledgers })
  );
}

const homes = rule('DIS-HOME-16000');
const sport = rule('FIT-PART-45');
const talent = rule('STF-TALENT-2025');
const rule_id = homes.id;

describe('one task', () => {
  it('is met or not by its figures: against its own target, else the threshold of the rule', () => {
    const of = (row: Row) => ask(homes, [{ rule_id, unit: DISTRICT, ...row }])(DISTRICT);
    expect(of({ actual: 900, target: 800 })).toMatchObject({
      status: 'met',
      value: 900,
      numerator: 900,
      denominator: 800,
      why: null
    });
    expect(of({ actual: 700, target: 800 }).status).toBe('not_met');
    expect(of({ actual: 15_999 })).toMatchObject({ status: 'not_met', denominator: 16_000 });
    expect(of({ actual: 16_000 }).status).toBe('met');
  });
  it('has no data where only its actual figure is missing, never failed', () => {
    const of = (row: Row) => ask(homes, [{ rule_id, unit: DISTRICT, target: 800, ...row }])(DISTRICT);
    expect(of({ status: '未开始', title: '改造' })).toMatchObject({
      status: 'no_data',
      value: NaN,
      why: { code: 'missing-input', what: 'tasks.actual_value' },
      parts: [{ labelZh: '改造：未开始', status: 'reported' }]
    });
    expect(of({ status: '已完成' })).toMatchObject({ status: 'reported', value: 1 });
    // One of one task done is not 1 %.
    for (const status of ['', '已完成'])
      expect(ask(sport, [{ rule_id: sport.id, unit: DISTRICT, target: 45, status }])(DISTRICT)).toMatchObject(
        {
          status: 'no_data',
          value: NaN,
          why: { code: 'missing-input', what: 'tasks.actual_value' }
        }
      );
    const list = rule('LED-TASKLIST');
    expect(ask(list, [{ rule_id: list.id, unit: DISTRICT, target: 1 }])(DISTRICT)).toMatchObject({
      status: 'reported',
      value: 0
    });
    const below = ask(homes, [
      { rule_id, unit: SW, target: 400 },
      { rule_id, unit: SE, target: 400 }
    ]);
    expect(below(DISTRICT)).toMatchObject({ status: 'no_data', why: { what: 'tasks.actual_value' } });
  });
  it('is reported where it has no target, and against a target of its own', () => {
    const open = ask(talent, [{ rule_id: talent.id, unit: DISTRICT, actual: 12 }])(DISTRICT);
    expect(open).toMatchObject({ status: 'reported', value: 12 });
    // A target makes it a task that can be reached, whatever the rule compares.
    expect(
      ask(talent, [{ rule_id: talent.id, unit: DISTRICT, actual: 12, target: 100 }])(DISTRICT).status
    ).toBe('not_met');
  });
  it('counts as reported last, not once a report', () => {
    const rows: Row[] = [
      { rule_id, task_id: 'T1', unit: SW, actual: 900, target: 800, updated_at: '2025-06-30' },
      { rule_id, task_id: 'T1', unit: SW, actual: 300, target: 800, updated_at: '2025-03-31' }
    ];
    expect(ask(homes, rows)(SW)).toMatchObject({ status: 'met', value: 900 });
    expect(ask(homes, rows.toReversed())(SW)).toEqual(ask(homes, rows)(SW));
  });
  it('is found by its requirement where it names no rule', () => {
    const [requirement_id] = homes.requirement_ids;
    const by = (row: Row) =>
      ask(homes, [{ requirement_id, unit: SW, actual: 1, target: 1, ...row }])(SW).status;
    expect(by({})).toBe('met');
    expect(by({ requirement_id: `X9;${requirement_id}` })).toBe('met');
    expect(by({ rule_id: 'OTHER' })).toBe('no_data');
    expect(by({ requirement_id: 'X9' })).toBe('no_data');
  });
});

describe('several tasks', () => {
  it('of one unit are counted: what they are of may differ', () => {
    const rows: Row[] = [
      { rule_id, title: 'a', unit: SW, actual: 5, target: 4 },
      { rule_id, title: 'b', unit: SW, actual: 9, target: 9 }
    ];
    expect(ask(homes, rows)(SW)).toMatchObject({ status: 'met', value: 2, numerator: 2, denominator: 2 });
    const open: Row[] = [...rows, { rule_id, unit: SW, status: '进行中' }];
    expect(ask(homes, open)(SW)).toMatchObject({ status: 'reported', value: 2, denominator: 3 });
    const late: Row[] = [...open, { rule_id, unit: SW, actual: 1, target: 2 }];
    expect(ask(homes, late)(SW)).toMatchObject({ status: 'not_met', value: 2, denominator: 4 });
    expect(ask(homes, late)(SW).parts!.map(({ status }) => status)).toEqual([
      'met',
      'met',
      'reported',
      'not_met'
    ]);
  });
  it('of units below are added up, against the sum of their targets, else the threshold of the rule', () => {
    const rows: Row[] = [
      { rule_id, unit: SW, actual: 500, target: 400 },
      { rule_id, unit: SE, actual: 300, target: 400 }
    ];
    const judge = ask(homes, rows);
    expect(judge(SW).status).toBe('met');
    expect(judge(SE).status).toBe('not_met');
    for (const unit of [SUBDISTRICT, DISTRICT, WHOLE])
      expect(judge(unit)).toMatchObject({
        status: 'met',
        value: 800,
        denominator: 800,
        why: { code: 'tasks-added', what: '2' }
      });
    const bare = rows.map(({ target: _, ...row }) => row);
    expect(ask(homes, bare)(DISTRICT)).toMatchObject({ status: 'not_met', value: 800, denominator: 16_000 });
    // One has not reported: 500 of 800 so far, which is no failure yet.
    const open: Row[] = [rows[0], { rule_id, unit: NW, target: 400 }];
    expect(ask(homes, open)(DISTRICT)).toMatchObject({ status: 'no_data', why: { code: 'incomplete' } });
    const ahead: Row[] = [{ ...rows[0], actual: 850 }, open[1]];
    expect(ask(homes, ahead)(DISTRICT)).toMatchObject({ status: 'met', value: 850 });
  });
  it('of units below are counted where they are of different things, and never fail the rule', () => {
    const rows: Row[] = [
      { rule_id, unit: SW, actual: 5, target: 4, unit_text: '户' },
      { rule_id, unit: SE, actual: 3, target: 4, unit_text: '人' }
    ];
    expect(ask(homes, rows)(DISTRICT)).toMatchObject({ status: 'reported', value: 1, denominator: 2 });
    const generic = rule('LED-GENERIC');
    const tasks = rows.map((row) => ({ ...row, rule_id: generic.id, unit_text: '' }));
    expect(ask(generic, tasks)(DISTRICT)).toMatchObject({
      status: 'reported',
      value: 1,
      why: { code: 'tasks-counted', what: '1 / 2' }
    });
  });
  it('of units below are not added where they are percentages', () => {
    const rows: Row[] = [
      { rule_id: sport.id, unit: SW, actual: 50 },
      { rule_id: sport.id, unit: SE, actual: 40 }
    ];
    expect(ask(sport, rows)(DISTRICT)).toMatchObject({
      status: 'no_data',
      why: { code: 'tasks-below', what: '1 / 2' }
    });
    expect(ask(sport, rows)(SW).status).toBe('met');
    expect(ask(sport, [...rows, { rule_id: sport.id, unit: DISTRICT, actual: 46 }])(DISTRICT)).toMatchObject({
      status: 'met',
      value: 46
    });
  });
  it('of the only unit at the top are those of the whole area where they need no adding up', () => {
    const one = ask(sport, [{ rule_id: sport.id, unit: DISTRICT, actual: 46 }]);
    expect(one(WHOLE)).toEqual(one(DISTRICT));
    expect(one(WHOLE)).toMatchObject({ status: 'met', value: 46, why: null });
    const report = rule('LED-MONITOR');
    const due = ask(report, [{ rule_id: report.id, unit: DISTRICT, actual: 0, target: 1 }]);
    expect(due(WHOLE)).toMatchObject({ status: 'not_met', value: 0, denominator: 1 });
    const two = [46, 40].map((actual) => ({ rule_id: sport.id, unit: DISTRICT, actual }));
    expect(ask(sport, two)(WHOLE)).toMatchObject({ status: 'not_met', value: 1, denominator: 2 });
    // A unit below the top is not the whole area.
    const part = ask(sport, [{ rule_id: sport.id, unit: SUBDISTRICT, actual: 46 }]);
    expect(part(WHOLE)).toMatchObject({ status: 'no_data', why: { code: 'tasks-below' } });
    // Reports of a year add up, other than figures per something.
    const reports = [SW, SE].map((unit) => ({ rule_id: report.id, unit, actual: 1, target: 1 }));
    expect(ask(report, reports)(DISTRICT)).toMatchObject({ status: 'met', value: 2, denominator: 2 });
  });
  it('without a unit are those of the whole area and of the only unit at the top', () => {
    const judge = ask(homes, [{ rule_id, actual: 16_000 }]);
    expect([judge(WHOLE).status, judge(DISTRICT).status, judge(SUBDISTRICT).status]).toEqual([
      'met',
      'met',
      'no_data'
    ]);
  });
  it('of a unit that is not known are nobody’s', () => {
    const judge = ask(homes, [{ rule_id, unit_id: '别处的街道', actual: 16_000 }]);
    expect([judge(WHOLE).status, judge(DISTRICT).status]).toEqual(['no_data', 'no_data']);
  });
});

describe('no tasks', () => {
  it('are no data, naming the table', () => {
    const why = { code: 'no-tasks', what: `tasks.rule_id = ${rule_id}` };
    expect(ask(homes, null)(NE)).toMatchObject({ status: 'no_data', why });
    expect(ask(homes, [{ rule_id, unit: SW, actual: 1 }])(NE)).toMatchObject({ status: 'no_data', why });
  });
});

describe('the ledger of tasks', () => {
  const ledger = ledgerOf([
    { unit: SW, status: '已完成', department_lead: '民政局', deadline: '2024-12-31' },
    {
      unit: SE,
      status: '进行中',
      department_lead: '民政局',
      departments: '卫健委;教委',
      deadline: '2024年末'
    },
    { unit: SUBDISTRICT, status: '进行中', department_lead: '卫健委', deadline: '2025年6月' },
    { status: '未开始', deadline: '' }
  ]);
  const count = (
    ...given: Parameters<typeof summariseTasks> extends [unknown, unknown, ...infer R] ? R : never
  ) => summariseTasks(ledger, town.units, ...given);

  it('is counted by department, status and unit, and by a given day', () => {
    const { all, byDepartment, byStatus, byUnit } = count({}, '2025-06-30');
    expect(all).toEqual({
      key: [''],
      tasks: Int32Array.of(4),
      done: Int32Array.of(1),
      overdue: Int32Array.of(1)
    });
    expect(byDepartment.key).toEqual(['民政局', '卫健委', '']);
    expect([...byDepartment.tasks]).toEqual([2, 1, 1]);
    expect(byStatus.key).toEqual(['已完成', '进行中', '未开始']);
    expect([...byStatus.overdue]).toEqual([0, 1, 0]);
    expect(byUnit.key).toEqual([SW, SE, SUBDISTRICT, -1]);
    expect([...count({}, '2025-07-01').all.overdue]).toEqual([2]);
    expect([...count().all.overdue]).toEqual([0]);
  });
  it('is filtered by department, lead or joint, by unit with those below, and by status', () => {
    expect(count({ department: '卫健委' }).rows).toEqual([1, 2]);
    expect(count({ unit: SUBDISTRICT }).rows).toEqual([0, 1, 2]);
    expect(count({ unit: SE }).rows).toEqual([1]);
    expect(count({ status: '进行中', department: '民政局' }).rows).toEqual([1]);
    expect(count({ status: '无' }).all.key).toEqual([]);
  });
  it('reads deadlines as they are written', () => {
    const read = {
      '2025': '2025-12-31',
      '2025年末': '2025-12-31',
      '2025年6月': '2025-06-31',
      '2025-3-1': '2025-03-01',
      '2025/10/08': '2025-10-08',
      '20251008': '2025-10-08',
      '2025年第三季度': '2025-09-31',
      长期: '',
      '': ''
    };
    for (const [text, day] of Object.entries(read)) expect(lastDayOf(text), text).toBe(day);
    expect(isOverdue('2025年6月', '', '2025-06-30')).toBe(false);
    expect(isOverdue('2025年6月', '', '2025-07-01')).toBe(true);
    expect(isOverdue('2025年6月', '已完成', '2025-07-01')).toBe(false);
  });
  it('knows what is done from what is nearly or not', () => {
    for (const word of ['已完成', '完成', '超额完成', '已办结', 'Done', 'completed'])
      expect(isDone(word), word).toBe(true);
    for (const word of ['未完成', '基本完成', '部分完成', '进行中', '滞后', '', 'not done'])
      expect(isDone(word), word).toBe(false);
  });
});

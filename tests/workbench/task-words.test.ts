import { describe, expect, it } from 'vitest';
import type { TaskLine } from '../../src/lib/workbench/engine/scene.ts';
import { isDone, isOverdue, tasksCsv } from '../../src/lib/workbench/panels/task-words.ts';

const task = (given: Partial<TaskLine>): TaskLine => ({
  ...{ id: 'T1', rule: 'ELD-ADAPT-800', requirement: 'S1-07', title: '适老化改造', lead: '区民政局' },
  ...{ joint: [], unit: '', deadline: '', target: NaN, actual: NaN, unitOfValue: '户', status: '' },
  ...{ evidence: '', updated: '' },
  ...given
});

describe('a task', () => {
  it('is done by its figures alone, and only where both are known', () => {
    expect(isDone(task({ target: 60, actual: 60 }))).toBe(true);
    expect(isDone(task({ target: 60, actual: 59 }))).toBe(false);
    expect(isDone(task({ target: 60 }))).toBe(false);
    expect(isDone(task({ actual: 60 }))).toBe(false);
  });

  it('is overdue after the last day of its day, month or year', () => {
    const late = (deadline: string, today: string) => isOverdue(task({ deadline }), today);
    expect([late('2025-06-30', '2025-06-30'), late('2025-06-30', '2025-07-01')]).toEqual([false, true]);
    expect([late('2025-06', '2025-06-30'), late('2025-06', '2025-07-01')]).toEqual([false, true]);
    expect([late('2025', '2025-12-31'), late('2025', '2026-01-01')]).toEqual([false, true]);
    expect([late('', '2099-01-01'), late('长期', '2099-01-01')]).toEqual([false, false]);
  });

  it('is not overdue where it is done, by its figures or in the words of its status', () => {
    const late = (given: Partial<TaskLine>) => isOverdue(task({ deadline: '2025', ...given }), '2026-03-01');
    expect(late({ target: 60, actual: 60, status: '进行中' })).toBe(false);
    expect(late({ status: '已完成' })).toBe(false);
    expect(late({ target: 60, actual: 59, status: '进行中' })).toBe(true);
    // These hold the words for done, and say the contrary.
    for (const status of ['未完成', '未达标', 'not met', 'not done'])
      expect([status, late({ status })]).toEqual([status, true]);
  });
});

describe('the ledger as CSV', () => {
  it('has the columns of the import, empty cells for what is not given, and texts that stay texts', () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      tasksCsv([
        task({
          joint: ['区住建委', '区残联'],
          unit: '甲社区',
          deadline: '2025-12-31',
          target: 60,
          actual: 0
        }),
        task({ id: 'T2', title: '=1+1, "二"' })
      ])
    );
    const [head, first, second, end] = text.split('\r\n');
    expect(head).toBe(
      '\uFEFFtask_id,rule_id,requirement_id,title,department_lead,departments,unit_id,deadline,target_value,actual_value,unit,status,evidence,updated_at'
    );
    expect(first).toBe(
      'T1,ELD-ADAPT-800,S1-07,适老化改造,区民政局,区住建委;区残联,甲社区,2025-12-31,60,0,户,,,'
    );
    expect(second).toBe(`T2,ELD-ADAPT-800,S1-07,"'=1+1, ""二""",区民政局,,,,,,户,,,`);
    expect(end).toBe('');
  });
});

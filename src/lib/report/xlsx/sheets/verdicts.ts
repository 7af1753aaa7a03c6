import type { Facts } from '../../facts.ts';
import { levelWords, statusWords, thresholdWords } from '../../words.ts';
import type { Say } from '../say.ts';
import { listSheet, type Cell, type Column, type Sheet, type Tone } from '../sheet.ts';

type Status = Facts['compliance']['rows'][number]['status'];

/** The sign of each verdict in the matrix. */
export const SIGNS: Record<Status, string> = {
  met: '✓',
  not_met: '✕',
  no_data: '?',
  not_applicable: '·',
  reported: '○'
};

const TONES: Record<Status, Tone> = {
  met: 'good',
  not_met: 'bad',
  no_data: 'open',
  not_applicable: 'quiet',
  reported: 'quiet'
};

const STATUSES = Object.keys(SIGNS) as Status[];

/** A verdict as the list says it: sign and word, so that it is told without colour. */
const verdictWords = (status: Status, say: Say): string => `${SIGNS[status]} ${say(statusWords(status))}`;

/** 指标汇总: a row a rule and level, with how many units meet it. */
export function ruleSheet({ compliance }: Facts, say: Say): Sheet {
  const columns: Column[] = [
    { head: say('指标编号', 'Rule'), kind: 'text' },
    { head: say('指标名称', 'Title'), kind: 'text' },
    { head: say('层级', 'Level'), kind: 'text' },
    { head: say('达标（个）', 'Met'), kind: 'count' },
    { head: say('未达标（个）', 'Not met'), kind: 'count' },
    { head: say('数据不足（个）', 'No data'), kind: 'count' },
    { head: say('不适用（个）', 'Not applicable'), kind: 'count' },
    { head: say('仅报告（个）', 'Reported only'), kind: 'count' },
    { head: say('达标率', 'Share met'), kind: 'share', hasBar: true }
  ];
  const rows = compliance.rules.map((rule): Cell[] => [
    rule.id,
    say(rule.title),
    say(levelWords(rule.level)),
    rule.met,
    rule.notMet,
    rule.noData,
    rule.notApplicable,
    rule.reported,
    rule.shareMet
  ]);
  return listSheet(say('指标汇总', 'Rules'), columns, rows, { frozenColumns: 2, tab: 'result' });
}

/** 达标清单: a row a verdict, with its figures and what it lacks. */
export function verdictSheet({ compliance }: Facts, say: Say): Sheet {
  const titles = new Map(compliance.rules.map(({ id, title }) => [id, say(title)]));
  const columns: Column[] = [
    { head: say('指标编号', 'Rule'), kind: 'text' },
    { head: say('指标名称', 'Title'), kind: 'text' },
    { head: say('层级', 'Level'), kind: 'text' },
    { head: say('单元编码', 'Unit code'), kind: 'code' },
    { head: say('单元名称', 'Unit'), kind: 'text' },
    {
      head: say('结论', 'Verdict'),
      kind: 'text',
      tones: Object.fromEntries(STATUSES.map((status) => [verdictWords(status, say), TONES[status]]))
    },
    { head: say('数值', 'Value'), kind: 'number' },
    { head: say('标准', 'Threshold'), kind: 'text' },
    { head: say('数值的单位', 'Unit of value'), kind: 'text' },
    { head: say('分子', 'Numerator'), kind: 'number' },
    { head: say('分母', 'Denominator'), kind: 'number' },
    { head: say('缺少的数据列', 'Columns that are missing'), kind: 'text' },
    { head: say('说明', 'Remark'), kind: 'long' }
  ];
  function* rows(): Generator<Cell[]> {
    for (const row of compliance.rows)
      yield [
        row.standard,
        titles.get(row.standard) ?? '',
        say(levelWords(row.level)),
        row.unit,
        row.unitName,
        verdictWords(row.status, say),
        row.value,
        thresholdWords(row.comparator, row.threshold),
        row.unitOfValue,
        row.numerator,
        row.denominator,
        row.lacks,
        row.note
      ];
  }
  return {
    name: say('达标清单', 'Verdicts'),
    columns,
    count: compliance.rows.length,
    rows,
    frozenColumns: 5,
    tab: 'result'
  };
}

/** 达标矩阵: a row a unit, a column a rule, a sign in each cell. */
export function matrixSheet({ compliance }: Facts, say: Say): Sheet {
  const titles = new Map(compliance.rules.map(({ id, title }) => [id, say(title)]));
  const rules = [...new Set(compliance.rows.map(({ standard }) => standard))];
  const column = new Map(rules.map((id, at) => [id, at]));
  const units = new Map<string, { cells: Cell[]; signs: (Status | undefined)[] }>();
  for (const row of compliance.rows) {
    const key = `${row.level} ${row.unit}`;
    let unit = units.get(key);
    if (!unit) {
      unit = {
        cells: [say(levelWords(row.level)), row.unit, row.unitName],
        signs: new Array<Status | undefined>(rules.length)
      };
      units.set(key, unit);
    }
    unit.signs[column.get(row.standard)!] = row.status;
  }
  const tones = Object.fromEntries(STATUSES.map((status) => [SIGNS[status], TONES[status]]));
  const columns: Column[] = [
    { head: say('层级', 'Level'), kind: 'text' },
    { head: say('单元编码', 'Unit code'), kind: 'code' },
    { head: say('单元名称', 'Unit'), kind: 'text' },
    { head: say('达标（项）', 'Met'), kind: 'count' },
    { head: say('未达标（项）', 'Not met'), kind: 'count' },
    { head: say('数据不足（项）', 'No data'), kind: 'count' },
    ...rules.map((id): Column => ({ head: titles.get(id) || id, kind: 'mark', tones }))
  ];
  function* rows(): Generator<Cell[]> {
    for (const { cells, signs } of units.values()) {
      const count = (status: Status): number => signs.filter((each) => each === status).length;
      const marks = Array.from(signs, (status) => (status ? SIGNS[status] : ''));
      yield [...cells, count('met'), count('not_met'), count('no_data'), ...marks];
    }
  }
  return {
    name: say('达标矩阵', 'Matrix'),
    columns,
    count: units.size,
    rows,
    frozenColumns: 3,
    isUpright: true,
    tab: 'result'
  };
}

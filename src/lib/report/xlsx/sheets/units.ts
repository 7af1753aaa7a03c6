import type { Facts, MeasureFacts, UnitFacts } from '../../facts.ts';
import { levelWords } from '../../words.ts';
import type { Say } from '../say.ts';
import type { Cell, Column, Sheet } from '../sheet.ts';
import { measureCells, measureColumns } from './summary.ts';

const unitColumns = (say: Say): Column[] => [
  { head: say('单元编码', 'Unit code'), kind: 'code' },
  { head: say('单元名称', 'Unit'), kind: 'text' },
  { head: say('上级单元', 'Unit above'), kind: 'text' }
];

const gapColumns = (say: Say): Column[] => [
  { head: say('未覆盖', 'Not covered'), kind: 'count' },
  { head: say('其中：附近没有设施', 'of these: no facility near'), kind: 'count' },
  { head: say('其中：设施偏远', 'of these: too far'), kind: 'count' },
  { head: say('其中：绕行', 'of these: detour'), kind: 'count' },
  { head: say('其中：设施已满', 'of these: facility full'), kind: 'count' },
  { head: say('其中：未接入路网', 'of these: not on the network'), kind: 'count' },
  { head: say('最近设施步行距离中位数（米）', 'Median walk to the nearest (m)'), kind: 'metres' },
  { head: say('九成五的人不超过（米）', '95% walk at most (m)'), kind: 'metres' },
  { head: say('最远（米）', 'Longest walk (m)'), kind: 'metres' }
];

const gapCells = (unit: UnitFacts): Cell[] => [
  unit.uncovered,
  unit.none,
  unit.far,
  unit.detour,
  unit.full,
  unit.unconnected,
  unit.medianM,
  unit.p95M,
  unit.maxM
];

/** Names of the units of a measure by code. */
const namesOf = ({ units }: MeasureFacts): Map<string, string> =>
  new Map(units.map(({ code, name }) => [code, name]));

/** 单元覆盖: every unit by every measure. */
export function unitSheet({ measures }: Facts, say: Say): Sheet {
  const columns: Column[] = [
    ...measureColumns(say),
    { head: say('层级', 'Level'), kind: 'text' },
    ...unitColumns(say),
    { head: say('应覆盖', 'Total'), kind: 'count' },
    { head: say('已覆盖', 'Covered'), kind: 'count' },
    { head: say('覆盖率', 'Share covered'), kind: 'share', hasBar: true },
    { head: say('直线距离口径覆盖率', 'Share by straight line'), kind: 'share' },
    { head: say('基期已覆盖', 'Covered, base'), kind: 'count' },
    { head: say('基期覆盖率', 'Share, base'), kind: 'share' },
    { head: say('建议实施后覆盖', 'Covered, after'), kind: 'count' },
    { head: say('建议实施后覆盖率', 'Share, after'), kind: 'share' },
    ...gapColumns(say)
  ];
  function* rows(): Generator<Cell[]> {
    for (const measure of measures) {
      const [names, cells] = [namesOf(measure), measureCells(measure, say)];
      for (const unit of measure.units)
        yield [
          ...cells,
          say(levelWords(unit.level)),
          unit.code,
          unit.name,
          names.get(unit.parent) ?? unit.parent,
          unit.total,
          unit.covered,
          unit.share,
          unit.shareStraight,
          unit.coveredBase,
          unit.shareBase,
          unit.coveredAfter,
          unit.shareAfter,
          ...gapCells(unit)
        ];
    }
  }
  const count = measures.reduce((sum, { units }) => sum + units.length, 0);
  return { name: say('单元覆盖', 'Coverage by unit'), columns, count, rows, frozenColumns: 6, tab: 'result' };
}

/** What may be said of a gap that is being closed. */
const states = (say: Say): string[] => [
  say('未安排', 'not planned'),
  say('已列入计划', 'planned'),
  say('正在实施', 'under way'),
  say('已解决', 'solved'),
  say('暂不具备条件', 'not possible yet')
];

/** 缺口: the communities where someone is not covered, by measure, the neediest first, with columns for the bureau to fill in. */
export function gapSheet({ measures }: Facts, say: Say): Sheet {
  const words = states(say);
  const columns: Column[] = [
    ...measureColumns(say),
    { head: say('次序', 'Rank'), kind: 'count' },
    ...unitColumns(say),
    { head: say('应覆盖', 'Total'), kind: 'count' },
    { head: say('覆盖率', 'Share covered'), kind: 'share', hasBar: true },
    ...gapColumns(say),
    {
      head: say('整改状态', 'State of work'),
      kind: 'text',
      isEntry: true,
      choices: words,
      hint: say('请从列表中选择', 'Choose from the list'),
      tones: {
        [words[3]]: 'good',
        [words[2]]: 'open',
        [words[1]]: 'open',
        [words[4]]: 'quiet',
        [words[0]]: 'bad'
      }
    },
    { head: say('整改措施', 'What is done'), kind: 'long', isEntry: true },
    { head: say('责任单位', 'Who does it'), kind: 'text', isEntry: true },
    { head: say('计划完成日期', 'Done by'), kind: 'date', isEntry: true },
    { head: say('更新日期', 'Updated'), kind: 'date', isEntry: true },
    { head: say('备注', 'Note'), kind: 'long', isEntry: true }
  ];
  const blank: Cell[] = ['', '', '', '', '', ''];
  function* rows(): Generator<Cell[]> {
    for (const measure of measures) {
      const [names, cells] = [namesOf(measure), measureCells(measure, say)];
      for (const unit of gapsOf(measure).sort(byRank))
        yield [
          ...cells,
          unit.rank,
          unit.code,
          unit.name,
          names.get(unit.parent) ?? unit.parent,
          unit.total,
          unit.share,
          ...gapCells(unit),
          ...blank
        ];
    }
  }
  const count = measures.reduce((sum, measure) => sum + gapsOf(measure).length, 0);
  return { name: say('缺口', 'Gaps'), columns, count, rows, frozenColumns: 6, tab: 'work' };
}

const gapsOf = ({ units }: MeasureFacts): UnitFacts[] =>
  units.filter(({ level, uncovered }) => level === 'community' && uncovered > 0);

/** By need; those without a rank after the others, in their order. */
const byRank = (a: UnitFacts, b: UnitFacts): number =>
  (Number.isNaN(a.rank) ? Infinity : a.rank) - (Number.isNaN(b.rank) ? Infinity : b.rank) || 0;

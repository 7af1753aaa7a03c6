import type { Facts, MeasureFacts } from '../../facts.ts';
import type { Say } from '../say.ts';
import { listSheet, type Cell, type Column, type Sheet } from '../sheet.ts';

/** What a measure counts, as it stands beside its figures. */
export function countedWord({ counts }: Pick<MeasureFacts, 'counts'>, say: Say): string {
  return counts === 'people' ? say('人', 'people') : say('平方米', 'm²');
}

/** Columns that name a measure, first in each table that has several. */
export function measureColumns(say: Say): Column[] {
  return [
    { head: say('服务', 'Service'), kind: 'text' },
    { head: say('对象', 'Counted'), kind: 'text' },
    { head: say('计量', 'In'), kind: 'text' }
  ];
}

/** The cells of `measureColumns`. */
export function measureCells(measure: MeasureFacts, say: Say): Cell[] {
  return [say(measure.title), say(measure.groupName), countedWord(measure, say)];
}

/** 摘要: a row a measure, with what a plain buffer would say, the base and what is proposed. */
export function summarySheet({ measures }: Facts, say: Say): Sheet {
  const columns: Column[] = [
    ...measureColumns(say),
    { head: say('步行距离上限（米）', 'Limit (m)'), kind: 'metres' },
    { head: say('步速（米/秒）', 'Speed (m/s)'), kind: 'number' },
    { head: say('应覆盖', 'Total'), kind: 'count' },
    { head: say('已覆盖', 'Covered'), kind: 'count' },
    { head: say('覆盖率', 'Share covered'), kind: 'share', hasBar: true },
    { head: say('未覆盖', 'Not covered'), kind: 'count' },
    { head: say('直线距离口径覆盖率', 'Share by straight line'), kind: 'share' },
    { head: say('基期已覆盖', 'Covered, base'), kind: 'count' },
    { head: say('基期覆盖率', 'Share, base'), kind: 'share' },
    { head: say('建议实施后覆盖', 'Covered, after'), kind: 'count' },
    { head: say('建议实施后覆盖率', 'Share, after'), kind: 'share', hasBar: true },
    { head: say('比现状提高（百分点）', 'Gain over now (points)'), kind: 'points' },
    { head: say('计入的设施（处）', 'Facilities that count'), kind: 'count' },
    { head: say('人口不明的社区（个）', 'Communities without figures'), kind: 'count' }
  ];
  const rows = measures.map((measure): Cell[] => [
    ...measureCells(measure, say),
    measure.limitM,
    measure.speedMps,
    measure.total,
    measure.covered,
    measure.share,
    measure.uncovered,
    measure.shareStraight,
    measure.coveredBase,
    measure.shareBase,
    measure.coveredAfter,
    measure.shareAfter,
    measure.shareAfter - measure.share,
    measure.facilities,
    measure.unknownUnits
  ]);
  return listSheet(say('摘要', 'Summary'), columns, rows, { frozenColumns: 2, tab: 'result' });
}

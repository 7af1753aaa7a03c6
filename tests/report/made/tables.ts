import type { Columns } from '../../../src/lib/report/columns.ts';
import { columnsOf, eachUnit, KEYS, type Cell, type NameOf, type Units } from './units.ts';

export const coverageOf = (units: Units): Columns =>
  columnsOf(
    KEYS,
    ['limit_m', 'limit_s', 'total', 'covered', 'share', 'share_straight'],
    eachUnit(units, (i) => {
      const [total, covered] = [units.total[i], units.covered[i]];
      return [720, 900, total, covered, covered / total, Math.min(1, covered / total + 0.1)];
    })
  );

/** Ranks of the communities by who is uncovered; all uncovered are far. */
export function gapsOf(units: Units): Columns {
  const uncovered = units.total.map((total, i) => total - units.covered[i]);
  const rank = new Map(
    [...uncovered.keys()]
      .filter((i) => units.level[i] === 'community')
      .sort((a, b) => (uncovered[b] || 0) - (uncovered[a] || 0) || a - b)
      .map((i, place) => [i, place + 1])
  );
  const names = ['uncovered', 'person_m', 'median_m', 'p95_m', 'max_m'];
  return columnsOf(
    KEYS,
    [...names, 'none', 'far', 'detour', 'full', 'unconnected', 'rank'],
    eachUnit(units, (i) => {
      const detour = Math.floor(uncovered[i] / 3);
      const people = [0, uncovered[i] - detour, detour, 0, 0];
      return [uncovered[i], uncovered[i] * 100, 500, 900, 1200, ...people, rank.get(i) ?? 1];
    })
  );
}

/** What is proposed covers `won` people: in the communities in their order, until all are spread. */
export function comparisonOf(units: Units, won: number): Columns {
  const isUnit = (level: string) => (i: number) => units.level[i] === level;
  let left = won;
  const after = [...units.covered];
  for (const i of [...units.code.keys()].filter(isUnit('community'))) {
    const gain = Math.min(left, units.total[i] - units.covered[i] || 0);
    after[i] += gain;
    if (units.parent[i] >= 0) after[units.parent[i]] += gain;
    left -= gain;
  }
  return columnsOf(
    KEYS,
    [
      ...['total', 'total_base', 'covered_base', 'covered', 'covered_after'],
      ...['share_base', 'share', 'share_after']
    ],
    eachUnit(units, (i) => {
      const [total, covered] = [units.total[i], units.covered[i]];
      return [total, total, covered, covered, after[i], covered / total, covered / total, after[i] / total];
    })
  );
}

export function complianceOf(units: Units, hasNoGaps: boolean): Columns {
  const rows = units.code.flatMap((code, i): Cell[][] => {
    if (units.level[i] !== 'community') return [];
    const count = hasNoGaps ? 1 : i % 2;
    const status = Number.isNaN(units.total[i]) ? 'no_data' : count > 0 ? 'met' : 'not_met';
    const value = status === 'no_data' ? NaN : count;
    const head = ['ELD-SITE-COMM', 'community', code, units.name[i], status];
    return [[...head, '>=', '1', 'facility/community', '', '增加城乡社区服务供给实施方案', value, value, 1]];
  });
  return columnsOf(
    [
      ...['standard', 'level', 'unit', 'unit_name', 'status'],
      ...['comparator', 'threshold', 'unit_of_value', 'features', 'citation']
    ],
    ['value', 'numerator', 'denominator'],
    rows
  );
}

export const standardsOf = (): Columns =>
  columnsOf(
    [
      ...[
        'id',
        'profile',
        'title_zh',
        'title_en',
        'kind',
        'level',
        'comparator',
        'threshold',
        'unit_of_value'
      ],
      ...['citation_zh', 'citation_en', 'compute_zh', 'compute_en', 'verified']
    ],
    ['changed'],
    [
      [
        ...[
          'ELD-COV-15',
          'seed-generic',
          '城市社区一刻钟居家养老服务圈',
          '15-minute home-based eldercare circle'
        ],
        ...['coverage', 'community', 'report', null, '% population 60+'],
        ...['增加城乡社区服务供给实施方案（政策文本）', '增加城乡社区服务供给实施方案 (policy text)'],
        ...[
          '步行15分钟内有养老设施的60岁以上人口 ÷ 60岁以上人口 × 100%',
          'people aged 60 or more in reach ÷ all of them'
        ],
        ...['true', 0]
      ],
      [
        ...['ELD-SITE-COMM', 'seed-generic', '每社区一处养老服务场所', 'One eldercare site per community'],
        ...['count-per-unit', 'community', '>=', '1', 'facility/community'],
        ...['增加城乡社区服务供给实施方案（政策文本）', '增加城乡社区服务供给实施方案 (policy text)'],
        ...['为本单元服务的养老服务场所的处数', 'how many eldercare sites serve the unit', 'true', 0]
      ]
    ]
  );

const STATUSES = ['已完成', '进行中', '滞后', '', '未启动'];

export const tasksOf = (units: Units, tasks: number, name: NameOf): Columns =>
  columnsOf(
    [
      ...['task_id', 'rule_id', 'requirement_id', 'title', 'department_lead', 'departments', 'unit_id'],
      ...['deadline', 'unit', 'status', 'evidence', 'updated_at', 'note', 'unit_name']
    ],
    ['target_value', 'actual_value'],
    Array.from({ length: tasks }, (_, k) => {
      const unit = k % units.code.length;
      return [
        ...[
          `T${k + 1}`,
          'ELD-SITE-COMM',
          'S1-07',
          name('任务', k),
          '区民政局',
          '区住建委;区残联',
          units.code[unit]
        ],
        ...[
          k % 2 ? '2026-06-30' : '2027',
          'facility/community',
          STATUSES[k % STATUSES.length],
          '台账',
          '2026-07'
        ],
        ...[name('备注', k), units.name[unit], 10, k % 11]
      ];
    })
  );

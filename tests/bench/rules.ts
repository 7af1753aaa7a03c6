// What each of the 146 rules gives on the sample town and on Beixinqiao: worked out, counted from tables or from the task ledger, and
// what a rule without data lacks. Writes docs/rules.md. Beixinqiao is read from ../shared/data; without it its columns are left out.
// Run from the project's root:
//   npx tsx tests/bench/rules.ts
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ComplianceRow, Status } from '../../src/lib/coverage/coverage.ts';
import { importStudyLayers, type StudyLayer } from '../../src/lib/import/study-layers.ts';
import { describeCompute } from '../../src/lib/standards/describe-compute.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { analyseScenario, runToEnd } from '../../src/lib/study/analyse.ts';
import { openSession } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';

const root = join(import.meta.dirname, '../..');
const rules = loadPacks(PROFILES, { unverified: true });
const standards = rules.map(({ id }) => id);

const town = join(root, 'data/sample');
const sample = await rowsOf(town, JSON.parse(readFileSync(join(town, 'study-all.json'), 'utf8')) as object);

const real = join(root, '../shared/data/beixinqiao');
const beixinqiao = existsSync(real) ? await rowsOf(real, beixinqiaoStudy()) : null;
if (beixinqiao === null) console.info('skipped: ../shared/data/beixinqiao is not there');

writeFileSync(join(root, 'docs/rules.md'), page());
const kinds = (rows: Map<string, ComplianceRow[]>) => {
  const counts = { answered: 0, noData: 0 };
  for (const id of standards) counts[answered(rows.get(id) ?? []) ? 'answered' : 'noData']++;
  return JSON.stringify(counts);
};
console.log(`sample ${kinds(sample)}${beixinqiao ? `, beixinqiao ${kinds(beixinqiao)}` : ''}`);

async function rowsOf(folder: string, said: object): Promise<Map<string, ComplianceRow[]>> {
  const file = parseStudyFile(JSON.stringify({ ...said, standards, siting: [] }));
  const db = await openNative();
  try {
    const layers = file.layers as StudyLayer[];
    const read = async (name: string) => readFileSync(join(folder, basename(name)));
    await importStudyLayers(db, layers, read, async () => {}, { lang: 'zh' });
    const session = runToEnd(openSession(await readInputs(db, file.title), file), () => {});
    const study = runToEnd(analyseScenario(session, { name: '', edits: [] }), () => {});
    const byRule = new Map<string, ComplianceRow[]>();
    for (const row of study.compliance) byRule.set(row.standard, [...(byRule.get(row.standard) ?? []), row]);
    return byRule;
  } finally {
    await db.close();
  }
}

/** The study of the subdistrict's own open data: boundaries, population, streets and facilities by their layer. */
function beixinqiaoStudy(): object {
  const map = { unit: '社区', pop_resident: '常住人口', households: '常住户数' };
  return {
    yike: 1,
    title: '北新桥街道',
    layers: [
      { as: 'communities', file: 'communities.geojson', crs: 'gcj02', map: { name: 'name' } },
      { as: 'population', file: 'community_population.csv', map, same: { 北官厅: '北宫厅' } },
      { as: 'roads', file: 'roads.geojson', crs: 'gcj02' },
      {
        ...{ as: 'facilities', file: 'facilities.geojson', crs: 'gcj02', map: { category: 'layer' } },
        categories: { 养老设施: 'eldercare_site', 医疗设施: 'chs' }
      }
    ]
  };
}

function answered(rows: ComplianceRow[]): boolean {
  return rows.some(({ status }) => status !== 'no_data' && status !== 'not_applicable');
}

function page(): string {
  const lines = rules.map((rule) => {
    const cells = [
      `\`${rule.id}\`${rule.verified ? '' : '（未核实）'}`,
      `${rule.class} ${sourceOf(rule)}`,
      `${rule.title_zh}<br>${describeCompute(rule).zh}`,
      resultOf(sample.get(rule.id) ?? []),
      ...(beixinqiao ? [resultOf(beixinqiao.get(rule.id) ?? [])] : [])
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['规则', '类', '名称与算法', '示例街道', ...(beixinqiao ? ['北新桥'] : [])];
  return [
    '# 146 条规则各自的结果 What each rule gives',
    '',
    '由 `npx tsx tests/bench/rules.ts` 写成。✓ 达标 met、✕ 未达标 not met、· 仅报告 reported、– 不适用 not applicable、? 数据不足 no data（后面是缺的列 with the columns it lacks），数字是单元数 of units。',
    'A 由空间计算 computed in space，B 由表计算 from tables，台账 ledger 由任务台账计 from the task ledger。',
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => ' --- |').join('')}`,
    ...lines,
    ''
  ].join('\n');
}

function sourceOf({ compute, class: group }: Standard): string {
  return compute.how === 'tasks' ? '台账' : group === 'A' ? '空间' : '表';
}

function resultOf(rows: ComplianceRow[]): string {
  const marks: [Status, string][] = [
    ['met', '✓'],
    ['not_met', '✕'],
    ['reported', '·'],
    ['not_applicable', '–'],
    ['no_data', '?']
  ];
  const counts = marks.flatMap(([status, mark]) => {
    const count = rows.filter((row) => row.status === status).length;
    return count > 0 ? [`${mark}${count}`] : [];
  });
  const lacking = rows.flatMap(({ status, why }) => (status === 'no_data' && why ? [columnsOf(why)] : []));
  const columns = [...new Set(lacking.flat())];
  return `${counts.join(' ')}${columns.length > 0 ? ` \`${columns.slice(0, 4).join(' ')}\`` : ''}`;
}

/** The columns that a reason names; the category of facilities, or the task's own figures, where it only counts them. */
function columnsOf({ code, what }: { code: string; what: string }): string[] {
  if (code === 'uncategorised' || code === 'kinds-unknown') return ['facilities.category'];
  const named = what.replace(/: .*/, '').split(', ');
  return named.some((column) => column.includes('.')) ? named : [`${code} ${what}`];
}

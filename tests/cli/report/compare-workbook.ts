import { readWorkbook, type ReadSheet, type Value } from '../../report/xlsx/read-workbook.ts';
import type { AnalysedFolder, Measure, Row, Unit } from './analysed-folder.ts';
import type { Comparison } from './comparison.ts';

type Wanted = Record<string, number | string | null>;

/** People won by population field, as the heads of the sheet of sites name them. */
const FIELDS: Record<string, string> = {
  ...{ pop_60p: '60岁以上人口', pop_resident: '常住人口', pop_registered: '户籍人口' },
  ...{ pop_65p: '65岁以上人口', pop_80p: '80岁以上人口', pop_0_2: '0–2岁人口', pop_0_17: '未成年人' },
  ...{ pop_3_5: '3–5岁人口', pop_6_11: '6–11岁人口', pop_disabled: '残疾人' }
};

/** Every number of every sheet against the tables: a number that nothing is known of is a fault. */
export async function compareWorkbook(bytes: Uint8Array, folder: AnalysedFolder, comparison: Comparison) {
  comparison.of('xlsx');
  const wanted = wantedOf(folder);
  for (const sheet of await readWorkbook(bytes)) {
    if (sheet.name === '说明') compareCover(sheet, folder, wanted, comparison);
    else if (sheet.name === '方法与参数') compareMethods(sheet, folder, comparison);
    else compareSheet(sheet, wanted.get(sheet.name) ?? [], comparison);
  }
}

const isBlank = (row: Value[]): boolean => row.every((cell) => cell === null || cell === '');

function compareSheet({ name, heads, rows }: ReadSheet, wanted: Wanted[], comparison: Comparison): void {
  const filled = rows.filter((row) => !isBlank(row));
  if (filled.length !== wanted.length) comparison.fault(name, `${filled.length} rows, not ${wanted.length}`);
  filled.slice(0, wanted.length).forEach((row, i) => {
    heads.forEach((head, column) => {
      const where = `${name} ${i + 2} ${head}`;
      const cell = row[column] ?? null;
      if (Object.hasOwn(wanted[i], head)) {
        const want = wanted[i][head];
        if (typeof want === 'string' && typeof cell === 'string') comparison.text(where, cell, want);
        else comparison.number(where, cell, want);
      } else if (typeof cell === 'number') comparison.fault(where, `${cell} is a figure of nothing`);
    });
    for (const head of Object.keys(wanted[i]))
      if (!heads.includes(head)) comparison.fault(name, `no column ${head}`);
  });
}

/** What each sheet has to say, row by row; texts are there to tell the rows apart. */
function wantedOf({ summary, measures, table, layer }: AnalysedFolder): Map<string, Wanted[]> {
  const units = measures.flatMap((measure) => measure.units.map((unit) => ({ measure, unit })));
  const siting = table('siting');
  const reasons = table('siting_reasons');
  const verdicts = table('compliance');
  const stateOf = (row: Row) => `${row.standard} ${row.order}`;
  const placed = new Map(siting.map((row) => [stateOf(row), row]));
  const unfit = (question: number) =>
    table('siting_candidates').filter((row) => row.question === String(question) && row.fit === '0').length;
  const unitsOf = [...new Map(verdicts.map((row) => [row.unit, row])).values()];
  return new Map<string, Wanted[]>([
    ['摘要', measures.map(summaryRow)],
    ['单元覆盖', units.map(({ measure, unit }) => unitRow(measure, unit))],
    [
      '缺口',
      measures.flatMap((measure) =>
        measure.units
          .filter(({ level, gap }) => level === 'community' && Number(gap.uncovered) > 0)
          .sort((a, b) => Number(a.gap.rank) - Number(b.gap.rank))
          .map((unit) => gapRow(measure, unit))
      )
    ],
    [
      '指标汇总',
      table('compliance_summary').map((row) => ({
        ...{ 指标编号: row.standard, '达标（个）': row.met, '未达标（个）': row.not_met },
        ...{ '数据不足（个）': row.no_data, '不适用（个）': row.not_applicable },
        ...{ '仅报告（个）': row.reported, 达标率: row.share_met }
      }))
    ],
    [
      '达标清单',
      verdicts.map((row) => ({
        ...{ 指标编号: row.standard, 单元编码: row.unit },
        ...{ 数值: row.value, 分子: row.numerator, 分母: row.denominator }
      }))
    ],
    [
      '达标矩阵',
      unitsOf.map(({ unit }) => {
        const count = (status: string) =>
          verdicts.filter((row) => row.unit === unit && row.status === status).length;
        return {
          ...{ 单元编码: unit, '达标（项）': count('met') },
          ...{ '未达标（项）': count('not_met'), '数据不足（项）': count('no_data') }
        };
      })
    ],
    [
      '选址结论',
      summary.siting.map((answer) => {
        const sites = siting.filter((row) => row.standard === answer.standard);
        return {
          ...{ 题号: answer.question, '候选点（处）': answer.candidates },
          ...{ '不合要求的候选点（处）': unfit(answer.question), '建议点（处）': sites.length },
          ...{ 总数: answer.total, 现状覆盖: answer.today, 实施后覆盖: sites.at(-1)!.covered_after },
          ...{ 目标值: answer.objective, 理论上界: answer.bound, 与上界的差距: answer.gap },
          '造价合计（元）': sites.reduce((sum, { cost }) => sum + Number(cost), 0),
          ...{ '拐点：处数': answer.knee.number, '拐点：造价（元）': answer.knee.money }
        };
      })
    ],
    [
      '选址',
      reasons.map((row) => ({
        ...{ 题号: row.question, 次序: row.order, 候选点编码: row.site, 候选点名称: row.name },
        ...{ '经度（WGS84）': placed.get(stateOf(row))!.lon, '纬度（WGS84）': placed.get(stateOf(row))!.lat },
        ...{ 新增覆盖: row.gain, 累计覆盖: placed.get(stateOf(row))!.covered_after },
        ...{ '造价（元）': row.cost, '每新增一人造价（元）': row.cost_per_person },
        ...Object.fromEntries(
          Object.entries(FIELDS).map(([field, name]) => [`新增：${name}`, row[`won_${field}`]])
        ),
        ...{ '人均少走（米）': row.mean_saved_m, 不建则少覆盖: row.loss, 替代点少覆盖: row.runner_up_behind },
        ...{ '稳健性（原点入选）': row.robustness, '稳健性（含邻近点）': row.robustness_near }
      }))
    ],
    [
      '任务台账',
      table('tasks').map((row) => ({
        ...{ 任务编号: row.task_id, 目标值: row.target_value, 完成值: row.actual_value }
      }))
    ],
    [
      '设施',
      layer('facilities').map((facility) => ({
        ...{ 设施编码: String(facility.fac_id) },
        ...{ '经度（WGS84）': facility.lon as number, '纬度（WGS84）': facility.lat as number },
        '建筑面积（平方米）': facility.floor_area_m2 as number | null,
        ...{ '床位（张）': facility.beds as number | null, '容量（人）': facility.capacity as number | null }
      }))
    ],
    [
      '数据来源',
      summary.inputs.map((input) => ({
        ...{ 文件: input.file, 行数: input.rows, '接收（行）': input.accepted },
        ...{ '修正（处）': input.repaired.length, '剔除（行）': input.rejected.length },
        '文件指纹（SHA-256）': input.sha256
      }))
    ],
    [
      '清洗记录',
      summary.inputs.flatMap(({ file, repaired, rejected }) =>
        [...repaired, ...rejected].map(({ row }) => ({ 文件: file, 原文件行号: row }))
      )
    ],
    ['指标依据', table('standards').map(({ id }) => ({ 指标编号: id }))]
  ]);
}

function summaryRow(measure: Measure): Wanted {
  return {
    ...{ 服务: measure.title, 对象: measure.groupName },
    ...{ '步行距离上限（米）': measure.limitM, '步速（米/秒）': measure.speed },
    ...{ 应覆盖: measure.total, 已覆盖: measure.covered, 覆盖率: measure.share },
    ...{ 未覆盖: measure.total - measure.covered, 直线距离口径覆盖率: measure.straight },
    ...{ 基期已覆盖: measure.base.covered, 基期覆盖率: measure.base.share },
    ...{ 建议实施后覆盖: measure.after.covered, 建议实施后覆盖率: measure.after.share },
    '比现状提高（百分点）': 100 * (measure.after.share - measure.share),
    ...{ '计入的设施（处）': measure.serving, '人口不明的社区（个）': measure.missing }
  };
}

const causes = (gap: Row): Wanted => ({
  ...{ '其中：附近没有设施': gap.none, '其中：设施偏远': gap.far, '其中：绕行': gap.detour },
  ...{ '其中：设施已满': gap.full, '其中：未接入路网': gap.unconnected },
  ...{ '最近设施步行距离中位数（米）': gap.median_m, '九成五的人不超过（米）': gap.p95_m },
  '最远（米）': gap.max_m
});

function unitRow(measure: Measure, { code, name, coverage, gap, comparison }: Unit): Wanted {
  return {
    ...{ 服务: measure.title, 对象: measure.groupName, 单元编码: code, 单元名称: name },
    ...{ 应覆盖: coverage.total, 已覆盖: coverage.covered, 覆盖率: coverage.share },
    ...{ 直线距离口径覆盖率: coverage.share_straight, 未覆盖: gap.uncovered, ...causes(gap) },
    ...{ 基期已覆盖: comparison.covered_base, 基期覆盖率: comparison.share_base },
    ...{ 建议实施后覆盖: comparison.covered_after, 建议实施后覆盖率: comparison.share_after }
  };
}

const gapRow = (measure: Measure, { code, coverage, gap }: Unit): Wanted => ({
  ...{ 服务: measure.title, 对象: measure.groupName, 单元编码: code, 次序: gap.rank },
  ...{ 应覆盖: coverage.total, 覆盖率: coverage.share, 未覆盖: gap.uncovered, ...causes(gap) }
});

function compareCover(
  { name, rows }: ReadSheet,
  { summary }: AnalysedFolder,
  sheets: Map<string, Wanted[]>,
  comparison: Comparison
): void {
  const { totals, inputs } = summary;
  const sum = (of: (input: (typeof inputs)[number]) => number) =>
    inputs.reduce((all, input) => all + of(input), 0);
  const wanted = new Map<string, number>([
    ...Object.entries(FIELDS).map(([field, label]): [string, number] => [label, totals.people[field]]),
    ...Array.from(sheets, ([sheet, { length }]): [string, number] => [sheet, length]),
    ...([
      ...[
        ['社区（村）', totals.units.community] as const,
        ['街道（乡镇）', totals.units.subdistrict] as const
      ],
      ...[['设施', totals.facilities] as const, ['其中未提供服务', totals.facilities_not_serving] as const],
      ...[['居民点', totals.demand_points] as const, ['步行路网', totals.network.lengthM / 1000] as const],
      ...[['输入文件', inputs.length] as const, ['输入行数', sum(({ rows: all }) => all)] as const],
      ...[['接收', sum(({ accepted }) => accepted)] as const],
      ...[['修正', sum(({ repaired }) => repaired.length)] as const],
      ...[['剔除', sum(({ rejected }) => rejected.length)] as const],
      ...[['达标', totals.compliance.met ?? 0] as const, ['未达标', totals.compliance.not_met ?? 0] as const],
      ...[['数据不足', totals.compliance.no_data ?? 0] as const],
      ...[['不适用', totals.compliance.not_applicable ?? 0] as const],
      ...[['仅报告', totals.compliance.reported ?? 0] as const]
    ] as [string, number][])
  ]);
  // A sheet and a number of things may have one name; the sheets come last.
  const sheetsFrom = rows.findIndex(([label]) => label === '工作表');
  for (const [i, [label, value, unit]] of rows.entries()) {
    if (typeof value !== 'number') continue;
    const want =
      i > sheetsFrom && unit === '行' ? sheets.get(String(label))?.length : wanted.get(String(label));
    if (label === '方法与参数') continue;
    if (want === undefined) comparison.fault(`${name} ${i + 2}`, `${String(label)} is a figure of nothing`);
    else comparison.number(`${name} ${String(label)}`, value, want);
  }
}

function compareMethods({ name, rows }: ReadSheet, folder: AnalysedFolder, comparison: Comparison): void {
  const { summary, measures } = folder;
  const repaired = summary.inputs.reduce((sum, input) => sum + input.repaired.length, 0);
  const edgeOf = (text: string) => {
    const told = measures.find(({ title, groupName }) => text.includes(`“${title}”（${groupName}）`))!;
    return summary.edge_effect.find((each) => each.standard === told.id && each.group === told.group)!
      .may_gain;
  };
  const limits: Record<string, (text: string) => number> = {
    ...{ edge: edgeOf, edge_proposed: edgeOf },
    repaired: () => repaired,
    no_data: () => summary.totals.compliance.no_data,
    survey: () => 0
  };
  let found = 0;
  for (const [part, item, text, value] of rows) {
    if (typeof value !== 'number') continue;
    const where = `${name} ${String(item)}`;
    const measure = measures.find(
      ({ title, groupName }) => item === `${title}（${groupName}）` && part === '覆盖口径'
    );
    const said = String(text);
    if (part === '局限与提示') comparison.number(where, value, limits[String(item)]?.(said));
    else if (item === '方案') comparison.number(where, value, summary.scenario.edits);
    else if (item === '步行者') comparison.number(where, value, summary.methods.walker.speed_mps);
    else if (!measure) comparison.fault(where, `${value} is a figure of nothing`);
    else if (said === '步行距离上限') comparison.number(where, value, measure.limitM);
    else if (said === '步行时间上限') comparison.number(where, value, measure.limitS! / 60);
    else if (said === '步速') comparison.number(where, value, measure.speed);
    else if (said.startsWith('计入的设施')) comparison.number(where, value, measure.serving);
    else comparison.fault(where, `${value} is a figure of nothing`);
    found++;
  }
  if (found < 3 * measures.length) comparison.fault(name, `only ${found} figures`);
}

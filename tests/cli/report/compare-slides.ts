import { readSlides, type ReadChart, type ReadPage } from '../../report/pptx/read-slides.ts';
import type { AnalysedFolder, Measure, Row } from './analysed-folder.ts';
import { decimal, kilometres, percent, whole, type Comparison } from './comparison.ts';

/** Every table and every chart of the slides, and the texts that carry the figures. */
export function compareSlides(bytes: Uint8Array, folder: AnalysedFolder, comparison: Comparison): void {
  comparison.of('pptx');
  const pages = readSlides(bytes);
  const tables = pages.flatMap((page) => page.tables);
  const charts = pages.flatMap((page) => page.charts);
  for (const table of tables) compareTable(table, folder, comparison);
  for (const chart of charts) compareChart(chart, folder, comparison);
  if (tables.length < 5) comparison.fault('tables', `there are only ${tables.length}`);
  if (charts.length < 5) comparison.fault('charts', `there are only ${charts.length}`);
  compareTexts(pages, folder, comparison);
}

const byRank = ({ units }: Measure) =>
  units
    .filter(({ level, gap }) => level === 'community' && Number(gap.uncovered) > 0)
    .sort((a, b) => Number(a.gap.rank) - Number(b.gap.rank));

function compareTable([head, ...rows]: string[][], folder: AnalysedFolder, comparison: Comparison): void {
  const { summary, measures, table } = folder;
  const [leading] = measures;
  const where = head.join(' ');
  const is = (row: string[], wanted: (string | null)[]) =>
    wanted.forEach((want, i) => {
      if (want !== null) comparison.text(`${where}，${row[0]} ${row[1]}`, row[i], want);
    });
  const every = (wanted: (string | null)[][]) => rows.forEach((row, i) => is(row, wanted[i] ?? ['nothing']));
  const reasons = table('siting_reasons');
  switch (head[0]) {
    case '要求':
      for (const [title, threshold] of rows) {
        const rule = table('standards').find((each) => each.title_zh === title);
        const figure = threshold.replace(/^(≥ [\d.,]+) .*$/, '$1');
        const none = rule?.threshold === '';
        comparison.text(`${where}，${title}`, figure, none ? '报告数值' : `≥ ${decimal(rule!.threshold)}`);
      }
      return;
    case '资料':
      return every(
        summary.inputs.map((input) => [
          ...[input.file, null, whole(input.rows), whole(input.accepted)],
          ...[whole(input.repaired.length), whole(input.rejected.length)]
        ])
      );
    case '序':
      return every(
        byRank(leading).map(({ name, coverage, gap }, i) => [
          ...[whole(i + 1), name, whole(coverage.total), whole(gap.uncovered), percent(coverage.share)],
          ...[whole(gap.median_m), whole(gap.max_m)]
        ])
      );
    case '服务':
      return every(
        reasons.map((row) => [
          ...[measures.find(({ id }) => id === row.standard)!.title, row.order, row.name, null, null],
          ...[whole(row.gain), whole(row.cost), whole(row.cost_per_person)]
        ])
      );
    case '点位':
      return every(
        reasons.map((row) => [
          ...[row.name, wonText(row), whole(row.loss), null, whole(row.runner_up_behind)],
          percent(row.robustness)
        ])
      );
    case '任务':
      for (const row of rows) {
        const said = table('tasks').find((each) => each.title === row[0] && each.unit_name === row[1]);
        const target = decimal(said!.target_value);
        comparison.text(`${where}，${row[0]}`, row[4], target === '—' ? '—' : `${target} ${said!.unit}`);
        comparison.text(`${where}，${row[0]}`, row[5], decimal(said!.actual_value));
      }
      return;
    default:
      comparison.fault(where, 'a table that nothing is known of');
  }
}

/** `甲（1,941）、乙（187）` of `甲:1941;乙:187`, three at most. */
const wonText = ({ units }: Row): string =>
  units
    .split(';')
    .slice(0, 3)
    .map((each) =>
      each.replace(/^(.*):(.*?)$/, (_, name: string, people: string) => `${name}（${whole(people)}）`)
    )
    .join('、');

const CAUSES: Record<string, string> = {
  ...{ 附近没有设施: 'none', 设施偏远: 'far', 绕行: 'detour', 设施已满: 'full', 未接入路网: 'unconnected' }
};
const VERDICTS: Record<string, string> = { '✓ 达标': 'met', '✕ 未达标': 'not_met', '— 数据不足': 'no_data' };

function compareChart(chart: ReadChart, folder: AnalysedFolder, comparison: Comparison): void {
  const { measures, table } = folder;
  const [leading] = measures;
  const find = (category: string, series: string): number | string | undefined => {
    const unit = leading.units.find(({ level, name }) => level === 'community' && name === category);
    const caused = leading.units.find(({ name, gap }) => category === `${name}（${whole(gap.uncovered)}）`);
    const rule = table('standards').find(({ title_zh: title }) => title === category);
    const measure = measures.find(({ title, groupName }) => category === `${title}·${groupName}`);
    if (series === '走得到的比例') return unit?.coverage.share;
    if (Object.hasOwn(CAUSES, series)) return caused?.gap[CAUSES[series]];
    if (Object.hasOwn(VERDICTS, series))
      return table('compliance_summary').find(({ standard }) => standard === rule?.id)?.[VERDICTS[series]];
    if (series === '原状') return measure?.base.share;
    if (series === '现状' || series === '本方案' || series === '情景') return measure?.share;
    if (series === '建议实施后') return measure?.after.share;
    if (series === '新覆盖')
      return table('siting_curve').find(
        (row) => row.question === '1' && row.by === 'number' && row.at === category
      )?.value;
    return undefined;
  };
  for (const [s, { name, values }] of chart.series.entries())
    for (const [i, category] of chart.categories.entries()) {
      const want = find(category, name);
      const where = `chart ${name} ${category}`;
      if (want === undefined) comparison.fault(where, `${values[i]} is a figure of nothing`);
      comparison.number(where, values[i], want);
      comparison.number(`${where}, its workbook`, chart.workbook[i + 1][s + 1], want);
    }
}

function compareTexts(pages: ReadPage[], folder: AnalysedFolder, comparison: Comparison): void {
  const { summary, measures, table } = folder;
  const { totals, inputs } = summary;
  const [leading] = measures;
  const [answer] = summary.siting;
  const sites = table('siting').filter(({ standard }) => standard === answer.standard);
  const after = Number(sites.at(-1)!.covered_after);
  const text = pages.flatMap(({ texts }) => texts).join('\n');
  const notes = pages.flatMap((page) => page.notes).join('\n');
  const says = (part: string) => comparison.said('texts', text, part);
  const sum = (of: (input: (typeof inputs)[number]) => number) =>
    whole(inputs.reduce((all, input) => all + of(input), 0));
  const from = percent(leading.share);
  says(
    `建议新建 ${sites.length} 处，老年人（60+）走得到的比例由 ${from} 提高到 ${percent(leading.after.share)}`
  );
  says(`${from} 的老年人（60+）走得到，仍有 ${whole(leading.total - leading.covered)} 人走不到`);
  says(`老年人（60+）共 ${whole(leading.total)} 人`);
  says(`新建 ${sites.length} 处，走得到的由 ${whole(answer.today)} 人增加到 ${whole(after)} 人`);
  says(`合计 ${whole(sites.reduce((all, { cost }) => all + Number(cost), 0))} 元`);
  says(
    `现状：${from}，${whole(leading.covered)} 人走得到`.replace(
      '现状',
      text.includes('本方案：') ? '本方案' : '现状'
    )
  );
  says(`建议全部实施后：${percent(leading.after.share)}，${whole(leading.after.covered)} 人走得到`);
  says(`达标 ${whole(totals.compliance.met)} 项次，未达标 ${whole(totals.compliance.not_met)} 项次`);
  says(
    `${whole(inputs.length)} 份资料 ${sum(({ rows }) => rows)} 行，采用 ${sum(({ accepted }) => accepted)} 行`
  );
  says(`路网 ${kilometres(totals.network.lengthM)} 公里`);
  says(`${whole(totals.units.community)} 个社区，${whole(totals.facilities)} 处设施`);
  const gaps = byRank(leading);
  says(
    `${whole(gaps.length)} 个社区有缺口，最该补的是${gaps[0].name}（${whole(gaps[0].gap.uncovered)} 人走不到）`
  );
  comparison.said(
    'notes',
    notes,
    `若只按直线距离画圆，比例为 ${percent(leading.straight)}；按实际步行为 ${from}`
  );
  comparison.said('notes', notes, `基准为 ${percent(leading.base.share)}`);
  for (const measure of measures)
    comparison.said(
      'notes',
      notes,
      `${measure.title}（${measure.groupName}）：${percent(measure.share)} → ${percent(measure.after.share)}`
    );
}

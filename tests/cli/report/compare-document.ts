import type { AnalysedFolder, Measure, Row } from './analysed-folder.ts';
import { decimal, kilometres, percent, points, whole, type Comparison } from './comparison.ts';
import { readDocument, type Block } from './read-document.ts';

type Table = string[][];

/** Every table of the document row by row, and the sentences that carry the figures. */
export function compareDocument(bytes: Uint8Array, folder: AnalysedFolder, comparison: Comparison): void {
  comparison.of('docx');
  const blocks = readDocument(bytes);
  let caption = '';
  const found = new Map<string, number>();
  for (const { style, text, rows } of blocks) {
    if (style === 'Caption') caption = text;
    if (!rows) continue;
    const head = rows[0];
    const kind = Object.keys(TABLES).find((first) => head.slice(0, 2).join(' ') === first);
    if (!kind) {
      comparison.fault(caption, `a table that nothing is known of: ${head.join(' ')}`);
      continue;
    }
    found.set(kind, (found.get(kind) ?? 0) + 1);
    TABLES[kind](rows, folder, comparison, caption);
  }
  for (const kind of Object.keys(TABLES))
    if (!found.has(kind)) comparison.fault('tables', `there is none of ${kind}`);
  compareSentences(blocks, folder, comparison);
}

/** The cells of a row in which figures stand. */
function compareRow(where: string, row: string[], wanted: (string | null)[], comparison: Comparison): void {
  wanted.forEach((want, i) => {
    if (want !== null) comparison.text(`${where}，${row[0]} ${i + 1}`, row[i], want);
  });
}

function compareRows(where: string, [, ...rows]: Table, wanted: (string | null)[][], comparison: Comparison) {
  if (rows.length !== wanted.length) comparison.fault(where, `${rows.length} rows, not ${wanted.length}`);
  rows.slice(0, wanted.length).forEach((row, i) => compareRow(where, row, wanted[i], comparison));
}

type Compare = (rows: Table, folder: AnalysedFolder, comparison: Comparison, caption: string) => void;

/** Which table stands under which head. */
const TABLES: Record<string, Compare> = {
  '文件 内容': (rows, { summary }, comparison, caption) =>
    compareRows(
      caption,
      rows,
      summary.inputs.map((input) => [
        ...[input.file, null, whole(input.rows), whole(input.accepted)],
        ...[whole(input.repaired.length), whole(input.rejected.length)]
      ]),
      comparison
    ),
  '评估内容 对象': (rows, folder, comparison, caption) =>
    rows[0].includes('步行上限（米）')
      ? compareRows(caption, rows, folder.measures.map(measureRow), comparison)
      : compareRows(caption, rows, folder.measures.map(changeRow(folder, rows[0])), comparison),
  '标准 层级': (rows, { table }, comparison, caption) =>
    compareRows(
      caption,
      rows,
      table('compliance_summary').map((row) => [
        ...[null, null, whole(row.met), whole(row.not_met), whole(row.no_data), whole(row.reported)],
        percent(row.share_met)
      ]),
      comparison
    ),
  '序号 社区（村）': (rows, { measures }, comparison, caption) => {
    const measure = measures.find((each) => caption.includes(`“${nameOf(each)}”`))!;
    compareRows(
      caption,
      rows,
      gapsOf(measure)
        .slice(0, 10)
        .map(({ name, coverage, gap }, i) => [
          ...[whole(i + 1), name, whole(coverage.total), whole(gap.uncovered)],
          ...[percent(coverage.share), whole(gap.max_m)]
        ]),
      comparison
    );
  },
  '次序 地点': (rows, { measures, table }, comparison, caption) => {
    const { id } = measures.find(({ title }) => caption.includes(`“${title}”`))!;
    const reasons = new Map(table('siting_reasons').map((row) => [`${row.standard} ${row.order}`, row]));
    compareRows(
      caption,
      rows,
      table('siting')
        .filter(({ standard }) => standard === id)
        .map((row) => {
          const reason = reasons.get(`${id} ${row.order}`)!;
          return [
            ...[row.order, reason.name, null, null, whole(row.gain), whole(row.covered_after)],
            ...[whole(row.cost), whole(reason.cost_per_person)]
          ];
        }),
      comparison
    );
  },
  '任务 单元': ([, ...rows], { table }, comparison, caption) => {
    const tasks = table('tasks');
    for (const row of rows) {
      const said = tasks.filter(({ title, unit_name: unit }) => title === row[0] && unit === row[1]);
      const want = said.map(doneOfTarget).find((text) => text === row[4]) ?? said.map(doneOfTarget)[0];
      comparison.text(`${caption}，${row[0]}`, row[4], want);
    }
  },
  '单元 层级': (rows, { measures }, comparison, caption) => {
    const asked = rows[0]
      .slice(2)
      .map((head) => measures.find((measure) => head === `${nameOf(measure)} 覆盖率`));
    compareRows(
      caption,
      rows,
      measures[0].units.map(({ name, code }) => [
        ...[name, null],
        ...asked.flatMap((measure) => {
          const unit = measure?.units.find((each) => each.code === code);
          return unit ? [percent(unit.coverage.share), whole(unit.gap.uncovered)] : [];
        })
      ]),
      comparison
    );
  },
  '编号与名称 来源与类别': ([, ...rows], { table }, comparison, caption) => {
    const wanted = table('standards');
    if (rows.length !== wanted.length) comparison.fault(caption, `${rows.length} rows`);
    rows.slice(0, wanted.length).forEach(([name, , threshold], i) => {
      const { id, title_zh, threshold: least } = wanted[i];
      if (name !== `${id} ${title_zh}`) comparison.fault(caption, `${name} is not ${id} ${title_zh}`);
      // The unit is words.
      const figure = threshold.replace(/^(≥ [\d.,]+) .*$/, '$1');
      comparison.text(`${caption}，${id}`, figure, least === '' ? '无' : `≥ ${decimal(least)}`);
    });
  },
  '文件 行': (rows, { summary }, comparison, caption) =>
    compareRows(
      caption,
      rows,
      summary.inputs.flatMap(({ file, repaired, rejected }) =>
        [...repaired, ...rejected].map(({ row }) => [file, whole(row)])
      ),
      comparison
    ),
  '项目 内容': ([, ...rows], { measures }, comparison, caption) => {
    for (const measure of measures) {
      const [, said] = rows.find(([item]) => item === nameOf(measure)) ?? [];
      const limit = `上限${whole(measure.limitM)}米；步速${decimal(measure.speed)}米/秒`;
      comparison.said(`${caption}，${nameOf(measure)}`, said ?? '', limit);
    }
  },
  '文件 SHA-256': (rows, { summary }, comparison, caption) =>
    compareRows(
      caption,
      rows,
      summary.inputs.map(({ file, sha256 }) => [file, sha256]),
      comparison
    )
};

const nameOf = ({ title, groupName }: Measure): string => `${title}·${groupName}`;

const doneOfTarget = (row: Row): string => {
  const [done, target] = [decimal(row.actual_value), decimal(row.target_value)];
  return `${done} / ${target}${target === '—' ? '' : ` ${row.unit}`}`;
};

const gapsOf = ({ units }: Measure) =>
  units
    .filter(({ level, gap }) => level === 'community' && Number(gap.uncovered) > 0)
    .sort((a, b) => Number(a.gap.rank) - Number(b.gap.rank));

const measureRow = (measure: Measure): string[] => [
  ...[measure.title, measure.groupName, whole(measure.limitM), whole(measure.total), whole(measure.covered)],
  ...[whole(measure.total - measure.covered), percent(measure.share)]
];

const changeRow =
  ({ summary }: AnalysedFolder, head: string[]) =>
  (measure: Measure): string[] => [
    ...[measure.title, measure.groupName],
    ...(summary.scenario.edits > 0 && head.includes('原状') ? [percent(measure.base.share)] : []),
    ...[percent(measure.share), percent(measure.after.share), points(measure.after.share - measure.share)],
    whole(measure.after.covered - measure.covered)
  ];

function compareSentences(blocks: Block[], folder: AnalysedFolder, comparison: Comparison): void {
  const { summary, measures, table } = folder;
  const { totals, inputs } = summary;
  const text = blocks
    .filter(({ style }) => style === 'BodyText')
    .map((block) => block.text)
    .join('\n');
  const says = (where: string, part: string) => comparison.said(where, text, part);
  const sum = (of: (input: (typeof inputs)[number]) => number) =>
    whole(inputs.reduce((all, input) => all + of(input), 0));
  says(
    'extent',
    `街道（乡镇）${whole(totals.units.subdistrict)}个、社区（村）${whole(totals.units.community)}个，` +
      `常住人口${whole(totals.people.pop_resident)}人，设施${whole(totals.facilities)}处，` +
      `步行路网${kilometres(totals.network.lengthM)}公里，居民点${whole(totals.demand_points)}个`
  );
  says(
    'inputs',
    `${whole(inputs.length)}个文件、${sum(({ rows }) => rows)}行，接收${sum(({ accepted }) => accepted)}行，` +
      `程序修正${sum(({ repaired }) => repaired.length)}处，未接收${sum(({ rejected }) => rejected.length)}行`
  );
  const [first] = measures;
  says(
    nameOf(first),
    `“${nameOf(first)}”共${whole(first.total)}人，步行${decimal(first.limitS! / 60)}分钟（${whole(first.limitM)}米）内覆盖` +
      `${whole(first.covered)}人，覆盖率${percent(first.share)}，如按直线距离画圈则为${percent(first.straight)}，` +
      `未覆盖${whole(first.total - first.covered)}人`
  );
  const { met = 0, not_met = 0, no_data = 0, not_applicable = 0, reported = 0 } = totals.compliance;
  says(
    'verdicts',
    `达标${whole(met)}项，未达标${whole(not_met)}项，数据不足${whole(no_data)}项，不适用${whole(not_applicable)}项，` +
      `仅报告数值${whole(reported)}项`
  );
  for (const answer of summary.siting) {
    const sites = table('siting').filter(({ standard }) => standard === answer.standard);
    const after = Number(sites.at(-1)!.covered_after);
    says(
      `siting ${answer.question}`,
      `选出${whole(sites.length)}处，投资合计${whole(sites.reduce((all, { cost }) => all + Number(cost), 0))}元。` +
        `建成后覆盖由${whole(answer.today)}人增至${whole(after)}人（总数${whole(answer.total)}人，` +
        `覆盖率由${percent(answer.today / answer.total)}升至${percent(after / answer.total)}）`
    );
  }
  const told = measures.filter((measure) =>
    blocks.some(
      ({ style, text: heading }) => style === 'Heading2' && heading.endsWith(`）${nameOf(measure)}`)
    )
  );
  if (told.length < 3) comparison.fault('gaps', `only ${told.length} measures are told`);
  for (const measure of told) {
    const gaps = gapsOf(measure);
    says(
      `gaps of ${nameOf(measure)}`,
      `${whole(totals.units.community)}个社区（村）中有${whole(gaps.length)}个存在缺口，未覆盖共` +
        `${whole(measure.total - measure.covered)}人`
    );
  }
}

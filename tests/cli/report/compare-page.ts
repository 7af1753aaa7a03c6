import type { AnalysedFolder, Measure } from './analysed-folder.ts';
import { decimal, percent, points, whole, type Comparison } from './comparison.ts';

/** What an exported page carries, as far as figures stand in it. */
interface PageData {
  story: { pages: StoryPage[] };
  ground: {
    communities: { code: string[]; people: number[] };
    measures: {
      facts: Record<string, unknown> & { key: string };
      rows: number[];
      figures: (number | null)[][];
      sites: { site: Record<string, unknown> & { order: number } }[];
    }[];
  };
}

interface StoryPage {
  id: string;
  title: string;
  text: string;
  source: string;
  number?: { value: string; note: string };
  table?: { head: string[]; rows: string[][] };
}

/** The figures of the live map, and the pages that are told. */
export function comparePage(bytes: Uint8Array, folder: AnalysedFolder, comparison: Comparison): void {
  comparison.of('html');
  const html = new TextDecoder().decode(bytes);
  const [, json] = /<script type="application\/json" id="story-data">([^]*?)<\/script>/.exec(html)!;
  const { story, ground } = JSON.parse(json) as PageData;
  compareGround(ground, folder, comparison);
  for (const page of story.pages) comparePages(page, folder, comparison);
  for (const kind of [
    'number',
    'map',
    'gaps',
    'why',
    'units',
    'measures',
    'compliance',
    'proposal',
    'compare'
  ])
    if (!story.pages.some(({ id }) => id.split('/')[0] === kind)) comparison.fault(kind, 'no such page');
}

/** Columns of the live map, in their order, from the tables. */
const COLUMNS = [
  ...['coverage.total', 'coverage.covered', 'coverage.share', 'gap.uncovered', 'gap.rank'],
  ...['comparison.total_base', 'comparison.covered_base', 'comparison.share_base'],
  ...['comparison.covered_after', 'comparison.share_after']
];

function compareGround(
  { communities, measures }: PageData['ground'],
  folder: AnalysedFolder,
  comparison: Comparison
) {
  const people = new Map(folder.layer('communities').map((each) => [each.unit, each.pop_resident]));
  communities.code.forEach((code, i) =>
    comparison.number(`people of ${code}`, communities.people[i], people.get(code) as number)
  );
  for (const { facts, rows, figures, sites } of measures) {
    const measure = folder.measures.find(({ id, group }) => `${id}/${group}` === facts.key)!;
    const sums: Record<string, number | null> = {
      ...{ total: measure.total, covered: measure.covered, share: measure.share, limitM: measure.limitM },
      ...{ uncovered: measure.total - measure.covered, shareStraight: measure.straight },
      ...{ coveredBase: measure.base.covered, shareBase: measure.base.share },
      ...{ coveredAfter: measure.after.covered, shareAfter: measure.after.share, facilities: measure.serving }
    };
    for (const [name, want] of Object.entries(sums))
      comparison.number(`${facts.key} ${name}`, facts[name], want);
    rows.forEach((row, i) => {
      const unit = measure.units.find(({ code }) => code === communities.code[row])!;
      COLUMNS.forEach((path, column) => {
        const [table, name] = path.split('.') as ['coverage' | 'gap' | 'comparison', string];
        // Where nobody is missing there is no place in the order.
        const isUnranked = name === 'rank' && Number(unit.gap.uncovered) === 0;
        const want = isUnranked ? null : unit[table][name];
        comparison.number(`${facts.key} ${unit.name} ${path}`, figures[column][i], want);
      });
    });
    const placed = folder.table('siting').filter(({ standard }) => standard === measure.id);
    const reasons = folder.table('siting_reasons');
    for (const { site } of sites) {
      const row = placed.find(({ order }) => Number(order) === site.order)!;
      const reason = reasons.find((each) => each.standard === measure.id && each.order === row.order)!;
      const where = `${facts.key} site ${row.order}`;
      comparison.number(`${where} gain`, site.gain, row.gain);
      comparison.number(`${where} coveredAfter`, site.coveredAfter, row.covered_after);
      comparison.number(`${where} cost`, site.cost, row.cost);
      comparison.number(`${where} loss`, site.loss, reason.loss);
      comparison.number(`${where} costPerPerson`, site.costPerPerson, reason.cost_per_person);
    }
    if (sites.length !== placed.length) comparison.fault(facts.key, `${sites.length} sites`);
  }
}

const byRank = ({ units }: Measure) =>
  units
    .filter(({ level, gap }) => level === 'community' && Number(gap.uncovered) > 0)
    .sort((a, b) => Number(a.gap.rank) - Number(b.gap.rank));

/** Yuan as they stand in a sentence. */
const yuan = (value: string | number) => `${decimal(Number(value) / 10_000)} 万元`;

function comparePages(page: StoryPage, folder: AnalysedFolder, comparison: Comparison): void {
  const [kind, ...rest] = page.id.split('/');
  const { summary, measures, table } = folder;
  const answer = summary.siting[Number(rest[0]) - 1];
  const measure =
    measures.find(({ id, group }) => rest.join('/') === `${id}/${group}`) ??
    measures.find(({ id }) => id === answer?.standard);
  const says = (part: string) => comparison.said(page.id, `${page.title}\n${page.text}`, part);
  const rows = (wanted: (string | null)[][]) =>
    wanted.forEach((cells, i) =>
      cells.forEach((want, column) => {
        if (want !== null) comparison.text(`${page.id} row ${i + 1}`, page.table?.rows[i]?.[column], want);
      })
    );
  const sites = () => table('siting').filter(({ standard }) => standard === answer.standard);
  switch (kind) {
    case 'number':
      comparison.text(page.id, page.number?.value, percent(measure!.share));
      comparison.said(
        page.id,
        page.number!.note,
        `${whole(measure!.total)} 人中有 ${whole(measure!.covered)} 人够得着设施`
      );
      return says(`还有 ${whole(measure!.total - measure!.covered)} 人未覆盖`);
    case 'map': {
      const units = measure!.units.filter(({ level }) => level === 'community');
      const whollyCovered = units.filter(({ gap }) => Number(gap.uncovered) === 0);
      says(`${whole(units.length)} 个社区中 ${whole(whollyCovered.length)} 个全覆盖`);
      const worst = units.sort((a, b) => Number(a.coverage.share) - Number(b.coverage.share)).slice(0, 5);
      for (const { name, coverage } of worst)
        says(
          `${name}：${percent(coverage.share)}（${whole(coverage.covered)}／${whole(coverage.total)} 人）`
        );
      return;
    }
    case 'scenario':
      says(`由 ${percent(measure!.base.share)} 变为 ${percent(measure!.share)}`);
      return says(`多覆盖 ${whole(measure!.covered - measure!.base.covered)} 人`);
    case 'gaps':
      says(
        `未覆盖的 ${whole(measure!.total - measure!.covered)} 人分布在 ${whole(byRank(measure!).length)} 个社区`
      );
      for (const { name, gap } of byRank(measure!).slice(0, 5)) says(`${name}：${whole(gap.uncovered)} 人`);
      return;
    case 'why': {
      says(`覆盖率会是 ${percent(measure!.straight)}`);
      says(`高估 ${points(measure!.straight - measure!.share).replace('+', '')} 个百分点`);
      const uncovered = measure!.total - measure!.covered;
      const communities = measure!.units.filter(({ level }) => level === 'community');
      const causes = ['none', 'far', 'detour', 'full', 'unconnected']
        .map((cause) => communities.reduce((sum, { gap }) => sum + Number(gap[cause]), 0))
        .filter((count) => count > 0)
        .sort((a, b) => b - a);
      return rows(causes.map((count) => [null, whole(count), percent(count / uncovered)]));
    }
    case 'units':
      return rows(
        byRank(measure!).map(({ name, coverage, gap }, i) => [
          ...[whole(i + 1), name, whole(gap.uncovered), whole(coverage.total), percent(coverage.share)]
        ])
      );
    case 'measures':
      return rows(
        measures.map((each) => [
          ...[each.title, each.groupName, `${whole(each.limitM)} m`, whole(each.covered), whole(each.total)],
          percent(each.share)
        ])
      );
    case 'compliance':
      says(
        `达标 ${whole(summary.totals.compliance.met)} 项，未达标 ${whole(summary.totals.compliance.not_met)} 项`
      );
      for (const [title, ...cells] of page.table!.rows) {
        const { id } = table('standards').find(({ title_zh: name }) => name === title)!;
        const row = table('compliance_summary').find(({ standard }) => standard === id)!;
        const want = [whole(row.met), whole(row.not_met), whole(row.no_data), percent(row.share_met)];
        want.forEach((each, i) => comparison.text(`${page.id} ${title}`, cells[i], each));
      }
      return;
    case 'proposal': {
      const built = sites();
      const after = Number(built.at(-1)!.covered_after);
      const cost = built.reduce((sum, row) => sum + Number(row.cost), 0);
      says(`建议新增 ${whole(built.length)} 处，新覆盖 ${whole(after - answer.today)} 人`);
      says(`覆盖 ${whole(answer.today)} 人 → ${whole(after)} 人，共 ${whole(answer.total)} 人`);
      return says(`估算费用合计 ${yuan(cost)}\n在 ${whole(answer.candidates)} 处候选中`);
    }
    case 'compare':
      says(`实施前后：覆盖率 ${percent(measure!.share)} → ${percent(measure!.after.share)}`);
      return says(
        `（${points(measure!.after.share - measure!.share)} 个百分点），覆盖增加 ${whole(measure!.after.covered - measure!.covered)} 人`
      );
    case 'sites':
      return rows(sites().map((row) => [row.order, null, null, whole(row.gain), yuan(row.cost)]));
    case 'title':
    case 'limits':
    case 'links':
    case 'tasks':
    case 'end':
      return;
    default:
      comparison.fault(page.id, 'a page that nothing is known of');
  }
}

import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/lib/report/facts.ts';
import { figure } from '../../../src/lib/report/figures.ts';
import type { MapAsk, Pictures } from '../../../src/lib/report/pictures.ts';
import { plain } from '../../../src/lib/report/pptx/xml.ts';
import { writeSlides } from '../../../src/lib/report/pptx/write-slides.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import { hostileDossier, madeFacts, OPTIONS, townDossier } from '../dossiers.ts';
import { checkPackage } from './check-package.ts';
import { parseParts, readSlides, type ReadPage } from './read-slides.ts';

/** A PNG of one pixel; slides never look into a picture. */
const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0)
);

function album(): Pictures & { asks: MapAsk[] } {
  const asks: MapAsk[] = [];
  return {
    asks,
    map: async (ask) => {
      asks.push(ask);
      return PIXEL;
    },
    chart: async () => PIXEL
  };
}

const textOf = (pages: ReadPage[]) =>
  pages.flatMap(({ texts, tables }) => [...texts, ...tables.flat(2)]).join('\n');

describe('the slides of the sample town', () => {
  let facts: Facts;
  let bytes: Uint8Array;
  let pages: ReadPage[];
  const pictures = album();

  beforeAll(async () => {
    facts = readFacts(await townDossier(), OPTIONS);
    bytes = await writeSlides(facts, pictures);
    pages = readSlides(bytes);
  });

  it('are ten to fifteen pages with a sentence each, sources and notes', () => {
    expect(pages.length).toBeGreaterThanOrEqual(10);
    expect(pages.length).toBeLessThanOrEqual(15);
    expect(new Set(pages.map(({ title }) => title)).size).toBe(pages.length);
    for (const { title, notes } of pages) {
      expect(title).not.toBe('');
      expect(notes.length).toBeGreaterThan(1);
      expect(notes.at(-1)).toContain(`${facts.title}，${OPTIONS.date}，一刻圈 ${OPTIONS.version}`);
    }
    const layouts = [...parseParts(bytes)].filter(([name]) => /slideLayouts\/slideLayout\d/.test(name));
    expect(layouts.some(([, layout]) => layout.text.includes('内部资料 不得公开'))).toBe(true);
  });

  it('say the figures of the facts', () => {
    const said = textOf(pages);
    const measure = facts.measures.find(({ id, group }) => id === 'ELD-COV-15' && group === 'older_adult')!;
    const [siting] = facts.sitings;
    for (const text of [
      figure(measure.share, 'share'),
      figure(measure.shareAfter, 'share'),
      figure(measure.uncovered, 'people'),
      figure(measure.coveredAfter, 'people'),
      figure(siting.today, 'people'),
      figure(siting.after, 'people'),
      figure(siting.cost, 'money'),
      figure(facts.compliance.notMet, 'count'),
      figure(facts.quality.rows, 'count')
    ])
      expect(said).toContain(text);
    expect(said).toContain('74.4%');
    const rows = pages.flatMap(({ tables }) => tables).flat();
    for (const unit of measure.units.filter(
      ({ level, uncovered }) => level === 'community' && uncovered > 0
    )) {
      const row = rows.find((cells) => cells[1] === unit.name)!;
      expect(row.slice(2, 7)).toEqual([
        figure(unit.total, 'people'),
        figure(unit.uncovered, 'people'),
        figure(unit.share, 'share'),
        figure(unit.medianM, 'metres'),
        figure(unit.maxM, 'metres')
      ]);
    }
    for (const site of facts.sitings.flatMap(({ sites }) => sites)) {
      const row = rows.find(
        (cells) => cells[2] === site.name && cells.includes(figure(site.gain, 'people'))
      )!;
      expect(row.slice(-3)).toEqual([
        figure(site.gain, 'people'),
        figure(site.cost, 'money'),
        figure(site.costPerPerson, 'money')
      ]);
    }
  });

  it('have native charts whose cached values are the facts and their workbooks', () => {
    const charts = pages.flatMap((page) => page.charts);
    expect(charts.length).toBeGreaterThanOrEqual(5);
    for (const { categories, series, workbook } of charts) {
      expect(workbook[0].slice(1)).toEqual(series.map(({ name }) => name));
      expect(workbook.slice(1)).toEqual(
        categories.map((category, i) => [category, ...series.map(({ values }) => values[i])])
      );
    }
    const measure = facts.measures.find(({ id, group }) => id === 'ELD-COV-15' && group === 'older_adult')!;
    const [shares] = charts;
    for (const [i, name] of shares.categories.entries())
      expect(shares.series[0].values[i]).toBe(
        measure.units.find((unit) => unit.level === 'community' && unit.name === name)!.share
      );
    const verdicts = charts.find(({ series }) => series[0].name.includes('达标'))!;
    const sum = (i: number) => verdicts.series[i].values.reduce((total, value) => total + value, 0);
    expect([sum(0), sum(1), sum(2)]).toEqual([
      facts.compliance.met,
      facts.compliance.notMet,
      facts.compliance.noData
    ]);
    const curve = charts.find(({ categories }) => categories[0] === '1')!;
    expect(curve.series[0].values).toEqual(
      facts.sitings[0].curve.filter(({ by }) => by === 'number').map(({ value }) => value)
    );
  });

  it('show the leading measure before and after, with words for who can not see the pictures', () => {
    expect(pictures.asks.map(({ show, state }) => `${show} ${state}`)).toEqual([
      'share now',
      'share now',
      'sites after'
    ]);
    expect(new Set(pictures.asks.map(({ measure }) => measure))).toEqual(new Set(['ELD-COV-15/older_adult']));
    for (const alt of pages.flatMap((page) => page.pictures)) expect(alt).toMatch(/^地图.*%/);
  });

  it('are the same bytes from the same facts, and a sound package', async () => {
    expect(await writeSlides(facts, album())).toEqual(bytes);
    expect(strFromU8(unzipSync(bytes)['docProps/core.xml'])).toContain(`${OPTIONS.date}T00:00:00Z`);
    checkPackage(bytes);
  });
});

it('says the same in English', async () => {
  const pages = readSlides(
    await writeSlides(
      madeFacts({ sites: 3, links: 2, tasks: 4, name: (_, i) => `Place ${i + 1}` }, { language: 'en' }),
      album()
    )
  );
  const said = pages
    .flatMap(({ title, tables }) => [title, ...tables.map(([head]) => head.join(' '))])
    .join('\n');
  expect(said).toContain('With 3 new sites and 2 links the share of');
  expect(said).not.toMatch(/\p{Script=Han}/u);
});

describe('edge studies', () => {
  const written = async (facts: Facts) => {
    const bytes = await writeSlides(facts, album());
    checkPackage(bytes);
    return readSlides(bytes);
  };

  it('takes hostile names for what they are', async () => {
    const facts = readFacts(hostileDossier(), OPTIONS);
    const pages = await written(facts);
    const said = textOf(pages);
    expect(said).toContain('<script>');
    expect(said).toContain('=cmd|');
    expect(pages.length).toBeLessThanOrEqual(15);
    // A name of 200 characters is cut on the page and whole in the notes.
    expect(said).not.toContain('很'.repeat(60));
    expect(pages.flatMap(({ notes }) => notes).join('\n')).toContain('很'.repeat(200));
    const cells = pages.flatMap(({ charts }) =>
      charts.flatMap(({ workbook }) => workbook.map(([first]) => first))
    );
    expect(cells.some((cell) => String(cell).startsWith('=cmd'))).toBe(true);
  });

  it('leaves out what a study has not', async () => {
    const none = (await written(madeFacts({ hasNoGaps: true }))).map(({ title }) => title);
    expect(none.some((title) => title.includes('没有缺口'))).toBe(true);
    expect(none.some((title) => /新建|打通|任务|建成/.test(title))).toBe(false);
    const one = await written(madeFacts({ communities: 1 }));
    expect(one.length).toBeGreaterThanOrEqual(6);
    const unknown = await written(madeFacts({ unknown: 'all' }));
    expect(textOf(unknown)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('claims nothing met where nothing could be judged', async () => {
    const facts = madeFacts({ sites: 2 });
    const compliance = {
      ...facts.compliance,
      ...{ met: 0, notMet: 0, noData: 12 },
      rules: facts.compliance.rules.map((rule) => ({ ...rule, met: 0, notMet: 0, noData: 12 }))
    };
    const said = textOf(await written({ ...facts, compliance }));
    expect(said).toContain('12 项次因数据不足未能评价');
    expect(said).not.toMatch(/全部达标|0 项次/);
  });

  it('has no column of costs that nobody gave, and a runner-up of the same name by its code', async () => {
    const facts = madeFacts({ sites: 1, links: 2 });
    const [siting] = facts.sitings;
    const sites = siting.sites.map((site) => ({
      ...site,
      ...{ cost: NaN, costPerPerson: NaN, runnerUp: 'K9', runnerUpName: site.name }
    }));
    const said = textOf(await written({ ...facts, sitings: [{ ...siting, cost: NaN, sites }] }));
    expect(said).not.toContain('造价');
    expect(said).toContain(`${sites[0].name} K9`);
  });

  it('lists the first of 3,000 communities and says how many more there are', async () => {
    const facts = madeFacts({ communities: 3000, sites: 40, links: 30, tasks: 200 });
    const pages = await written(facts);
    expect(pages).toHaveLength(15);
    for (const { tables } of pages) for (const table of tables) expect(table.length).toBeLessThanOrEqual(11);
    for (const { charts } of pages)
      for (const { categories } of charts) expect(categories.length).toBeLessThanOrEqual(20);
    expect(textOf(pages)).toContain('另有 2,990 个社区有缺口，见台账。');
  });
});

it('keeps text that XML can hold and nothing else', () => {
  expect(plain('a\u0000b\u0007\ud800c\ufffe\td\u202e\ne😀')).toBe('abc d e😀');
});

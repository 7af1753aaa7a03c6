import { describe, expect, it } from 'vitest';
import { figure } from '../../../src/lib/report/figures.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import {
  addPage,
  editText,
  hidePage,
  movePage,
  removePage
} from '../../../src/lib/report/story/edit-story.ts';
import { makeStory } from '../../../src/lib/report/story/make-story.ts';
import {
  applyEdits,
  noEdits,
  outdatedTexts,
  readStoryEdits
} from '../../../src/lib/report/story/story-edits.ts';
import { hostileDossier, madeFacts, OPTIONS, townDossier } from '../dossiers.ts';

const kindsOf = (facts: Parameters<typeof makeStory>[0]) =>
  makeStory(facts).pages.map(({ id }) => id.split('/')[0]);

describe('a story', () => {
  it('never leaves out that nothing was checked on site, however many limits there are', () => {
    const facts = madeFacts({ sites: 1 });
    const one = { code: 'x', count: 1, zh: '数据不全。', en: 'Data lacks.' };
    const limits = [...Array.from({ length: 20 }, () => one), ...facts.limits.slice(-1)];
    const { text } = makeStory({ ...facts, limits }).pages.find(({ id }) => id === 'limits')!;
    expect(text).toContain('未经现场核实');
    expect(text).toContain('另有 14 条');
  });

  it('tells the town by its own figures', async () => {
    const facts = readFacts(await townDossier(), OPTIONS);
    const { pages } = makeStory(facts);
    const lead = facts.measures.find(({ key }) => key === 'ELD-COV-15/older_adult')!;
    const text = JSON.stringify(pages);
    expect(pages.find(({ kind }) => kind === 'number')!.number!.value).toBe(figure(lead.share, 'share'));
    for (const value of [lead.covered, lead.total, lead.uncovered])
      expect(text).toContain(figure(value, 'people'));
    for (const siting of facts.sitings) {
      expect(text).toContain(figure(siting.after - siting.today, 'people'));
      for (const site of siting.sites) expect(text).toContain(figure(site.gain, 'people'));
    }
    const end = pages[pages.length - 1];
    expect(end.kind).toBe('end');
    for (const input of facts.inputs.slice(0, 12)) expect(JSON.stringify(end.table)).toContain(input.sha256);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
  });

  it('leaves out what the study has not', () => {
    const bare = kindsOf(madeFacts({ communities: 1, hasNoGaps: true }));
    expect(bare).toContain('gaps');
    for (const kind of ['proposal', 'compare', 'sites', 'links', 'why', 'units', 'scenario'])
      expect(bare).not.toContain(kind);
    expect(JSON.stringify(makeStory(madeFacts({ hasNoGaps: true })).pages)).toContain('没有缺口');
    const full = kindsOf(madeFacts({ communities: 30, sites: 20, links: 3 }));
    for (const kind of ['proposal', 'compare', 'sites', 'links', 'why', 'units'])
      expect(full).toContain(kind);
    const english = JSON.stringify(
      makeStory(madeFacts({ sites: 2 }, { language: 'en' })).pages.map(({ title }) => title)
    );
    expect(english).toMatch(/new sites/);
  });

  it('stays a few pages of short texts for 3,000 units and for hostile names', () => {
    const large = makeStory(madeFacts({ communities: 3000, sites: 40 }));
    expect(large.pages.length).toBeLessThan(30);
    for (const { table } of large.pages) expect(table?.rows.length ?? 0).toBeLessThan(25);
    const hostile = makeStory(readFacts(hostileDossier(), OPTIONS));
    for (const { title, text } of hostile.pages) {
      expect(title.length).toBeLessThan(160);
      expect(title + text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    }
  });
});

describe('edits of a story', () => {
  const story = makeStory(madeFacts({ communities: 6, sites: 3 }));
  const ids = (edits: typeof noEdits) => applyEdits(story, edits).pages.map(({ id }) => id);
  const [first, second, third] = story.pages.map(({ id }) => id);

  it('change texts, order and choice, and come back from JSON', () => {
    let edits = editText(story, noEdits, second, 'title', '我们的标题');
    edits = movePage(story, edits, third, 0);
    edits = hidePage(edits, first, true);
    const added = addPage(story, edits, second, { kind: 'text', title: '会议决定', text: '甲', source: '' });
    const kept = readStoryEdits(JSON.parse(JSON.stringify(added.edits)))!;
    expect(kept).toEqual(added.edits);
    expect(ids(kept).slice(0, 3)).toEqual([third, second, added.id]);
    expect(applyEdits(story, kept).pages[1].title).toBe('我们的标题');
    expect(ids(removePage(kept, added.id))).not.toContain(added.id);
    expect(editText(story, edits, second, 'title', story.pages[1].title).texts).toEqual({});
  });

  it('keep their places when the study has other pages, and tell that a text is out of date', () => {
    const edits = editText(story, movePage(story, noEdits, third, 0), second, 'title', '覆盖九成');
    const later = {
      ...story,
      pages: story.pages
        .map((page) => (page.id === second ? { ...page, title: '别的数字' } : page))
        .toSpliced(2, 0, { id: 'new', kind: 'text', title: '新', text: '', source: '' })
    };
    expect(
      applyEdits(later, edits)
        .pages.map(({ id }) => id)
        .slice(0, 4)
    ).toEqual([third, first, second, 'new']);
    expect(outdatedTexts(story, edits)).toEqual([]);
    expect(outdatedTexts(later, edits)).toEqual([{ page: second, field: 'title', made: '别的数字' }]);
  });

  it('refuse what is not of their form', () => {
    expect(readStoryEdits({ ...noEdits, order: [1] })).toBeNull();
    expect(
      readStoryEdits({ ...noEdits, own: [{ id: 'title', kind: 'text', title: '', text: '', source: '' }] })
    ).toBeNull();
    expect(readStoryEdits('x')).toBeNull();
    expect(ids({ ...noEdits, order: ['none', first], hidden: ['none'] })).toEqual(
      story.pages.map(({ id }) => id)
    );
  });
});

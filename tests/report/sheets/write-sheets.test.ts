import { describe, expect, it } from 'vitest';
import { figure } from '../../../src/lib/report/figures.ts';
import { prepareMap } from '../../../src/lib/report/maps/prepare-map.ts';
import { populationWords } from '../../../src/lib/report/words.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import { paperSize } from '../../../src/lib/report/sheets/page-layout.ts';
import {
  DEFAULT_CHOICE,
  ORIENTATIONS,
  type SheetChoice
} from '../../../src/lib/report/sheets/sheet-choice.ts';
import { sheets, writeSheets } from '../../../src/lib/report/sheets/write-sheets.ts';
import type { Dossier } from '../../../src/lib/report/dossier.ts';
import { hostileDossier, madeDossier, OPTIONS } from '../dossiers.ts';
import { recordingStudio } from './recording-studio.ts';

const draw = async (dossier: Dossier, choice: Partial<SheetChoice>, options = {}) => {
  const facts = readFacts(dossier, { ...OPTIONS, ...options });
  const studio = recordingStudio();
  const ground = prepareMap(dossier, facts);
  const files = await writeSheets(ground, facts, studio, { ...DEFAULT_CHOICE, ...choice });
  return {
    facts,
    files,
    pages: studio.written,
    texts: studio.written.map((page) => page.map(({ text }) => text))
  };
};

describe('sheets', () => {
  it('say the figures of the facts: of the study, and of each unit of an atlas', async () => {
    const { facts, texts } = await draw(madeDossier({ communities: 14, sites: 2 }), { atlas: 'community' });
    const [measure] = facts.measures;
    const units = measure.units
      .filter(({ level }) => level === 'community')
      .sort((a, b) => (a.parent + a.code < b.parent + b.code ? -1 : 1));
    const [index, table, ...own] = texts;
    expect(own).toHaveLength(14);
    expect(index).toContain(figure(measure.share, 'share'));
    units.forEach((unit, i) => {
      expect(table).toContain(unit.name);
      expect(table).toContain(figure(unit.share, 'share'));
      expect(own[i]).toContain(`第 ${i + 1} 幅，共 14 幅`);
      expect(own[i][0]).toContain(unit.name);
      expect(own[i]).toContain(figure(unit.share, 'share'));
      for (const people of [unit.total, unit.covered, unit.uncovered])
        expect(own[i]).toContain(`${figure(people, 'people')} 人`);
    });
  });

  it('of a unit count what lies in it, and call the strong line its edge', async () => {
    const dossier = madeDossier({ communities: 14, sites: 3 });
    const { facts, texts } = await draw(dossier, { atlas: 'community', maps: ['sites'] });
    const own = texts.slice(2);
    const ofUnit = (page: string[]) =>
      facts.sitings[0].sites.filter(({ unitName }) => page[0].startsWith(unitName) && unitName !== '').length;
    for (const page of own) {
      expect(page).toContain('本图单元界');
      expect(page).not.toContain('研究范围界');
    }
    const [whole] = (await draw(dossier, { maps: ['sites'] })).texts;
    expect(whole).toContain('研究范围界');
    expect(whole).toContain('建议新增点位（3）');
    expect(own.filter((page) => page.includes('建议新增点位（3）'))).toEqual([]);
    expect(own.reduce((sum, page) => sum + ofUnit(page), 0)).toBeGreaterThanOrEqual(3);
  });

  it('say where people were put for the measure of the sheet, which may not be as for the others', async () => {
    const dossier = madeDossier({});
    const { methods } = dossier.summary;
    const measures = methods.measures.map((each) => ({ ...each, population: 'centroid' }));
    const summary = { ...dossier.summary, methods: { ...methods, measures } };
    const [page] = (await draw({ ...dossier, summary }, {})).texts;
    const { zh } = populationWords('centroid');
    expect(page.join('')).toContain(`人口${zh}`);
    expect(page.join('')).not.toContain(`人口${populationWords(methods.population).zh}`);
  });

  it('say who may see them, who made them and when; a number of approval only where one is given', async () => {
    const [page] = (await draw(madeDossier(), {}, { author: '民政局', isInternal: true })).texts;
    expect(page).toContain('内部资料 不得公开');
    expect(page).toContain('编制单位：民政局');
    expect(page.join()).not.toContain('审图号');
    const [free] = (await draw(madeDossier(), {}, { mapNumber: '津S（2026）1号', isInternal: false })).texts;
    expect(free.join()).not.toContain('内部资料');
    expect(free).toContain('审图号：津S（2026）1号');
  });

  it.each(ORIENTATIONS)('keep every text on the page, whatever the names are: %s', async (orientation) => {
    const maps = ['share', 'uncovered', 'facilities', 'sites', 'pair'] as const;
    const { pages } = await draw(
      hostileDossier(),
      { orientation, maps: [...maps], atlas: 'community' },
      { author: '长'.repeat(300) }
    );
    const { widthPt, heightPt } = paperSize('A4', orientation);
    expect(pages.length).toBeGreaterThan(5 * 17);
    for (const page of pages) {
      // The head of the sheet; names on the map are cut by its frame.
      const [title, subtitle] = page;
      expect(title.width).toBeLessThan(0.7 * widthPt);
      expect(subtitle.width).toBeLessThan(widthPt - 40);
      // Numbers of pins beyond the map are cut off by its frame.
      const outside = page.filter(
        ({ text, x, y, width }) =>
          !/^\d+$/.test(text) && (x < 20 || x + width > widthPt - 20 || y < 20 || y > heightPt - 20)
      );
      expect(outside).toEqual([]);
      expect(page.filter(({ text }) => /[\u0000-\u001f\u202a-\u202e]/.test(text))).toEqual([]);
    }
  });

  it('have names of files that are unique, safe and in order', async () => {
    const { files } = await draw(hostileDossier(), { atlas: 'community', as: 'png' });
    const names = files.map(({ name }) => name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(names.map((name) => name.slice(0, 6)).toSorted()).toEqual(names.map((name) => name.slice(0, 6)));
    for (const name of names) expect(name).not.toMatch(/[\u0000-\u001f\\/:*?"<>|]|^[ .]|[ .]$/);
  });

  it('leave out what the study has not, and say so', async () => {
    const dossier = madeDossier({ communities: 1 });
    const { files } = await draw(dossier, { maps: ['share', 'sites', 'pair'] });
    expect(files).toHaveLength(1);
    expect(files[0].notes.map(({ en }) => en).join()).toMatch(/no siting answer.*neither a scenario/);
    const none = await draw(dossier, { measures: ['strange'] });
    expect(none.files).toEqual([]);
  });

  it('stop between two sheets', async () => {
    const dossier = madeDossier({ communities: 5 });
    const facts = readFacts(dossier, OPTIONS);
    const stop = new AbortController();
    const choice: SheetChoice = { ...DEFAULT_CHOICE, atlas: 'community', as: 'png' };
    const done: number[] = [];
    const run = async () => {
      const told = (count: number) => {
        done.push(count);
        if (count === 3) stop.abort();
      };
      for await (const file of sheets(
        prepareMap(dossier, facts),
        facts,
        recordingStudio(),
        choice,
        told,
        stop.signal
      ))
        expect(file.bytes.length).toBeGreaterThan(0);
    };
    await expect(run()).rejects.toThrow('abort');
    expect(done).toEqual([1, 2, 3]);
  });

  it('carry the warning over more than 25 km² with roads, and give it back', async () => {
    const { files, texts } = await draw(madeDossier({ communities: 400 }), {});
    expect(files[0].notes[0].zh).toContain('超过 25 平方千米');
    expect(texts[0].join('')).toContain('自然资发〔2020〕95号');
    const small = await draw(madeDossier({ communities: 40 }), {});
    expect(small.files[0].notes).toEqual([]);
  });
});

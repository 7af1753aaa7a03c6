import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMS, fieldsOf, rankName } from '../../../src/lib/import/fields.ts';
import { HELP_TOPICS, TOPICS_OF_TABLE } from '../../../src/lib/workbench/start/help-topics.ts';
import { headOf, LAYER_GUIDE, writeTemplate } from '../../../src/lib/workbench/start/layer-guide.ts';
import { documentsOf } from '../../../src/lib/workbench/start/rule-documents.ts';
import { clipBox, placeCard, TOUR_STOPS } from '../../../src/lib/workbench/start/tour-stops.ts';
import { STEPS } from '../../../src/lib/workbench/shell/steps.ts';
import { helpEn, helpZh } from '../../../src/lib/workbench/words/parts/help.ts';
import { startZh } from '../../../src/lib/workbench/words/parts/start.ts';
import type { Standard } from '../../../src/lib/standards/standard.ts';

const room = join(import.meta.dirname, '../../../src/lib/workbench');
const source = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte'))
  .map((name) => readFileSync(join(room, name), 'utf8'))
  .join('\n');

/** Test ids that components write whole, or out of a list of steps. */
const written = new Set([
  ...[...source.matchAll(/data-testid="([\w-]+)"/g)].map((match) => match[1]),
  ...STEPS.map(({ id }) => `step-${id}`),
  ...['ask', 'layers'].map((view) => `left-${view}`)
]);

describe('the tour', () => {
  it('has a stop for each part of the desk, with its words', () => {
    expect(TOUR_STOPS.length).toBeGreaterThanOrEqual(5);
    expect(TOUR_STOPS.length).toBeLessThanOrEqual(7);
    const named = Object.keys(startZh).filter((key) => key.startsWith('tour.name.'));
    expect(named.sort()).toEqual(TOUR_STOPS.map(({ id }) => `tour.name.${id}`).sort());
  });
  it('points at what there is', () => {
    expect(source).toContain('data-testid={`step-${id}`}');
    expect(source).toContain('data-testid={`left-${view}`}');
    for (const { id, targets } of TOUR_STOPS)
      expect([id, targets.filter((target) => !written.has(target))]).toEqual([id, []]);
  });
  const window = { left: 0, top: 0, width: 1280, height: 720 };
  const card = { width: 390, height: 180 };
  it.each([
    ['right of the left column', { left: 0, top: 60, width: 248, height: 30 }, { left: 262, top: 60 }],
    ['left of the right panel', { left: 992, top: 48, width: 288, height: 672 }, { left: 588, top: 294 }],
    ['in the middle of the map', { left: 248, top: 48, width: 744, height: 450 }, { left: 425, top: 183 }]
  ])('puts its card %s', (_, target, place) => expect(placeCard(target, card, window)).toMatchObject(place));
  it('frames of a long panel what is in the window', () => {
    const panel = { left: 992, top: 48, width: 288, height: 1400 };
    expect(clipBox(panel, window)).toEqual({ ...panel, height: 672 });
    expect(clipBox({ left: -20, top: 800, width: 50, height: 50 }, window)).toMatchObject({
      left: 0,
      width: 30,
      height: 0
    });
  });
  it('keeps its card in a window that is hardly larger', () => {
    const small = { left: 0, top: 0, width: 420, height: 210 };
    const placed = placeCard({ left: 400, top: 200, width: 300, height: 300 }, card, small);
    expect(placed.left).toBeGreaterThanOrEqual(0);
    expect(placed.left + placed.width).toBeLessThanOrEqual(420);
    expect(placed.top + placed.height).toBeLessThanOrEqual(210);
  });
});

describe('the help beside numbers', () => {
  it('has a name and a text for each topic in both languages, and none besides', () => {
    for (const words of [helpZh, helpEn] as Record<string, string>[])
      for (const kind of ['name', 'text']) {
        const found = Object.keys(words).filter((key) => key.startsWith(`help.${kind}.`));
        expect(found.sort()).toEqual(HELP_TOPICS.map((topic) => `help.${kind}.${topic}`).sort());
      }
  });
  it('says each thing in two sentences', () => {
    for (const topic of HELP_TOPICS) {
      expect([topic, helpZh[`help.text.${topic}`].match(/。/g)?.length]).toEqual([topic, 2]);
      const english = helpEn[`help.text.${topic}`].match(/[.:;](?=\s|$)/g)?.length ?? 0;
      expect([topic, english >= 2]).toEqual([topic, true]);
    }
  });
  it('stands beside every number that it is of', () => {
    const beside = new Set([
      ...[...source.matchAll(/<HelpTip topics="(\w+)"/g)].map((match) => match[1]),
      ...Object.values(TOPICS_OF_TABLE).flat()
    ]);
    expect(HELP_TOPICS.filter((topic) => !beside.has(topic))).toEqual([]);
    expect([...beside].filter((topic) => !(HELP_TOPICS as readonly string[]).includes(topic))).toEqual([]);
  });
});

describe('what an empty desk asks for', () => {
  it('has needed layers, and words for each', () => {
    expect(LAYER_GUIDE.filter(({ isNeeded }) => isNeeded).map(({ layer }) => layer)).toEqual([
      'communities',
      'facilities',
      'population'
    ]);
    for (const { layer } of LAYER_GUIDE) expect(Object.keys(startZh)).toContain(`start.layer.${layer}`);
  });
  it('names fields that the layers have, the required ones among them', () => {
    for (const { layer, fields } of LAYER_GUIDE) {
      expect([layer, fields.filter((field) => !fieldsOf(layer).includes(field))]).toEqual([layer, []]);
      expect(fields).toEqual(expect.arrayContaining(FORMS[layer].required));
    }
  });
  it('gives heads that an import knows again, each for its own field', () => {
    for (const { layer, fields } of LAYER_GUIDE)
      for (const field of fields)
        for (const language of ['zh', 'en'] as const) {
          const head = headOf(layer, field, language);
          const others = fields.filter((other) => other !== field && rankName(layer, other, head) >= 0);
          expect([layer, head, rankName(layer, field, head) >= 0, others]).toEqual([layer, head, true, []]);
        }
  });
  it('writes a template that Excel opens as UTF-8', () => {
    const population = LAYER_GUIDE.find(({ layer }) => layer === 'population')!;
    const bytes = writeTemplate(population, 'zh');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[0].split(',')).toHaveLength(population.fields.length);
    expect(lines[0]).toContain('常住人口');
  });
});

describe('the documents that rules cite', () => {
  it('come once each, with the packs that cite them', () => {
    const rule = (profile: string, ...docs: string[]) =>
      ({
        profile,
        sources: docs.map((doc) => ({ doc, clause: null, quote: null }))
      }) as Partial<Standard> as Standard;
    expect(documentsOf([rule('national', 'A', 'B'), rule('tianjin', 'B'), rule('national', 'B')])).toEqual([
      { doc: 'A', packs: ['national'] },
      { doc: 'B', packs: ['national', 'tianjin'] }
    ]);
  });
});

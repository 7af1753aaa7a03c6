import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { area } from '@turf/turf';
import { zipSync } from 'fflate';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sitingChoice } from '../../src/lib/study/siting-choice.ts';
import { createEngine } from '../../src/lib/workbench/engine/engine.ts';
import type { EngineApi, Opened } from '../../src/lib/workbench/engine/engine-api.ts';
import type * as Build from '../../src/lib/network/build.ts';
import { historyOfEdits, NO_HISTORY } from '../../src/lib/workbench/history.ts';
import { applyChange } from '../../src/lib/workbench/engine/outcome-change.ts';
import type { Step } from '../../src/lib/workbench/engine/scene.ts';

const stores = vi.hoisted(() => new Map<string, Map<string, Uint8Array>>());

// The worker's engine on the native database, with stores in memory: everything but the browser's own parts.
vi.mock('../../src/lib/tables/wasm.ts', async () => ({
  openWasm: (await import('../../src/lib/tables/native.ts')).openNative
}));
const built = vi.hoisted(() => ({ graphs: 0 }));
vi.mock('../../src/lib/network/build.ts', async (original) => {
  const build = await original<typeof Build>();
  const buildWithTraits: typeof build.buildWithTraits = (...given) => {
    built.graphs++;
    return build.buildWithTraits(...given);
  };
  return { ...build, buildWithTraits };
});
vi.mock('../../src/lib/workbench/engine/open-keep.ts', async (original) => ({
  ...(await original<object>()),
  openKeeps: async () => (await import('./memory-keeps.ts')).memoryKeeps(stores)
}));

const folder = join(import.meta.dirname, '../../data/sample');
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const sample = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => /\.(json|geojson|csv)$/.test(name))
    .map((name) => [name, pathToFileURL(join(folder, name)).href])
);
const question = { measure: 'HLT-COV-15', walker: 'all', minutes: null, metres: null };
const quiet = () => {};

let engine: EngineApi;
beforeEach(async () => {
  stores.clear();
  vi.stubGlobal('fetch', async (url: string) => new Response(readFileSync(new URL(url))));
  engine = createEngine();
  await engine.start({ wasm: '', worker: '' }, quiet);
});

async function inspect(name: string, bytes = bytesOf(name)) {
  const [found] = await engine.inspect([{ name, bytes }], '[]', 'zh', quiet);
  if (!found.ok) throw new Error(found.said.en);
  return { key: found.inspection.key, choices: found.inspection.choices };
}
const importAll = async (names: string[], same = {}) =>
  engine.importFiles(await Promise.all(names.map((name) => inspect(name))), same, '[]', 'zh', quiet);
const shareOf = async () => {
  const { coveredPeople, total } = await engine.ask(question, []);
  return coveredPeople / total;
};

const utf8 = (text: string) => new TextEncoder().encode(text);
const inspectAll = async (files: { name: string; bytes: Uint8Array }[], remembered = '[]') => {
  const found = await engine.inspect(files, remembered, 'zh', quiet);
  return found.map((each) => {
    if (!each.ok) throw new Error(each.said.en);
    return each.inspection;
  });
};

describe('files looked into', () => {
  it('of an archive are a card each, and nothing is asked of which is meant', async () => {
    const zip = zipSync({
      '数据/communities.geojson': bytesOf('communities.geojson'),
      '数据/population.csv': bytesOf('population.csv'),
      '__MACOSX/._population.csv': utf8('x')
    });
    const cards = await inspectAll([{ name: '数据.zip', bytes: zip }]);
    expect(cards.map(({ choices }) => choices.as).sort()).toEqual(['communities', 'population']);
    expect(cards.flatMap(({ questions }) => questions.filter(({ sets }) => sets === 'layer'))).toEqual([]);
    // The names of the table are held against the boundaries that came with it.
    const people = cards.find(({ choices }) => choices.as === 'population')!;
    expect(people.questions.map(({ key, options }) => [key, options[0]])).toEqual([
      ['官前园社区', '宫前园社区']
    ]);
  });

  it('are filled in as the last of the same header was, but for the datum', async () => {
    const table = (row: string) => utf8(`编码,叫法,甲,x1,y1\n${row}\n`);
    const [first] = await inspectAll([{ name: 'a.csv', bytes: table('1,驿站,养老驿站,117.2,39.12') }]);
    const map = { name: '叫法', category: '甲', lon: 'x1', lat: 'y1' };
    const said = { as: 'facilities' as const, map, crs: 'gcj02' };
    const found = await engine.propose(first.key, said, 'zh', quiet);
    if (!found.ok) throw new Error(found.said.en);
    expect(found.inspection.recalled).toBe(false);
    const chosen = [{ key: first.key, choices: found.inspection.choices }];
    const { remembered } = await engine.importFiles(chosen, {}, '[]', 'zh', quiet);
    const next = [{ name: 'b.csv', bytes: table('2,食堂,助餐点,117.21,39.13') }];
    const [second] = await inspectAll(next, remembered);
    expect(second.recalled).toBe(true);
    expect(second.choices).toMatchObject({ as: 'facilities', map });
    expect(second.said.crs).toBeUndefined();
  });

  it('tell where one lies beside the others, and ask', async () => {
    const received = (name: string) => new Uint8Array(readFileSync(join(folder, 'as-received', name)));
    const cards = await inspectAll([
      { name: 'communities.geojson', bytes: bytesOf('communities.geojson') },
      { name: 'roads.geojson', bytes: bytesOf('roads.geojson') },
      { name: 'facilities.csv', bytes: received('facilities.csv') }
    ]);
    const chosen = cards.map(({ key, choices }) => ({ key, choices: { ...choices, crs: undefined } }));
    const findings = await engine.crossCheck(chosen, 'zh');
    const asked = findings.find(({ key }) => key === cards[2].key)!;
    expect(asked.question).toMatchObject({ sets: 'crs', options: expect.arrayContaining(['gcj02']) });
    expect(asked.question!.options[0]).toBe('gcj02');
    expect(asked.remark).toContain('GCJ-02');
  });

  it('show the rows that were refused, which come back mended and are added', async () => {
    const people = await inspect('population.csv');
    people.choices.same = { 官前园社区: '宫前园社区' };
    const boundaries = await inspect('communities.geojson');
    await engine.importFiles([boundaries, people], {}, '[]', 'zh', quiet);
    const csv = '编号,名称,类别,经度,纬度\nA,一,养老驿站,117.2,39.12\nB,二,养老驿站,不详,39.12\n';
    const bad = await inspect('设施.csv', utf8(csv));
    const { results } = await engine.importFiles([bad], {}, '[]', 'zh', quiet);
    const [stored] = results;
    if (!stored.ok) throw new Error(stored.said.en);
    expect(stored.report).toMatchObject({ accepted: 1, rows: 2 });
    const mended = new TextDecoder().decode(stored.rejected!).replace('不详', '117.201');
    const back = await inspectAll([{ name: '设施.rejected.csv', bytes: utf8(mended) }]);
    expect(back[0]).toMatchObject({ adds: true, changes: null });
    const added = [{ key: back[0].key, choices: back[0].choices }];
    const { opened } = await engine.importFiles(added, {}, '[]', 'zh', quiet);
    expect(opened!.scene!.facilities.code.toSorted()).toEqual(['A', 'B']);
  });
});

describe('an import', () => {
  it('that is stopped leaves desk and tables as they were, and can be done again', async () => {
    await engine.openSample(sample, quiet);
    const before = await shareOf();
    const chosen = await Promise.all(
      ['communities.geojson', 'facilities.csv', 'residential.csv'].map((name) => inspect(name))
    );
    for (const at of ['import', 'inputs', 'demand'] as const) {
      const stopAt = ({ name }: Step) => {
        if (name === at) engine.stop();
      };
      await expect(engine.importFiles(chosen, {}, '[]', 'zh', stopAt)).rejects.toMatchObject({
        name: 'Stopped'
      });
      expect(await shareOf()).toBe(before);
    }
    const { opened } = await engine.importFiles(chosen, {}, '[]', 'zh', quiet);
    expect(opened).toMatchObject({ sample: false, needs: [] });
    expect(opened!.scene!.methods.network).toBeNull();
  });

  it('with nothing usable in it changes nothing', async () => {
    await engine.openSample(sample, quiet);
    const before = await shareOf();
    const bad = await inspect('bad.csv', new TextEncoder().encode('编号,经度,纬度\nA,999,999\n'));
    const { results, opened } = await engine.importFiles([bad], {}, '[]', 'zh', quiet);
    expect(results[0].ok).toBe(false);
    expect(opened).toBeNull();
    expect(await shareOf()).toBe(before);
  });

  it('asks for the name that differs, also where the population came before its boundaries', async () => {
    const first = await importAll(['population.csv', 'facilities.csv']);
    expect(first.opened!.needs).toEqual(['communities']);
    const boundaries = await inspect('communities.geojson');
    const asked = await engine.importFiles([boundaries], {}, '[]', 'zh', quiet);
    expect(asked.opened).toBeNull();
    expect(asked.names.map(({ key, options }) => [key, options[0]])).toEqual([['官前园社区', '宫前园社区']]);
    const answered = await engine.importFiles([boundaries], { 官前园社区: '宫前园社区' }, '[]', 'zh', quiet);
    const people = answered.opened!.scene!.units.reduce((sum, { people }) => sum + people, 0);
    expect(people).toBe(62509);
  });

  it('of another facility table leaves out the edits whose facility is gone, and counts them', async () => {
    await importAll(['communities.geojson', 'residential.csv', 'facilities.csv', 'roads.geojson']);
    const codes = (await engine.ask(question, [])).facilities.map(({ code }) => code);
    const edits = [
      { do: 'close' as const, code: codes[0] },
      { do: 'close' as const, code: codes[1] }
    ];
    await engine.setScenario(edits);
    await engine.setHistory(historyOfEdits(edits, 2));
    const lines = new TextDecoder().decode(bytesOf('facilities.csv')).split('\n');
    const without = lines.filter((line) => !line.includes(codes[0])).join('\n');
    const table = await inspect('facilities.csv', new TextEncoder().encode(without));
    const { opened } = await engine.importFiles([table], {}, '[]', 'zh', quiet);
    expect(opened).toMatchObject({
      ...{ dropped: 1, edits: [edits[1]], history: historyOfEdits([edits[1]], 1) }
    });
    expect((await engine.ask(question, [])).facilities.some(({ code }) => code === codes[0])).toBe(false);
  });
});

describe('what is kept', () => {
  it('comes back with scenario and question, the sample apart from one’s own study', async () => {
    await engine.openSample(sample, quiet);
    const [{ code }] = (await engine.ask(question, [])).facilities;
    await engine.setScenario([{ do: 'close', code }]);
    await engine.save(question);
    await importAll(['communities.geojson', 'residential.csv', 'facilities.csv']);
    await engine.rename('我的研究');
    await engine.save(question);

    engine = createEngine();
    const { studies } = await engine.start({ wasm: '', worker: '' }, quiet);
    expect(studies).toMatchObject([
      { title: '我的研究', sample: false, problem: null },
      { id: 'sample', sample: true, problem: null }
    ]);
    expect(await engine.restore(studies[0].id, quiet)).toMatchObject({
      title: '我的研究',
      sample: false,
      history: NO_HISTORY
    });
    const kept = (await engine.restore('sample', quiet)) as Opened;
    expect(kept).toMatchObject({ sample: true, edits: [{ do: 'close', code }], question });
    const { facilities } = await engine.ask(question, []);
    expect(facilities.find((facility) => facility.code === code)?.state).toBe('closed');
  });

  it('has its graph beside it, which is built again only where it did not last', async () => {
    await engine.openSample(sample, quiet);
    const before = await engine.ask(question, []);
    await engine.save(question);
    const file = await engine.toFile(question);
    const graphs = [...stores.get('sample')!.keys()].filter((name) => name.endsWith('network.graph'));
    expect(graphs).toHaveLength(1);
    const reopen = async (open: () => Promise<unknown>) => {
      engine = createEngine();
      await engine.start({ wasm: '', worker: '' }, quiet);
      built.graphs = 0;
      await open();
      expect(await engine.ask(question, [])).toEqual(before);
      return built.graphs;
    };
    const restore = () => engine.restore('sample', quiet);
    expect(await reopen(restore)).toBe(0);
    expect(await reopen(() => engine.fromFile(file, quiet))).toBe(0);
    await engine.save(question);

    const newest = [...stores.get('sample')!.keys()]
      .filter((name) => name.endsWith('network.graph'))
      .sort()
      .at(-1)!;
    stores.get('sample')!.get(newest)![1000] ^= 1;
    expect(await reopen(restore)).toBe(1);
    stores.get('sample')!.delete(newest);
    expect(await reopen(restore)).toBe(1);
  });

  it('is kept and named where it can’t be read, and the sample opens beside it', async () => {
    await importAll(['communities.geojson', 'residential.csv', 'facilities.csv']);
    await engine.save(null);
    const [id] = stores.keys();
    const own = stores.get(id)!;
    for (const [name, bytes] of own)
      if (name.endsWith('manifest.json'))
        own.set(
          name,
          new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/"version":\s*1/, '"version": 9'))
        );
    const before = new Map(own);
    engine = createEngine();
    const started = await engine.start({ wasm: '', worker: '' }, quiet);
    expect(started.studies).toMatchObject([
      { id, problem: { zh: expect.stringContaining('更新版本的一刻圈') } }
    ]);
    await expect(engine.restore(id, quiet)).rejects.toThrow('更新版本的一刻圈');
    await engine.openSample(sample, quiet);
    await engine.save(question);
    expect(stores.get(id)).toEqual(before);
  });
});

describe('a scenario', () => {
  it('is compared with the present state, and undone it is the present state again', async () => {
    await engine.openSample(sample, quiet);
    const present = await engine.ask(question, []);
    const closed = present.facilities.filter(({ qualifies }) => qualifies).slice(0, 3);
    await engine.setScenario(closed.map(({ code }) => ({ do: 'close', code })));
    for (let again = 0; again < 2; again++) {
      const outcome = await engine.ask(question, []);
      expect(outcome.presentPeople).toBe(present.coveredPeople);
      expect(outcome.coveredPeople).toBeLessThan(present.coveredPeople);
    }
    await engine.setScenario([]);
    expect(await engine.ask(question, [])).toEqual(present);
  });
});

describe('the farthest walk of a unit', () => {
  it('is told in metres, seconds and the ways it follows', async () => {
    const { scene } = await engine.openSample(sample, quiet);
    const { measure } = await engine.ask(question, []);
    const walks = await Promise.all(scene!.units.map((_, unit) => engine.walkOf(question, unit)));
    const found = walks.filter((walk) => walk !== null);
    expect(found.length).toBeGreaterThan(0);
    for (const { lengthM, seconds, ways } of found) {
      // The sample's roads say nothing that would make a walk count for other than its length.
      expect(seconds).toBeCloseTo(lengthM / measure.speedMps, 6);
      const metres = ways.map(({ zh }) => Number(/，(\d+) 米$/.exec(zh)![1]));
      expect(metres.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(lengthM + metres.length);
    }
    expect(found.some(({ ways }) => ways.length > 1 && /^沿/.test(ways[0].zh))).toBe(true);
  });
});

describe('a drag', () => {
  it('gives at each step what changes, which makes of the answer shown the full answer', async () => {
    await engine.openSample(sample, quiet);
    const shown = await engine.ask(question, []);
    const { code, lon, lat } = shown.facilities.find(({ qualifies }) => qualifies)!;
    const first = { do: 'move' as const, code, lon: lon + 0.002, lat };
    const second = { do: 'move' as const, code, lon: lon + 0.004, lat: lat - 0.001 };
    const once = applyChange(shown, await engine.follow(question, first, true));
    expect(once).toEqual(await engine.ask(question, [first]));
    const twice = applyChange(once, await engine.follow(question, second, false));
    const full = await engine.ask(question, [second]);
    expect(twice).toEqual(full);
    expect(full.coveredPeople).not.toBe(full.presentPeople);
    // A drag that came to nothing leaves no trace in the next.
    const again = applyChange(await engine.ask(question, []), await engine.follow(question, first, true));
    expect(again).toEqual(await engine.ask(question, [first]));
  }, 60_000);
});

describe('an export', () => {
  it('names a measure asked otherwise apart from the study’s own, and sites it as on screen', async () => {
    await engine.openSample(sample, quiet);
    const asked = { ...question, minutes: 5 };
    const text = async (kind: 'gaps' | 'siting') =>
      new TextDecoder()
        .decode(
          (await engine.exportFile(kind, asked, sitingChoice({ standard: asked.measure, sites: 2 }))).bytes
        )
        .split('\r\n');
    const gaps = await text('gaps');
    const keys = gaps.slice(1, -1).map((line) => line.split(',').slice(0, 5).join());
    expect(new Set(keys).size).toBe(keys.length);
    expect(gaps[1]).toMatch(/^HLT-COV-15@all-5min/);
    expect((await text('siting')).filter((line) => line.startsWith('HLT-COV-15@'))).toHaveLength(2);
  });

  it('has every service area that is drawn, the widest first, with its minutes; one without minutes for a length', async () => {
    await engine.openSample(sample, quiet);
    const areas = async (asked: typeof question | (Omit<typeof question, 'metres'> & { metres: number })) => {
      const { name, bytes } = await engine.exportFile(
        'area',
        asked,
        sitingChoice({ standard: asked.measure })
      );
      const { features } = JSON.parse(new TextDecoder().decode(bytes)) as FeatureCollection<MultiPolygon>;
      return { name, features };
    };
    const { name, features } = await areas({ ...question, minutes: null });
    expect(name).toMatch(/-HLT-COV-15\.geojson$/);
    expect(features.map(({ properties }) => properties?.minutes)).toEqual([15, 10, 5]);
    expect(features.map(({ properties }) => properties?.standard)).toEqual(Array(3).fill('HLT-COV-15'));
    const [wide, middle, small] = features.map(({ properties }) => properties!);
    expect([middle.limit_m / wide.limit_m, small.limit_m / wide.limit_m]).toEqual([10 / 15, 5 / 15]);
    for (const { properties, geometry } of features)
      expect(properties!.area_m2).toBeCloseTo(area(geometry), 3);
    expect(small.area_m2).toBeLessThan(middle.area_m2);
    expect(middle.area_m2).toBeLessThan(wide.area_m2);
    const byLength = await areas({ ...question, metres: 800 });
    expect(byLength.features.map(({ properties }) => [properties?.minutes, properties?.limit_m])).toEqual([
      [null, 800]
    ]);
  });
});

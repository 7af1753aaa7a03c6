import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { createEngine } from '../../src/lib/workbench/engine/engine.ts';
import type { EngineApi } from '../../src/lib/workbench/engine/engine-api.ts';
import type { Scene } from '../../src/lib/workbench/engine/scene.ts';

const stores = vi.hoisted(() => new Map<string, Map<string, Uint8Array>>());

// The worker's engine on the native database, with stores in memory: everything but the browser's own parts.
vi.mock('../../src/lib/tables/wasm.ts', async () => ({
  openWasm: (await import('../../src/lib/tables/native.ts')).openNative
}));
vi.mock('../../src/lib/workbench/engine/open-keep.ts', async (original) => ({
  ...(await original<object>()),
  openKeeps: async () => (await import('./memory-keeps.ts')).memoryKeeps(stores)
}));

const folder = join(import.meta.dirname, '../../data/sample');
const sample = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => /\.(json|geojson|csv)$/.test(name))
    .map((name) => [name, pathToFileURL(join(folder, name)).href])
);
const question = { measure: 'HLT-COV-15', walker: 'all', minutes: null, metres: null };
const quiet = () => {};

let engine: EngineApi;
let scene: Scene;
beforeEach(async () => {
  stores.clear();
  vi.stubGlobal('fetch', async (url: string) => new Response(readFileSync(new URL(url))));
  engine = createEngine();
  await engine.start({ wasm: '', worker: '' }, quiet);
  scene = (await engine.openSample(sample, quiet)).scene!;
});

/** The place of a unit's name, and housing of 1,000 there. */
const labelled = () => scene.units.findIndex(({ label }) => label !== null);
function housing(code = 'new-1', people = 1000): Edit {
  const [lon, lat] = scene.units[labelled()].label!;
  return { do: 'house', code, name: '新楼', lon, lat, people };
}
async function link(code = 'new-2'): Promise<Edit> {
  const [lon, lat] = scene.units[labelled()].label!;
  const ends: [number, number][] = [];
  // Places on two ways: walked towards the north-east until the nearest way is another.
  for (let step = 0; step < 60 && ends.length < 2; step++) {
    const at = await engine.snapLink([lon + step * 0.0002, lat + step * 0.0002]);
    if (at && (ends.length === 0 || Math.abs(at[0] - ends[0][0]) > 0.0005)) ends.push(at);
  }
  expect(ends).toHaveLength(2);
  return { do: 'link', code, kind: 'path', name: '步道', from: ends[0], to: ends[1] };
}

describe('housing of a scenario', () => {
  it('adds its people to the totals, and is told with the ground', async () => {
    const before = await engine.ask(question, []);
    expect(before.ground).toBeNull();
    await engine.setScenario([housing()]);
    const after = await engine.ask(question, []);
    expect(after.total).toBeCloseTo(before.total + 1000, 6);
    expect([after.presentPeople, after.presentTotal]).toEqual([before.coveredPeople, before.total]);
    expect(after.points!.lon.length).toBe(scene.points.lon.length + 1);
    expect(after.ground!.housing).toMatchObject([{ code: 'new-1', people: 1000, unit: labelled() }]);
    expect(after.ground!.people[labelled()]).toBeCloseTo(scene.units[labelled()].people + 1000, 6);
    await engine.setScenario([]);
    expect(await engine.ask(question, [])).toEqual(before);
  });

  it('takes over the shares that the page was told of', async () => {
    const edit = housing() as Extract<Edit, { do: 'house' }>;
    const told = await engine.housingShares([edit.lon, edit.lat]);
    expect(told.unit).toBe(labelled());
    const share = told.shares.find(({ field }) => field === 'pop_60p')!.share;
    const older = { ...question, walker: 'older_adult' };
    const before = await engine.ask(older, []);
    expect(before.field).toBe('pop_60p');
    const after = await engine.ask(older, [edit]);
    expect(after.total - before.total).toBeCloseTo(1000 * share, 1);
    expect((await engine.housingShares([0, 0])).unit).toBe(-1);
  });

  it('that is dragged changes nothing that is kept', async () => {
    await engine.setScenario([housing()]);
    const before = await engine.ask(question, []);
    const [lon, lat] = scene.units[labelled() + 1].label!;
    const tried = await engine.ask(question, [{ do: 'move', layer: 'housing', code: 'new-1', lon, lat }]);
    expect(tried.ground!.housing[0]).toMatchObject({ lon, lat });
    expect(await engine.ask(question, [])).toEqual(before);
  });
});

describe('a link of a scenario', () => {
  it('joins two ways that the end of it was put on, and makes the walk between them its length', async () => {
    const edit = (await link()) as Extract<Edit, { do: 'link' }>;
    const today = await engine.linkFacts(question, edit.from, edit.to);
    expect(today.walkM).toBeGreaterThanOrEqual(today.lengthM - 0.01);
    await engine.setScenario([edit]);
    const outcome = await engine.ask(question, []);
    expect(outcome.ground!.links).toMatchObject([{ code: 'new-2', kind: 'path', lost: false }]);
    const opened = await engine.linkFacts(question, edit.from, edit.to);
    expect(opened.walkM).toBeCloseTo(Math.min(today.walkM, today.lengthM), 1);
  });

  it('whose end is on no way is told as lost, and changes nothing', async () => {
    const before = await engine.ask(question, []);
    const lost: Edit = { do: 'link', code: 'new-9', kind: 'gate', from: [117, 39], to: [117.001, 39] };
    await engine.setScenario([lost]);
    const outcome = await engine.ask(question, []);
    expect(outcome.ground!.links).toMatchObject([{ code: 'new-9', lost: true }]);
    expect(outcome.coveredPeople).toBe(before.coveredPeople);
    expect((await engine.compareScenarios(question))[1].lostLinks).toEqual(['new-9']);
  });

  it('has no end where no way is near', async () => {
    expect(await engine.snapLink([117, 39])).toBeNull();
  });
});

describe('a size', () => {
  it('is told as it was and as it is, and marks its facility', async () => {
    const [{ code }] = (await engine.ask(question, [])).facilities;
    const first = (await engine.facilitySizes(code))!;
    expect(first.now).toEqual(first.before);
    await engine.setScenario([{ do: 'resize', code, floorAreaM2: 4321, beds: 12 }]);
    expect(await engine.facilitySizes(code)).toEqual({
      before: first.before,
      now: { ...first.before, floorAreaM2: 4321, beds: 12 }
    });
    const { facilities } = await engine.ask(question, []);
    expect(facilities.find((facility) => facility.code === code)).toMatchObject({
      ...{ state: 'resized', floorAreaM2: 4321 }
    });
    expect(await engine.facilitySizes('none')).toBeNull();
  });
});

describe('candidates and attributes', () => {
  it('are in the ground that the page is told of', async () => {
    const [lon, lat] = scene.units[labelled()].label!;
    const [known] = scene.candidates;
    await engine.setScenario([
      { do: 'offer', code: 'new-1', name: '新地块', lon, lat, cost: 500 },
      { do: 'close', layer: 'candidates', code: known.code },
      { do: 'set', layer: 'units', code: scene.units[labelled()].code, field: 'name', value: '新名社区' }
    ]);
    const { ground } = await engine.ask(question, []);
    expect(ground!.candidates.map(({ code }) => code)).not.toContain(known.code);
    expect(ground!.candidates.at(-1)).toMatchObject({ code: 'new-1', name: '新地块', lon, lat, cost: 500 });
    expect(ground!.names[labelled()]).toBe('新名社区');
  });
});

describe('scenarios side by side', () => {
  it('count what is edited of each kind, and give each unit its figures', async () => {
    const [{ code }] = (await engine.ask(question, [])).facilities;
    const [lon, lat] = scene.units[labelled()].label!;
    const edits: Edit[] = [
      ...[housing(), await link()],
      { do: 'resize', code, beds: 9 },
      { do: 'offer', code: 'new-3', name: '', lon, lat }
    ];
    await engine.setScenario([{ do: 'close', code }]);
    await engine.setScenarios([{ name: '甲', edits, cost: 100 }]);
    const [present, desk, named] = await engine.compareScenarios(question);
    expect([present.name, desk.name, named.name]).toEqual(['', null, '甲']);
    expect(desk).toMatchObject({ closed: 1, housing: 0 });
    expect(named).toMatchObject({
      ...{ added: 0, moved: 0, closed: 0, resized: 1, housing: 1, links: 1, others: 1, lostLinks: [] },
      ...{ cost: 100, dropped: 0 }
    });
    expect(named.units.total[labelled()]).toBeCloseTo(present.units.total[labelled()] + 1000, 6);

    // Either is what asking for it says, and the desk stays as it is.
    const onDesk = await engine.ask(question, []);
    const asked = await engine.askAs(question, edits);
    expect(asked.coveredPeople).toBeCloseTo(named.covered, 6);
    expect(asked.presentPeople).toBeCloseTo(present.covered, 6);
    for (const { unit, covered } of asked.units) expect(covered).toBe(named.units.covered[unit]);
    expect((await engine.askAs(question, [])).coveredPeople).toBeCloseTo(present.covered, 6);
    expect(await engine.ask(question, [])).toEqual(onDesk);
  });

  it('leave out edits of what is gone', async () => {
    const present = await engine.ask(question, []);
    const asked = await engine.askAs(question, [{ do: 'close', code: 'gone' }]);
    expect(asked.coveredPeople).toBe(present.coveredPeople);
  });
});

describe('a kept study', () => {
  it('comes back with housing, links and sizes, and the same figures', async () => {
    const [{ code }] = (await engine.ask(question, [])).facilities;
    const edits: Edit[] = [housing(), await link(), { do: 'resize', code, capacity: 30 }];
    await engine.setScenario(edits);
    await engine.setScenarios([{ name: '甲', edits, cost: null }]);
    const before = await engine.ask(question, []);
    await engine.save(question);
    engine = createEngine();
    const { studies } = await engine.start({ wasm: '', worker: '' }, quiet);
    const opened = await engine.restore(studies[0].id, quiet);
    expect(opened).toMatchObject({ edits, scenarios: [{ name: '甲', edits }], dropped: 0 });
    expect(await engine.ask(question, [])).toEqual(before);
  });
});

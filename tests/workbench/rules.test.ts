import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { createEngine } from '../../src/lib/workbench/engine/engine.ts';
import type { EngineApi } from '../../src/lib/workbench/engine/engine-api.ts';
import type { RuleChoices, Scene } from '../../src/lib/workbench/engine/scene.ts';
import { STATUSES } from '../../src/lib/workbench/engine/statuses.ts';
import { UserError } from '../../src/lib/workbench/engine/user-error.ts';
import { isOverdue, tasksCsv } from '../../src/lib/workbench/panels/task-words.ts';
import { readPack, writePack } from '../../src/lib/workbench/standards/all-rules.ts';
import { dropRule, putRule, setRulesOn } from '../../src/lib/workbench/standards/rule-choices.ts';

const stores = vi.hoisted(() => new Map<string, Map<string, Uint8Array>>());

// As in engine.test.ts: the worker's engine on the native database, with stores in memory.
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
  engine = await startEngine();
  scene = (await engine.openSample(sample, quiet)).scene!;
});

async function startEngine(): Promise<EngineApi> {
  const started = createEngine();
  await started.start({ wasm: '', worker: '' }, quiet);
  return started;
}

const idsOf = (of: Scene | null) => of!.rules.map(({ id }) => id);
const ruleOf = (of: Scene | null, id: string) => of!.rules.find((rule) => rule.id === id)!;
const take = async (choices: RuleChoices) => (await engine.setRules(choices, quiet)).scene!;
const turn = (ids: string[], on: boolean) => take(setRulesOn(scene.choices, ids, on, idsOf(scene)));

/** Every line of compliance, as the page can ask for it. */
async function linesOf(of: EngineApi) {
  const heads = await of.compliance(quiet);
  return (await Promise.all(heads.map(({ standard }) => of.complianceOf({ standard })))).flat();
}

/** Every rule whose figure was seen in a source: all ways of working out are among them. */
const MANY = loadPacks(PROFILES).map(({ id }) => id);

describe('rules of a study', () => {
  it('are turned on and off, and with them their measures and their compliance', async () => {
    const before = idsOf(scene);
    scene = await turn(['STF-18', 'FIT-15-100'], true);
    expect(idsOf(scene)).toEqual([...before, 'STF-18', 'FIT-15-100']);
    expect(scene.measures.some(({ id }) => id.startsWith('FIT-15-100'))).toBe(true);
    expect((await engine.compliance(quiet)).map(({ standard }) => standard)).toEqual(idsOf(scene));
    scene = await turn(['HLT-COV-15', 'FIT-15-100'], false);
    expect(idsOf(scene)).toEqual([...before.filter((id) => id !== 'HLT-COV-15'), 'STF-18']);
    expect(scene.measures.some(({ id }) => /^(HLT-COV-15|FIT-15-100)/.test(id))).toBe(false);
    expect((await engine.compliance(quiet)).map(({ standard }) => standard)).toEqual(idsOf(scene));
  });

  it('carry what they were where a threshold is changed, and judge by the new one; put back, they judge as before', async () => {
    const id = 'ELD-AREA-OLD';
    await engine.compliance(quiet);
    const before = await engine.complianceOf({ standard: id });
    const figures = before.map(({ value }) => value).filter(Number.isFinite);
    const lowest = Math.min(...figures);
    const asked = ruleOf(scene, id).threshold as number;
    expect(lowest).toBeLessThan(asked);
    scene = await take(putRule(scene.choices, { id, threshold: lowest }));
    expect(ruleOf(scene, id)).toMatchObject({ threshold: lowest, was: { threshold: asked } });
    const [head] = (await engine.compliance(quiet)).filter(({ standard }) => standard === id);
    expect(head).toMatchObject({ changed: true, threshold: lowest });
    const after = await engine.complianceOf({ standard: id });
    expect(after.map(({ value }) => value)).toEqual(before.map(({ value }) => value));
    expect(before.some(({ status }) => status === 'not_met')).toBe(true);
    for (const { value, status } of after) if (Number.isFinite(value)) expect(status).toBe('met');
    scene = await take(dropRule(scene.choices, id, false));
    expect(ruleOf(scene, id).was).toBeUndefined();
    await engine.compliance(quiet);
    expect(await engine.complianceOf({ standard: id })).toEqual(before);
  });

  it('of the user’s own are in force, are turned off though nothing lists them, and go for good', async () => {
    const { was: _, ...rule } = {
      ...ruleOf(scene, 'ELD-AREA-OLD'),
      id: 'OWN-1',
      profile: 'own',
      threshold: 5
    };
    scene = await take(setRulesOn(putRule(scene.choices, rule), ['OWN-1'], true, idsOf(scene)));
    expect(idsOf(scene).at(-1)).toBe('OWN-1');
    const rows = async () => {
      await engine.compliance(quiet);
      return (await engine.complianceOf({ standard: 'OWN-1' })).length;
    };
    expect(await rows()).toBeGreaterThan(0);
    scene = await turn(['OWN-1'], false);
    expect(idsOf(scene)).not.toContain('OWN-1');
    expect(await rows()).toBe(0);
    scene = await turn(['OWN-1'], true);
    expect(idsOf(scene)).toContain('OWN-1');
    scene = await take(dropRule(scene.choices, 'OWN-1', true));
    expect(idsOf(scene)).not.toContain('OWN-1');
    expect(JSON.stringify(scene.choices)).not.toContain('OWN-1');
  });

  it('that are wrong are refused with a sentence in either language, and nothing has changed', async () => {
    const before = await linesOf(engine);
    const wrong: RuleChoices[] = [
      putRule(scene.choices, { id: 'ELD-AREA-OLD', threshold: null }),
      putRule(scene.choices, { id: 'ELD-AREA-OLD', deadline: 'soon' }),
      putRule(scene.choices, { id: 'OWN-1', title_zh: '自建', threshold: 1 }),
      { ...scene.choices, standards: ['ELD-COV-15', 'NOPE'] },
      { ...scene.choices, profiles: ['nowhere'], standards: undefined, off: ['NOPE'] }
    ];
    for (const choices of wrong) {
      const error = await take(choices).catch((thrown: unknown) => UserError.fromWire(thrown));
      expect(error).toBeInstanceOf(UserError);
      const { zh, en } = (error as UserError).said;
      expect(zh).toMatch(/[\u4e00-\u9fff]{2}/);
      expect(en).toMatch(/[a-z]{3}/);
      expect(en).not.toMatch(/[\u4e00-\u9fff]{6}/);
    }
    expect(await linesOf(engine)).toEqual(before);
    // What is kept has no trace of them either.
    const file = await engine.toFile(question);
    const other = await startEngine();
    expect((await other.fromFile(file, quiet)).scene!.choices).toEqual(scene.choices);
  });

  it('survive saving and the study as one file', async () => {
    const changed = putRule(scene.choices, { id: 'ELD-AREA-OLD', threshold: 12 });
    scene = await take(setRulesOn(changed, ['STF-18'], true, idsOf(scene)));
    const lines = await linesOf(engine);
    await engine.save(question);
    const file = await engine.toFile(question);

    for (const open of [
      (fresh: EngineApi) => fresh.restore('sample', quiet),
      (fresh: EngineApi) => fresh.fromFile(file, quiet)
    ]) {
      const fresh = await startEngine();
      const opened = (await open(fresh))!.scene!;
      expect(opened.choices).toEqual(scene.choices);
      expect(ruleOf(opened, 'ELD-AREA-OLD')).toMatchObject({ threshold: 12, was: { id: 'ELD-AREA-OLD' } });
      expect(await linesOf(fresh)).toEqual(lines);
    }
  });

  it('go into a pack file and come back from it as they were', async () => {
    const changed = putRule(scene.choices, {
      id: 'ELD-COV-15',
      ...{ walk_minutes: null, distance_m: 900, basis: 'distance' }
    });
    scene = await take(changed);
    const file = writePack(scene.title, scene.rules);
    const rules = readPack(file);
    // Of rules as the program has them the file says nothing new.
    expect(rules.filter((rule) => Object.keys(rule).length > 1).map(({ id }) => id)).toEqual(['ELD-COV-15']);
    const plain = dropRule(scene.choices, 'ELD-COV-15', false);
    expect(
      putRule(
        plain,
        rules.find(({ id }) => id === 'ELD-COV-15')!
      ).rules
    ).toEqual(changed.rules);
  });
});

describe('compliance', () => {
  it('after edits is what a fresh engine finds for them', async () => {
    scene = await turn(MANY, true);
    await engine.compliance(quiet);
    const elder = scene.facilities.code.filter((_, i) =>
      /^eldercare|^day_care/.test(scene.facilities.category[i])
    );
    const [lon, lat] = scene.units.find(({ label }) => label !== null)!.label!;
    const edits = [
      { do: 'close' as const, code: elder[0] },
      { do: 'move' as const, code: elder[1], lon, lat },
      { do: 'add' as const, code: 'new-1', category: 'chs', name: '新站', lon, lat }
    ];
    for (let cursor = 1; cursor <= edits.length; cursor++) {
      await engine.setScenario(edits.slice(0, cursor));
      const live = await linesOf(engine);
      const fresh = await startEngine();
      await fresh.openSample(sample, quiet);
      await fresh.setRules(scene.choices, quiet);
      await fresh.setScenario(edits.slice(0, cursor));
      expect(live).toEqual(await linesOf(fresh));
    }
    // Undone, it is what it was.
    const undone = await startEngine();
    await undone.openSample(sample, quiet);
    await undone.setRules(scene.choices, quiet);
    await engine.setScenario([]);
    expect(await linesOf(engine)).toEqual(await linesOf(undone));
  }, 120_000);

  it('while it is worked out and an edit is undone is that of what is there then', async () => {
    scene = await turn(MANY, true);
    const elder = scene.facilities.code.filter((_, i) => /^eldercare/.test(scene.facilities.category[i]));
    const edits = elder.map((code) => ({ do: 'close' as const, code }));
    await engine.setScenario(edits);
    let undone: Promise<unknown> | null = null;
    // Each look at the clock is late enough for messages to be let in.
    let ms = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (ms += 100));
    await engine.compliance(({ share }) => {
      if (share > 0.1) undone ??= engine.setScenario([]);
    });
    clock.mockRestore();
    expect(undone).not.toBeNull();
    await undone;
    const fresh = await startEngine();
    await fresh.openSample(sample, quiet);
    await fresh.setRules(scene.choices, quiet);
    // Facilities that come back are the last ones.
    const sorted = async (of: EngineApi) =>
      (await linesOf(of)).map((line) => ({ ...line, features: line.features.toSorted() }));
    expect(await sorted(engine)).toEqual(await sorted(fresh));
  }, 60_000);

  it('as a matrix agrees with the rows and the heads', async () => {
    scene = await turn(MANY, true);
    const heads = await engine.compliance(quiet);
    const lines = (await Promise.all(heads.map(({ standard }) => engine.complianceOf({ standard })))).flat();
    const { standards, unit, status } = await engine.complianceMatrix();
    expect(standards).toEqual(idsOf(scene));
    const byCell = new Map(lines.map((line) => [`${line.unit} ${line.standard}`, line.status]));
    expect(byCell.size).toBe(lines.length);
    let filled = 0;
    unit.forEach((each, row) =>
      standards.forEach((standard, k) => {
        const found = STATUSES[status[row * standards.length + k]];
        expect([each, standard, found]).toEqual([each, standard, byCell.get(`${each} ${standard}`)]);
        if (found) filled++;
      })
    );
    expect(filled).toBe(lines.length);
    for (const { standard, counts } of heads) {
      const k = standards.indexOf(standard);
      for (const [s, name] of STATUSES.entries()) {
        const there = unit.reduce((n, _, row) => n + (status[row * standards.length + k] === s ? 1 : 0), 0);
        expect([standard, name, counts[name] ?? 0]).toEqual([standard, name, there]);
      }
    }
    // The rows of a unit are those of its line of the matrix.
    const [first] = unit;
    expect((await engine.complianceOf({ unit: first })).map(({ standard }) => standard).sort()).toEqual(
      standards.filter((_, k) => status[k] >= 0).sort()
    );
  });
});

describe('a rule that is being written', () => {
  it('is held against the one in force, and leaves the study as it was', async () => {
    const before = await linesOf(engine);
    const rule = ruleOf(scene, 'ELD-AREA-OLD');
    const unchanged = await engine.previewRule(rule);
    expect(unchanged).toMatchObject({ changed: 0, changes: [] });
    expect(unchanged.after).toEqual(unchanged.before);

    const lines = before.filter(({ standard }) => standard === 'ELD-AREA-OLD');
    const threshold = Math.min(...lines.map(({ value }) => value).filter(Number.isFinite));
    const preview = await engine.previewRule({ ...rule, threshold });
    const failing = lines.filter(({ status }) => status === 'not_met');
    expect(failing.length).toBeGreaterThan(0);
    expect(preview.before).toEqual(unchanged.before);
    expect(preview.after.met).toBe((preview.before.met ?? 0) + failing.length);
    expect(preview.changed).toBe(failing.length);
    expect(preview.changes.map(({ unit }) => unit)).toEqual(failing.slice(0, 12).map(({ unit }) => unit));
    for (const change of preview.changes) expect(change).toMatchObject({ before: 'not_met', after: 'met' });

    expect(await linesOf(engine)).toEqual(before);
    expect((await engine.setRules(scene.choices, quiet)).scene!.rules).toEqual(scene.rules);
  });

  it('has nothing before it where no rule of its id is in force', async () => {
    const rule = { ...ruleOf(scene, 'HLT-COV-15'), id: 'OWN-1', walk_minutes: 5, profile: 'own' };
    const { before, after, changed } = await engine.previewRule(rule);
    expect(before).toEqual({});
    const all = Object.values(after).reduce((sum, n) => sum + n, 0);
    expect(all).toBeGreaterThan(0);
    expect(changed).toBe(all);
  });

  it('tells of the scenario on the desk', async () => {
    const rule = ruleOf(scene, 'ELD-SITE-COMM');
    const present = await engine.previewRule(rule);
    const close = scene.facilities.code.map((code) => ({ do: 'close' as const, code }));
    await engine.setScenario(close);
    const { before, after } = await engine.previewRule(rule);
    expect(after.met).toBeUndefined();
    expect(before).toEqual(after);
    expect(present.after.met).toBeGreaterThan(0);
  });
});

describe('the task ledger', () => {
  it('comes back with its figures, its departments and the names of its units', async () => {
    const tasks = await engine.tasks();
    const rows = readFileSync(join(folder, 'tasks.csv'), 'utf8').trim().split('\n').slice(1);
    expect(tasks).toHaveLength(rows.length);
    expect(tasks[0]).toMatchObject({
      ...{ id: 'T0001', rule: 'ELD-ADAPT-800', requirement: 'S1-07', lead: '区民政局' },
      ...{ joint: ['区住建委', '区残联'], target: 60, actual: 59, unitOfValue: '户', status: '滞后' }
    });
    const names = new Set(scene.units.map(({ name }) => name));
    expect(tasks.filter(({ unit }) => unit !== '' && !names.has(unit))).toEqual([]);
    expect(tasks.some((task) => isOverdue(task, '2026-06-30'))).toBe(true);
  });

  it('goes into a file that can be imported again, with the same tasks', async () => {
    const tasks = await engine.tasks();
    const chosen = [];
    const files = ['communities.geojson', 'subdistricts.geojson', 'population.csv', 'facilities.csv'].map(
      (name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) })
    );
    for (const file of [...files, { name: '台账.csv', bytes: tasksCsv(tasks) }]) {
      const [found] = await engine.inspect([file], '[]', 'zh', quiet);
      if (!found.ok) throw new Error(found.said.en);
      const { key, choices } = found.inspection;
      chosen.push({ key, choices });
    }
    expect(chosen.at(-1)!.choices.as).toBe('tasks');
    chosen[2].choices.same = { 官前园社区: '宫前园社区' };
    const { results } = await engine.importFiles(chosen, {}, '[]', 'zh', quiet);
    expect(results.map((result) => (result.ok ? result.report.rejected : result.said.zh))).toEqual(
      chosen.map(() => [])
    );
    expect(await engine.tasks()).toEqual(tasks);
  });

  it('is empty where none was given', async () => {
    await engine.newStudy('');
    await expect(engine.tasks()).rejects.toThrow(/analysed study/);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/lib/workbench/engine/engine.ts';
import type { EngineApi } from '../../src/lib/workbench/engine/engine-api.ts';

const stores = vi.hoisted(() => new Map<string, Map<string, Uint8Array>>());
vi.mock('../../src/lib/tables/wasm.ts', async () => ({
  openWasm: (await import('../../src/lib/tables/native.ts')).openNative
}));
vi.mock('../../src/lib/workbench/engine/open-keep.ts', async (original) => ({
  ...(await original<object>()),
  openKeeps: async () => (await import('./memory-keeps.ts')).memoryKeeps(stores)
}));

const folder = join(import.meta.dirname, '../fixtures/studies');
const question = { measure: 'HLT-COV-15', walker: 'all', minutes: null, metres: null };
const quiet = () => {};

let engine: EngineApi;
beforeEach(async () => {
  stores.clear();
  engine = createEngine();
  await engine.start({ wasm: '', worker: '' }, quiet);
});

it.each([
  ['with-cursor', 2],
  ['with-history', 1]
])('%s opens with its edits, scenario and figures, and is saved in the form of today', async (name, acts) => {
  const opened = await engine.fromFile(new Uint8Array(readFileSync(join(folder, `${name}.yike`))), quiet);
  expect(opened).toMatchObject({
    ...{ title: '旧研究', sample: false, dropped: 0, savedAt: null, question },
    edits: [{ do: 'add', code: 'new-1', name: '<b>新站</b>' }],
    history: { done: 1 },
    scenarios: [{ name: '方案一', edits: [{ do: 'close', code: 'F0005' }], cost: 1000 }]
  });
  expect(opened.history.acts).toHaveLength(acts);
  const covered = async () => {
    const { coveredPeople, total } = await engine.ask(question, []);
    return [coveredPeople, total].map(Math.round);
  };
  expect(await covered()).toEqual([59847, 62509]);
  await engine.save(question);
  const again = (await engine.restore(opened.id, quiet))!;
  expect(again).toMatchObject({ edits: opened.edits, history: opened.history, scenarios: opened.scenarios });
  expect(again.savedAt).not.toBeNull();
  expect(await covered()).toEqual([59847, 62509]);
});

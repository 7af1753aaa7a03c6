import { beforeEach, describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/lib/tables/archive-error.ts';
import { withManifest } from '../../src/lib/tables/manifest.ts';
import { newPlace } from '../../src/lib/workbench/engine/kept-as.ts';
import { sayKept, takeKept } from '../../src/lib/workbench/engine/kept-study.ts';
import { copyStudy, freshId, listStudies, nameStudy } from '../../src/lib/workbench/engine/studies.ts';
import type { Keeps } from '../../src/lib/workbench/engine/open-keep.ts';
import { sessionMarks } from '../../src/lib/workbench/files/session-marks.ts';
import { memoryKeeps, type Stores } from './memory-keeps.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const filesOf = (study: object) =>
  withManifest(
    new Map([
      ['tables/communities.arrow', new Uint8Array(500).fill(7)],
      ['study.json', encode(study)]
    ])
  );
const file = { yike: 1, title: '甲' };

let stores: Stores;
let keeps: Keeps;
beforeEach(() => {
  stores = new Map();
  keeps = memoryKeeps(stores);
});

describe('studies side by side', () => {
  const put = async (id: string, study: object) => (await keeps.of(id)).write(filesOf(study));

  it('are listed with what was changed last first, that of before among them', async () => {
    await put('own', { file: { ...file, title: '从前的' } });
    await put('b', { file: { ...file, title: '乙' }, savedAt: 2000 });
    await put('sample', { file, sample: true, savedAt: 3000 });
    await keeps.of('never-written');
    const lines = await listStudies(keeps);
    expect(lines.map(({ id, title, savedAt }) => [id, title, savedAt])).toEqual([
      ['sample', '甲', 3000],
      ['b', '乙', 2000],
      ['own', '从前的', null]
    ]);
    for (const { bytes } of lines) expect(bytes).toBeGreaterThan(500);
  });

  it('are listed with why they can’t be read, and left as they are', async () => {
    await put('a', { file });
    const kept = stores.get('a')!;
    kept.set('gen-1/manifest.json', encode({ version: 99, files: [] }));
    await put('b', { file });
    stores.get('b')!.set('gen-1/study.json', new TextEncoder().encode('{'));
    const before = new Map(kept);
    const lines = await listStudies(keeps);
    expect(lines.map(({ problem }) => problem?.zh.slice(0, 12))).toEqual(
      ['这是更新版本的一刻圈保存的', '文件不完整：缺少或读不出 s'].map((text) => text.slice(0, 12))
    );
    expect(kept).toEqual(before);
  });

  it('are renamed and copied whole, what is not known included, and deleted without a rest', async () => {
    await put('a', { file: { ...file, later: [1] }, edits: [], beyond: { x: 1 } });
    await nameStudy(keeps, 'a', '新名', 5000);
    await copyStudy(keeps, 'a', 'c', '新名（副本）', 6000);
    for (const [id, title, savedAt] of [
      ['a', '新名', 5000],
      ['c', '新名（副本）', 6000]
    ] as const) {
      const { files } = (await (await keeps.of(id)).readLatest())!;
      expect(JSON.parse(new TextDecoder().decode(files.get('study.json')))).toEqual({
        ...{ file: { yike: 1, title, later: [1] }, edits: [], beyond: { x: 1 }, savedAt }
      });
      expect(files.get('tables/communities.arrow')).toEqual(new Uint8Array(500).fill(7));
    }
    await keeps.drop('a');
    expect([...stores.keys()]).toEqual(['c']);
  });

  it('have ids of their own', () => {
    const ids = new Set(Array.from({ length: 500 }, freshId));
    expect(ids.size).toBe(500);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}$/);
  });
});

/** What is thrown, by its code. */
function refusal(said: unknown): string {
  try {
    takeKept(said, 'a');
  } catch (error) {
    if (error instanceof ArchiveError) return error.code;
    throw error;
  }
  return 'taken';
}

describe('a kept study', () => {
  const add = {
    do: 'add',
    code: 'n',
    category: 'clinic',
    name: '<script>alert(1)</script>',
    lon: 117,
    lat: 39
  };
  const now = {
    file,
    sample: false,
    edits: [add],
    history: { acts: [], done: 0 },
    scenarios: [],
    asked: [],
    question: null
  };

  it('of every earlier form is read: its edits, of which the first so many stood', () => {
    const close = { do: 'close', code: 'n' };
    const first = takeKept({ file, sample: false, edits: [add, close], cursor: 1, question: null }, 'a');
    expect(first).toMatchObject({ edits: [add], scenarios: [], asked: [], history: { done: 1 } });
    expect(first.history.acts).toHaveLength(2);
    const second = takeKept({ ...now, history: undefined, cursor: 1 }, 'a');
    expect(second.edits).toEqual([add]);
  });

  it('keeps what this version does not know, and names that are scripts as they are', () => {
    const said = { ...now, file: { ...file, later: { deep: [1] } }, beyond: 'x' };
    const held = takeKept(said, 'a');
    const again = sayKept(held, null, 77) as Record<string, unknown>;
    expect(again).toMatchObject({
      beyond: 'x',
      savedAt: 77,
      file: { title: '甲', later: { deep: [1] } },
      edits: [add]
    });
    expect(newPlace('a')).toMatchObject({ id: 'a', generation: null });
  });

  it('is refused by name where it holds what no study does', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 50_000; i++) deep = [deep];
    const huge = JSON.parse('{"lon":1e999}') as { lon: number };
    expect([
      refusal(now),
      refusal(null),
      refusal([]),
      refusal({ ...now, edits: 'x' }),
      refusal({ ...now, edits: [null] }),
      refusal({ ...now, edits: [{ do: 'close' }] }),
      refusal({ ...now, edits: [{ ...add, ...huge }] }),
      refusal({ ...now, edits: [{ ...add, lon: 1e9 }] }),
      refusal({ ...now, edits: [{ ...add, name: { toString: 1 } }] }),
      refusal({ ...now, edits: [{ do: 'link', code: 'l', kind: 'gate', from: [1, 2], to: [1] }] }),
      refusal({ ...now, edits: [{ do: 'fly', code: 'n' }] }),
      refusal({ ...now, scenarios: [{ name: 1, edits: [] }] }),
      refusal({ ...now, beyond: deep }),
      refusal({ ...now, beyond: 'x'.repeat(2_000_000) })
    ]).toEqual(['taken', ...Array<string>(9).fill('strange'), 'newer', ...Array<string>(3).fill('strange')]);
  });

  it('goes on without a history, question or siting that can’t be read', () => {
    const odd = {
      ...now,
      history: { acts: [{ what: 'explode' }], done: 9 },
      question: { measure: 3 },
      asked: [{ sites: 'x' }]
    };
    expect(takeKept(odd, 'a')).toMatchObject({
      edits: [add],
      history: { done: 1 },
      question: null,
      asked: []
    });
  });
});

describe('marks of a session', () => {
  it('tell which study was open last, and which was cut off; a browser that refuses them knows of nothing', () => {
    const store = () => {
      const map = new Map<string, string>();
      return {
        getItem: (key: string) => map.get(key) ?? null,
        setItem: (key: string, value: string) => void map.set(key, value),
        removeItem: (key: string) => void map.delete(key)
      };
    };
    const [all, tab, other] = [store(), store(), store()];
    const marks = sessionMarks(
      () => tab,
      () => all
    );
    marks.opened('a');
    const second = sessionMarks(
      () => other,
      () => all
    );
    second.opened('b');
    second.closed('b');
    expect([marks.last(), second.last(), sessionMarks(store, () => all).last()]).toEqual(['a', 'b', 'b']);
    expect([marks.wasCutOff('a'), marks.wasCutOff('b')]).toEqual([true, false]);
    const refusing = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    const none = sessionMarks(refusing, refusing);
    none.opened('a');
    expect([none.last(), none.wasCutOff('a')]).toEqual([null, false]);
  });
});

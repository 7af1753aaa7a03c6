import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/lib/tables/archive-error.ts';
import { createKeep, type FileStore } from '../../src/lib/tables/keep.ts';
import { packColumns } from '../../src/lib/network/pack-columns.ts';
import { GRAPH, withManifest, type StudyFiles } from '../../src/lib/tables/manifest.ts';

type Files = Map<string, Uint8Array>;

function memoryStore(files: Files): FileStore {
  return {
    put: async (name, bytes) => void files.set(name, bytes.slice()),
    get: async (name) => files.get(name)?.slice() ?? null,
    list: async () => [...files.keys()],
    delete: async (name) => void files.delete(name)
  };
}

/** A store that is killed at its `step`-th operation: a file being put is cut at `share` of its bytes, then nothing works. */
function dyingStore(files: Files, step: number, share: number): FileStore {
  const store = memoryStore(files);
  let left = step;
  const guard = async (last?: () => unknown): Promise<void> => {
    if (left-- > 0) return;
    if (left === -1) last?.();
    throw new Error('killed');
  };
  return {
    put: async (name, bytes) => {
      await guard(() => files.set(name, bytes.slice(0, Math.floor(bytes.length * share))));
      await store.put(name, bytes);
    },
    get: async (name) => (await guard(), store.get(name)),
    list: async () => (await guard(), store.list()),
    delete: async (name) => (await guard(), store.delete(name))
  };
}

const save = (n: number): StudyFiles =>
  withManifest(
    new Map([
      ['tables/communities.arrow', new Uint8Array(200).fill(n)],
      ['study.json', new TextEncoder().encode(`{"n":${n}}`)]
    ])
  );

/** Bytes with sums of their own, as a kept graph has them. */
const graphOf = (n: number): Uint8Array => packColumns(new Map([['n', new Uint32Array(50).fill(n)]]), { n });

/** The same with a graph that changes at every third save only. */
const saveWithGraph = (n: number): StudyFiles =>
  withManifest(
    new Map([
      ['study.json', new TextEncoder().encode(`{"n":${n}}`)],
      [GRAPH, graphOf(Math.floor(n / 3))]
    ])
  );

const numberIn = (found: { files: StudyFiles } | null): number | null =>
  found && (JSON.parse(new TextDecoder().decode(found.files.get('study.json'))) as { n: number }).n;

describe('the kept study', () => {
  it('is nothing before the first save, then the last one, and two generations at most', async () => {
    const keep = createKeep(memoryStore(new Map()));
    expect(await keep.readLatest()).toBeNull();
    for (let n = 1; n <= 5; n++) {
      expect(await keep.write(save(n))).toBe(n);
      expect((await keep.readLatest())!.files).toEqual(save(n));
      expect(await keep.list()).toEqual(n === 1 ? [1] : [n, n - 1]);
    }
    await keep.remove();
    expect([await keep.list(), await keep.readLatest()]).toEqual([[], null]);
  });

  it('loses nothing that was said to be saved, killed at any step, again and again', async () => {
    const kills = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.constantFrom(0, 0.5, 0.99, 1)), {
      minLength: 1,
      maxLength: 5
    });
    await fc.assert(
      fc.asyncProperty(kills, async (sessions) => {
        const files: Files = new Map();
        let saved: number | null = null;
        let tried = 0;
        for (const [step, share] of sessions) {
          const keep = createKeep(dyingStore(files, step, share));
          for (let k = 0; k < 3; k++) {
            const n = ++tried;
            await keep.write(save(n)).then(
              () => (saved = n),
              () => undefined
            );
          }
          const found = numberIn(await createKeep(memoryStore(files)).readLatest());
          // What is found is what was last said to be saved, or a later save that was whole before the kill.
          if (saved !== null) expect(found).toBeGreaterThanOrEqual(saved);
          if (found !== null) {
            expect(found).toBeLessThanOrEqual(tried);
            saved = found;
          }
        }
      }),
      { numRuns: 400 }
    );
  });

  it('is killed at every single step of the third save', async () => {
    const outcomes = new Set<string>();
    for (let step = 0; step < 40; step++) {
      for (const share of [0, 0.5, 1]) {
        const files: Files = new Map();
        const before = createKeep(memoryStore(files));
        await before.write(save(1));
        await before.write(save(2));
        const said = await createKeep(dyingStore(files, step, share))
          .write(save(3))
          .then(
            () => true,
            () => false
          );
        const found = numberIn(await createKeep(memoryStore(files)).readLatest());
        expect(said ? [3] : [2, 3]).toContain(found);
        outcomes.add(`${said} ${found}`);
        // The next session saves as if nothing had been, and leaves no rest behind.
        const after = createKeep(memoryStore(files));
        await after.write(save(4));
        expect(numberIn(await after.readLatest())).toBe(4);
        expect((await after.list()).length).toBe(2);
      }
    }
    expect(outcomes).toEqual(new Set(['false 2', 'false 3', 'true 3']));
  });

  it('falls back to the generation before when the newest is damaged in any file', async () => {
    for (const name of save(2).keys()) {
      for (const damage of [
        (b: Uint8Array) => b.slice(0, -1),
        (b: Uint8Array) => b.map((v, i) => (i ? v : v ^ 1))
      ]) {
        const files: Files = new Map();
        const keep = createKeep(memoryStore(files));
        await keep.write(save(1));
        await keep.write(save(2));
        files.set(`gen-2/${name}`, damage(files.get(`gen-2/${name}`)!));
        expect(numberIn(await keep.readLatest())).toBe(1);
        // The good one is not pushed out by the next saves before it is replaced by a good one.
        await keep.write(save(3));
        expect(numberIn(await keep.readLatest())).toBe(3);
      }
    }
  });

  it('says so when everything that was saved is damaged', async () => {
    const files: Files = new Map();
    const keep = createKeep(memoryStore(files));
    await keep.write(save(1));
    files.set('gen-1/study.json', new Uint8Array(3));
    await expect(keep.readLatest()).rejects.toMatchObject({ code: 'incomplete', file: 'study.json' });
  });

  it('does not take something older for what a newer version saved', async () => {
    const files: Files = new Map();
    const keep = createKeep(memoryStore(files));
    await keep.write(save(1));
    files.set('gen-2/manifest.json', new TextEncoder().encode('{"version":99}'));
    await expect(keep.readLatest()).rejects.toBeInstanceOf(ArchiveError);
  });

  it('is not called saved by a store that keeps less than it was given', async () => {
    for (const name of save(1).keys()) {
      const files: Files = new Map();
      const store = memoryStore(files);
      const cutting: FileStore = {
        ...store,
        put: (n, b) => store.put(n, n.endsWith(name) ? b.slice(0, 5) : b)
      };
      await expect(createKeep(cutting).write(save(1))).rejects.toMatchObject({
        code: 'incomplete',
        file: name
      });
    }
  });

  it('writes one save after the other when two are asked for at once', async () => {
    const keep = createKeep(memoryStore(new Map()));
    expect(await Promise.all([keep.write(save(1)), keep.write(save(2)), keep.write(save(3))])).toEqual([
      1, 2, 3
    ]);
    expect(numberIn(await keep.readLatest())).toBe(3);
  });

  it('writes a graph once for all saves that have it, and keeps none that no save has', async () => {
    const files: Files = new Map();
    const written: string[] = [];
    const store = memoryStore(files);
    const counting: FileStore = {
      ...store,
      put: (name, bytes) => (name.endsWith(GRAPH) && written.push(name), store.put(name, bytes))
    };
    const graphs = (): string[] => [...files.keys()].filter((name) => name.endsWith(GRAPH));
    const keep = createKeep(counting);
    for (let n = 3; n < 6; n++) await keep.write(saveWithGraph(n));
    expect([written.length, graphs().length]).toEqual([1, 1]);
    // A later session compares it once, and writes it no more.
    const later = createKeep(counting);
    expect((await later.readLatest())!.files).toEqual(saveWithGraph(5));
    expect((await later.readLatest('shared'))!.files.has(GRAPH)).toBe(false);
    await later.write(saveWithGraph(3));
    expect(written.length).toBe(1);
    // Another graph lies beside the first while a generation has that, and no longer.
    await later.write(saveWithGraph(6));
    expect([written.length, graphs().length]).toEqual([2, 2]);
    await later.write(saveWithGraph(7));
    expect(graphs()).toEqual([written[1]]);
    // Back again, it is written again.
    await later.write(saveWithGraph(4));
    expect([written.length, graphs().length]).toEqual([3, 2]);
    await later.remove();
    expect([...files.keys()]).toEqual([]);
  });

  it('writes a graph that was cut or damaged again, and reads the study without one', async () => {
    for (const damage of [
      (b: Uint8Array) => b.slice(0, -1),
      (b: Uint8Array) => b.map((v, i) => (i < 100 ? v : v ^ 1)),
      () => new Uint8Array(0)
    ]) {
      const files: Files = new Map();
      await createKeep(memoryStore(files)).write(saveWithGraph(3));
      const place = [...files.keys()].find((name) => name.endsWith(GRAPH))!;
      files.set(place, damage(files.get(place)!));
      const keep = createKeep(memoryStore(files));
      expect(numberIn(await keep.readLatest())).toBe(3);
      await keep.write(saveWithGraph(4));
      expect(files.get(place)).toEqual(graphOf(1));
      files.delete(place);
      expect(numberIn(await keep.readLatest())).toBe(4);
      expect((await keep.readLatest())!.files.has(GRAPH)).toBe(false);
    }
  });

  it('loses neither study nor graph that was said to be saved, killed at any step', async () => {
    for (let step = 0; step < 60; step++)
      for (const share of [0, 0.5, 1]) {
        const files: Files = new Map();
        const dying = createKeep(dyingStore(files, step, share));
        let saved = 2;
        for (let n = 3; n < 9; n++)
          await dying.write(saveWithGraph(n)).then(
            () => (saved = n),
            () => undefined
          );
        const found = await createKeep(memoryStore(files)).readLatest();
        if (saved === 2 && found === null) continue;
        const n = numberIn(found)!;
        expect(n).toBeGreaterThanOrEqual(saved);
        // What is found is whole: its graph is the one it was saved with.
        expect(found!.files).toEqual(saveWithGraph(n));
        const after = createKeep(memoryStore(files));
        await after.write(saveWithGraph(9));
        expect((await after.readLatest())!.files).toEqual(saveWithGraph(9));
        await after.write(saveWithGraph(10));
        expect([...files.keys()].filter((name) => name.endsWith(GRAPH))).toHaveLength(1);
      }
  });

  it('tells its newest state by one file, and what it weighs, without reading the others', async () => {
    const files: Files = new Map();
    const read: string[] = [];
    const store = memoryStore(files);
    const keep = createKeep({ ...store, get: async (name) => (read.push(name), store.get(name)) });
    expect(await keep.glance('study.json')).toBeNull();
    await keep.write(save(1));
    await keep.write(save(2));
    read.length = 0;
    const found = (await keep.glance('study.json'))!;
    expect([found.generation, new TextDecoder().decode(found.file), found.bytes]).toEqual([
      2,
      '{"n":2}',
      207
    ]);
    expect(read.some((name) => name.endsWith('.arrow'))).toBe(false);
  });

  it('writes nothing over what someone else has saved meanwhile', async () => {
    const files: Files = new Map();
    const [mine, theirs] = [createKeep(memoryStore(files)), createKeep(memoryStore(files))];
    const read = await mine.write(save(1));
    await theirs.write(save(2), read);
    const before = new Map(files);
    await expect(mine.write(save(3), read)).rejects.toMatchObject({ code: 'overtaken' });
    expect(files).toEqual(before);
    expect(await mine.write(save(4), 2)).toBe(3);
  });

  it('stands as it was where there is no room, with nothing of the attempt left, and makes room of what is older', async () => {
    const files: Files = new Map();
    const sizeOf = () => [...files.values()].reduce((sum, { length }) => sum + length, 0);
    let room = Infinity;
    const store = memoryStore(files);
    const tight = createKeep({
      ...store,
      put: async (name, bytes) => {
        if (sizeOf() + bytes.length > room) throw new DOMException('full', 'QuotaExceededError');
        await store.put(name, bytes);
      }
    });
    await tight.write(save(1));
    const one = sizeOf();
    await tight.write(save(2));
    // Room for two of them: the older gives way.
    room = 2 * one + 20;
    expect(await tight.write(save(3))).toBe(3);
    expect(numberIn(await tight.readLatest())).toBe(3);
    // Room for no more than what is there.
    room = sizeOf() - one + 20;
    await expect(tight.write(save(4))).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(numberIn(await tight.readLatest())).toBe(3);
    expect(await tight.list()).toEqual([3]);
    room = Infinity;
    await tight.write(save(5));
    expect(numberIn(await tight.readLatest())).toBe(5);
  });
});

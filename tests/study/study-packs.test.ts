import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { openSession } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { packsOf, withPacks } from '../../src/lib/study/study-packs.ts';
import { loadPacks } from '../../src/lib/standards/packs.ts';
import { packOf, writePackFile } from '../../src/lib/standards/pack-file.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridInputs } from './grid-inputs.ts';

const [first] = loadPacks(['hunchun']);
const pack = writePackFile(packOf('ours', [{ ...first, threshold: 7, comparator: '>=' }]));
const town = buildGridTown({ columns: 4, rows: 4 });
const inputs = gridInputs(town, facilitiesAt(town, [[1, 1]]));
const fileOf = (more: object) => parseStudyFile(JSON.stringify({ yike: 1, profiles: ['hunchun'], ...more }));

describe('packs of a study', () => {
  it('are read from their files, and their rules stand in the place of those they name', async () => {
    const asked: string[] = [];
    const file = await withPacks(fileOf({ packs: ['rules/ours.json'] }), async (path) => {
      asked.push(path);
      return pack;
    });
    expect(asked).toEqual(['rules/ours.json']);
    const { standards } = runToEnd(openSession(inputs, file), () => {});
    expect(standards.find(({ id }) => id === first.id)).toMatchObject({ threshold: 7, profile: 'ours' });
    // What was read is held by the file itself.
    expect(packsOf(JSON.parse(JSON.stringify(file)) as typeof file)).toHaveLength(1);
  });

  it('are asked for once read, and told what is wrong with them', async () => {
    expect(() => packsOf(fileOf({ packs: ['ours.json'] }))).toThrow('expected a pack that was read');
    const wrong = await withPacks(fileOf({ packs: ['x'] }), async () => '{"yike_pack": 1}');
    expect(() => packsOf(wrong)).toThrow(/标准包/);
    await expect(
      withPacks(fileOf({ packs: ['gone'] }), async (path) => Promise.reject(new Error(`no ${path}`)))
    ).rejects.toThrow('no gone');
    await expect(withPacks(fileOf({ packs: ['a.json'] }), async () => '{"yike_pack": 1,')).rejects.toThrow(
      /标准包“a\.json”不是有效的 JSON：第 1 行第 17 列：.* · the standards pack "a\.json" is not JSON: line 1/
    );
  });

  it('need nothing where a study names none', async () => {
    const file = fileOf({});
    expect(await withPacks(file, async () => Promise.reject(new Error('asked')))).toBe(file);
    expect(packsOf(file)).toEqual([]);
  });
});

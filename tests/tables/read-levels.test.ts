import { expect, test } from 'vitest';
import { readLevels } from '../../src/lib/tables/read-levels.ts';

type Row = { layer?: string; bridge?: string; tunnel?: string; level?: string };
const levelsOf = (rows: Row[], columns = ['layer', 'bridge', 'tunnel', 'level']) =>
  readLevels(
    (name) => (columns.includes(name) ? rows.map((row) => row[name] ?? null) : undefined),
    Uint32Array.from(rows, (_, i) => i)
  );

test('a layer that is said counts, then bridge and tunnel, then the floor', () => {
  const rows: [Row, number][] = [
    [{}, 0],
    [{ layer: '2', bridge: 'yes' }, 2],
    [{ layer: '-1', tunnel: 'yes' }, -1],
    [{ bridge: 'viaduct' }, 1],
    [{ layer: '0', bridge: 'yes' }, 1],
    [{ bridge: 'no', tunnel: 'no' }, 0],
    [{ bridge: 'F', tunnel: 'T' }, -1],
    [{ tunnel: 'building_passage' }, 0],
    [{ level: '3' }, 3],
    [{ level: '-2;-1' }, -2],
    [{ layer: '道路' }, 0],
    [{ layer: '1.0' }, 1],
    [{ layer: '77' }, 0],
    [{ level: 'ground' }, 0]
  ];
  expect([...levelsOf(rows.map(([row]) => row))!]).toEqual(rows.map(([, level]) => level));
});

test('lines of one row share its level; without any of the columns nothing is known', () => {
  expect(levelsOf([{ layer: '1' }], [])).toBeNull();
  expect([...levelsOf([{ bridge: 'yes', layer: '3' }], ['bridge'])!]).toEqual([1]);
  const shared = readLevels((name) => (name === 'layer' ? ['1', '-1'] : undefined), Uint32Array.of(0, 0, 1));
  expect([...shared!]).toEqual([1, 1, -1]);
});

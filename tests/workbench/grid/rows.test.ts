import { describe, expect, it } from 'vitest';
import { totalOf } from '../../../src/lib/workbench/grid/column-totals.ts';
import { choicesOf, filterRows, type ColumnFilter } from '../../../src/lib/workbench/grid/filter-rows.ts';
import type { GridColumn, NumberColumn, TextColumn } from '../../../src/lib/workbench/grid/grid-column.ts';
import { clickSort, orderRows } from '../../../src/lib/workbench/grid/order-rows.ts';
import { makeRanks, rankNumbers, readyRanks } from '../../../src/lib/workbench/grid/rank-values.ts';
import {
  extendTo,
  NO_ROWS,
  selectedIn,
  selectRow,
  toggleRow
} from '../../../src/lib/workbench/grid/row-selection.ts';
import { scrollFor, slotsOf } from '../../../src/lib/workbench/grid/row-window.ts';
import { nextPlace } from '../../../src/lib/workbench/grid/grid-keys.ts';

const text = (id: string, values: string[]): TextColumn => ({
  id,
  head: id,
  type: 'text',
  widthPx: 100,
  values
});
const number = (id: string, values: number[], more: Partial<NumberColumn> = {}): NumberColumn => ({
  ...{ id, head: id, widthPx: 100, values: Float64Array.from(values), show: String },
  ...{ type: 'number', ...more }
});
const every = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);
const now = async () => {};

/** Numbers between 0 and 1, the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const COUNT = 100_000;
const next = seeded(7);
const SYLLABLES = [...'东西南北中和平新华光明里园街路桥门井口营坊'];
const rows = Array.from({ length: COUNT }, (_, row) => ({
  row,
  name:
    next() < 0.01
      ? ''
      : Array.from({ length: 3 }, () => SYLLABLES[Math.floor(next() * 21)]).join('') +
        Math.floor(next() * 20),
  kind: ['a', 'B', 'c', ''][Math.floor(next() * 4)],
  size: next() < 0.1 ? NaN : Math.floor(next() * 500) / 2
}));
const table = {
  name: text(
    'name',
    rows.map(({ name }) => name)
  ),
  kind: text(
    'kind',
    rows.map(({ kind }) => kind)
  ),
  size: number(
    'size',
    rows.map(({ size }) => size)
  )
};
const collator = new Intl.Collator('zh-CN', { numeric: true });
const texts = (a: string, b: string, way: number) =>
  a === '' || b === '' ? Number(a === '') - Number(b === '') : way * collator.compare(a, b);
const numbers = (a: number, b: number, way: number) =>
  Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : way * (a - b);

describe('the order of 100,000 rows', () => {
  const order = async (...keys: [GridColumn, boolean][]) => {
    for (const [column] of keys) await makeRanks(column, now);
    return orderRows(
      every(COUNT),
      keys.map(([column, descending]) => ({ ranks: readyRanks(column)!, descending }))
    );
  };
  it('is that of a plain sort: numbers, NaN last both ways, ties as they stood', async () => {
    for (const down of [false, true]) {
      const plain = rows.toSorted((a, b) => numbers(a.size, b.size, down ? -1 : 1)).map(({ row }) => row);
      expect([...(await order([table.size, down]))]).toEqual(plain);
    }
  });
  it('is that of a plain sort: by text, by kind and number, three keys', async () => {
    const plain = rows
      .toSorted(
        (a, b) => texts(a.kind, b.kind, -1) || numbers(a.size, b.size, 1) || texts(a.name, b.name, -1)
      )
      .map(({ row }) => row);
    expect([...(await order([table.kind, true], [table.size, false], [table.name, true]))]).toEqual(plain);
  });
  it('goes by pinyin, and by numbers in names', async () => {
    const column = text('x', ['第10社区', '朝阳', '第2社区', '', '安定', '东城']);
    await makeRanks(column, now);
    const sorted = orderRows(every(6), [{ ranks: readyRanks(column)!, descending: false }]);
    expect([...sorted].map((row) => column.values[row])).toEqual([
      '安定',
      '朝阳',
      '第2社区',
      '第10社区',
      '东城',
      ''
    ]);
  });
  it('lets others in between pieces of work, and gives nothing before it is done', async () => {
    const column = text(
      'x',
      rows.map(({ name }, row) => `${name}-${row}`)
    );
    expect(readyRanks(column)).toBeNull();
    let pauses = 0;
    await makeRanks(column, async () => void pauses++);
    expect(pauses).toBeGreaterThan(20);
    expect(readyRanks(column)?.count).toBe(COUNT);
  });
  it('takes infinity and both zeros as numbers', () => {
    const { rank, count } = rankNumbers(Float64Array.of(Infinity, 0, -0, NaN, -Infinity, 5));
    expect([[...rank], count]).toEqual([[3, 1, 1, 4, 0, 2], 4]);
  });
  it('is empty without rows, and as it stood where all is empty', async () => {
    expect([...orderRows(every(0), [{ ranks: rankNumbers(new Float64Array(0)), descending: true }])]).toEqual(
      []
    );
    const none = { ranks: rankNumbers(Float64Array.of(NaN, NaN)), descending: true };
    expect([...orderRows(every(2), [none])]).toEqual([0, 1]);
  });
});

describe('a click on a heading', () => {
  const key = (id: string, descending = false) => ({ id, descending });
  it('sorts up, down, not at all', () => {
    const up = clickSort([], 'a', false);
    expect(up).toEqual([key('a')]);
    expect(clickSort(up, 'a', false)).toEqual([key('a', true)]);
    expect(clickSort([key('a', true)], 'a', false)).toEqual([]);
  });
  it('takes the place of other keys, or with shift joins them', () => {
    expect(clickSort([key('a')], 'b', false)).toEqual([key('b')]);
    expect(clickSort([key('a')], 'b', true)).toEqual([key('a'), key('b')]);
    expect(clickSort([key('a'), key('b')], 'a', true)).toEqual([key('a', true), key('b')]);
    expect(clickSort([key('a', true), key('b')], 'a', true)).toEqual([key('b')]);
    expect(clickSort([key('a', true), key('b')], 'b', false)).toEqual([key('b')]);
  });
});

describe('filters of 100,000 rows', () => {
  const columns = Object.values(table);
  const filter = (given: Record<string, ColumnFilter>, search = '') => [
    ...filterRows(columns, COUNT, new Map(Object.entries(given)), search)
  ];
  it('keep what a plain filter keeps, all of them together', () => {
    const kept = filter({
      name: { type: 'contains', text: '东' },
      kind: { type: 'choices', values: new Set(['a', '']) },
      size: { type: 'range', least: 20, most: 100.5 }
    });
    const plain = rows.filter(
      ({ name, kind, size }) =>
        name.includes('东') && (kind === 'a' || kind === '') && size >= 20 && size <= 100.5
    );
    expect(kept).toEqual(plain.map(({ row }) => row));
    expect(kept.length).toBeGreaterThan(1000);
  });
  it('find every word in some column, letters alike', () => {
    const plain = rows.filter(
      ({ name, kind, size }) =>
        (name + kind).toLowerCase().includes('b') && (name.includes('12') || Math.abs(size - 12) <= 0.5)
    );
    expect(filter({}, ' 12  b ')).toEqual(plain.map(({ row }) => row));
  });
  it('find a number as it is shown, rounded', () => {
    const own = [
      number('n', [1234.4, 1234.6, 12, NaN]),
      number('p', [0.8746, 0.5, 0.12, 1], { isPercent: true })
    ];
    const found = (search: string) => [...filterRows(own, 4, new Map(), search)];
    expect([found('1,234'), found('1234.6'), found('87.5%'), found('12'), found('nan')]).toEqual([
      [0],
      [1],
      [0],
      [2],
      []
    ]);
  });
  it('leave all where nothing is asked, and none without a choice', () => {
    expect(
      filter({ size: { type: 'range', least: null, most: null }, name: { type: 'contains', text: '' } })
    ).toHaveLength(COUNT);
    expect(filter({ kind: { type: 'choices', values: new Set() } })).toEqual([]);
  });
  it('offer choices of few values only', () => {
    expect(choicesOf(table.name.values)).toBeNull();
    const counts = choicesOf(table.kind.values)!;
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(COUNT);
    expect(counts.map(({ value }) => value).sort()).toEqual(['', 'B', 'a', 'c']);
  });
});

describe('totals', () => {
  const people = number('people', [100, 300, NaN, 600], { total: 'sum' });
  const share = number('share', [0.5, 0.9, 0.1, NaN], { total: { meanBy: 'people' } });
  const of = (column: GridColumn, which = [0, 1, 2, 3]) =>
    totalOf(column, Uint32Array.from(which), [people, share]);
  it('sum what is known', () => expect(of(people)).toEqual({ kind: 'sum', value: 1000, filled: 3 }));
  it('weigh a mean, without what has no weight', () =>
    expect(of(share)).toEqual({ kind: 'weighted', value: (0.5 * 100 + 0.9 * 300) / 400, filled: 2 }));
  it('are of the rows that are left', () => {
    expect(of(people, [1])?.value).toBe(300);
    expect(of({ ...people, total: 'most' })?.value).toBe(600);
    expect(of({ ...people, total: 'mean' })?.value).toBe(1000 / 3);
  });
  it('are none of nothing, and of a column that has none', () => {
    expect(of(people, [])).toEqual({ kind: 'sum', value: NaN, filled: 0 });
    expect(of(share, [3])?.value).toBeNaN();
    expect(of({ ...people, total: undefined })).toBeNull();
    expect(of({ ...people, total: { meanBy: 'gone' } })).toBeNull();
  });
});

describe('selecting rows', () => {
  const view = Uint32Array.of(5, 3, 9, 1, 7);
  it('reaches from the anchor, as the rows stand', () => {
    const range = extendTo(selectRow(9), view, 5);
    expect([[...range.rows], range.anchor, range.active]).toEqual([[5, 3, 9], 9, 5]);
    expect([...selectedIn(view, extendTo(range, view, 7))]).toEqual([9, 1, 7]);
  });
  it('begins anew where the anchor is filtered away', () =>
    expect([...extendTo(selectRow(42), view, 1).rows]).toEqual([1]));
  it('takes in and lets go, and gives what is in view, in its order', () => {
    const two = toggleRow(toggleRow(NO_ROWS, 7), 3);
    expect([...selectedIn(view, two)]).toEqual([3, 7]);
    expect([...selectedIn(view.subarray(0, 2), two)]).toEqual([3]);
    expect([...toggleRow(two, 7).rows]).toEqual([3]);
  });
});

describe('the window', () => {
  it('draws few rows all, in order', () => expect(slotsOf(100, 0, 300, 30)).toEqual([...every(100)]));
  it('draws those in view and some around it, each row in the slot it has', () => {
    const [before, after] = [slotsOf(200_000, 30_000, 300, 30), slotsOf(200_000, 30_060, 300, 30)];
    for (let place = 1000; place <= 1010; place++) expect(before).toContain(place);
    expect(before.filter((place, slot) => place !== after[slot])).toHaveLength(2);
    expect(new Set(after).size).toBe(after.length);
  });
  it('ends with the last row', () => {
    const last = slotsOf(1000, 1e9, 300, 30);
    expect(Math.max(...last)).toBe(999);
    expect(Math.min(...last)).toBe(1000 - last.length);
  });
  it('scrolls the least way to a row', () => {
    const clear = { top: 30, bottom: 30 };
    expect(scrollFor(2, 0, 300, 30, clear)).toBe(0);
    expect(scrollFor(8, 0, 300, 30, clear)).toBe(30);
    expect(scrollFor(1, 300, 300, 30, clear)).toBe(30);
  });
  it('is walked by keys', () => {
    const walk = (key: string, from: number) => nextPlace(key, from, 50, 10);
    expect([walk('ArrowUp', 0), walk('ArrowDown', 49), walk('PageUp', 4), walk('PageDown', 45)]).toEqual([
      -1, 49, 0, 49
    ]);
    expect([walk('Home', 20), walk('End', 20), walk('x', 20), nextPlace('End', -1, 0, 10)]).toEqual([
      0,
      49,
      null,
      null
    ]);
  });
});

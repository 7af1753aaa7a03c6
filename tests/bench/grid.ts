/**
 * Sorting and filtering a table of 200,000 rows by columns, against a plain sort and filter of as many row objects with the same
 * comparison. Run: npx tsx tests/bench/grid.ts
 */
import { filterRows } from '../../src/lib/workbench/grid/filter-rows.ts';
import type { GridColumn } from '../../src/lib/workbench/grid/grid-column.ts';
import { orderRows } from '../../src/lib/workbench/grid/order-rows.ts';
import { makeRanks, readyRanks } from '../../src/lib/workbench/grid/rank-values.ts';
import { writeRows } from '../../src/lib/workbench/grid/write-rows.ts';

const COUNT = 200_000;
const RUNS = 5;
let state = 7;
const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
const SYLLABLES = [...'东西南北中和平新华光明里园街路桥门井口营坊'];
const names = Array.from({ length: COUNT }, () =>
  Array.from({ length: 4 }, () => SYLLABLES[Math.floor(next() * SYLLABLES.length)]).join('')
);
const people = Float64Array.from({ length: COUNT }, () => Math.floor(next() * 900) / 3);
const units = Array.from({ length: COUNT }, () => `第${Math.floor(next() * 5000)}社区`);
const text = (id: string, values: string[]): GridColumn => ({
  id,
  head: id,
  type: 'text',
  widthPx: 100,
  values
});
const columns: GridColumn[] = [
  text('name', names),
  { id: 'people', head: 'people', type: 'number', widthPx: 100, values: people, show: String },
  text('unit', units)
];
const objects = names.map((name, row) => ({ row, name, people: people[row], unit: units[row] }));
const every = Uint32Array.from({ length: COUNT }, (_, row) => row);
const collator = new Intl.Collator('zh-CN', { numeric: true });

async function time(task: () => unknown): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await task();
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[RUNS >> 1];
}

let kept = 0;
const order = (ids: number[]) => () => {
  const keys = ids.map((id) => ({ ranks: readyRanks(columns[id])!, descending: false }));
  kept += orderRows(every, keys)[0];
};
/** Ranks of a new array of the same values: the first sort by a column. */
const firstSort = (id: number) => async () => {
  const column = { ...columns[id], values: columns[id].values.slice() } as GridColumn;
  await makeRanks(column, async () => {});
  kept += orderRows(every, [{ ranks: readyRanks(column)!, descending: false }])[0];
};
const plain = (compare: (a: (typeof objects)[0], b: (typeof objects)[0]) => number) => () => {
  kept += objects.toSorted(compare)[0].row;
};
const byName = plain((a, b) => collator.compare(a.name, b.name));
const byPeople = plain((a, b) => a.people - b.people);
const byBoth = plain((a, b) => collator.compare(a.unit, b.unit) || a.people - b.people);

const lines: [string, () => unknown, () => unknown][] = [
  ['number, first time', firstSort(1), byPeople],
  ['number, again', order([1]), byPeople],
  ['names, first time', firstSort(0), byName],
  ['names, again', order([0]), byName],
  ['unit and number, again', order([2, 1]), byBoth],
  [
    'search and range',
    () => {
      const range = new Map([['people', { type: 'range' as const, least: 50, most: 200 }]]);
      kept += filterRows(columns, COUNT, range, '东').length;
    },
    () => {
      const found = (word: string) => word.toLowerCase().includes('东');
      kept += objects.filter(
        (row) => row.people >= 50 && row.people <= 200 && (found(row.name) || found(row.unit))
      ).length;
    }
  ]
];
for (const column of columns) await makeRanks(column, async () => {});
for (const [what, own, other] of lines) {
  const [ours, theirs] = [await time(own), await time(other)];
  console.log(
    `${what}: ${ours.toFixed(1)} ms, plain ${theirs.toFixed(1)} ms, ratio ${(ours / theirs).toFixed(2)}`
  );
}
const written = await time(() => (kept += writeRows(columns, every, 'tab').length));
console.log(`copy of ${COUNT} rows: ${written.toFixed(0)} ms (${kept})`);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concatCandidates,
  pickCandidates,
  preferenceOf,
  withoutLand
} from '../../src/lib/siting/combine-candidates.ts';
import { inPlaceOrder } from '../../src/lib/siting/choose-sites.ts';
import { CANDIDATE_KINDS, type Candidates } from '../../src/lib/siting/siting.ts';

const numbers = (count: number) =>
  fc
    .array(fc.constantFrom(NaN, 0, 1, 2.5), { minLength: count, maxLength: count })
    .map((values) => Float64Array.from(values));
const texts = (count: number) =>
  fc.array(fc.constantFrom('', '1', '甲'), { minLength: count, maxLength: count });

/** Candidates some of whose columns are there. */
const some: fc.Arbitrary<Candidates> = fc.nat(5).chain((count) =>
  fc.record<Candidates>(
    {
      lon: numbers(count),
      lat: numbers(count),
      code: fc.array(fc.constantFrom('A', 'B', 'A_2'), { minLength: count, maxLength: count }),
      name: texts(count),
      cost: numbers(count),
      floorAreaM2: numbers(count),
      kind: fc.array(fc.constantFrom(...CANDIDATE_KINDS), { minLength: count, maxLength: count }),
      siteAreaM2: numbers(count),
      floorLevel: texts(count),
      capacity: numbers(count),
      facility: fc
        .array(fc.integer({ min: -1, max: 3 }), { minLength: count, maxLength: count })
        .map((values) => Int32Array.from(values))
    },
    { requiredKeys: ['lon', 'lat', 'code', 'name', 'cost', 'floorAreaM2'] }
  )
);

/** A candidate as one object, with what stands where a column is absent; its code apart. */
const rowOf = (list: Candidates, i: number) => ({
  place: [list.lon[i], list.lat[i], list.name[i], list.cost[i], list.floorAreaM2[i]],
  kind: list.kind?.[i] ?? 'stock',
  floorLevel: list.floorLevel?.[i] ?? '',
  more: [list.siteAreaM2?.[i] ?? NaN, list.capacity?.[i] ?? NaN, list.facility?.[i] ?? -1]
});

describe('candidates put together', () => {
  it('are those of each list, in order, each with a code of its own', () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 4 }), (lists) => {
        const all = concatCandidates(lists);
        const rows = lists.flatMap((list) => list.code.map((_, i) => rowOf(list, i)));
        expect(all.code.map((_, i) => rowOf(all, i))).toEqual(rows);
        expect(new Set(all.code).size).toBe(rows.length);
        const given = lists.flatMap(({ code }) => code);
        all.code.forEach((code, i) => {
          if (given.indexOf(given[i]) === i) expect(code).toBe(given[i]);
          else expect(code).toMatch(new RegExp(`^${given[i]}_\\d+$`));
        });
        for (const field of ['kind', 'floorLevel', 'siteAreaM2', 'facility', 'unit', 'tenure'] as const)
          expect(field in all).toBe(lists.some((list) => list[field] !== undefined));
      })
    );
  });

  it('are picked with all their columns', () => {
    fc.assert(
      fc.property(some, fc.array(fc.nat(4), { maxLength: 6 }), (list, wanted) => {
        const rows = wanted.filter((i) => i < list.code.length);
        const picked = pickCandidates(list, rows);
        expect(Object.keys(picked).sort()).toEqual(Object.keys(list).sort());
        expect(picked.code).toEqual(rows.map((i) => list.code[i]));
        expect(picked.code.map((_, k) => rowOf(picked, k))).toEqual(rows.map((i) => rowOf(list, i)));
      })
    );
  });

  it('without land are the same object, time after time', () => {
    fc.assert(
      fc.property(some, (list) => {
        const stock = withoutLand(list);
        expect(withoutLand(list)).toBe(stock);
        if (!list.kind?.includes('land')) expect(stock).toBe(list);
        else expect(stock.kind).toEqual(list.kind.filter((kind) => kind !== 'land'));
      })
    );
  });
});

describe('what is preferred among equals', () => {
  const four: Candidates = {
    lon: Float64Array.of(1, 2, 3, 4),
    lat: Float64Array.of(0, 0, 0, 0),
    code: ['N', 'L', 'F', 'S'],
    name: ['', '', '', ''],
    cost: new Float64Array(4),
    floorAreaM2: new Float64Array(4)
  };

  it('is what stands, then what grows, then land, then a place on the network', () => {
    const named: Candidates = { ...four, kind: ['network', 'land', 'facility', 'stock'] };
    expect([...preferenceOf(named)]).toEqual([3, 2, 1, 0]);
    expect([...inPlaceOrder(named).order]).toEqual([3, 2, 1, 0]);
    expect([...inPlaceOrder({ ...four, kind: ['stock', 'land', 'stock', 'land'] }).order]).toEqual([
      0, 2, 1, 3
    ]);
  });

  it('is the westernmost where nothing is said', () => {
    expect([...preferenceOf(four)]).toEqual([0, 0, 0, 0]);
    expect([...inPlaceOrder(four).order]).toEqual([0, 1, 2, 3]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf } from '../../src/lib/coverage/order.ts';

const values = fc.array(
  fc.oneof(
    fc.constantFrom(0, 1, 1 / 1024, 300, Infinity, Number.MIN_VALUE, Number.MAX_VALUE),
    fc.double({ min: 0, noNaN: true }).map((value) => value + 0),
    fc.integer({ min: 0, max: 5_000_000 }).map((ticks) => ticks / 1024)
  ),
  { maxLength: 300 }
);

describe('the order of values', () => {
  it.each([false, true])('is that of a stable sort with a comparator (down: %s)', (down) => {
    fc.assert(
      fc.property(values, (list) => {
        const expected = list
          .map((_, i) => i)
          .sort((a, b) => (list[a] === list[b] ? 0 : list[a] < list[b] === down ? 1 : -1));
        expect([...orderOf(Float64Array.from(list), undefined, down)]).toEqual(expected);
      })
    );
  });

  it('takes the indexes it is given, in their order where values are equal, and leaves them as they were', () => {
    const from = Uint32Array.of(4, 2, 0);
    expect([...orderOf(Float64Array.of(7, 9, 7, 9, 1), from)]).toEqual([4, 2, 0]);
    expect([...orderOf(Float64Array.of(7, 9, 7, 9, 1), from, true)]).toEqual([2, 0, 4]);
    expect([...from]).toEqual([4, 2, 0]);
  });
});

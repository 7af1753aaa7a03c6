import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeOrder, moveRow, orderLayers } from '../../../src/lib/workbench/legend/layer-order.ts';
import {
  keepSettings,
  loadSettings,
  NO_SETTINGS,
  readSettings,
  type LegendSettings
} from '../../../src/lib/workbench/legend/legend-settings.ts';
import { boxAround, countInView } from '../../../src/lib/workbench/legend/view-counts.ts';
import { drawnFacilities } from '../../../src/lib/workbench/legend/drawn-facilities.ts';

describe('the order of layers', () => {
  it('is that of the rows, and what lies upon a layer stays upon it', () => {
    const now = ['paper', 'raster', 'units', 'hover', 'roads', 'points', 'incoming'];
    expect(orderLayers(now, ['roads', 'units', 'points'])).toEqual([
      ...['paper', 'raster', 'roads', 'units', 'hover', 'points', 'incoming']
    ]);
    expect(orderLayers(now, ['units', 'roads', 'points'])).toEqual(now);
    expect(orderLayers(now, ['gone', 'roads', 'units', 'points'])).toHaveLength(now.length);
  });
  it('loses and doubles none, whatever is wanted', () => {
    const some = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(some, some, (now, wanted) => {
        const next = orderLayers(now, wanted);
        expect([...next].sort()).toEqual([...now].sort());
        expect(next.filter((each) => wanted.includes(each))).toEqual(
          wanted.filter((each) => now.includes(each))
        );
      })
    );
  });
  it('is changed by one row, never beyond the ends', () => {
    expect(moveRow(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
    expect(moveRow(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
    expect(moveRow(['a', 'b'], 'x', 0)).toEqual(['a', 'b']);
  });
  it('takes in rows that are new where they come, and forgets those that are gone', () => {
    expect(mergeOrder([], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(mergeOrder(['c', 'gone', 'a', 'a'], ['a', 'b', 'c', 'd'])).toEqual(['b', 'c', 'a', 'd']);
  });
});

describe('counts in view', () => {
  const place = fc.double({ min: -10, max: 10, noNaN: true });
  it('are those of one by one', () => {
    const places = fc.array(fc.tuple(place, place, fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(places, place, place, (list, west, south) => {
        const box = [west, south, west + 6, south + 4] as const;
        const columns = { lon: list.map(([lon]) => lon), lat: list.map(([, lat]) => lat) };
        const shown = list.filter(([, , on]) => on);
        const inView = shown.filter(
          ([lon, lat]) => lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3]
        );
        const count = countInView(columns, box, (i) => list[i][2]);
        expect(count).toEqual({ inView: inView.length, total: shown.length });
      })
    );
  });
  it('leave what lies nowhere out of the view, and have no box of nothing', () => {
    const columns = { lon: [NaN, 1, 3], lat: [NaN, 2, 4] };
    expect(countInView(columns, [0, 0, 2, 2])).toEqual({ inView: 1, total: 3 });
    expect(boxAround(columns)).toEqual([1, 2, 3, 4]);
    expect(boxAround(columns, () => false)).toBeNull();
    expect(boxAround({ lon: [NaN], lat: [NaN] })).toBeNull();
  });
  it('know the facilities that are drawn: those asked for, or each once', () => {
    const asked = (code: string, qualifies: boolean, state: 'present' | 'closed') => ({
      ...{ code, name: code, category: 'clinic', lon: 1, lat: 2, floorAreaM2: NaN, state, qualifies }
    });
    const facilities = [
      asked('a', true, 'present'),
      asked('b', false, 'present'),
      asked('c', false, 'closed')
    ];
    const all = {
      ...{ code: ['a', 'b', 'd'], name: ['', '', ''], category: ['?', '?', '?'] },
      lon: Float64Array.of(5, 6, 7),
      lat: Float64Array.of(5, 6, 7),
      floorAreaM2: Float64Array.of(NaN, NaN, NaN)
    };
    expect(drawnFacilities(facilities, null).group).toHaveLength(2);
    const drawn = drawnFacilities(facilities, all);
    expect([...drawn.lon]).toEqual([1, 1, 1, 7]);
    expect(drawn.group[3]).toBe('none');
  });
});

describe('the settings that are kept', () => {
  const settings: LegendSettings = {
    ...{ order: ['points', 'units'], hidden: ['names'], opacity: { units: 0.5 }, show: { points: false } },
    classes: { share: { method: 'natural', count: 6, ramp: 'cividis', reversed: true } }
  };
  function storage() {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key)
    };
  }
  it('come back as they were, and go with a reset', () => {
    const kept = storage();
    keepSettings(() => kept, settings);
    expect(loadSettings(() => kept)).toEqual(settings);
    keepSettings(() => kept, NO_SETTINGS);
    expect(loadSettings(() => kept)).toBe(NO_SETTINGS);
  });
  it('are those that come where the storage is missing, forbidden, full or spoilt', () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const full = { ...storage(), setItem: forbidden };
    expect(loadSettings(() => undefined)).toBe(NO_SETTINGS);
    expect(loadSettings(forbidden)).toBe(NO_SETTINGS);
    expect(() => keepSettings(() => full, settings)).not.toThrow();
    expect(() => keepSettings(forbidden, settings)).not.toThrow();
    expect(loadSettings(() => ({ ...storage(), getItem: () => '{oops' }))).toBe(NO_SETTINGS);
  });
  it('leave out what is not as it should be', () => {
    const spoilt = {
      ...{ order: ['a', 3], hidden: 'x', opacity: { a: 2, b: 0.3, c: '1' }, show: { points: 1, area: true } },
      classes: { share: { method: 'magic', count: 5, ramp: 'ylgnbu' }, walk: { method: 'equal', count: 99 } }
    };
    expect(readSettings(spoilt)).toEqual({
      ...{ order: ['a'], hidden: [], opacity: { b: 0.3 }, show: { area: true }, classes: {} }
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatView, parseView, type DeskView } from '../../../src/lib/workbench/shell/address.ts';
import { TABS } from '../../../src/lib/workbench/shell/steps.ts';

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const views: fc.Arbitrary<DeskView> = fc.record({
  tab: fc.constantFrom(...TABS),
  tableHidden: fc.boolean(),
  left: fc.constantFrom('ask' as const, 'layers' as const),
  measure: fc.nat(700),
  walker: fc.nat(12),
  minutes: some(fc.integer({ min: 1, max: 60 })),
  metres: some(fc.integer({ min: 1, max: 5000 })),
  of: fc.constantFrom('people' as const, 'building' as const, 'land' as const),
  chosen: some(
    fc.record({
      kind: fc.constantFrom(...(['unit', 'facility', 'added', 'point', 'site'] as const)),
      at: fc.nat(200_000)
    })
  ),
  map: some(
    fc.record({
      zoom: fc.integer({ min: 0, max: 2200 }).map((n) => n / 100),
      lat: fc.integer({ min: -8_500_000, max: 8_500_000 }).map((n) => n / 1e5),
      lon: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 1e5)
    })
  )
});

describe('the address', () => {
  it('keeps every view', () => {
    fc.assert(
      fc.property(views, (view) => {
        const { map, ...rest } = view;
        const read = parseView(`#/${formatView(view)}`);
        expect(read).toMatchObject(rest);
        if (!map) expect(read.map).toBeUndefined();
        else {
          expect(read.map!.zoom).toBeCloseTo(map.zoom, 2);
          expect(read.map!.lat).toBeCloseTo(map.lat, 5);
          expect(read.map!.lon).toBeCloseTo(map.lon, 5);
        }
      })
    );
  });

  it('says nothing where it says nothing, and leaves out what is wrong', () => {
    expect(parseView('')).toEqual({});
    expect(parseView('#/')).toEqual({});
    const wrong = parseView('#/?t=<script>&m=-1&w=x&min=1e9&by=0&of=cats&sel=q7&map=99_1_2');
    expect(wrong).toEqual({
      ...{ tableHidden: false, left: 'ask', measure: 0, minutes: null, metres: null },
      ...{ of: 'people', chosen: null }
    });
    fc.assert(fc.property(fc.string(), (text) => void parseView(`#/?${text}`)));
  });

  it('tells neither a name nor a code', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(formatView(view)).toMatch(/^\?[a-z0-9=&_.-]*$/);
      })
    );
  });
});

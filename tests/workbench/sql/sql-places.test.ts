import { describe, expect, it } from 'vitest';
import {
  drawnRows,
  MOST_DRAWN,
  rowPlaces,
  type OpenColumn
} from '../../../src/lib/workbench/sql/sql-places.ts';

const units = [
  { code: '01', name: '甲社区', level: 'community' },
  { code: '02', name: '乙社区', level: 'community' },
  { code: '0', name: '甲社区', level: 'subdistrict' }
];
const labels: [number, number][] = [
  [117, 39],
  [118, 40],
  [117.5, 39.5]
];
const text = (name: string, ...values: string[]): OpenColumn => ({ name, type: 'VARCHAR', values });
const number = (name: string, ...values: number[]): OpenColumn => ({
  ...{ name, type: 'DOUBLE' },
  values: Float64Array.from(values)
});
const drawn = (columns: OpenColumn[], rows: number[]) =>
  drawnRows(rowPlaces(columns, units), rows, (unit) => labels[unit]);

describe('rows of an answer on the map', () => {
  it('are points where they have a place, and units where they name one', () => {
    const columns = [
      text('unit_name', '甲社区', '乙社区', '丙社区', '乙社区'),
      number('lon', 117.1, NaN, NaN, 200),
      number('LAT', 39.1, 39, NaN, 39)
    ];
    expect(drawn(columns, [0, 1, 2, 3])).toEqual({
      ...{ lon: Float64Array.of(117.1), lat: Float64Array.of(39.1), row: Uint32Array.of(0) },
      units: Int32Array.of(1),
      box: [117.1, 39.1, 118, 40],
      ...{ lost: 1, cut: 0 }
    });
  });

  it('are units by code before name, the community of two units of one name', () => {
    expect(rowPlaces([text('name', '甲社区'), text('unit', '02')], units).unit).toEqual(Int32Array.of(1));
    expect(rowPlaces([text('name', '甲社区')], units).unit).toEqual(Int32Array.of(0));
    expect(rowPlaces([text('社区', '0', 'x')], units).unit).toEqual(Int32Array.of(2, -1));
  });

  it('are nowhere where no column says so', () => {
    const columns = [text('lon', '117'), text('lat', '39'), number('unit', 1), text('name', '药店')];
    expect(rowPlaces(columns, units)).toEqual({ at: null, unit: null });
    expect(drawn(columns, [0])).toMatchObject({ box: null, lost: 1 });
  });

  it('are drawn in the order of the rows that are left, and no more than a map holds', () => {
    const count = MOST_DRAWN + 10;
    const columns = [
      number('lon', ...new Array<number>(count).fill(117)),
      number('lat', ...new Array<number>(count).fill(39))
    ];
    const all = drawn(
      columns,
      Array.from({ length: count }, (_, i) => count - 1 - i)
    );
    expect([all.row.length, all.row[0], all.cut, all.lost]).toEqual([MOST_DRAWN, count - 1, 10, 0]);
  });
});

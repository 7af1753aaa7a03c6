import { expect, test } from 'vitest';
import { analyse } from '../../src/lib/study/analyse.ts';
import { checkNetwork } from '../../src/lib/study/check-network.ts';
import type { Roads } from '../../src/lib/study/inputs.ts';
import { mendRoads } from '../../src/lib/study/mend-roads.ts';
import { openSession } from '../../src/lib/study/session.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { buildGridTown } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 9 });
const [lon, lat] = town.at(4, 4);
const facilities = {
  ...{ code: ['f'], name: ['站'], category: ['eldercare_site'] },
  ...{ lon: Float64Array.of(lon), lat: Float64Array.of(lat) },
  ...{ floorAreaM2: Float64Array.of(NaN), beds: Float64Array.of(NaN), capacity: Float64Array.of(NaN) },
  servesUnit: ['']
};

/** The middle east-west street alone, the site on it, cut for 5 m just east of the site. */
function brokenRoads(): {
  broken: Roads;
  whole: Roads;
  mend: { from: [number, number]; to: [number, number] };
} {
  const roads = gridInputs(town, facilities).roads!;
  const at = town.at(4.04, 4);
  const to = town.at(4.09, 4);
  const line = (places: [number, number][][]): Roads => ({
    ...roads,
    lon: Float64Array.from(places.flat(), ([x]) => x),
    lat: Float64Array.from(places.flat(), ([, y]) => y),
    first: Uint32Array.from([0, ...places.map((_, i) => places.slice(0, i + 1).flat().length)]),
    name: places.map((_, i) => `街${i}`),
    highway: places.map(() => 'residential')
  });
  const west = [0, 1, 2, 3, 4].map((column) => town.at(column, 4));
  const east = [5, 6, 7, 8].map((column) => town.at(column, 4));
  return {
    broken: line([
      [...west, at],
      [to, ...east]
    ]),
    whole: line([[...west, at, to, ...east]]),
    mend: { from: at, to }
  };
}

test('a study with a mend gives the figures of the street drawn joined, and the break is gone', () => {
  const { broken, whole, mend } = brokenRoads();
  const run = (roads: Roads, mends: (typeof mend)[] = []) => {
    const study = analyse(
      { ...gridInputs(town, facilities), roads },
      { ...gridChoices(), mends },
      { name: '', edits: [] }
    );
    return study.results.map(({ coverage, gaps }) => ({
      distanceM: coverage.distanceM,
      covered: coverage.rows.covered,
      personM: gaps.personM
    }));
  };
  expect(run(broken, [mend])).toEqual(run(whole));
  expect(run(broken)).not.toEqual(run(whole));
  const open = (mends: (typeof mend)[]) =>
    runToEnd(
      openSession({ ...gridInputs(town, facilities), roads: broken }, { ...gridChoices(), mends }),
      () => {}
    );
  const before = checkNetwork(open([]), [])!;
  expect(before.breaks).toHaveLength(1);
  expect(before.breaks[0]).toMatchObject({ kind: 'dead_end', walkM: Infinity, kept: false });
  expect(checkNetwork(open([]), [mend])!.breaks[0].kept).toBe(true);
  const after = checkNetwork(open([mend]), [])!;
  expect(after.breaks).toEqual([]);
  expect(after.pieces).toHaveLength(1);
  expect(after.pieces[0]).toMatchObject({ share: 1, lengthShare: 1 });
});

test('names, kinds and what stands at vertices stay with their lines and vertices', () => {
  const { broken, mend } = brokenRoads();
  const traits = {
    lineFlags: Uint8Array.of(1, 2),
    lineGradient: Float64Array.of(0.1, 0.2),
    heightM: broken.lon.map((_, k) => k),
    ...{
      placePosition: Uint32Array.of(2, 6),
      placeKind: Uint8Array.of(1, 2),
      placeHours: ['', '06:00-22:00']
    }
  };
  const inside = { from: town.at(1.5, 4), to: mend.to };
  const { roads, lost } = mendRoads({ ...broken, traits }, [inside, mend]);
  expect(lost).toEqual([]);
  expect(roads.name).toEqual(['街0', '街1', '', '']);
  expect(roads.highway).toEqual(['residential', 'residential', 'path', 'path']);
  expect(Array.from(roads.traits!.lineFlags)).toEqual([1, 2, 0, 0]);
  Array.from(traits.placePosition).forEach((was, i) => {
    const now = roads.traits!.placePosition[i];
    expect([roads.lon[now], roads.lat[now]]).toEqual([broken.lon[was], broken.lat[was]]);
    expect(roads.traits!.heightM![now]).toBe(was);
  });
  expect(mendRoads(broken, [])).toEqual({ roads: broken, lost: [] });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import { edgeDistances, findEdgeEffect } from '../../src/lib/coverage/edge-effect.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { findExtent } from '../../src/lib/network/network-extent.ts';
import type { Lines } from '../../src/lib/geometry/shapes.ts';
import type { Network } from '../../src/lib/network/network.ts';
import { buildGridTown } from '../towns/grid-town.ts';
import { ownMeasure } from './own-measure.ts';

const town = buildGridTown({ columns: 31, rows: 31 });
const whole = town.network;

/** Streets of the town west of a column, cut there. */
function cutTown(column: number): Lines {
  const [border] = town.at(column, 0);
  const lon: number[] = [];
  const lat: number[] = [];
  const first = [0];
  for (let i = 0; i + 1 < town.lines.first.length; i++) {
    for (let k = town.lines.first[i]; k < town.lines.first[i + 1]; k++)
      if (town.lines.lon[k] <= border + 1e-9) {
        lon.push(town.lines.lon[k]);
        lat.push(town.lines.lat[k]);
      }
    if (lon.length - first[first.length - 1] < 2) lon.length = lat.length = first[first.length - 1];
    else first.push(lon.length);
  }
  return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), first: Uint32Array.from(first) };
}

function facilitiesAt(places: [number, number][]): Facilities {
  const blank = () => new Float64Array(places.length).fill(NaN);
  const texts = (text: string) => places.map(() => text);
  return {
    code: places.map((_, i) => String(i)),
    name: texts(''),
    category: texts('eldercare_site'),
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat),
    floorAreaM2: blank(),
    beds: blank(),
    capacity: blank(),
    servesUnit: texts('')
  };
}

function coverageOn(network: Network, facilities: Facilities, limitM: number) {
  const joins = { points: joinPoints(network, town.demand), facilities: joinPoints(network, facilities) };
  const measure = ownMeasure({ limit_m: limitM });
  const distances = distancesTo(network, joins, town.demand, facilities, measure.categories);
  return { joins, coverage: measureCoverage(measure, town.units, town.demand, distances) };
}

const step = fc.double({ min: 0, max: 30, noNaN: true });
const places = fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 6 });

test('coverage of the whole town lies within the bounds of the town cut at a border', () => {
  fc.assert(
    fc.property(
      places,
      fc.integer({ min: 8, max: 24 }),
      fc.integer({ min: 100, max: 1500 }),
      (steps, column, limitM) => {
        const cut = buildNetwork(cutTown(column));
        const all = facilitiesAt(steps.map(([x, y]) => town.at(x, y)));
        // The list of facilities ends where the streets do.
        const [border] = town.at(column, 0);
        const known = facilitiesAt(steps.map(([x, y]) => town.at(x, y)).filter(([lon]) => lon <= border));
        const full = coverageOn(whole, all, limitM).coverage;
        const { joins, coverage } = coverageOn(cut, known, limitM);
        const extent = findExtent(cut)!;
        const effect = findEdgeEffect(
          coverage,
          town.units,
          town.demand,
          joins,
          edgeDistances(extent, town.demand, 2000),
          edgeDistances(extent, known, 2000)
        );
        for (const unit of effect.unit) {
          expect(full.rows.covered[unit]).toBeGreaterThanOrEqual(
            coverage.rows.covered[unit] - effect.mayLose[unit] - 1e-9
          );
          expect(full.rows.covered[unit]).toBeLessThanOrEqual(
            coverage.rows.covered[unit] + effect.mayGain[unit] + 1e-9
          );
          expect(effect.lowest[unit]).toBeLessThanOrEqual(coverage.rows.share[unit]);
          expect(effect.highest[unit]).toBeGreaterThanOrEqual(coverage.rows.share[unit]);
          expect(effect.highest[unit]).toBeLessThanOrEqual(1 + 1e-12);
        }
      }
    ),
    { numRuns: 120 }
  );
}, 60_000);

test('far from the edge nobody is affected, and beyond it everybody uncovered is', () => {
  const cut = buildNetwork(cutTown(15));
  const none = facilitiesAt([town.at(3, 3)]);
  const { joins, coverage } = coverageOn(cut, none, 300);
  const extent = findExtent(cut)!;
  const edgeM = edgeDistances(extent, town.demand, 2000);
  const facilityEdgeM = edgeDistances(extent, none, 2000);
  const effect = findEdgeEffect(coverage, town.units, town.demand, joins, edgeM, facilityEdgeM);
  town.demand.unit.forEach((unit, i) => {
    if (unit === 1 && town.demand.lon[i] > town.at(15, 0)[0]) expect(edgeM[i]).toBe(0);
  });
  // The south-east quarter lies east of the cut: all of it may be served, as far as anyone knows.
  expect(effect.highest[1]).toBe(1);
  // In the south-west a strip along three sides is affected, the middle is not.
  expect(effect.mayGain[0]).toBeGreaterThan(0);
  expect(effect.mayGain[0]).toBeLessThan(coverage.rows.total[0] - coverage.rows.covered[0]);
  expect(effect.mayGain[4]).toBe([0, 1, 2, 3].reduce((sum, unit) => sum + effect.mayGain[unit], 0));
});

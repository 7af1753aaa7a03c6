import { createPlane } from '../../../geometry/metric.ts';
import type { Facts, MeasureFacts, UnitFacts } from '../../facts.ts';
import { boundsWithin, indexOf } from '../../maps/columns-of.ts';
import type { Areas, Bounds, MapGround, MeasureGround } from '../../maps/ground.ts';
import { readUnknown } from './unknown-numbers.ts';
import { UNIT_FIGURES, type PackedAreas, type PackedGround, type PackedMeasure } from './packed-ground.ts';

/** The ground to draw from again. Figures that were not packed are not known. */
export function unpackGround(packed: PackedGround): MapGround {
  const { stepM } = packed;
  const communities = unpackAreas(packed.communities, stepM);
  const upper = unpackAreas(packed.upper, stepM);
  const places = placesOf(packed.facilities.places, stepM);
  return {
    facts: { ...(readUnknown(packed.facts) as Facts), measures: packed.measures.map(factsOf) },
    plane: createPlane(...packed.origin),
    bounds: packed.bounds as unknown as Bounds,
    communities,
    communityRow: new Map(communities.code.map((code, row) => [code, row])),
    communityIndex: indexOf(communities.bounds),
    upper,
    upperRow: new Map(upper.code.map((code, row) => [code, row])),
    roads: unpackRoads(packed.roads, stepM),
    facilities: {
      ...places,
      name: packed.facilities.name,
      category: packed.facilities.category,
      group: packed.facilities.group,
      unitRow: Int32Array.from(packed.facilities.unitRow)
    },
    measures: new Map(
      packed.measures.map((measure) => [
        measure.facts.key,
        unpackMeasure(measure, communities, packed.facilities.category, stepM)
      ])
    )
  };
}

const factsOf = (measure: PackedMeasure): MeasureFacts => ({
  ...(readUnknown(measure.facts) as PackedMeasure['facts']),
  units: []
});

function unpackMeasure(
  measure: PackedMeasure,
  communities: Areas,
  category: string[],
  stepM: number
): MeasureGround {
  const units: (UnitFacts | undefined)[] = new Array(communities.code.length).fill(undefined);
  measure.rows.forEach((row, at) => {
    const figures = Object.fromEntries(
      UNIT_FIGURES.map((name, column) => [name, measure.figures[column][at] ?? NaN])
    ) as Pick<UnitFacts, (typeof UNIT_FIGURES)[number]>;
    units[row] = {
      ...unknownUnit,
      ...figures,
      code: communities.code[row],
      name: communities.name[row],
      parent: communities.parent[row]
    };
  });
  const sites = readUnknown(measure.sites) as PackedMeasure['sites'];
  const links = readUnknown(measure.links) as PackedMeasure['links'];
  const facts = { ...factsOf(measure), units: units.filter((unit) => unit !== undefined) };
  const counted = new Set(facts.categories.map(({ code }) => code));
  const facilities = Uint32Array.from(category.keys()).filter((row) => counted.has(category[row]));
  let dots: ReturnType<MeasureGround['dots']> | undefined;
  return {
    ...{ facts, units, sites, links, facilities },
    dots: () => {
      if (dots !== undefined) return dots;
      if (measure.dots === null) return (dots = null);
      const places = placesOf(measure.dots.places, stepM);
      const boxes = new Float64Array(4 * places.x.length);
      places.x.forEach((x, i) => boxes.set([x, places.y[i], x, places.y[i]], 4 * i));
      return (dots = { ...places, people: Float64Array.from(measure.dots.people), index: indexOf(boxes) });
    }
  };
}

const unknownUnit: UnitFacts = {
  ...{ level: 'community', code: '', name: '', parent: '' },
  ...{ total: NaN, covered: NaN, share: NaN, uncovered: NaN, rank: NaN, shareStraight: NaN },
  ...{ totalBase: NaN, coveredBase: NaN, shareBase: NaN, coveredAfter: NaN, shareAfter: NaN },
  ...{ personM: NaN, medianM: NaN, p95M: NaN, maxM: NaN },
  ...{ none: NaN, far: NaN, detour: NaN, full: NaN, unconnected: NaN }
};

function unpackAreas(packed: PackedAreas, stepM: number): Areas {
  const ringFirst = firstsOf(packed.rings);
  const partFirst = firstsOf(packed.parts);
  const shapeFirst = firstsOf(packed.shapes);
  const { x, y } = placesOf(packed.steps, stepM);
  const bounds = new Float64Array(4 * packed.code.length).fill(NaN);
  for (let row = 0; row < packed.code.length; row++) {
    if (shapeFirst[row] === shapeFirst[row + 1]) continue;
    const [from, to] = [shapeFirst[row], shapeFirst[row + 1]].map((part) => ringFirst[partFirst[part]]);
    bounds.set(boundsWithin(x, y, from, to), 4 * row);
  }
  const metres = (at: number) => (packed.inner[at] ?? NaN) * stepM;
  return {
    ...{ code: packed.code, name: packed.name, parent: packed.parent, level: packed.level },
    people: Float64Array.from(packed.people, (people) => people ?? NaN),
    ...{ x, y, shapeFirst, partFirst, ringFirst, bounds },
    innerX: Float64Array.from(packed.code, (_, row) => metres(2 * row)),
    innerY: Float64Array.from(packed.code, (_, row) => metres(2 * row + 1))
  };
}

function unpackRoads(packed: PackedGround['roads'], stepM: number): MapGround['roads'] {
  const first = firstsOf(packed.counts);
  const { x, y } = placesOf(packed.steps, stepM);
  const boxes = new Float64Array(4 * packed.counts.length);
  for (let line = 0; line < packed.counts.length; line++)
    boxes.set(boundsWithin(x, y, first[line], first[line + 1]), 4 * line);
  return { x, y, first, rank: Uint8Array.from(packed.rank), index: indexOf(boxes) };
}

function firstsOf(counts: number[]): Uint32Array {
  const first = new Uint32Array(counts.length + 1);
  counts.forEach((count, at) => (first[at + 1] = first[at] + count));
  return first;
}

function placesOf(steps: number[], stepM: number): { x: Float64Array; y: Float64Array } {
  const x = new Float64Array(steps.length / 2);
  const y = new Float64Array(steps.length / 2);
  let [column, row] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    column += steps[2 * i];
    row += steps[2 * i + 1];
    x[i] = column * stepM;
    y[i] = row * stepM;
  }
  return { x, y };
}

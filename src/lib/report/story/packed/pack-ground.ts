import type { Facts } from '../../facts.ts';
import type { Areas, MapGround, MeasureGround } from '../../maps/ground.ts';
import { lightenRings, type Rings } from './lighten-rings.ts';
import { lightenDots } from './lighten-dots.ts';
import { lightenRoads } from './lighten-roads.ts';
import { markUnknown } from './unknown-numbers.ts';
import {
  UNIT_FIGURES,
  type PackedAreas,
  type PackedGround,
  type PackedMeasure,
  type PackedPlaces
} from './packed-ground.ts';

/** What a page of some megabytes has room for. */
const MOST_VERTICES = 160_000;
const MOST_NAMED = 3_000;
/** Finest step; the first tolerance. */
const STEP_M = 0.25;

/** The ground of the measures whose keys are given, light enough for a page of its own. */
export function packGround(ground: MapGround, keys: ReadonlySet<string>): PackedGround {
  const measures = [...ground.measures].filter(([key]) => keys.has(key)).map(([, measure]) => measure);
  const { outlines, stepM } = lightenOutlines(ground.communities, ground.upper);
  const steps = (value: number): number => Math.round(value / stepM);
  return {
    origin: [ground.plane.lon(0), ground.plane.lat(0)],
    stepM,
    bounds: [...ground.bounds],
    communities: packAreas(ground.communities, outlines[0], steps),
    upper: packAreas(ground.upper, outlines[1], steps),
    roads: packRoads(ground, steps),
    facilities: packFacilities(ground, measures, steps),
    measures: measures.map((measure) => packMeasure(measure, steps)),
    facts: markUnknown(slimFacts(ground.facts)) as Facts
  };
}

/** Outlines of both layers together, so that a border they share stays one; coarser until there is room for them. */
function lightenOutlines(communities: Rings, upper: Rings): { outlines: Rings[]; stepM: number } {
  for (let stepM = STEP_M; ; stepM *= 2) {
    const outlines = lightenRings([communities, upper], stepM, stepM);
    const count = outlines.reduce((sum, { x }) => sum + x.length, 0);
    // Coarser than 64 m an outline of a community is no longer its own.
    if (count <= MOST_VERTICES || stepM >= 64) return { outlines, stepM };
  }
}

function packAreas(areas: Areas, { x, y, ringFirst }: Rings, steps: (value: number) => number): PackedAreas {
  const counts = (first: Uint32Array): number[] =>
    Array.from(first.subarray(1), (end, at) => end - first[at]);
  const inner: (number | null)[] = [];
  areas.innerX.forEach((innerX, row) =>
    Number.isNaN(innerX) ? inner.push(null, null) : inner.push(steps(innerX), steps(areas.innerY[row]))
  );
  return {
    code: areas.code,
    name: areas.name,
    parent: areas.parent,
    level: areas.level,
    people: Array.from(areas.people, orNull),
    rings: counts(ringFirst),
    parts: counts(areas.partFirst),
    shapes: counts(areas.shapeFirst),
    steps: stepsOf(x, y, steps),
    inner
  };
}

function packRoads({ roads }: MapGround, steps: (value: number) => number): PackedGround['roads'] {
  const light = lightenRoads(roads);
  return {
    counts: Array.from(light.first.subarray(1), (end, at) => end - light.first[at]),
    rank: Array.from(light.rank),
    steps: stepsOf(light.x, light.y, steps)
  };
}

/** Those that a measure of the pages counts; of very many, names are left out. */
function packFacilities(
  { facilities }: MapGround,
  measures: MeasureGround[],
  steps: (value: number) => number
): PackedGround['facilities'] {
  const counted = new Set(measures.flatMap((measure) => Array.from(measure.facilities)));
  const rows = [...counted].sort((a, b) => a - b);
  const pick = (values: string[]): string[] => rows.map((row) => values[row]);
  return {
    places: stepsOf(
      Float64Array.from(rows, (row) => facilities.x[row]),
      Float64Array.from(rows, (row) => facilities.y[row]),
      steps
    ),
    name: rows.length > MOST_NAMED ? rows.map(() => '') : pick(facilities.name),
    category: pick(facilities.category),
    group: pick(facilities.group),
    unitRow: rows.map((row) => facilities.unitRow[row])
  };
}

function packMeasure(measure: MeasureGround, steps: (value: number) => number): PackedMeasure {
  const { units: _, ...facts } = measure.facts;
  const rows: number[] = [];
  measure.units.forEach((unit, row) => {
    if (unit) rows.push(row);
  });
  const dots = measure.dots();
  const light = dots && lightenDots(dots);
  return {
    facts: markUnknown(facts) as typeof facts,
    rows,
    figures: UNIT_FIGURES.map((name) => rows.map((row) => orNull(measure.units[row]![name]))),
    sites: markUnknown(measure.sites) as MeasureGround['sites'],
    links: markUnknown(measure.links) as MeasureGround['links'],
    dots: light && {
      places: stepsOf(light.x, light.y, steps),
      people: Array.from(light.people, (people) => Number(people.toPrecision(4)))
    }
  };
}

/** What maps and hints say; no lists of things, whose names a page needn't carry. */
function slimFacts(facts: Facts): Facts {
  return {
    ...facts,
    ...{ inputs: [], rules: [], facilities: [], tasks: [], limits: [], measures: [] },
    sitings: [],
    links: [],
    unsited: [],
    compliance: { ...facts.compliance, rules: [], rows: [] }
  };
}

/** x, y by turns in whole steps, each told from the one before. */
function stepsOf(x: Float64Array, y: Float64Array, steps: (value: number) => number): PackedPlaces {
  const told: number[] = new Array(2 * x.length);
  let [lastX, lastY] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const [nextX, nextY] = [steps(x[i]), steps(y[i])];
    told[2 * i] = nextX - lastX;
    told[2 * i + 1] = nextY - lastY;
    [lastX, lastY] = [nextX, nextY];
  }
  return told;
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

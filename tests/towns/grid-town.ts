import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import type { Units } from '../../src/lib/demand/units.ts';
import { createPlane } from '../../src/lib/geometry/metric.ts';
import { polygonsFromGeoJson, type Lines, type Points } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';

/**
 * A town of straight streets on a lattice of `columns` × `rows` junctions, `stepM` apart, so that every walk between
 * junctions is the Manhattan distance. Its four quarters are communities (0–3: south-west, south-east, north-west,
 * north-east) of one subdistrict (4) in one district (5), with borders off the lattice; people live at the junctions.
 */
export interface GridTown {
  columns: number;
  rows: number;
  stepM: number;
  lines: Lines;
  network: Network;
  units: Units;
  demand: Demand;
  joins: Joins;
  connected: Uint8Array;
  /** Degrees of a place given in steps from the south-west junction; parts of a step are places on a street. */
  at(column: number, row: number): [lon: number, lat: number];
  /** Steps from place to place along the streets, both given as junctions. */
  walkSteps(from: Junction, to: Junction): number;
}

export type Junction = [column: number, row: number];

export interface TownPlan {
  columns: number;
  rows: number;
  stepM?: number;
  /** People at each junction, row by row; 10 residents of whom 2 are 60 or older where left out. */
  residents?: (column: number, row: number) => number;
  older?: (column: number, row: number) => number;
}

export function buildGridTown(plan: TownPlan): GridTown {
  const { columns, rows, stepM = 100, residents = () => 10, older = () => 2 } = plan;
  const plane = createPlane(116.4, 39.93);
  const at = (column: number, row: number): [number, number] => [
    plane.lon((column - (columns - 1) / 2) * stepM),
    plane.lat((row - (rows - 1) / 2) * stepM)
  ];
  const lines = streets(columns, rows, at);
  const network = buildNetwork(lines);
  const units = quarters(columns, rows, at);
  const junctions = Array.from({ length: columns * rows }, (_, i): Junction => [
    i % columns,
    Math.floor(i / columns)
  ]);
  const places = junctions.map(([column, row]) => at(column, row));
  const points: Points = {
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat)
  };
  const demand: Demand = {
    ...points,
    method: 'points',
    unit: Int32Array.from(junctions, (junction) => quarterOf(columns, rows, junction)),
    people: {
      pop_resident: Float64Array.from(junctions, ([column, row]) => residents(column, row)),
      pop_60p: Float64Array.from(junctions, ([column, row]) => older(column, row))
    }
  };
  const joins = joinPoints(network, points);
  return {
    columns,
    rows,
    stepM,
    lines,
    network,
    units,
    demand,
    joins,
    connected: Uint8Array.from(joins.edge, (edge) => (edge < 0 ? 0 : 1)),
    at,
    walkSteps: (from, to) => Math.abs(from[0] - to[0]) + Math.abs(from[1] - to[1])
  };
}

/** Facilities of one category at places given in steps. */
export function facilitiesAt(town: GridTown, junctions: Junction[], category = 'eldercare_site'): Facilities {
  const places = junctions.map(([column, row]) => town.at(column, row));
  const unknown = () => new Float64Array(junctions.length).fill(NaN);
  return {
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat),
    code: junctions.map((_, i) => `F${i}`),
    name: junctions.map((_, i) => `设施${i}`),
    category: junctions.map(() => category),
    floorAreaM2: unknown(),
    beds: unknown(),
    capacity: unknown(),
    servesUnit: junctions.map(() => '')
  };
}

/** One line a street, through every junction. */
function streets(columns: number, rows: number, at: GridTown['at']): Lines {
  const lines: [number, number][][] = [];
  for (let row = 0; row < rows; row++)
    lines.push(Array.from({ length: columns }, (_, column) => at(column, row)));
  for (let column = 0; column < columns; column++) {
    lines.push(Array.from({ length: rows }, (_, row) => at(column, row)));
  }
  const first = [0];
  for (const line of lines) first.push(first[first.length - 1] + line.length);
  return {
    lon: Float64Array.from(lines.flat(), ([lon]) => lon),
    lat: Float64Array.from(lines.flat(), ([, lat]) => lat),
    first: Uint32Array.from(first)
  };
}

/** Borders lie a quarter of a step off the lattice, so that no junction is on one. */
function middle(count: number): number {
  return Math.floor(count / 2) - 0.25;
}

function quarterOf(columns: number, rows: number, [column, row]: Junction): number {
  return (column > middle(columns) ? 1 : 0) + (row > middle(rows) ? 2 : 0);
}

function quarters(columns: number, rows: number, at: GridTown['at']): Units {
  const box = (west: number, south: number, east: number, north: number) => ({
    type: 'Polygon' as const,
    coordinates: [[at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)]]
  });
  const [x, y] = [middle(columns), middle(rows)];
  const [east, north] = [columns - 0.5, rows - 0.5];
  const all = box(-0.5, -0.5, east, north);
  return {
    code: ['SW', 'SE', 'NW', 'NE', 'S1', 'D1'],
    name: ['西南社区', '东南社区', '西北社区', '东北社区', '方格街道', '方格区'],
    level: ['community', 'community', 'community', 'community', 'subdistrict', 'district'],
    isRural: new Uint8Array(6),
    parent: Int32Array.from([4, 4, 4, 4, 5, -1]),
    shape: polygonsFromGeoJson([
      box(-0.5, -0.5, x, y),
      box(x, -0.5, east, y),
      box(-0.5, y, x, north),
      box(x, y, east, north),
      all,
      all
    ]),
    totals: {}
  };
}

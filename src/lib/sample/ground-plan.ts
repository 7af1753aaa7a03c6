import { band, clipLines, intersect, subtract } from './cut-shapes.ts';
import { buildRows, turnGround, turnPoint } from './estate.ts';
import { buildHouses, buildPark, buildSchool } from './open-lots.ts';
import {
  CANAL,
  CANAL_HALF_M,
  CANAL_NAME,
  COLUMN_NAMES,
  FENCE_M,
  HALF_WIDTH_M,
  QUAY_M,
  RAIL,
  RAIL_HALF_M,
  ROW_NAMES,
  cutCell,
  inside,
  listCells,
  listStreets,
  side,
  type Cell,
  type Plot,
  type StreetClass
} from './layout.ts';
import { joinGates } from './gates.ts';
import type { Parcel, Way } from './parcel.ts';
import { findPieces, nodeLines } from './node-lines.ts';
import { box, densify, distance, ringArea, ringCentre, type Line, type Ring } from './plane.ts';

/** The town before it has people: all in metres of the plan. */
export interface GroundPlan {
  cells: Cell[];
  ways: Way[];
  parcels: Parcel[];
  canal: Ring[];
  rail: Ring[];
  /** Strips along the canal and the railway. */
  banks: Ring[];
  verges: Ring[];
  outline: Ring;
  /** Ways through the walls of lots, from the inside to the street, before lines were joined. */
  gates: Way[];
}

/** Lots smaller than this are left as green, m². */
const SMALLEST_M2 = 1200;
/** Pieces of the network with fewer vertices are dropped. */
const SMALLEST_PIECE = 10;

/** The plan of the town: its ways, joined where they meet, and its lots with buildings. `random` decides the detail. */
export function drawGroundPlan(random: () => number): GroundPlan {
  const cells = listCells();
  const outline = traceOutline(cells);
  const streets = listStreets();
  const lanes: Way[] = [];
  const plots = cells.flatMap((cell) =>
    cutCell(
      cell,
      (line, kind) =>
        lanes.push({
          name: kind === 'market' ? '沽水市街' : '',
          highway: kind === 'market' ? 'pedestrian' : 'residential',
          line,
          parcel: -1
        }),
      random
    )
  );
  nameLanes(lanes);
  const oldPlots = plots.filter((plot) => plot.lot === 'O').flatMap((plot) => splitOld(plot, lanes, random));
  const quay = band([CANAL], QUAY_M);
  const fence = band([RAIL], FENCE_M);
  const ways: Way[] = [];
  for (const street of streets) {
    let pieces: Line[] = [street.line];
    if (!street.bridge) pieces = clipLines(pieces, quay, false);
    if (!street.underpass) pieces = clipLines(pieces, fence, false);
    for (const line of pieces) ways.push({ name: street.name, highway: street.class, line, parcel: -1 });
  }
  for (const lane of lanes) {
    for (const line of clipLines([lane.line], [...quay, ...fence], false)) {
      if (distance(line[0], line[line.length - 1]) > 12) ways.push({ ...lane, line });
    }
  }
  const along = (rings: Ring[], without: Ring[], name: string) => {
    const lines = clipLines(
      rings.map((ring) => [...ring, ring[0]]),
      [outline],
      true
    );
    for (const line of clipLines(lines, without, false)) {
      ways.push({ name, highway: 'footway', line: densify(line, 80), parcel: -1 });
    }
  };
  along(quay, fence, `${CANAL_NAME}步道`);
  along(fence, quay, '铁路沿线小路');

  const taken = [
    ...streets.flatMap((street) => band([street.line], HALF_WIDTH_M[street.class])),
    ...lanes.flatMap((lane) => band([lane.line], HALF_WIDTH_M[lane.highway as StreetClass])),
    ...band([CANAL], QUAY_M + 5),
    ...band([RAIL], FENCE_M + 3)
  ];
  const parcels: Parcel[] = [];
  for (const plot of [...plots.filter(({ lot }) => lot !== 'O'), ...oldPlots]) {
    for (const wall of subtract(plot.ring, taken)) {
      if (ringArea(wall) < (plot.lot === 'O' ? 150 : SMALLEST_M2)) continue;
      parcels.push(buildParcel(plot, wall, random));
    }
  }
  parcels.forEach(({ ground }, parcel) => {
    for (const { line, highway } of ground.paths) ways.push({ name: '', highway, line, parcel });
  });
  const gates = joinGates(parcels, ways, random);
  ways.push(...gates);
  const lines = nodeLines(ways.map((way) => way.line));
  const { piece, sizes } = findPieces(lines);
  return {
    cells,
    // Ends of paths that a wall cut off from everything lead nowhere; the estate without a gate stays, as an island.
    ways: ways
      .map((way, i) => ({ ...way, line: lines[i] }))
      .filter((way, i) => way.line.length > 1 && sizes[piece[i]] >= SMALLEST_PIECE),
    parcels,
    canal: intersect(band([CANAL], CANAL_HALF_M), outline),
    rail: intersect(band([RAIL], RAIL_HALF_M), outline),
    banks: intersect(band([CANAL], QUAY_M + 4), outline),
    verges: intersect(band([RAIL], FENCE_M + 2), outline),
    outline,
    gates
  };
}

function buildParcel(plot: Plot, wall: Ring, random: () => number): Parcel {
  const community = plot.cell.community;
  const lot = plot.lot;
  const [sw, se, ne, nw] = plot.ring;
  if (lot === 'O') return { lot, wall, community, ground: buildHouses(wall, plot.ring, random) };
  const slope = ((se[1] - sw[1]) / (se[0] - sw[0]) + (ne[1] - nw[1]) / (ne[0] - nw[0])) / 2;
  const about = ringCentre(wall);
  const level = wall.map((point) => turnPoint(point, -slope, about));
  const build = () => {
    if (lot === 'P') return buildPark(level);
    if (lot === 'K') return buildSchool(level);
    return buildRows(lot, level, random);
  };
  return { lot, wall, community, ground: turnGround(build(), slope, about) };
}

/** Cuts a lot of the old quarter by narrow lanes until no piece is long; the lanes are added to `lanes`. */
function splitOld(plot: Plot, lanes: Way[], random: () => number): Plot[] {
  const [sw, se, ne, nw] = plot.ring;
  const width = (distance(sw, se) + distance(nw, ne)) / 2;
  const height = (distance(sw, nw) + distance(se, ne)) / 2;
  if (width < 78 && height < 46) return [plot];
  const upright = width / 78 > height / 46;
  const at = 0.4 + random() * 0.2;
  const lean = (random() - 0.5) * 0.08;
  const corners = plot.ring;
  const a = upright ? inside(corners, at - lean, 0) : inside(corners, 0, at - lean);
  const b = upright ? inside(corners, at + lean, 1) : inside(corners, 1, at + lean);
  lanes.push({ name: '', highway: 'living_street', line: densify([a, b], 60), parcel: -1 });
  const halves: [Ring, Ring] = upright
    ? [
        [sw, a, b, nw],
        [a, se, ne, b]
      ]
    : [
        [sw, se, b, a],
        [a, b, ne, nw]
      ];
  return halves.flatMap((ring) => splitOld({ ...plot, ring }, lanes, random));
}

/** Lanes take the name of the street they start from: 文昌路一支路, 沽水道二条. */
function nameLanes(lanes: Way[]): void {
  const counts = new Map<string, number>();
  const digits = '一二三四五六七八九十';
  for (const lane of lanes) {
    if (lane.name) continue;
    const [west, south, east, north] = box(lane.line);
    const upright = north - south > east - west;
    const street = upright
      ? ROW_NAMES[nearest(south, [0, 350, 630, 950, 1250, 1600])]
      : COLUMN_NAMES[nearest(west, [0, 350, 690, 1090, 1460, 1830])];
    const count = counts.get(street) ?? 0;
    counts.set(street, count + 1);
    if (count < 20)
      lane.name = `${street}${count >= 10 ? '十' : ''}${digits[count % 10]}${upright ? '条' : '支路'}`;
  }
}

function nearest(value: number, of: number[]): number {
  let best = 0;
  of.forEach((other, i) => {
    if (Math.abs(other - value) < Math.abs(of[best] - value)) best = i;
  });
  return best;
}

/** The ring around some cells, with the points of their sides. Expects cells that hang together. */
export function traceOutline(cells: Pick<Cell, 'corners'>[]): Ring {
  const key = (p: number[]) => `${p[0]} ${p[1]}`;
  const sides = new Map<string, [string, Line]>();
  for (const { corners } of cells) {
    for (let i = 0; i < 4; i++) {
      const from = corners[i];
      const to = corners[(i + 1) % 4];
      const back = `${key(to)}|${key(from)}`;
      if (!sides.delete(back)) sides.set(`${key(from)}|${key(to)}`, [key(to), side(from, to)]);
    }
  }
  const ring: Ring = [];
  const [first] = sides.values();
  let current: [string, Line] | undefined = first;
  while (current) {
    const [to, line] = current as [string, Line];
    ring.push(...line.slice(0, -1));
    current = [...sides].find(([name]) => name.startsWith(`${to}|`))?.[1];
    if (current === first) break;
  }
  return ring;
}

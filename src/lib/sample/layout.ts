import { between, densify, smooth, type Line, type Point, type Ring } from './plane.ts';

/**
 * The plan of the town as drawn by hand: a lattice of streets, what stands in each block, a canal and a railway. All
 * else grows from it. Rows of tables run from south to north, columns from west to east.
 */

const COLUMNS = [0, 350, 690, 1090, 1460, 1830];
const ROWS = [0, 350, 630, 950, 1250, 1600];

/** How far each crossing lies from the plain lattice; null: no crossing there. */
const SHIFTS: (Point | null)[][] = [
  [
    [35, 75],
    [0, 35],
    [0, 5],
    [5, -15],
    [-10, -10],
    [-25, 40]
  ],
  [
    [5, 20],
    [-15, 15],
    [0, 0],
    [15, 5],
    [-5, 38],
    [0, 34]
  ],
  [
    [-15, 0],
    [0, -15],
    [15, 10],
    [0, 5],
    [15, -5],
    [20, 10]
  ],
  [
    [-30, 5],
    [0, 10],
    [0, 0],
    [0, 0],
    [-10, 10],
    [35, 0]
  ],
  [
    [-5, 10],
    [5, 0],
    [-15, 15],
    [10, 0],
    [0, -15],
    [20, 20]
  ],
  [null, [15, -15], [0, 15], [0, 60], [0, 125], [-70, 95]]
];

export type StreetClass =
  'primary' | 'secondary' | 'tertiary' | 'residential' | 'living_street' | 'pedestrian';

/** Half of the width between building lots, metres. */
export const HALF_WIDTH_M: Record<StreetClass, number> = {
  primary: 19,
  secondary: 15,
  tertiary: 10,
  residential: 5,
  living_street: 2.5,
  pedestrian: 7
};

/** East–west streets (道) from the south, north–south streets (路) from the west. */
export const ROW_NAMES = ['南渡道', '桂苑道', '水阁道', '沽水道', '丰年道', '北营道'];
export const COLUMN_NAMES = ['西堤路', '文昌路', '云锦路', '汇川路', '新阳路', '东港路'];
/** Streets that cross the canal: with the two avenues at the border the only bridges. */
const BRIDGES = ['文昌路', '汇川路'];

/**
 * What stands in a block. A letter is a lot: S slabs of six storeys behind a wall with gates, s the same without a
 * wall, M slabs of nine to eleven, T towers, O old quarter, P park, K school, C shops, X offices and hospital, W sheds,
 * I an estate whose gate is missing in the road data. `|` cuts west from east, `-` south from north at a share of the
 * side; `lane` is a public lane between the two, `market` a walkers' street, `wall` none.
 */
export type Lot = 'S' | 's' | 'M' | 'T' | 'O' | 'P' | 'K' | 'C' | 'X' | 'W' | 'I';
export type Block = Lot | ['|' | '-', number, Block, Block, ('lane' | 'market' | 'wall')?];

const BLOCKS: (Block | null)[][] = [
  [
    ['|', 0.5, ['-', 0.58, 'S', 's'], ['-', 0.36, ['|', 0.45, 'K', 'S', 'wall'], 'S']],
    ['-', 0.46, ['|', 0.4, 'M', 'S', 'wall'], 'S'],
    ['|', 0.4, ['-', 0.6, 'S', 'X'], ['-', 0.44, 'S', 'M']],
    ['-', 0.54, ['|', 0.55, 'T', 'M'], 'S'],
    ['|', 0.44, 'T', ['-', 0.4, 'S', 'T']]
  ],
  [
    ['-', 0.52, 'S', ['|', 0.4, 's', 'S']],
    ['-', 0.28, ['|', 0.36, 'C', 'O', 'wall'], 'O'],
    ['|', 0.6, ['-', 0.52, 'S', 'S'], 'M'],
    ['-', 0.42, ['|', 0.62, 'S', 'K', 'wall'], ['|', 0.48, 'M', 'S']],
    ['|', 0.45, 'T', ['-', 0.56, 'S', 's']]
  ],
  [
    ['|', 0.56, ['-', 0.6, 's', 'S'], 'S'],
    ['|', 0.48, ['-', 0.5, 'O', 'S'], ['-', 0.4, 'O', 'S']],
    ['-', 0.27, ['|', 0.5, 'S', 'M'], ['|', 0.64, 'P', ['-', 0.48, 'X', 'K', 'wall'], 'wall']],
    ['|', 0.4, ['-', 0.55, 'S', 'M'], ['-', 0.45, 'S', 'S']],
    ['-', 0.5, 'S', ['|', 0.42, 'M', 'T', 'wall']]
  ],
  [
    ['-', 0.46, ['|', 0.56, 'S', 'K', 'wall'], 'S'],
    ['|', 0.6, ['-', 0.52, 'M', 'S'], 'S'],
    ['|', 0.34, 'S', ['|', 0.46, ['-', 0.36, 'C', 'S', 'wall'], ['-', 0.36, 'C', 'S', 'wall'], 'market']],
    ['-', 0.5, ['|', 0.36, 'X', 'M', 'wall'], ['|', 0.54, 'S', 'S']],
    ['-', 0.48, 'S', ['|', 0.4, 'S', 'W', 'wall']]
  ],
  [
    null,
    ['-', 0.55, 'S', ['|', 0.42, 'K', 'S', 'wall']],
    ['|', 0.52, ['-', 0.46, 'S', 'S'], ['-', 0.58, 'S', 'I']],
    ['|', 0.42, ['-', 0.52, 'S', 'P'], ['-', 0.45, 'S', 'W']],
    ['|', 0.4, ['-', 0.5, 'W', 'M'], ['-', 0.55, 'S', 'S']]
  ]
];

/** Which community each block is of. */
const COMMUNITIES = ['JJIKL', 'HHIFG', 'CEEFG', 'CCDDB', '-AABB'];

/** The canal from the western avenue to the eastern, and the railway that cuts off the north-east. */
export const CANAL: Line = smooth(
  [
    [-160, 830],
    [0, 800],
    [190, 790],
    [360, 800],
    [520, 745],
    [570, 630],
    [640, 520],
    [820, 470],
    [1010, 500],
    [1180, 470],
    [1280, 360],
    [1370, 230],
    [1560, 205],
    [1700, 265],
    [1830, 250],
    [1990, 200]
  ],
  3
);
export const CANAL_NAME = '沽水渠';
export const CANAL_HALF_M = 12;
/** Where the walks along the canal run, from its middle. */
export const QUAY_M = 18;
export const RAIL: Line = smooth(
  [
    [1130, 1860],
    [1265, 1670],
    [1430, 1480],
    [1600, 1330],
    [1850, 1185],
    [2020, 1110]
  ],
  3
);
export const RAIL_NAME = '沽北铁路';
export const RAIL_HALF_M = 9;
/** Where the paths along the railway's fence run, from its middle. */
export const FENCE_M = 20;

export interface Street {
  name: string;
  class: StreetClass;
  line: Line;
  /** Goes over the canal. */
  bridge: boolean;
  /** Goes under the railway. */
  underpass: boolean;
}

export interface Plot {
  lot: Lot;
  ring: Ring;
  cell: Cell;
}

export interface Cell {
  row: number;
  column: number;
  community: number;
  /** Corners: south-west, south-east, north-east, north-west. */
  corners: [Point, Point, Point, Point];
}

function crossingAt(row: number, column: number): Point | null {
  const shift = SHIFTS[row][column];
  return shift && [COLUMNS[column] + shift[0], ROWS[row] + shift[1]];
}

/** The blocks between the streets of the lattice; `community` counts from 0 (A). */
export function listCells(): Cell[] {
  const cells: Cell[] = [];
  for (let row = 0; row < BLOCKS.length; row++) {
    for (let column = 0; column < BLOCKS[row].length; column++) {
      if (!BLOCKS[row][column]) continue;
      const corners = [
        crossingAt(row, column)!,
        crossingAt(row, column + 1)!,
        crossingAt(row + 1, column + 1)!,
        crossingAt(row + 1, column)!
      ] satisfies Cell['corners'];
      cells.push({ row, column, community: COMMUNITIES[row].charCodeAt(column) - 65, corners });
    }
  }
  return cells;
}

/** The side of a block from `a` to `b` with points put in, the same points whichever way it is walked. */
export function side(a: Point, b: Point): Line {
  const turned = a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
  const line = turned ? densify([b, a], 60).reverse() : densify([a, b], 60);
  return line;
}

/** The streets of the lattice, one for each row and column; those at the town's border are avenues. */
export function listStreets(): Street[] {
  const streets: Street[] = [];
  const add = (name: string, main: boolean, nodes: (Point | null)[], border: (i: number) => boolean) => {
    let run: Line = [];
    let avenue = false;
    const flush = () => {
      if (run.length > 1) {
        streets.push({
          name,
          class: avenue ? 'primary' : main ? 'secondary' : 'tertiary',
          line: run,
          bridge: avenue || BRIDGES.includes(name),
          underpass: avenue
        });
      }
      run = [];
    };
    for (let i = 0; i + 1 < nodes.length; i++) {
      const a = nodes[i];
      const b = nodes[i + 1];
      if (run.length && border(i) !== avenue) flush();
      if (!a || !b) flush();
      else {
        avenue = border(i);
        run = run.length ? [...run, ...side(a, b).slice(1)] : side(a, b);
      }
    }
    flush();
  };
  const has = (row: number, column: number) => Boolean(BLOCKS[row]?.[column]);
  ROWS.forEach((_, row) => {
    const nodes = COLUMNS.map((__, column) => crossingAt(row, column));
    add(ROW_NAMES[row], row === 3, nodes, (i) => has(row, i) !== has(row - 1, i));
  });
  COLUMNS.forEach((_, column) => {
    const nodes = ROWS.map((__, row) => crossingAt(row, column));
    add(COLUMN_NAMES[column], column === 3, nodes, (i) => has(i, column) !== has(i, column - 1));
  });
  return streets;
}

/** A line from `a` to `b` that swings out to one side by `bulge` of its length. */
function bow(a: Point, b: Point, bulge: number): Line {
  const middle = between(a, b, 0.5);
  const out: Point = [middle[0] - (b[1] - a[1]) * bulge, middle[1] + (b[0] - a[0]) * bulge];
  return densify(smooth([a, out, b], 2), 60);
}

/** The point at shares `s` (east) and `t` (north) of a four-cornered plot. */
export function inside(corners: Ring, s: number, t: number): Point {
  return between(between(corners[0], corners[1], s), between(corners[3], corners[2], s), t);
}

/**
 * Cuts a cell into its plots and gives the lanes between them to `onLane`. `random` makes lanes lean and bend a little,
 * as no lane in a grown town is straight.
 */
export function cutCell(
  cell: Cell,
  onLane: (line: Line, kind: 'lane' | 'market') => void,
  random: () => number
): Plot[] {
  const plots: Plot[] = [];
  const cut = (block: Block, corners: Ring) => {
    if (typeof block === 'string') {
      plots.push({ lot: block, ring: corners, cell });
      return;
    }
    const [way, at, first, second, divider = 'lane'] = block;
    const [sw, se, ne, nw] = corners;
    const lean = divider === 'wall' ? 0 : (random() - 0.5) * 0.1;
    const a = way === '|' ? inside(corners, at - lean, 0) : inside(corners, 0, at - lean);
    const b = way === '|' ? inside(corners, at + lean, 1) : inside(corners, 1, at + lean);
    const bulge = (random() - 0.5) * 0.1;
    if (divider !== 'wall') onLane(bow(a, b, divider === 'market' ? 0 : bulge), divider);
    cut(first, way === '|' ? [sw, a, b, nw] : [sw, se, b, a]);
    cut(second, way === '|' ? [a, se, ne, b] : [a, b, ne, nw]);
  };
  cut(BLOCKS[cell.row][cell.column]!, cell.corners);
  return plots;
}

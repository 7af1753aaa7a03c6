import { createRandom } from '../geometry/seeded.ts';
import type { Building } from './estate.ts';
import { FACILITY_KINDS } from './facilities.ts';
import { traceOutline } from './ground-plan.ts';
import { inside, type Cell, type Lot } from './layout.ts';
import { SAMPLE_LABEL, type SampleNames } from './names.ts';
import { addPeople, settle, type People } from './people.ts';
import { between, round, type Line, type Point } from './plane.ts';
import { lineOf, polygonOf, type Layer, type Row } from './table.ts';
import type { Town } from './sample-town.ts';
import { keepCityLedgers } from './city-ledgers.ts';

/** Side of a community and of the squares its lanes make, metres. */
const SIDE_M = 500;
const LANES = 10;
const GROUP = 4;
const HOMES = 40;
const FACILITIES = 12;
const COMMUNITIES_A_CANDIDATE = 10;
/** Share of the lanes' links that are not there. */
const MISSING = 0.12;
const LOTS: Lot[] = ['S', 'S', 'S', 's', 'M', 'T'];

const ground = ([x, y]: Point): Point => [
  // A degree of longitude is 11 m shorter for each kilometre north.
  round(117.2 + x / (86480.9 - 0.01105 * y), 7),
  round(39.12 + y / 111017.8, 7)
];

/**
 * A made-up city for benchmarks: communities of about 0.25 km² in a bent grid, each with 40 residential points, 12
 * facilities and 100 vertices of lanes, grouped in subdistricts of 16. With the usual 5,000 communities that is 500,000
 * vertices, 200,000 points and 60,000 facilities. The same for the same seed on every machine.
 */
export function makeCity(seed: number, names: SampleNames, communities = 5000): Town {
  const random = createRandom(seed);
  const across = Math.ceil(Math.sqrt(communities));
  const corner = listCorners(across, random);
  const cells: Cell[] = Array.from({ length: communities }, (_, community) => {
    const row = Math.floor(community / across);
    const column = community % across;
    const corners: Cell['corners'] = [
      corner(row, column),
      corner(row, column + 1),
      corner(row + 1, column + 1),
      corner(row + 1, column)
    ];
    return { row, column, community, corners };
  });
  const groupOf = ({ row, column }: Cell) =>
    Math.floor(row / GROUP) * Math.ceil(across / GROUP) + Math.floor(column / GROUP);
  const unitName = (community: number) => {
    const turn = Math.floor(community / names.pool.length);
    return `${names.pool[community % names.pool.length]}${turn ? `第${turn + 1}` : ''}社区`;
  };
  const groupCode = (group: number) => `1201${String(90000 + group)}`;
  const unitCode = (community: number) => `12019${String(community + 1).padStart(7, '0')}`;
  const groups = new Map<number, Cell[]>();
  for (const cell of cells) groups.set(groupOf(cell), [...(groups.get(groupOf(cell)) ?? []), cell]);
  const residential: Row[] = [];
  const population: Row[] = [];
  const facilities: Row[] = [];
  const candidates: Row[] = [];
  const draw = drawCategory(random);
  const place = (cell: Cell): [lon: number, lat: number] =>
    ground(inside(cell.corners, 0.02 + 0.96 * random(), 0.02 + 0.96 * random()));
  for (const cell of cells) {
    const unit = unitName(cell.community);
    const people: People[] = [];
    for (let i = 0; i < HOMES; i++) {
      const [lon, lat] = place(cell);
      const lot = LOTS[Math.floor(random() * LOTS.length)];
      const one = settle(home(random), lot, 1, random);
      people.push(one);
      const point_id = `R${String(residential.length + 1).padStart(7, '0')}`;
      residential.push({ point_id, lon, lat, community: unit, ...one });
    }
    population.push({ unit, ...addPeople(people) });
    for (let i = 0; i < FACILITIES; i++) {
      const [lon, lat] = place(cell);
      const category = draw();
      const fac_id = `F${String(facilities.length + 1).padStart(6, '0')}`;
      const floor_area_m2 = 20 + Math.floor(random() * 900);
      facilities.push({
        fac_id,
        name: `${unit}设施${i + 1}`,
        category,
        lon,
        lat,
        floor_area_m2,
        status: '运营'
      });
    }
    if (cell.community % COMMUNITIES_A_CANDIDATE === 0) {
      const [lon, lat] = place(cell);
      const site_id = `C${String(candidates.length + 1).padStart(4, '0')}`;
      candidates.push({ site_id, name: `${unit}闲置房屋`, lon, lat, floor_area_m2: 300, cost: 900000 });
    }
  }
  const layer = (name: string, features: Layer['features']): Layer => ({
    type: 'FeatureCollection',
    name: `${name} ${SAMPLE_LABEL}`,
    note: `示例城市，${SAMPLE_LABEL}，坐标 WGS84`,
    features
  });
  const city = {
    title: `示例城市 ${SAMPLE_LABEL}`,
    subdistrict: layer(
      '街道',
      [...groups].map(([group, members]) => {
        const properties = {
          unit_id: groupCode(group),
          name: `示例第${group + 1}街道`,
          parent: '',
          is_rural: 0
        };
        return polygonOf(traceOutline(members), properties, ground);
      })
    ),
    communities: layer(
      '社区',
      cells.map((cell) => {
        const unit = { unit_id: unitCode(cell.community), name: unitName(cell.community) };
        const properties = { ...unit, parent: groupCode(groupOf(cell)), is_rural: 0 };
        return polygonOf(traceOutline([cell]), properties, ground);
      })
    ),
    roads: layer('道路', listLanes(cells, random)),
    landuse: layer('用地', []),
    estates: layer('住宅小区', []),
    population,
    residential,
    facilities,
    candidates,
    same: {}
  };
  const central = cells.filter(({ row, column }) =>
    [row, column].every((at) => at >= Math.floor(across / 3) && at < Math.ceil((2 * across) / 3))
  );
  return keepCityLedgers(seed, city, {
    names: cells.map(({ community }) => unitName(community)),
    codes: cells.map(({ community }) => unitCode(community)),
    groups: [...groups].map(([group]) => ({ code: groupCode(group), name: `示例第${group + 1}街道` })),
    // A third of the way from every side: whole where the last row is.
    central: traceOutline(central).map(ground)
  });
}

/** Crossings of the bent grid; a crossing moves by up to 70 m. */
function listCorners(across: number, random: () => number): (row: number, column: number) => Point {
  const half = across / 2;
  const points: Point[] = [];
  for (let row = 0; row <= across; row++) {
    for (let column = 0; column <= across; column++) {
      points.push([
        (column - half) * SIDE_M + (random() - 0.5) * 140,
        (row - half) * SIDE_M + (random() - 0.5) * 140
      ]);
    }
  }
  return (row, column) => points[row * (across + 1) + column];
}

function home(random: () => number): Building {
  const households = 8 + Math.floor(random() * 60);
  return { ring: [], centre: [0, 0], storeys: 6, footprintM2: 0, households };
}

/** Draws categories as often as the town has them. */
function drawCategory(random: () => number): () => string {
  const bag = Object.values(FACILITY_KINDS).flatMap((kinds) =>
    Object.entries(kinds).flatMap(([category, count]) => new Array<string>(count).fill(category))
  );
  return () => bag[Math.floor(random() * bag.length)];
}

/** Lanes of each community: its west and south side as streets, and inside a net in which some links are missing. */
function listLanes(cells: Cell[], random: () => number): Layer['features'] {
  const features: Layer['features'] = [];
  const add = (line: Line, highway: string) => {
    if (line.length < 2) return;
    features.push(lineOf(line, { road_id: `W${features.length + 1}`, name: '', highway }, ground));
  };
  for (const { corners } of cells) {
    const node = (i: number, j: number): Point => {
      if (j === 0) return between(corners[0], corners[1], i / LANES);
      if (j === LANES) return between(corners[3], corners[2], i / LANES);
      if (i === 0) return between(corners[0], corners[3], j / LANES);
      if (i === LANES) return between(corners[1], corners[2], j / LANES);
      return inside(corners, i / LANES, j / LANES);
    };
    for (const upright of [false, true]) {
      for (let lane = 0; lane < LANES; lane++) {
        const street = lane === 0;
        let run: Line = [upright ? node(lane, 0) : node(0, lane)];
        for (let k = 1; k <= LANES; k++) {
          const next = upright ? node(lane, k) : node(k, lane);
          if (!street && random() < MISSING) {
            add(run, 'residential');
            run = [next];
          } else run.push(next);
        }
        add(run, street ? 'tertiary' : 'residential');
      }
    }
  }
  return features;
}

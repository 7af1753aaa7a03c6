import type { Places } from './places.ts';
import { toGround } from './plane.ts';
import type { Row } from './table.ts';

/** Vacant premises of which some lie where people are without: row, column and place in the block. */
const GIVEN: [row: number, column: number, s: number, t: number][] = [
  [4, 4, 0.5, 0.5],
  [4, 4, 0.3, 0.75],
  [0, 0, 0.5, 0.5],
  [0, 1, 0.3, 0.45],
  [0, 4, 0.45, 0.25],
  [0, 3, 0.6, 0.5],
  [1, 0, 0.5, 0.5],
  [2, 3, 0.4, 0.5],
  [2, 4, 0.55, 0.5]
];

/** What is vacant in a town and fit for older people: ground floors, and a second floor with a lift. */
const KINDS: {
  what: string;
  count: number;
  mode: string;
  tenure: string;
  floor: string;
  m2: [number, number];
  /** Yuan a m² to get it and fit it out. */
  price: number;
}[] = [
  {
    what: '底商',
    count: 8,
    mode: 'ground_floor_lease',
    tenure: '私有',
    floor: '1',
    m2: [90, 320],
    price: 3600
  },
  { what: '闲置公房', count: 6, mode: 'lease_loan', tenure: '国有', floor: '1', m2: [120, 420], price: 2200 },
  {
    what: '原居委会用房',
    count: 5,
    mode: 'allocation',
    tenure: '街道',
    floor: '1',
    m2: [80, 260],
    price: 1400
  },
  {
    what: '综合服务中心二层',
    count: 3,
    mode: 'space_in_facility',
    tenure: '街道',
    floor: '2',
    m2: [120, 380],
    price: 1200
  },
  {
    what: '原托儿所',
    count: 3,
    mode: 'integrate_existing',
    tenure: '国有',
    floor: '1',
    m2: [260, 620],
    price: 1800
  },
  { what: '原粮店', count: 3, mode: 'swap', tenure: '企业', floor: '1', m2: [160, 420], price: 3000 },
  {
    what: '旧锅炉房改造用房',
    count: 2,
    mode: 'lease_loan',
    tenure: '企业',
    floor: '1',
    m2: [200, 500],
    price: 2800
  }
];

/** Thirty vacant premises where a facility could be, with floor area in m² and cost in yuan. */
export function placeCandidates(places: Places, random: () => number): Row[] {
  const communities = places.communities.length;
  const left = KINDS.flatMap((kind) => Array.from({ length: kind.count }, () => kind));
  return Array.from({ length: left.length }, (_, i) => {
    const given = GIVEN[i];
    const at = given ? places.nearBlock(...given) : places.alongStreet(i % communities, random);
    const [kind] = left.splice(Math.floor(random() * left.length), 1);
    const [low, high] = kind.m2;
    const area = Math.round((low + (high - low) * random()) / 10) * 10;
    const [lon, lat] = toGround(at);
    const number = 1 + Math.floor(random() * 160);
    return {
      site_id: `C${String(i + 1).padStart(3, '0')}`,
      name: `${places.streetAt(at)}${number}号${kind.what}`,
      lon,
      lat,
      floor_area_m2: area,
      floor_level: kind.floor,
      tenure: kind.tenure,
      acquisition_mode: kind.mode,
      cost: estimate(area * kind.price * (0.85 + random() * 0.3))
    };
  });
}

/** Yuan as a clerk estimates them: to 20,000, above half a million to 50,000. */
function estimate(yuan: number): number {
  const step = yuan < 500_000 ? 20_000 : 50_000;
  return Math.round(yuan / step) * step;
}

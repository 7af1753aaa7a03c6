import type { Places } from './places.ts';
import { round, toGround } from './plane.ts';
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

const COUNT = 30;
const KINDS: {
  what: string;
  mode: string;
  tenure: string;
  floor: string;
  m2: [number, number];
  price: number;
}[] = [
  { what: '底商', mode: 'ground_floor_lease', tenure: '私有', floor: '1', m2: [90, 320], price: 4200 },
  { what: '闲置厂房', mode: 'swap', tenure: '企业', floor: '1-2', m2: [400, 1600], price: 5200 },
  { what: '原居委会用房', mode: 'allocation', tenure: '街道', floor: '1', m2: [80, 260], price: 900 },
  { what: '闲置公房', mode: 'lease_loan', tenure: '国有', floor: '1-2', m2: [150, 700], price: 2300 },
  {
    what: '综合服务中心二层',
    mode: 'space_in_facility',
    tenure: '街道',
    floor: '2',
    m2: [120, 380],
    price: 1100
  },
  { what: '原托儿所', mode: 'integrate_existing', tenure: '国有', floor: '1', m2: [260, 620], price: 1600 },
  { what: '地下活动室', mode: 'lease_loan', tenure: '企业', floor: 'B1', m2: [200, 500], price: 1300 }
];

/** Thirty vacant premises where a facility could be, with floor area in m² and cost in yuan. */
export function placeCandidates(places: Places, random: () => number): Row[] {
  const communities = places.communities.length;
  return Array.from({ length: COUNT }, (_, i) => {
    const given = GIVEN[i];
    const at = given ? places.nearBlock(...given) : places.alongStreet(i % communities, random);
    const kind = KINDS[Math.floor(random() * KINDS.length)];
    const [low, high] = kind.m2;
    const area = Math.round((low + (high - low) * random()) / 5) * 5;
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
      cost: round((area * kind.price * (0.85 + random() * 0.3)) / 10000, 1) * 10000
    };
  });
}

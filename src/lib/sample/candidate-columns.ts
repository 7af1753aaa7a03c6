import type { Places } from './places.ts';
import { toGround } from './plane.ts';
import type { Draws } from './streams.ts';
import type { Row } from './table.ts';

/** What stands vacant that most services cannot move into, and land: all that is to be said of each. */
interface More {
  what: string;
  /** Row, column and place in the block of the plan. */
  at: [row: number, column: number, s: number, t: number];
  mode: string;
  tenure: string;
  floor?: string;
  m2?: number;
  /** Yuan. */
  cost: number;
  from?: string;
  stepFree?: 0 | 1;
  /** m² of vacant land. */
  ground?: number;
}

/** In the middle of the town, where services are near already; land also where they are not. */
const MORE: More[] = [
  {
    ...{
      what: '底商地下一层',
      at: [2, 1, 0.5, 0.5],
      mode: 'lease_loan',
      tenure: '私有',
      floor: '-1',
      m2: 360
    },
    ...{ cost: 600_000, from: '2026-03', stepFree: 0 }
  },
  {
    ...{ what: '人防地下室', at: [1, 2, 0.4, 0.5], mode: 'allocation', tenure: '国有', floor: '-1', m2: 520 },
    ...{ cost: 480_000, from: '2026-01', stepFree: 0 }
  },
  {
    ...{ what: '商住楼三层', at: [2, 2, 0.3, 0.4], mode: 'lease_loan', tenure: '企业', floor: '3', m2: 280 },
    ...{ cost: 450_000, from: '2026-05', stepFree: 0 }
  },
  {
    ...{
      what: '原街道办公楼三层',
      at: [2, 2, 0.7, 0.6],
      mode: 'allocation',
      tenure: '街道',
      floor: '3',
      m2: 340
    },
    ...{ cost: 380_000, from: '2026-09', stepFree: 1 }
  },
  {
    ...{ what: '写字楼五层', at: [1, 1, 0.5, 0.6], mode: 'lease_loan', tenure: '企业', floor: '5', m2: 300 },
    ...{ cost: 500_000, from: '2026-02', stepFree: 0 }
  },
  {
    ...{ what: '门房', at: [3, 2, 0.5, 0.5], mode: 'lease_loan', tenure: '企业', floor: '1', m2: 36 },
    ...{ cost: 60_000, from: '2026-01', stepFree: 1 }
  },
  {
    ...{ what: '闲置公房', at: [3, 1, 0.4, 0.4], mode: 'lease_loan', tenure: '国有', m2: 210 },
    ...{ cost: 440_000 }
  },
  {
    ...{ what: '腾退宿舍', at: [1, 3, 0.5, 0.4], mode: 'swap', tenure: '企业', floor: '1-2', cost: 900_000 },
    ...{ from: '2028-06', stepFree: 0 }
  },
  {
    ...{ what: '学校体育馆', at: [2, 1, 0.2, 0.3], mode: 'school_open', tenure: '国有', floor: '1', m2: 640 },
    ...{ cost: 120_000, from: '2026-07', stepFree: 1 }
  },
  {
    ...{ what: '旁空地', at: [4, 4, 0.7, 0.3], mode: 'new_build', tenure: '国有', ground: 1150 },
    ...{ cost: 3_400_000, from: '2027-03' }
  },
  {
    ...{ what: '旁空地', at: [0, 0, 0.3, 0.3], mode: 'new_build', tenure: '国有', ground: 780 },
    ...{ cost: 2_600_000, from: '2027-09' }
  },
  {
    ...{ what: '旁空地', at: [2, 3, 0.6, 0.3], mode: 'new_build', tenure: '企业', ground: 320 },
    ...{ cost: 1_500_000, from: '2026-12' }
  }
];

/** Premises that stand over the ground floor reach the street by a lift. */
const isUpstairs = (row: Row): boolean => row.floor_level !== '1';

/**
 * The candidates with what a clerk knows of them besides (when they are free, whether step-free and a ground-floor shop), followed
 * by premises that few services can take (under ground, upstairs, too small, free late, with cells that nobody filled) and by
 * vacant land. What stood before stays as it was.
 */
export function describeCandidates(rows: Row[], places: Places, draws: Draws): Row[] {
  const described = rows.map((row): Row => {
    const month = draws.whole(1, 18);
    const stepFree = draws.chance(0.7) || isUpstairs(row) ? 1 : 0;
    return {
      ...row,
      available_from: `${2026 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}`,
      site_kind: 'stock',
      barrier_free: draws.orBlank(stepFree, 0.1),
      ground_floor_commercial: row.acquisition_mode === 'ground_floor_lease' ? 1 : 0,
      site_area_m2: null
    };
  });
  const more = MORE.map((one, i): Row => {
    const at = places.nearBlock(...one.at);
    const [lon, lat] = toGround(at);
    return {
      site_id: `C${String(rows.length + i + 1).padStart(3, '0')}`,
      name: `${places.streetAt(at)}${draws.whole(1, 160)}号${one.what}`,
      ...{ lon, lat },
      floor_area_m2: one.m2 ?? null,
      floor_level: one.floor ?? null,
      tenure: one.tenure,
      acquisition_mode: one.mode,
      cost: one.cost,
      available_from: one.from ?? null,
      site_kind: one.ground === undefined ? 'stock' : 'land',
      barrier_free: one.stepFree ?? null,
      ground_floor_commercial: one.ground === undefined ? 0 : null,
      site_area_m2: one.ground ?? null
    };
  });
  return [...described, ...more];
}

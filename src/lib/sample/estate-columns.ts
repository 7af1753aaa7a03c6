import type { Draws } from './streams.ts';
import type { Row } from './table.ts';

/** Built between these years: of a new estate, one of tall slabs, and an older one. */
const YEARS: Record<'new' | 'tall' | 'old', [number, number]> = {
  new: [2018, 2024],
  tall: [2003, 2014],
  old: [1978, 1998]
};

/**
 * What the ledger of estates says beside households: year, floor area of all buildings in m², and who manages it (专业物业,
 * 街道兜底, 业主自管, 单位自管, 无). Some years and managers are not filled.
 */
export function describeEstate(age: 'new' | 'tall' | 'old', floorAreaM2: number, draws: Draws): Row {
  const { whole, chance, pick, orBlank } = draws;
  const managed = chance(age === 'old' ? 0.45 : 0.97);
  const manager = managed ? '专业物业' : pick(['街道兜底', '街道兜底', '业主自管', '单位自管', '无']);
  return {
    built_year: orBlank(whole(...YEARS[age]), age === 'old' ? 0.12 : 0),
    total_floor_area_m2: Math.round(floorAreaM2),
    property_mgmt: orBlank(manager, 0.04)
  };
}

import type { Facts } from '../../facts.ts';
import type { Say } from '../say.ts';
import { listSheet, type Cell, type Sheet } from '../sheet.ts';

/** 设施: the facilities of the study, named so that the corrected table can be imported again. */
export function facilitySheet({ facilities }: Facts, say: Say): Sheet {
  const rows = facilities.map((facility): Cell[] => [
    facility.code,
    facility.name,
    facility.category.code,
    say(facility.category),
    facility.unit,
    facility.unitName,
    facility.lon,
    facility.lat,
    facility.floorAreaM2,
    facility.beds,
    facility.capacity,
    facility.servesUnitName || facility.servesUnit
  ]);
  return listSheet(
    say('设施', 'Facilities'),
    [
      { head: say('设施编码', 'fac_id'), kind: 'code' },
      { head: say('设施名称', 'Name'), kind: 'text' },
      { head: say('类别', 'Category'), kind: 'text' },
      { head: say('类别名称', 'Kind in words'), kind: 'text' },
      { head: say('所在单元编码', 'In unit (code)'), kind: 'code' },
      { head: say('所在单元', 'In unit'), kind: 'text' },
      { head: say('经度（WGS84）', 'lon (WGS84)'), kind: 'degrees' },
      { head: say('纬度（WGS84）', 'lat (WGS84)'), kind: 'degrees' },
      { head: say('建筑面积（平方米）', 'Floor area (m²)'), kind: 'squareMetres' },
      { head: say('床位（张）', 'Beds'), kind: 'count' },
      { head: say('容量（人）', 'Capacity (people)'), kind: 'count' },
      { head: say('服务单元', 'Serves unit'), kind: 'text' }
    ],
    rows,
    { frozenColumns: 2, tab: 'basis' }
  );
}

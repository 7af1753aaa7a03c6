import type { Facilities } from '../coverage/facilities.ts';
import { joinPoints } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';

const COLUMNS = ['edge', 'alongM', 'offM', 'mainEdge', 'mainAlongM', 'mainOffM'] as const;

/**
 * Joins of the facilities of a scenario: those that stand where they stood in `present` keep their joins, only the
 * others are joined anew, so that moving one of 60,000 costs one.
 */
export function joinFacilities(
  network: Network,
  facilities: Facilities,
  present: { facilities: Facilities; joins: Joins }
): Joins {
  if (facilities === present.facilities) return present.joins;
  const before = new Map(present.facilities.code.map((code, i) => [code, i]));
  const kept = facilities.code.map((code, i) => {
    const was = before.get(code) ?? -1;
    const same =
      was >= 0 &&
      present.facilities.lon[was] === facilities.lon[i] &&
      present.facilities.lat[was] === facilities.lat[i];
    return same ? was : -1;
  });
  const fresh = kept.flatMap((was, i) => (was < 0 ? [i] : []));
  const freshJoins = joinPoints(network, {
    lon: Float64Array.from(fresh, (i) => facilities.lon[i]),
    lat: Float64Array.from(fresh, (i) => facilities.lat[i])
  });
  const freshAt = new Map(fresh.map((i, at) => [i, at]));
  const joins: Joins = {
    edge: new Int32Array(kept.length),
    alongM: new Float64Array(kept.length),
    offM: new Float64Array(kept.length),
    mainEdge: new Int32Array(kept.length),
    mainAlongM: new Float64Array(kept.length),
    mainOffM: new Float64Array(kept.length)
  };
  kept.forEach((was, i) => {
    const from = was >= 0 ? present.joins : freshJoins;
    const at = was >= 0 ? was : (freshAt.get(i) as number);
    for (const column of COLUMNS) joins[column][i] = from[column][at];
  });
  return joins;
}

import type { Network } from '../network/network.ts';
import type { DemandMethod } from './demand.ts';
import type { Residential } from './residential.ts';
import type { Units } from './units.ts';

/** The ways of turning people into points (method §2), the most trusted first. `centroid` is none of them. */
const IN_ORDER: readonly DemandMethod[] = ['points', 'buildings', 'network', 'hexagons'];

/** The ways that the data allows in some community at least, in order of trust; none without units' outlines and points. */
export function waysAllowed(
  units: Units,
  residential: Residential | null,
  network: Network | null
): DemandMethod[] {
  const isShaped = units.level.some(
    (level, unit) => level === 'community' && units.shape.shapeFirst[unit] < units.shape.shapeFirst[unit + 1]
  );
  const allows: Partial<Record<DemandMethod, boolean>> = {
    points: Object.values(residential?.people ?? {}).some((column) => column.some((people) => people >= 0)),
    buildings: isShaped && (residential?.footprintM2.some((areaM2) => areaM2 > 0) ?? false),
    network: isShaped && network !== null && network.edgeLengthM.length > 0,
    hexagons: isShaped
  };
  return IN_ORDER.filter((method) => allows[method]);
}

/** The most trusted of the ways allowed beside the one that was used; null: there is no other. */
export function secondBest(used: DemandMethod, allowed: readonly DemandMethod[]): DemandMethod | null {
  return allowed.find((method) => method !== used) ?? null;
}

import type { GroundPlan } from './ground-plan.ts';
import { ringCentre, toGround, type Point } from './plane.ts';
import type { Row } from './table.ts';

/** Metres from the ring road of a lot to its wall, where the gate is. */
const TO_WALL_M = 4;

/**
 * The gates of the estates, which are those of the walking network: one where a way leads through the wall. `estates` are
 * codes and names by lot, null for a lot that is no estate. A gate is named by its side, and by a number where there are two.
 */
export function listGates(plan: GroundPlan, estates: ({ code: string; name: string } | null)[]): Row[] {
  const sides = new Map<string, number>();
  return plan.gates
    .flatMap(({ parcel, line }) => {
      const estate = estates[parcel];
      return estate ? [{ estate, at: throughWall(line[0], line[line.length - 1]), parcel }] : [];
    })
    .map(({ estate, at, parcel }, i) => {
      const [x, y] = ringCentre(plan.parcels[parcel].wall);
      const [east, north] = [at[0] - x, at[1] - y];
      const side = Math.abs(east) > Math.abs(north) ? (east > 0 ? '东' : '西') : north > 0 ? '北' : '南';
      const known = (sides.get(`${estate.code}${side}`) ?? 0) + 1;
      sides.set(`${estate.code}${side}`, known);
      const [lon, lat] = toGround(at);
      return {
        gate_id: `G${String(i + 1).padStart(3, '0')}`,
        name: `${estate.name}${side}${known > 1 ? known : ''}门`,
        estate: estate.code,
        lon,
        lat
      };
    });
}

function throughWall([x, y]: Point, [toX, toY]: Point): Point {
  const lengthM = Math.sqrt((toX - x) ** 2 + (toY - y) ** 2);
  const t = lengthM > 0 ? Math.min(1, TO_WALL_M / lengthM) : 0;
  return [x + (toX - x) * t, y + (toY - y) * t];
}

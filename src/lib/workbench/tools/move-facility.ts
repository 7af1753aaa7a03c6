import { createPlane } from '../../geometry/metric.ts';
import type { LonLat } from '../../network/along.ts';
import type { Desk } from '../desk.svelte.ts';
import { sentenceOf } from '../words/sentence.ts';

/** Metres that an arrow key moves a facility by, and with Shift. */
const STEP_M = 10;
const WIDE_STEP_M = 100;

const WAYS: Record<string, readonly [east: number, north: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1]
};

/** A place moved by one arrow key; null for another key. */
export function stepFrom([lon, lat]: LonLat, key: string, wide: boolean): LonLat | null {
  const way = WAYS[key];
  if (!way) return null;
  const plane = createPlane(lon, lat);
  const metres = wide ? WIDE_STEP_M : STEP_M;
  return [plane.lon(way[0] * metres), plane.lat(way[1] * metres)];
}

/** Begins to move the selected facility by keys; one that is closed stays. */
export function beginMove(desk: Desk): void {
  const facility = selectedFacility(desk);
  if (!facility) return;
  const { code, lon, lat } = facility;
  desk.adding = null;
  desk.plan.leave();
  desk.tools.measure(null);
  desk.tools.moving = { code, from: [lon, lat], to: [lon, lat] };
  const { map } = desk;
  // Where it can't be seen, keys would move it blindly.
  if (map && !map.getBounds().contains([lon, lat])) desk.fly([lon, lat]);
  map?.getCanvas().focus({ preventScroll: true });
}

/** The selected facility, null where none is or it is closed. */
export function selectedFacility(desk: Desk) {
  const { selection } = desk;
  if (selection?.kind !== 'facility') return null;
  const facility = desk.facilityOf(selection.code);
  return facility && facility.state !== 'closed' ? facility : null;
}

const following = new WeakSet<Desk>();

/** Moves the facility by one key; coverage follows, the latest place always last. */
export function moveBy(desk: Desk, key: string, wide: boolean): boolean {
  const { moving } = desk.tools;
  const to = moving && stepFrom(moving.to, key, wide);
  if (!moving || !to) return false;
  desk.tools.moving = { ...moving, to };
  void follow(desk);
  return true;
}

async function follow(desk: Desk): Promise<void> {
  if (following.has(desk)) return;
  following.add(desk);
  try {
    let shown: LonLat | null = null;
    for (let now = desk.tools.moving; now && now.to !== shown; now = desk.tools.moving) {
      shown = now.to;
      await desk.tryOut({ do: 'move', code: now.code, lon: shown[0], lat: shown[1] });
    }
  } catch (error) {
    desk.failure = sentenceOf(error);
  } finally {
    following.delete(desk);
  }
}

/** Keeps the facility where it now is, as an edit that can be undone. */
export async function keepMove(desk: Desk): Promise<void> {
  const { moving } = desk.tools;
  desk.tools.moving = null;
  if (!moving || moving.from === moving.to || moving.from.join() === moving.to.join()) return;
  await desk.edit({ do: 'move', code: moving.code, lon: moving.to[0], lat: moving.to[1] });
}

/** Leaves the facility where it stood. */
export async function dropMove(desk: Desk): Promise<void> {
  const { moving } = desk.tools;
  desk.tools.moving = null;
  if (moving && moving.from.join() !== moving.to.join()) await desk.refresh();
}

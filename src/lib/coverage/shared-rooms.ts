import type { Facilities } from './facilities.ts';

const known = new WeakMap<string[], Map<number, number[]>>();

/**
 * Facilities that are one room under several categories: in one host, at one place, with one floor area. By facility, the others
 * of its room; empty where no facility names its host.
 */
function sharedRooms(facilities: Facilities): Map<number, number[]> {
  const hosts = facilities.texts?.host_id;
  if (hosts === undefined) return new Map();
  let shared = known.get(hosts);
  if (shared === undefined) known.set(hosts, (shared = findShared(facilities, hosts)));
  return shared;
}

function findShared(facilities: Facilities, hosts: string[]): Map<number, number[]> {
  const { code, category, lon, lat, floorAreaM2 } = facilities;
  const rooms = new Map<string, number[]>();
  const isHost = new Set(hosts);
  code.forEach((own, facility) => {
    // A host shares a room with its guests where it is the room.
    const host = hosts[facility] || (isHost.has(own) ? own : '');
    if (host === '' || category[facility] === '' || !(floorAreaM2[facility] > 0)) return;
    const room = `${host}\n${lon[facility]}\n${lat[facility]}\n${floorAreaM2[facility]}`;
    const list = rooms.get(room);
    if (list === undefined) rooms.set(room, [facility]);
    else list.push(facility);
  });
  const shared = new Map<number, number[]>();
  for (const room of rooms.values())
    for (const facility of room) {
      const others = room.filter((each) => category[each] !== category[facility]);
      if (others.length > 0) shared.set(facility, others);
    }
  return shared;
}

/** How many rooms of `features` stand under another category too, and their m²; null where none does. */
export function sayShared(facilities: Facilities, features: readonly number[]): string | null {
  const shared = sharedRooms(facilities);
  if (shared.size === 0) return null;
  const mine = new Set(features);
  // Of a room with several features one is counted.
  const rooms = features.filter((facility) => {
    const others = shared.get(facility);
    return others !== undefined && !others.some((other) => other < facility && mine.has(other));
  });
  if (rooms.length === 0) return null;
  const areaM2 = rooms.reduce((sum, facility) => sum + facilities.floorAreaM2[facility], 0);
  return `${rooms.length} (${areaM2} m²)`;
}

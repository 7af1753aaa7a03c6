import type { Facilities } from './facilities.ts';

/** By what facilities are known to stand together; `host` before `parcel`. '' where a facility does not say. */
export interface Roofs {
  /** The code of the premises that a facility is in, its own where it is in none. */
  host: string[];
  parcel: string[];
  /** 1 where neither is given and nobody says to be in it: where it stands is not known. */
  unsaid: Uint8Array;
}

/**
 * The roofs of facilities by `host_id` and `parcel_id`. A host that is a facility itself hands on to its own host: the kitchen
 * of a centre in a hall stands in the hall. A circle of hosts, which only broken data has, ends where it would begin again.
 */
export function roofsOf({ code, texts = {} }: Facilities): Roofs {
  const known = found.get(code);
  if (known !== undefined && known.hosts === texts.host_id && known.parcels === texts.parcel_id)
    return known.roofs;
  const roofs = findRoofs(code, texts);
  found.set(code, { hosts: texts.host_id, parcels: texts.parcel_id, roofs });
  return roofs;
}

const found = new WeakMap<string[], { hosts?: string[]; parcels?: string[]; roofs: Roofs }>();

function findRoofs(code: string[], texts: Record<string, string[]>): Roofs {
  const given = texts.host_id ?? [];
  const parcel = code.map((_, i) => texts.parcel_id?.[i] ?? '');
  const index = new Map(code.map((each, i) => [each, i]));
  index.delete('');
  const hosts = new Set(given);
  const host = code.map((own, i) => {
    let at = given[i] ?? '';
    if (at === '') return own;
    const seen = new Set([own]);
    for (;;) {
      const above = given[index.get(at) ?? -1] ?? '';
      if (above === '' || seen.has(at)) return at;
      seen.add(at);
      at = above;
    }
  });
  const unsaid = Uint8Array.from(code, (own, i) =>
    (given[i] ?? '') === '' && parcel[i] === '' && !(own !== '' && hosts.has(own)) ? 1 : 0
  );
  return { host, parcel, unsaid };
}

/** Facilities of `from` by a key; those whose key is '' are left out. */
export function groupByKey(from: ArrayLike<number>, key: string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let k = 0; k < from.length; k++) {
    const facility = from[k];
    if (key[facility] === '') continue;
    const group = groups.get(key[facility]);
    if (group === undefined) groups.set(key[facility], [facility]);
    else group.push(facility);
  }
  return groups;
}

import type { TransportProblem } from './transport.ts';

/**
 * Marks (1) the arcs that some best answer makes do with. A facility with room for all who can come has room for whoever comes,
 * so that nobody need walk farther than to the nearest such; the arcs that lead farther are left out, which may leave other
 * facilities with room for all, and so on.
 */
export function dropWorseArcs(problem: TransportProblem): Uint8Array {
  const { people, room, first, facility, metres } = problem;
  const kept = new Uint8Array(metres.length).fill(1);
  const asked = new Float64Array(room.length);
  for (let i = 0; i < people.length; i++)
    for (let k = first[i]; k < first[i + 1]; k++) asked[facility[k]] += people[i];
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < people.length; i++) {
      let open = -1;
      for (let k = first[i]; k < first[i + 1]; k++)
        if (kept[k] && asked[facility[k]] <= room[facility[k]] && (open < 0 || metres[k] < metres[open]))
          open = k;
      if (open < 0) continue;
      for (let k = first[i]; k < first[i + 1]; k++) {
        if (!kept[k] || k === open || metres[k] < metres[open]) continue;
        kept[k] = 0;
        asked[facility[k]] -= people[i];
        changed = true;
      }
    }
  }
  return kept;
}

/** A part of a problem; `arc[k]` is the arc of the whole that its arc k stands for. */
export interface TransportPart {
  problem: TransportProblem;
  arc: Uint32Array;
}

/**
 * The parts of a problem that no kept arc connects, in the order of their first columns; each can be solved by itself. Columns
 * without people or arcs, and facilities without arcs, are in none.
 */
export function splitParts(problem: TransportProblem, kept: Uint8Array): TransportPart[] {
  const { people, room, first, facility } = problem;
  const root = Uint32Array.from(room, (_, j) => j);
  const find = (j: number): number => {
    while (root[j] !== j) j = root[j] = root[root[j]];
    return j;
  };
  const near = (i: number): number[] => {
    const arcs: number[] = [];
    if (people[i] > 0) for (let k = first[i]; k < first[i + 1]; k++) if (kept[k]) arcs.push(k);
    return arcs;
  };
  for (let i = 0; i < people.length; i++) {
    const [lead, ...others] = near(i);
    for (const k of others) root[find(facility[k])] = find(facility[lead]);
  }
  const columns = new Map<number, number[]>();
  for (let i = 0; i < people.length; i++) {
    const [lead] = near(i);
    if (lead === undefined) continue;
    const of = find(facility[lead]);
    const list = columns.get(of);
    if (list) list.push(i);
    else columns.set(of, [i]);
  }
  return [...columns.values()].map((list) => cutPart(problem, list, near));
}

function cutPart(
  { people, room, facility, metres }: TransportProblem,
  columns: number[],
  near: (column: number) => number[]
): TransportPart {
  const first = new Uint32Array(columns.length + 1);
  const arcs: number[] = [];
  columns.forEach((i, c) => {
    for (const k of near(i)) arcs.push(k);
    first[c + 1] = arcs.length;
  });
  const own = [...new Set(arcs.map((k) => facility[k]))].sort((a, b) => a - b);
  const at = new Map(own.map((j, c) => [j, c]));
  return {
    problem: {
      people: Float64Array.from(columns, (i) => people[i]),
      room: Float64Array.from(own, (j) => room[j]),
      first,
      facility: Uint32Array.from(arcs, (k) => at.get(facility[k])!),
      metres: Float64Array.from(arcs, (k) => metres[k])
    },
    arc: Uint32Array.from(arcs)
  };
}

/**
 * The problem with columns of the same arcs (equal facilities and lengths, as of homes behind one gate) as one. `shareOut` gives
 * the flow of the columns given from that of the merged ones: each has its part of every arc.
 */
export function mergeColumns(given: TransportProblem): {
  problem: TransportProblem;
  shareOut(flow: Float64Array): Float64Array;
} {
  const { first, facility, metres } = given;
  const places = new Map<string, number>();
  const lead: number[] = [];
  const people: number[] = [];
  const of = given.people.map((value, i) => {
    let key = '';
    for (let k = first[i]; k < first[i + 1]; k++) key += `${facility[k]}:${metres[k]},`;
    let at = places.get(key);
    if (at === undefined) {
      places.set(key, (at = lead.length));
      lead.push(i);
      people.push(0);
    }
    people[at] += value;
    return at;
  });
  const mergedFirst = new Uint32Array(lead.length + 1);
  lead.forEach((i, c) => (mergedFirst[c + 1] = mergedFirst[c] + first[i + 1] - first[i]));
  const pick = <T extends Uint32Array | Float64Array>(from: T, into: T): T => {
    lead.forEach((i, c) => into.set(from.subarray(first[i], first[i + 1]), mergedFirst[c]));
    return into;
  };
  const arcs = mergedFirst[lead.length];
  return {
    problem: {
      people: Float64Array.from(people),
      room: given.room,
      first: mergedFirst,
      facility: pick(facility, new Uint32Array(arcs)),
      metres: pick(metres, new Float64Array(arcs))
    },
    shareOut(flow) {
      const all = new Float64Array(metres.length);
      for (let i = 0; i < of.length; i++) {
        const part = given.people[i] / people[of[i]];
        for (let k = first[i]; k < first[i + 1]; k++) all[k] = flow[mergedFirst[of[i]] + k - first[i]] * part;
      }
      return all;
    }
  };
}

/**
 * Chains of segments from node to node. Chain c has the vertices `vertex[first[c]] … vertex[first[c + 1] - 1]`, at
 * least two; in a loop the first is the last.
 */
export interface Chains {
  first: Uint32Array;
  vertex: Uint32Array;
  /** Segment from each vertex of a chain to the next; the last vertex of a chain repeats the one before. */
  segment: Uint32Array;
}

/**
 * Folds segments `from[s]`–`to[s]` (no segment from a vertex to itself) into chains between nodes: the vertices that have
 * not just two neighbours, those that `stays` marks, and the westernmost (then southernmost) vertex of a ring that has none
 * such. Of segments between the same two vertices only the first counts.
 */
export function foldChains(
  lon: Float64Array,
  lat: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  stays: Uint8Array | null = null
): Chains {
  const around = gatherSegments(lon.length, from, to);
  const { first, segment, degree } = around;
  const isNode = (v: number): boolean => degree[v] !== 2 || (stays !== null && stays[v] === 1);
  const done = new Uint8Array(from.length);
  const vertex = new Uint32Array(2 * from.length);
  const segmentAt = new Uint32Array(2 * from.length);
  const chainFirst: number[] = [];
  let length = 0;

  /** Walks from `start` over segment `s` to the next node, or round to `start`. */
  const walk = (start: number, s: number): void => {
    chainFirst.push(length);
    vertex[length++] = start;
    let at = start;
    for (;;) {
      done[s] = 1;
      segmentAt[length - 1] = s;
      at = from[s] === at ? to[s] : from[s];
      vertex[length++] = at;
      if (isNode(at) || at === start) break;
      s = segment[first[at]] === s ? segment[first[at] + 1] : segment[first[at]];
    }
    segmentAt[length - 1] = s;
  };

  for (let v = 0; v < lon.length; v++) {
    if (!isNode(v)) continue;
    for (let k = first[v]; k < first[v] + degree[v]; k++) if (!done[segment[k]]) walk(v, segment[k]);
  }
  for (let s = 0; s < from.length; s++) {
    if (done[s] || !around.kept[s]) continue;
    const start = westernmost(s);
    walk(start, segment[first[start]]);
  }
  chainFirst.push(length);

  /** Of the ring that segment `s` lies on. */
  function westernmost(s: number): number {
    let best = from[s];
    let at = from[s];
    let along = s;
    do {
      at = from[along] === at ? to[along] : from[along];
      along = segment[first[at]] === along ? segment[first[at] + 1] : segment[first[at]];
      if ((lon[at] - lon[best] || lat[at] - lat[best]) < 0) best = at;
    } while (at !== from[s]);
    return best;
  }

  return {
    first: Uint32Array.from(chainFirst),
    vertex: vertex.slice(0, length),
    segment: segmentAt.slice(0, length)
  };
}

interface Around {
  /** Segments at vertex v are `segment[first[v]] … segment[first[v] + degree[v] - 1]`, repeated ones left out. */
  first: Uint32Array;
  segment: Uint32Array;
  degree: Uint32Array;
  kept: Uint8Array;
}

function gatherSegments(vertices: number, from: Uint32Array, to: Uint32Array): Around {
  const first = new Uint32Array(vertices + 1);
  for (let s = 0; s < from.length; s++) {
    first[from[s] + 1]++;
    first[to[s] + 1]++;
  }
  for (let v = 0; v < vertices; v++) first[v + 1] += first[v];
  const next = first.slice();
  const segment = new Uint32Array(2 * from.length);
  for (let s = 0; s < from.length; s++) {
    segment[next[from[s]]++] = s;
    segment[next[to[s]]++] = s;
  }
  const degree = new Uint32Array(vertices);
  const kept = new Uint8Array(from.length);
  const seenFrom = new Int32Array(vertices).fill(-1);
  for (let v = 0; v < vertices; v++) {
    for (let k = first[v]; k < first[v + 1]; k++) {
      const s = segment[k];
      const other = from[s] === v ? to[s] : from[s];
      if (seenFrom[other] === v) continue;
      seenFrom[other] = v;
      // Both ends see segments in their order, so they keep the same ones.
      segment[first[v] + degree[v]++] = s;
      kept[s] = 1;
    }
  }
  return { first, segment, degree, kept };
}

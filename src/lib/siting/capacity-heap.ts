/** Moves of demand from one arc to another, the cheapest on top (of equals any, but always the same). */
export interface ArcHeap {
  add: (key: number, from: number, to: number) => void;
  size: () => number;
  /** Of the move on top: its cost, the arc it leaves and the arc it takes. */
  key: () => number;
  from: () => number;
  to: () => number;
  drop: () => void;
}

/** An empty heap, of plain arrays: typed ones would have to be sized for the worst of thousands that stay small. */
export function createArcHeap(): ArcHeap {
  const keys: number[] = [];
  const froms: number[] = [];
  const tos: number[] = [];
  const put = (at: number, key: number, from: number, to: number) => {
    keys[at] = key;
    froms[at] = from;
    tos[at] = to;
  };
  return {
    add(key, from, to) {
      let at = keys.length;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (keys[parent] <= key) break;
        put(at, keys[parent], froms[parent], tos[parent]);
        at = parent;
      }
      put(at, key, from, to);
    },
    size: () => keys.length,
    key: () => keys[0],
    from: () => froms[0],
    to: () => tos[0],
    drop() {
      const key = keys.pop()!;
      const from = froms.pop()!;
      const to = tos.pop()!;
      const size = keys.length;
      if (size === 0) return;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && keys[child + 1] < keys[child]) child++;
        if (keys[child] >= key) break;
        put(at, keys[child], froms[child], tos[child]);
        at = child;
      }
      put(at, key, from, to);
    }
  };
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PYTHON = '/usr/bin/python3';

/** Whether SciPy is installed (Debian: python3-scipy). */
export function hasScipy(): boolean {
  return spawnSync(PYTHON, ['-c', 'import scipy.sparse.csgraph']).status === 0;
}

/** A graph with whole weights above 0, at most one arc between two nodes, and the nodes that walks start from. */
export interface PlainGraph {
  nodes: number;
  tail: Int32Array;
  head: Int32Array;
  weight: Int32Array;
  from: Int32Array;
}

const SCRIPT = `
import sys, numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
at, data = 0, np.fromfile(sys.argv[1], dtype=np.int32)
def take(n):
    global at
    at += n
    return data[at - n:at]
with open(sys.argv[2], 'wb') as out:
    for _ in range(take(1)[0]):
        nodes, arcs, count = take(3)
        tail, head, weight, start = take(arcs), take(arcs), take(arcs), take(count)
        graph = csr_matrix((weight.astype(np.float64), (tail, head)), shape=(nodes, nodes))
        for rows in ([s] for s in start):
            d = dijkstra(graph, indices=rows)
            np.where(np.isinf(d), 2147483647, d).astype(np.int32).tofile(out)
        d = dijkstra(graph, indices=start, min_only=True)
        np.where(np.isinf(d), 2147483647, d).astype(np.int32).tofile(out)
`;

/**
 * By scipy.sparse.csgraph.dijkstra, for each graph: rows of distances to all nodes, one for each node of `from`, and one
 * more to the nearest of them (`min_only`). Unreachable is 2^31 − 1.
 */
export function walkByScipy(graphs: PlainGraph[]): Int32Array[][] {
  const folder = mkdtempSync(join(tmpdir(), 'scipy-'));
  try {
    const columns: Int32Array[] = [Int32Array.of(graphs.length)];
    for (const { nodes, tail, head, weight, from } of graphs)
      columns.push(Int32Array.of(nodes, tail.length, from.length), tail, head, weight, from);
    writeFileSync(
      join(folder, 'in'),
      Buffer.concat(columns.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength)))
    );
    const run = spawnSync(PYTHON, ['-c', SCRIPT, join(folder, 'in'), join(folder, 'out')], {
      encoding: 'utf8'
    });
    if (run.status !== 0) throw new Error(`expected SciPy to walk, got ${run.stderr}`);
    const bytes = readFileSync(join(folder, 'out'));
    const values = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    let at = 0;
    return graphs.map(({ nodes, from }) =>
      Array.from({ length: from.length + 1 }, () => values.subarray(at, (at += nodes)))
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

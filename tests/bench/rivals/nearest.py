"""
The rivals of searchNearest in Python, over all vertices: nearest.py FILE scipy|networkx. FILE holds 32-bit numbers: nodes,
arcs, sources; then tails, heads, weights of arcs and nodes of sources. Each line on standard input starts one run; its
nanoseconds of the processor, the nodes reached and the sum of their distances are printed.
"""
import sys
import time

import numpy as np

data = np.fromfile(sys.argv[1], dtype=np.int32)
nodes, arcs, sources = (int(n) for n in data[:3])
tail, head, weight = data[3 : 3 + arcs], data[3 + arcs : 3 + 2 * arcs], data[3 + 2 * arcs : 3 + 3 * arcs]
start = data[3 + 3 * arcs : 3 + 3 * arcs + sources]
# Of parallel arcs the shortest: a sparse matrix would add them up.
order = np.lexsort((weight, head, tail))
tail, head, weight = tail[order], head[order], weight[order]
first = np.ones(arcs, bool)
first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
tail, head, weight = tail[first], head[first], weight[first]

if sys.argv[2] == "scipy":
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    graph = csr_matrix((weight.astype(np.float64), (tail, head)), shape=(nodes, nodes))

    def run():
        return dijkstra(graph, indices=start, min_only=True)

else:
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from(zip(tail.tolist(), head.tolist(), weight.tolist()))

    def run():
        found = networkx.multi_source_dijkstra_path_length(graph, set(start.tolist()))
        return np.fromiter(found.values(), np.float64)


print("ready", flush=True)
for _ in sys.stdin:
    begin = time.process_time_ns()
    distance = run()
    spent = time.process_time_ns() - begin
    reached = np.isfinite(distance)
    print(spent, int(reached.sum()), int(distance[reached].sum()), flush=True)

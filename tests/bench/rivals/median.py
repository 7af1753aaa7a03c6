"""
The p-median of tests/bench/siting-median.ts as a program in HiGHS: median.py FILE highspy|scipy SECONDS. FILE holds 32-bit numbers: rows,
candidates, sites, then metres x 1000 row by row. The least sum of metres with each row served by one open candidate,
x[i, j] <= y[j] for each pair, y whole. Each line on standard input starts one run; its nanoseconds on the wall, 1 where it is
proven (gap 0), and the objective (-1: none found) are printed.
"""
import sys
import time

import numpy as np
from scipy.sparse import coo_matrix

data = np.fromfile(sys.argv[1], dtype=np.int32)
rows, candidates, sites = (int(n) for n in data[:3])
metres = data[3:].reshape(rows, candidates) / 1000
seconds = float(sys.argv[3])
pairs = rows * candidates
# Columns: y of the candidates, then x row by row. Rows: one a row of demand, one a pair, the number of sites.
x = candidates + np.arange(pairs)
served = np.repeat(np.arange(rows), candidates)
linked = rows + np.arange(pairs)
opened = np.tile(np.arange(candidates), rows)
last = np.full(candidates, rows + pairs)
at = np.concatenate([served, linked, linked, last])
column = np.concatenate([x, x, opened, np.arange(candidates)])
value = np.concatenate([np.ones(pairs), np.ones(pairs), -np.ones(pairs), np.ones(candidates)])
shape = (rows + pairs + 1, candidates + pairs)
cost = np.concatenate([np.zeros(candidates), metres.ravel()])
lower = np.concatenate([np.ones(rows), np.full(pairs, -np.inf), [0.0]])
upper = np.concatenate([np.ones(rows), np.zeros(pairs), [float(sites)]])
whole = np.concatenate([np.ones(candidates), np.zeros(pairs)])
matrix = coo_matrix((value, (at, column)), shape=shape).tocsc()

if sys.argv[2] == "highspy":
    import highspy

    def run():
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("time_limit", seconds)
        solver.setOptionValue("mip_rel_gap", 0.0)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = shape[1], shape[0]
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(shape[1]), np.ones(shape[1])
        lp.row_lower_, lp.row_upper_ = lower, upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
        lp.integrality_ = [highspy.HighsVarType.kInteger if w else highspy.HighsVarType.kContinuous for w in whole]
        solver.passModel(lp)
        solver.run()
        info = solver.getInfo()
        proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return proven, info.objective_function_value if info.primal_solution_status == 2 else -1

else:
    from scipy.optimize import Bounds, LinearConstraint, milp

    def run():
        found = milp(
            cost,
            integrality=whole,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, lower, upper),
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )
        return found.status == 0, -1 if found.x is None else found.fun


print("ready", flush=True)
for _ in sys.stdin:
    begin = time.perf_counter_ns()
    proven, objective = run()
    print(time.perf_counter_ns() - begin, int(proven), objective, flush=True)

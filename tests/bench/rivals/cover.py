"""
Maximal coverage by others: cover.py FILE highs|relaxation|spopt SECONDS. FILE is JSON: sites, weight of each demand row, and rows of
candidates as first and point. The model is the plain one, every row of demand and every candidate as given. Prints the
objective, the bound where there is one, the state and the seconds of building and solving.
highs: the MIP of HiGHS itself (package highspy); relaxation: the same with shares of candidates, which no multipliers can bound
more closely; spopt: MCLP of spopt with CBC (packages spopt and pulp).
"""
import json
import sys
import time

import numpy as np

question = json.load(open(sys.argv[1]))
limit = float(sys.argv[3])
sites = question["sites"]
weight = np.array(question["weight"])
first = np.array(question["first"])
point = np.array(question["point"])
candidates, rows = len(first) - 1, len(weight)
owner = np.repeat(np.arange(candidates), np.diff(first))


def covered(chosen):
    reached = np.zeros(rows, bool)
    for c in chosen:
        reached[point[first[c] : first[c + 1]]] = True
    return weight[reached].sum()


start = time.perf_counter()
if sys.argv[2] != "spopt":
    import highspy
    from scipy.sparse import coo_matrix

    entry_row = np.concatenate([point, np.full(candidates, rows), np.arange(rows)])
    entry_column = np.concatenate([owner, np.arange(candidates), candidates + np.arange(rows)])
    entry = np.concatenate([-np.ones(len(point)), np.ones(candidates), np.ones(rows)])
    matrix = coo_matrix((entry, (entry_row, entry_column)), (rows + 1, candidates + rows)).tocsc()
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = candidates + rows, rows + 1
    program.col_cost_ = np.concatenate([np.zeros(candidates), -weight])
    program.col_lower_, program.col_upper_ = np.zeros(candidates + rows), np.ones(candidates + rows)
    program.row_lower_ = np.full(rows + 1, -np.inf)
    program.row_upper_ = np.concatenate([np.zeros(rows), [sites]])
    program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
    program.a_matrix_.value_ = matrix.data
    whole, broken = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    is_relaxed = sys.argv[2] == "relaxation"
    program.integrality_ = [] if is_relaxed else [whole] * candidates + [broken] * rows
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("time_limit", limit)
    highs.setOptionValue("mip_rel_gap", 0.0)
    if is_relaxed:
        highs.setOptionValue("solver", "ipm")
        highs.setOptionValue("run_crossover", "off")
    highs.passModel(program)
    highs.run()
    if is_relaxed:
        state = highs.modelStatusToString(highs.getModelStatus())
        objective = -highs.getInfo().objective_function_value
        print(f"relaxation {objective:.3f}  {state}  {time.perf_counter() - start:.2f} s")
        sys.exit()
    values = np.array(highs.getSolution().col_value)
    chosen = np.flatnonzero(values[:candidates] > 0.5) if len(values) else []
    state = f"bound {-highs.getInfo().mip_dual_bound:.3f}  {highs.modelStatusToString(highs.getModelStatus())}"
else:
    import pulp
    from spopt.locate import MCLP

    # spopt takes a full matrix of costs; 0 is in reach and 1 is not.
    cost = np.ones((rows, candidates))
    cost[point, owner] = 0
    model = MCLP.from_cost_matrix(cost, weight, 0.5, p_facilities=sites)
    model = model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=limit))
    chosen = [c for c, variable in enumerate(model.fac_vars) if (variable.value() or 0) > 0.5]
    state = pulp.LpStatus[model.problem.status]
print(f"objective {covered(chosen)}  {state}  {time.perf_counter() - start:.2f} s")

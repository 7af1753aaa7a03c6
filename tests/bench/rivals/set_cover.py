"""
Set covering by others: set_cover.py FILE SECONDS. FILE is JSON: share, cost of each option, weight of each demand row, and rows
of options as first and point. The model is the plain one, every row of demand and every option as given, solved by the MIP of
HiGHS itself (package highspy). Prints objective, bound, state, the seconds of building and solving and those of the processor.
"""
import json
import sys
import time

import highspy
import numpy as np
from scipy.sparse import coo_matrix

question = json.load(open(sys.argv[1]))
share = question["share"]
weight = np.array(question["weight"], float)
cost = np.array(question["cost"], float)
first = np.array(question["first"])
point = np.array(question["point"])
options, rows = len(cost), len(weight)
owner = np.repeat(np.arange(options), np.diff(first))

start, begun = time.perf_counter(), time.process_time()
program = highspy.HighsLp()
whole, broken = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
if share >= 1:
    matrix = coo_matrix((np.ones(len(point)), (point, owner)), (rows, options)).tocsc()
    program.num_col_, program.num_row_ = options, rows
    program.col_cost_ = cost
    program.row_lower_ = (weight > 0).astype(float)
    program.integrality_ = [whole] * options
else:
    entry_row = np.concatenate([point, np.arange(rows), np.full(rows, rows)])
    entry_column = np.concatenate([owner, options + np.arange(rows), options + np.arange(rows)])
    entry = np.concatenate([np.ones(len(point)), -np.ones(rows), weight])
    matrix = coo_matrix((entry, (entry_row, entry_column)), (rows + 1, options + rows)).tocsc()
    program.num_col_, program.num_row_ = options + rows, rows + 1
    program.col_cost_ = np.concatenate([cost, np.zeros(rows)])
    program.row_lower_ = np.concatenate([np.zeros(rows), [share * weight.sum()]])
    program.integrality_ = [whole] * options + [broken] * rows
program.col_lower_, program.col_upper_ = np.zeros(program.num_col_), np.ones(program.num_col_)
program.row_upper_ = np.full(program.num_row_, np.inf)
program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
program.a_matrix_.value_ = matrix.data
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.setOptionValue("time_limit", float(sys.argv[2]))
highs.setOptionValue("mip_rel_gap", 0.0)
highs.passModel(program)
highs.run()
info = highs.getInfo()
print(
    f"objective {info.objective_function_value:.3f}  bound {info.mip_dual_bound:.3f}",
    highs.modelStatusToString(highs.getModelStatus()),
    f"{time.perf_counter() - start:.2f} s  processor {time.process_time() - begun:.2f} s",
    sep="  ",
)

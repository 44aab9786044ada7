"""The constants of the method, for every n the files have."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.spc.run_chart import anhoej_limits
from pmf_core.judgement.spc.subgroup import deviation_factors, mean_factor, unbiasing
from tests.golden.reading import Folder
from tests.golden.registry import Comparison, comparison
from tests.golden.tally import Tally, number_differences, text_differences


@comparison("spc", "anhoej_limits.csv")
def anhoej(folder: Folder) -> Comparison:
    """Longest run allowed and crossings needed."""
    tally = Tally("anhoej_limits.csv")
    for row in folder.rows("anhoej_limits.csv"):
        allowed, needed = anhoej_limits(np.array([int(row["n"])]))
        ours = {"longest_run_max": allowed.item(), "n_crossings_min": needed.item()}
        tally.case(f"n = {row['n']}", text_differences(ours, row, where="n"))
    return tally.comparison()


@comparison("spc", "shewhart_constants.csv")
def shewhart(folder: Folder) -> Comparison:
    """c4, A3, B3 and B4."""
    tally = Tally("shewhart_constants.csv")
    for row in folder.rows("shewhart_constants.csv"):
        size = np.array([int(row["n"])])
        lower, upper = deviation_factors(size)
        ours = {"c4": unbiasing(size), "A3": mean_factor(size), "B3": lower, "B4": upper}
        numbers = {name: value.item() for name, value in ours.items()}
        tally.case(f"n = {row['n']}", number_differences(numbers, row, where="n"))
    return tally.comparison()

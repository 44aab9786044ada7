"""Kruskal and Wallis's test: do the months differ in rank by more than chance?"""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc

from pmf_core.judgement.arrays import Codes, Numbers
from pmf_core.judgement.order import average_ranks, counted, lowest_ranks


def kruskal_wallis(values: Numbers, groups: Codes) -> Numbers:
    """The p value of each series; `groups` gives the group of each point, 0 first. Constant series have p 1.

    >>> months = np.arange(36) % 12
    >>> print(kruskal_wallis(months[None, :] + np.linspace(0, 0.1, 36), months) < 0.001)
    [ True]
    """
    rank, size = average_ranks(values), counted(values)
    member = (groups == np.arange(groups.max() + 1)[:, None]).astype(float)
    held = (~np.isnan(values)).astype(float)
    count = held @ member.T
    total = np.nan_to_num(rank) @ member.T
    spread = np.divide(total**2, count, out=np.zeros_like(total), where=count > 0).sum(axis=1)
    statistic = 12 * spread / (size * (size + 1)) - 3 * (size + 1)
    correction = 1 - _ties(rank, values) / (size**3 - size)
    statistic = np.divide(statistic, correction, out=np.zeros_like(statistic), where=correction > 0)
    return chdtrc((count > 0).sum(axis=1) - 1, np.maximum(statistic, 0.0))


def _ties(rank: Numbers, values: Numbers) -> Numbers:
    """The sum of t³ - t over the groups of t equal values, each value giving t² - 1."""
    group = 2 * (rank - lowest_ranks(values)) + 1
    return np.nansum(group**2 - 1, axis=1)

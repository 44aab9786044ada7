"""The one way in: a batch of series to limits, signals, labels and verdicts.

Limits and rules are those of NHS England's Making Data Count (SQL query v2.4 and v2.5) or of
NHSRplotthedots 0.2.2, as the settings say. There is no loop over series: the batch is cut into chunks
that stay in the processor's cache.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pmf_core.judgement.spc.batch import Batch
from pmf_core.judgement.spc.ghosts import drawn_partition, restored, squeezed, squeezed_starts, squeezing
from pmf_core.judgement.spc.judgements import Judgements
from pmf_core.judgement.spc.piece import joined, judge_piece, rows_of
from pmf_core.judgement.spc.profile import HUB, Settings
from pmf_core.judgement.spc.xmr import Limits

CHUNK = 40_000
"""Values judged at a time, so that the arrays in work stay in the cache of a small server (measured)."""


def judge(batch: Batch, *, settings: Settings = HUB, limits: Limits | None = None) -> Judgements:
    """Judge every series of a batch, by XmR limits or by those of another chart: series × points, or × 1.

    >>> from pmf_core.judgement.spc.batch import batch_of_arrays
    >>> judge(batch_of_arrays([[1.0, 2.0, 3.0]])).verdict().variation
    NotJudged(reason='3 points, 12 needed')
    """
    series, points = batch.shape
    size = max(1, CHUNK // points)
    pieces: list[Judgements] = []
    for start in range(0, max(series, 1), size):
        rows = slice(start, start + size)
        given = None if limits is None else rows_of(limits, rows)
        pieces.append(_judge_rows(rows_of(batch, rows), settings=settings, limits=given))
    return joined(pieces)


def _judge_rows(batch: Batch, *, settings: Settings, limits: Limits | None) -> Judgements:
    """Judge some series, with their ghosts put aside and back again."""
    if batch.ghosted is None or not batch.ghosted.any():
        return judge_piece(batch, settings=settings, limits=limits)
    order = squeezing(batch.ghosted)
    starts = batch.starts
    rest = replace(
        batch,
        values=squeezed(np.where(batch.ghosted, np.nan, batch.values), order),
        starts=None if starts is None else squeezed_starts(starts, ghosted=batch.ghosted, order=order),
        target=squeezed(batch.target, order),
        ghosted=None,
    )
    given = None if limits is None else limits.mapped(lambda table: squeezed(table, order))
    found = judge_piece(rest, settings=settings, limits=given)
    row = np.arange(len(found.last))
    return replace(
        found,
        limits=found.limits if limits is None else limits,
        partition=drawn_partition(restored(found.partition, order), batch.ghosted),
        signals=restored(found.signals, order),
        label=restored(found.label, order),
        last=np.where(found.last < 0, found.last, order[row, found.last]),
    )

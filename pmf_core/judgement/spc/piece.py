"""A chunk of series without ghosts, judged in one go; and chunks put together again."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.assurance import Assurance, assurance_of
from pmf_core.judgement.spc.autocorrelation import widening_of
from pmf_core.judgement.spc.batch import Batch
from pmf_core.judgement.spc.judgements import Judgements, Reason
from pmf_core.judgement.spc.partition import Marks, Partitions, partitions_of
from pmf_core.judgement.spc.profile import Settings
from pmf_core.judgement.spc.signals import Rule, Signals, signals_of
from pmf_core.judgement.spc.variation import Codes, Variation, labels_of
from pmf_core.judgement.spc.xmr import Limits, limits_of, spread

Rowed = TypeVar("Rowed", Batch, Limits)


def judge_piece(batch: Batch, *, settings: Settings, limits: Limits | None) -> Judgements:
    """Judge series without ghosts. Columns lie together in memory: every step runs along the series."""
    values = np.asfortranarray(batch.values)
    present = ~np.isnan(values)
    values = np.where(present, values, 0.0)
    starts = None if batch.starts is None else np.asfortranarray(batch.starts)
    partitions = partitions_of(present, starts=starts, baseline=settings.baseline)
    number = _number(partitions, present)
    widening = np.ones((values.shape[0], partitions.count))
    if limits is None:
        widening = widening_of(values, partitions=partitions, settings=settings)
        limits = limits_of(values, partitions=partitions, settings=settings, widening=widening)
    in_force = limits.at(number)
    points = _points(partitions, present)
    enough = present & spread(points >= settings.least_points, number)
    signals = signals_of(values, present, limits=in_force, joined=partitions.joined(), settings=settings)
    # A trend that crosses partitions can reach into one that has no limits yet.
    judged = enough & (in_force.known | signals.up[Rule.TREND] | signals.down[Rule.TREND])
    label = labels_of(signals, sign=batch.sign, judged=judged, labelling=settings.labelling)
    last = _last(present)
    latest = _at(points, _at(number, last).astype(np.intp))
    reason = _reasons(last, _at(judged, last), latest=latest, least=settings.least_points)
    variation, assurance = _verdicts(batch, last, label=label, reason=reason, in_force=in_force, settings=settings)
    return Judgements(
        settings=settings, limits=limits, widening=widening, partition=number, points=points,
        signals=_packed(signals, judged), label=label, last=last, sign=batch.sign, target=batch.target,
        variation=variation, assurance=assurance, reason=reason,
    )  # fmt: skip


def _number(partitions: Partitions, present: Marks) -> NDArray[np.int16]:
    if partitions.number is not None:
        return partitions.number
    return np.broadcast_to(np.int16(0), present.shape)


def _points(partitions: Partitions, present: Marks) -> NDArray[np.int32]:
    """How many values each partition has."""
    counts = [np.count_nonzero(partitions.members(k, present), axis=1) for k in range(partitions.count)]
    return np.stack(counts, axis=1).astype(np.int32)


def _packed(signals: Signals, judged: Marks) -> NDArray[np.uint8]:
    """Eight marks in one byte, none where nothing is judged."""
    bits = np.zeros_like(judged, dtype=np.uint8)
    for place, marks in enumerate((*signals.up, *signals.down)):
        bits |= marks.view(np.uint8) << np.uint8(place)
    bits *= judged.view(np.uint8)
    return bits


def _last(present: Marks) -> NDArray[np.intp]:
    """The column of the last value of each series, -1 without one."""
    columns = present.shape[1]
    if present[:, -1].all():
        return np.full(len(present), columns - 1)
    place = np.arange(1, columns + 1, dtype=np.int16) * present
    return place.max(axis=1).astype(np.intp) - 1


def _at(table: np.ndarray, last: NDArray[np.intp]) -> np.ndarray:
    """What a table of series × points, or × 1, says at the last point of each series."""
    return table[np.arange(len(last)), np.minimum(last, table.shape[1] - 1)]


def _reasons(last: NDArray[np.intp], judged: Marks, *, latest: NDArray[np.int32], least: int) -> Codes:
    """Why each series has no verdict, or that it has one; `latest` values are in its last partition."""
    reason = np.where(judged, Reason.JUDGED, Reason.NO_LIMITS)
    reason = np.where(latest < least, Reason.TOO_FEW_POINTS, reason)
    return np.where(last < 0, Reason.NO_POINTS, reason).astype(np.int8)


def _verdicts(
    batch: Batch, last: NDArray[np.intp], *, label: Codes, reason: Codes, in_force: Limits, settings: Settings
) -> tuple[Codes, Codes]:
    """Variation and assurance of the last value of each series."""
    judged = reason == Reason.JUDGED
    assurance = assurance_of(
        _at(batch.target, last), _at(in_force.lower, last),
        upper=_at(in_force.upper, last), slack=_at(in_force.slack, last),
        sign=batch.sign, on_limit_decides=settings.target_on_limit_decides,
    )  # fmt: skip
    variation = np.where(judged, _at(label, last), Variation.NOT_JUDGED).astype(np.int8)
    return variation, np.where(judged, assurance, Assurance.NOT_JUDGED).astype(np.int8)


def rows_of(value: Rowed, rows: slice) -> Rowed:
    """Some series of a batch or of limits."""
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    return replace(value, **{name: part[rows] for name, part in parts.items() if isinstance(part, (np.ndarray, tuple))})


def joined(pieces: list[Judgements]) -> Judgements:
    """The judgements of several chunks as one; partitions that a chunk does not have are empty."""
    if len(pieces) == 1:
        return pieces[0]
    count = max(piece.points.shape[1] for piece in pieces)
    limits = pieces[0].limits
    if not limits.by_point:
        pieces = [replace(piece, limits=piece.limits.mapped(lambda table: _padded(table, count))) for piece in pieces]
    tables = [piece.limits for piece in pieces]
    merged = {
        field.name: np.concatenate([getattr(table, field.name) for table in tables])
        for field in fields(Limits) if field.name != "by_point"
    }  # fmt: skip
    arrays = {
        field.name: np.concatenate([getattr(piece, field.name) for piece in pieces])
        for field in fields(Judgements) if field.name not in ("settings", "limits", "points", "widening")
    }  # fmt: skip
    points, widening = (
        np.concatenate([_padded(getattr(piece, name), count) for piece in pieces]) for name in ("points", "widening")
    )
    return Judgements(
        pieces[0].settings, Limits(**merged, by_point=limits.by_point), points=points, widening=widening, **arrays
    )


def _padded(table: np.ndarray, count: int) -> np.ndarray:
    """A table of series × partitions with empty ones added: NaN, False or 0."""
    missing = np.nan if table.dtype.kind == "f" else 0
    return np.pad(table, ((0, 0), (0, count - table.shape[1])), constant_values=missing)

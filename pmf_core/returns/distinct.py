"""The different cells of a column, each judged once, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow.compute
from numpy.typing import NDArray

from pmf_core.returns.grid import NumberColumn, TextColumn
from pmf_core.returns.workbook import Cell

COMPUTE: Any = pyarrow.compute
"""Its functions are made when it is imported, so a type checker doesn't know them."""


def numbered(cells: Sequence[Cell]) -> tuple[list[Cell], NDArray[np.int32]]:
    """The different cells in the order in which they come, and for each cell its place among them.

    >>> different, place = numbered(["north", None, "north"])
    >>> different, place.tolist()
    (['north', None], [0, 1, 0])
    """
    if isinstance(cells, TextColumn):
        coded = COMPUTE.dictionary_encode(cells.texts.combine_chunks())
        return [text or None for text in coded.dictionary.to_pylist()], coded.indices.to_numpy()
    order = {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
    return list(order), np.fromiter(map(order.__getitem__, cells), dtype=np.int32, count=len(cells))


def filled(cells: Sequence[Cell]) -> NDArray[np.bool_]:
    """Where a column has anything.

    >>> filled(["north", "", None, 0.0]).tolist()
    [True, False, False, True]
    """
    match cells:
        case TextColumn():
            return COMPUTE.binary_length(cells.texts).to_numpy() > 0
        case NumberColumn():
            there = ~np.isnan(cells.values)
            there[[place for place, cell in cells.others.items() if cell != ""]] = True
            return there
        case _:
            return np.fromiter((cell is not None and cell != "" for cell in cells), dtype=bool, count=len(cells))


def ascending(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """The different numbers of several arrays in order, sorted rather than hashed: that is much faster here.

    >>> ascending([np.array([3, 1]), np.array([3])]).tolist()
    [1, 3]
    """
    held = np.sort(np.concatenate(parts))
    return held[np.diff(held, prepend=held[:1] - 1) != 0]


def grouped(codes: NDArray[Any]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Each different code with its places, in the order in which the codes come first.

    >>> [(code, places.tolist()) for code, places in grouped(np.array([7, 3, 7]))]
    [(7, [0, 2]), (3, [1])]
    """
    order = np.argsort(codes, kind="stable")
    begins = np.flatnonzero(np.diff(codes[order], prepend=codes[order[:1]] - 1)) if len(codes) else order
    parts = np.split(order, begins[1:]) if len(codes) else []
    yield from ((int(codes[places[0]]), places) for places in sorted(parts, key=lambda places: int(places[0])))

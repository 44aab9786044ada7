"""What people keep for themselves: favourites, saved views and scorecards, with what they last looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pmf_core.errors import BadInput

LONGEST_NAME = 80
"""The longest name that is kept, in characters: one line on a phone."""

LONGEST_ADDRESS = 2_000
"""The longest address that is kept, in characters: what every browser takes."""

MOST_METRICS = 60
"""How many metrics a scorecard has at most: more is a list, and Explore is there for lists."""

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Characters that can't be seen, or that turn the direction of what stands beside them."""

OWN_ADDRESS = re.compile(r"(?:\./|[a-z_]{0,40})(?:\?[^\s#\x00-\x1f]*)?")
"""An address inside the hub: a page and its choices, never another place."""


class FavouriteKind(StrEnum):
    """What can be a favourite."""

    METRIC = "metric"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Favourite:
    """A metric or a unit that somebody wants at hand."""

    kind: FavouriteKind
    id: str


@dataclass(frozen=True, slots=True)
class Recent:
    """A page that somebody was on: what it was about, never what it said."""

    page: str
    metric: str
    unit: str


@dataclass(frozen=True, slots=True)
class Looked:
    """When somebody was last here before this visit, and what the store knew then."""

    at: datetime
    knew: datetime
    """The moment at which the store had last learnt something."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under a name: the address of exactly what was seen."""

    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A named, ordered selection of metrics: for a board, a theme or a service."""

    id: str
    name: str
    unit: str
    """The unit that it opens on."""
    metrics: tuple[str, ...]
    shared: bool
    own: bool
    """Whether it is the asker's own, who alone changes it."""


def plain_name(text: str) -> str:
    """A name as it is kept: one line of plain text.

    >>> plain_name("  Board,   monthly ")
    'Board, monthly'
    """
    name = UNSEEN.sub("", " ".join(text.split()))
    if not name:
        raise BadInput("The name is empty: give it a few words by which you will know it again.")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"The name has {len(name):,} characters: {LONGEST_NAME} is the most; shorten it.")
    return name


def own_address(address: str) -> str:
    """An address as it is kept; refused where it leads out of the hub.

    >>> own_address("explore?theme=service")
    'explore?theme=service'
    """
    if len(address) > LONGEST_ADDRESS or not OWN_ADDRESS.fullmatch(address):
        raise BadInput(f"'{address[:60]}' is no address of the hub's own: save the view from the page that shows it.")
    return address


def chosen_metrics(metrics: Sequence[str]) -> tuple[str, ...]:
    """The metrics of a scorecard, each once and in order."""
    held = tuple(dict.fromkeys(metrics))
    if not held:
        raise BadInput("The scorecard has no metric: choose at least one.")
    if len(held) > MOST_METRICS:
        raise BadInput(f"The scorecard has {len(held):,} metrics: {MOST_METRICS} is the most; narrow the list first.")
    return held

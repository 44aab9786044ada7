"""What we think is happening: five whys, a fishbone, and which few causes make most of the cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.definitions.room import Bone, Branch, Counted, Why
from pmf_core.judgement.pareto import pareto
from pmf_core.views import words
from pmf_core.views.deep_dive.said import Said
from pmf_core.views.status import Table

BRANCHES = {branch: words.capitalised(branch.value) for branch in Branch}
"""The bones as they are called on screen."""

SHARES_FROM = 2
"""A single cause has nothing to be set beside."""


@dataclass(frozen=True, slots=True)
class Share:
    """One cause with the part of all cases that it accounts for."""

    cause: str
    share: float
    text: str
    """'48 of 120, 40%'."""
    vital: bool
    """Whether it is one of the few that make most of them."""


@dataclass(frozen=True, slots=True)
class Causes:
    """The causes of a room, by how they were found."""

    whys: tuple[tuple[int, Said], ...]
    """Which why, and its answer, from the first."""
    bones: tuple[tuple[str, tuple[Said, ...]], ...]
    """Every bone that has something on it, in the order of the framework's bones."""
    shares: tuple[Share, ...]
    sentence: str
    """What the shares say; empty where nothing was counted."""
    table: Table
    thoughts: tuple[Said, ...]
    """Causes in plain words."""


def causes_of(said: Sequence[Said]) -> Causes:
    """The causes of a room, each where it belongs."""
    whys = sorted(((one.detail.step, one) for one in said if isinstance(one.detail, Why)), key=lambda held: held[0])
    counted = [(one, one.detail.cases) for one in said if isinstance(one.detail, Counted)]
    shares, sentence = _shares(counted)
    rows = tuple((share.cause, share.text, "Yes" if share.vital else "No") for share in shares)
    return Causes(
        whys=tuple(whys),
        bones=tuple(_bones(said)),
        shares=shares,
        sentence=sentence,
        table=Table("Causes by the cases they account for", ("Cause", "Cases", "Among the few that make most"), rows),
        thoughts=tuple(one for one in said if one.detail is None),
    )


def _bones(said: Sequence[Said]) -> list[tuple[str, tuple[Said, ...]]]:
    held = [
        (name, tuple(one for one in said if isinstance(one.detail, Bone) and one.detail.branch is branch))
        for branch, name in BRANCHES.items()
    ]
    return [(name, found) for name, found in held if found]


def _shares(counted: Sequence[tuple[Said, float]]) -> tuple[tuple[Share, ...], str]:
    if not counted:
        return (), ""
    held = pareto([cases for _, cases in counted])
    total = sum(cases for _, cases in counted)
    shares = tuple(
        Share(
            cause=counted[place][0].text,
            share=share,
            text=f"{counted[place][1]:,g} of {total:,g}, {share:.0%}",
            vital=rank < held.vital,
        )
        for rank, (place, share) in enumerate(zip(held.order, held.shares, strict=True))
    )
    if len(counted) < SHARES_FROM:
        return shares, f"One cause has been counted, with {words.count(round(total), 'case')}: count the others too."
    return shares, f"{held.vital} of {words.count(len(counted), 'cause')} make {held.together:.0%} of {total:,g} cases."

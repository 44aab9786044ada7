"""What people put into a room, ready to be read: the words, what they add to them, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.definitions.moment import said
from pmf_core.definitions.room import Bone, Counted, Detail, Sureness, Weighed, Why, detail_of
from pmf_core.store.issues import Entry
from pmf_core.views import words
from pmf_core.views.status import Table


@dataclass(frozen=True, slots=True)
class Said:
    """Something that somebody put into a room."""

    id: str
    text: str
    under: str
    """What stands under it: how a cause was found, a source, who said it and when."""
    source: str
    detail: Detail | None


WHYS = ("First why", "Second why", "Third why", "Fourth why", "Fifth why")
"""What each of the five is called."""

SURENESS = {Sureness.HIGH: "High", Sureness.MEDIUM: "Medium", Sureness.LOW: "Low"}
"""How sure an effect is, as it is said on screen."""


def said_of(entry: Entry) -> Said:
    """An entry, ready to be read."""
    detail = detail_of(entry.details)
    told = [detail_words(detail), entry.source, entry.added_by, said(entry.added_at)]
    return Said(entry.entry_id, entry.text, " · ".join(each for each in told if each), entry.source, detail)


def detail_words(detail: Detail | None) -> str:
    """What an entry adds to its words, in one line.

    >>> detail_words(Why(step=2))
    'Second why'
    """
    match detail:
        case Why():
            return WHYS[detail.step - 1]
        case Bone():
            return words.capitalised(detail.branch.value)
        case Counted():
            return words.count(round(detail.cases), "case")
        case Weighed():
            asked = {"Effect": detail.effect, "Cost": detail.cost, "Risk": detail.risk, "Affects": detail.affects}
            told = [f"{name}: {text}" for name, text in asked.items() if text]
            return "; ".join([*told, f"confidence {SURENESS[detail.sureness].lower()}"])
        case None:
            return ""


def options_table(said: Sequence[Said]) -> Table:
    """The options beside one another: what each would bring, cost and risk."""
    rows = []
    for one in said:
        held = one.detail if isinstance(one.detail, Weighed) else None
        asked = (held.effect, held.cost, held.risk, SURENESS[held.sureness], held.affects) if held else ("",) * 5
        rows.append((one.text, *(each or "Not said" for each in asked)))
    columns = ("Option", "Effect", "Cost", "Risk", "Confidence", "Who is affected")
    return Table("Options", columns, tuple(rows), note="" if rows else "Nothing yet.")

"""The whole screen in a sentence: every metric counted once."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from pmf_core.judgement.spc import Assurance
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.exceptions.listing import ExceptionRow, Listing


class Group(StrEnum):
    """What is said of a metric in the headline: the first of these that holds."""

    NOT_JUDGED = "not judged"
    WORSENING = "worsening"
    IMPROVING = "improving"
    CHANGED = "changed"
    """A signal where neither direction is better."""
    MISSES = "consistently misses"
    ORDINARY = "ordinary"


def group_of(row: ExceptionRow) -> Group:
    """The one group of a metric."""
    process = row.process
    if isinstance(process.variation, NotJudged):
        return Group.NOT_JUDGED
    if process.worsening or process.improving:
        return Group.WORSENING if process.worsening else Group.IMPROVING
    if process.signals[process.last]:
        return Group.CHANGED
    return Group.MISSES if process.assurance is Assurance.CONSISTENTLY_FAILS else Group.ORDINARY


def headline(listing: Listing) -> str:
    """The whole screen in a sentence, each metric counted once: what moved for real, and of the rest what it is."""
    if not listing.everything:
        return "No vital sign has a figure by then."
    counts = Counter(group_of(row) for row in listing.everything)
    moved = [f"{counts[group]} {group}" for group in (Group.WORSENING, Group.IMPROVING)]
    misses = counts[Group.MISSES]
    rest = [
        told
        for told, many in (
            (f"{counts[Group.CHANGED]} changed with no better side", counts[Group.CHANGED]),
            (f"{misses} consistently {'misses its' if misses == 1 else 'miss their'} target", misses),
            (f"{counts[Group.ORDINARY]} moved by ordinary variation only", counts[Group.ORDINARY]),
            (f"{counts[Group.NOT_JUDGED]} can't be judged yet", counts[Group.NOT_JUDGED]),
        )
        if many
    ]
    told = f"{words.count(len(listing.everything), 'vital sign')}: {', '.join(moved)}"
    raised = words.count(len(listing.exceptions), "exception")
    return f"{told}{'; of the rest ' if rest else ''}{words.listed(rest)}. {raised} for the board."


def ordinary_sentence(listing: Listing) -> str:
    """How many moved by ordinary variation, as in the headline, and how many are short of target all the same."""
    counts = Counter(group_of(row) for row in listing.everything)
    told = f"{words.count(counts[Group.ORDINARY], 'vital sign')} moved by ordinary variation only"
    below = len(listing.below_target)
    told += f"; {below} {'is' if below == 1 else 'are'} short of target without being an exception."
    if counts[Group.NOT_JUDGED]:
        told += f" {words.count(counts[Group.NOT_JUDGED], 'vital sign')} can't be judged yet."
    return told

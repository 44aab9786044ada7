"""A narrative sentence by sentence, each with its mark and its reason, and what a fair account leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmf_core.judgement.claims import Claim, Facts, Kind, Mark, check, sentences
from pmf_core.judgement.claims.checking import NAMES
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.status import Status, StatusKind

LOOKS = {
    Mark.SUPPORTED: StatusKind.GOOD,
    Mark.NOT_SUPPORTED: StatusKind.INADEQUATE,
    Mark.CANNOT_CHECK: StatusKind.NEUTRAL,
}
"""What each mark is drawn as: its shape and colour."""

COUNTED = {
    Mark.SUPPORTED: "supported",
    Mark.NOT_SUPPORTED: "not supported",
    Mark.CANNOT_CHECK: "that can't be checked",
}
"""How sentences of each mark are counted."""

WORST_FIRST = (Mark.NOT_SUPPORTED, Mark.CANNOT_CHECK, Mark.SUPPORTED)
"""A sentence is as good as its worst claim."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a part, with the mark on it; none where it claims nothing."""

    part: str
    text: str
    badge: Status | None
    kept: str = ""
    """Why it is kept though the figures don't bear it out."""

    @property
    def unsupported(self) -> bool:
        """Whether the figures contradict it."""
        return self.badge is not None and self.badge.kind is StatusKind.INADEQUATE


@dataclass(frozen=True, slots=True)
class Checked:
    """Every sentence, and what is left out."""

    sentences: tuple[Sentence, ...]
    left_out: tuple[Sentence, ...]
    """Adverse findings that no sentence admits."""

    @property
    def to_explain(self) -> tuple[Sentence, ...]:
        """What is not borne out, or left out, and has no reason yet."""
        return tuple(one for one in (*self.sentences, *self.left_out) if one.unsupported and not one.kept)

    @property
    def summary(self) -> str:
        """How many sentences have which mark."""
        held = [one.badge.kind for one in (*self.sentences, *self.left_out) if one.badge is not None]
        told = [f"{many} {said}" for mark, said in COUNTED.items() if (many := held.count(LOOKS[mark]))]
        return (
            f"Checked against the figures: {words.listed(told)}." if told else "It makes no claim that figures check."
        )


def checked(
    parts: Mapping[str, str], facts: Facts | NotJudged, *, overrides: Mapping[str, str] | None = None
) -> Checked:
    """A narrative's parts held against the facts; without a figure nothing can be checked, and that is said."""
    kept = overrides or {}
    claims = () if isinstance(facts, NotJudged) else check(parts, facts)
    reason = facts.reason if isinstance(facts, NotJudged) else ""
    return Checked(tuple(_sentences(parts, claims, kept, reason)), tuple(_left_out(claims, kept)))


def _sentences(
    parts: Mapping[str, str], claims: Sequence[Claim], kept: Mapping[str, str], reason: str
) -> Iterator[Sentence]:
    for part, text in parts.items():
        for sentence in sentences(text):
            own = [claim for claim in claims if claim.sentence == sentence]
            badge = Status(LOOKS[Mark.CANNOT_CHECK], "Cannot check", reason) if reason else badge_of(own)
            yield Sentence(NAMES[part], sentence, badge, kept.get(sentence, ""))


def badge_of(claims: Sequence[Claim]) -> Status | None:
    """The worst mark of a sentence's claims, with what the figures say."""
    for mark in WORST_FIRST:
        found = [claim for claim in claims if claim.mark is mark]
        if found:
            told = "; ".join(dict.fromkeys(f"'{claim.said}': {claim.reason}" for claim in found))
            return Status(LOOKS[mark], words.capitalised(mark.value), told)
    return None


def _left_out(claims: Sequence[Claim], kept: Mapping[str, str]) -> Iterator[Sentence]:
    for claim in claims:
        if claim.kind is Kind.GAP and claim.said not in NAMES.values():
            badge = Status(LOOKS[Mark.NOT_SUPPORTED], "Left out", claim.reason)
            yield Sentence(
                "Left out", words.capitalised(claim.said), badge, kept.get(words.capitalised(claim.said), "")
            )

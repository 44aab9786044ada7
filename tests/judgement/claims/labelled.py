"""Labelled sentences of council prose, and the facts that they are about."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmf_core.judgement.claims import Claim, Facts, Figure, Kind, Mark, check_sentence
from pmf_core.judgement.claims.facts import Measured

FILES = tuple(Path(__file__).with_name(name) for name in ("sentences.csv", "more_sentences.csv"))


def facts(measured: Measured, sign: int, signal: int, months: tuple[float, float, float], **more: object) -> Facts:
    """Facts of March 2026 with the two months before and March 2025."""
    january, february, march = months
    year_ago = float(more["year_ago"])  # type: ignore[arg-type]
    held = (Figure(2025, 3, year_ago), Figure(2026, 1, january), Figure(2026, 2, february), Figure(2026, 3, march))
    return Facts(measured, march, held, sign, signal, last=february, **more)  # type: ignore[arg-type]


ABOUT = {
    "contacts": facts(
        Measured.PERCENT, 1, 0, (69.34, 71.13, 69.78), target=71.0, year_ago=71.13, baseline=70.7,
        parts={"Customer Service Centre": 85.4, "Access and First Contact": 51.8},
    ),
    "calls": facts(
        Measured.PERCENT, 1, -1, (72.3, 70.7, 71.9), target=81.0, year_ago=81.4, baseline=81.8,
        parts={"Adults Line": 66.0, "Highways Line": 74.1}, causes=frozenset({"Adults Line"}),
    ),
    "complaints": facts(
        Measured.PLAIN, -1, -1, (241.0, 233.0, 239.0), target=205.0, year_ago=237.0, baseline=209.0,
        nouns=("complaint",), parts={"Children and Families": 85.0, "Place": 35.0},
        causes=frozenset({"Children and Families"}),
    ),
    "it": facts(Measured.PERCENT, 1, 1, (83.0, 83.6, 84.2), target=80.0, year_ago=76.5, baseline=76.9),
    "agency": facts(
        Measured.MONEY, -1, 0, (524_919.0, 540_033.0, 526_465.0), target=560_000.0, year_ago=561_200.0,
        baseline=553_000.0,
    ),
    "recruit": facts(Measured.DAYS, -1, 1, (40.1, 40.2, 38.7), target=42.0, year_ago=48.1, baseline=49.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, what it is about, and what a reader makes of its numbers and of the way it tells."""

    about: str
    sentence: str
    number: str
    """S supported, N not, C cannot be checked, - none."""
    direction: str
    says_improved: bool

    @property
    def claims(self) -> Sequence[Claim]:
        """What the checker finds."""
        return check_sentence(self.sentence, ABOUT[self.about])

    def marks(self, kind: Kind) -> set[Mark]:
        """The marks on its claims of a kind."""
        return {claim.mark for claim in self.claims if claim.kind is kind}


def labelled() -> list[Labelled]:
    """Every sentence; those of the second file were written after the rules and have not shaped them."""
    found: list[Labelled] = []
    for file in FILES:
        with file.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="|"):
                says = row["says_improved"] == "yes"
                found.append(Labelled(row["about"], row["sentence"], row["number"], row["direction"], says))
    return found

"""The tab Guide: how to read a chart, how to find one's way, what the words mean, and what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pmf_core.access.scope import Scope
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.glossary import GLOSSARY
from pmf_core.views.metric_profile.values import Trend, TrendPoint
from pmf_core.views.status import StatusKind, Table

EXAMPLE = (50, 53, 48, 51, 55, 49, 47, 52, 50, 54, 48, 51, 53, 46, 50, 52, 58, 60, 57, 61, 59, 62, 58, 60)
"""A series made up to be read: sixteen months of ordinary variation, then eight on a new level."""

CENTRE, UPPER, LOWER, TARGET = 50.6, 60.8, 40.3, 55.0
SHIFT = 16
"""Where the run above the mean begins."""

STEPS = (
    ("The title is the finding.", "It says whether anything changed for real, and since when. Read it first."),
    ("The line is what was measured.", "One point a period. A gap is a period without a figure; a hollow point is "
     "provisional or left out of every verdict."),
    ("The middle line is the mean, the broken lines are the process limits.", "They are worked out from the figures "
     "themselves. Almost every point falls between them while nothing has changed."),
    ("Between the limits, up and down is ordinary variation.", "Nobody has to explain it, and acting on it usually "
     "makes things worse."),
    ("A shape is a signal.", "A point beyond a limit, seven on one side of the mean, seven rising or falling, or two "
     "of three close to a limit. ▲ is for the better, ■ for the worse. A signal deserves the question: what happened?"),
    ("The dotted line is the target.", "Limits say what the process does, the target says what is wanted. A target "
     "outside the limits will be missed or met every time until the process itself changes."),
)  # fmt: skip
"""How to read a chart, step by step: what to look at, and what it means."""

WAYS = (
    ("What needs me?", "Home lists what changed for real and what waits for you."),
    ("What must the board ask?", "Vital Signs: exceptions first, each with the reason it is there."),
    (
        "Where is a figure?",
        "Search metrics at the top of every page; spelling is forgiven. Explore narrows by theme and source.",
    ),
    ("Why did it change?", "Metric, Why: which parts made the change, and whether it is out of the ordinary."),
    ("How do you know?", "Metric, Trust: the definition, the checks, and the way back to the row of the file."),
    ("What was known then?", "Choose a day in As at: the page is as it would have been, by the definitions of then."),
    (
        "Can I send this view to somebody?",
        "Copy link: the address says all that is chosen. It opens nothing that they may not see.",
    ),
)
"""The questions people come with, and where the answer is."""

NEWS = (
    "Public pages: every metric that is open to everybody, as a site that needs no script and no sign-in.",
    "Library: people and access, the audit log, the tree of any day, targets in force, and reviews that are due.",
    "The year ahead: where the year will land, with its chances and how often they came true.",
    "Decisions: recorded in the meeting, and looked at again when their effect should show.",
    "Returns: faults at their cell, and what a return will change, before it is sent.",
)
"""What a reader will notice, the newest first."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The tab."""

    sentence: str
    example: Trend
    steps: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    glossary: Table
    news: tuple[str, ...]


def guide(hub: Hub, *, scope: Scope) -> Guide:  # noqa: ARG001  (the same for everybody)
    """How to read the hub."""
    return Guide(
        sentence=f"How to read a chart in a minute, and {words.count(len(GLOSSARY), 'word')} as the hub uses them.",
        example=example(),
        steps=STEPS,
        ways=WAYS,
        glossary=glossary(),
        news=NEWS,
    )


def glossary() -> Table:
    """Every term with its meaning and where it is from."""
    return Table("Glossary", ("Term", "Meaning", "From"), GLOSSARY)


def example() -> Trend:
    """A chart that shows everything once, said to be made up."""
    points = tuple(_point(place, float(value)) for place, value in enumerate(EXAMPLE))
    return Trend(
        title="An example: improving, a signal over 8 months",
        sentence="Made up for this page. The last eight months lie above the mean: that is not ordinary variation.",
        alt="Line chart of 24 months about a mean of 51 with limits at 40 and 61 and a target of 55.",
        axis="percentage",
        points=points,
        possible=(0.0, 100.0),
        suffix="%",
    )


def _point(place: int, value: float) -> TrendPoint:
    year, month = 2024 + place // 12, place % 12 + 1
    start = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    shifted = place >= SHIFT
    return TrendPoint(
        start=start,
        end=following - timedelta(days=1),
        period=f"{start:%b %Y}",
        value=value,
        text=f"{value:.0f}%",
        target=TARGET,
        lower=LOWER,
        upper=UPPER,
        centre=CENTRE,
        kind=StatusKind.IMPROVING if shifted else StatusKind.NEUTRAL,
        signal="part of a run above the average" if shifted else "",
    )

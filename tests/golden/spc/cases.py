"""The XmR cases: series, options and the batch that the hub makes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.spc import Judgements, Measured, Settings, batch_of, judge
from pmf_core.judgement.spc.profile import Baseline, Screening
from tests.golden.reading import Folder, Row
from tests.golden.registry import reads
from tests.golden.spc.by_hand import Options, Point, by_hand, exact
from tests.golden.tally import number

reads("spc", "xmr_series.csv", "xmr_cases.csv")

POLARITY = {
    "increase": Polarity.HIGHER_IS_BETTER,
    "decrease": Polarity.LOWER_IS_BETTER,
    "neutral": Polarity.NEUTRAL,
}


@dataclass(frozen=True)
class Case:
    """One case: a series with its options, as the files give them."""

    name: str
    measured: Measured
    texts: tuple[str, ...]
    fixed: int
    screened: bool
    target: str

    @property
    def direction(self) -> int:
        """+1 where higher is better, -1 where lower is, 0 where neither is."""
        return self.measured.polarity.sign

    def settings(self, profile: Settings, *, screening: Screening, opens_series: bool) -> Settings:
        """The profile with the options of this case."""
        baseline = Baseline(points=self.fixed, opens_series=opens_series and self.fixed > 0)
        return replace(profile, screening=screening if self.screened else Screening.OFF, baseline=baseline)

    def by_hand(self, options: Options) -> list[Point]:
        """The case by the specification, in exact fractions."""
        starts = [period in self.measured.rebases for period in self.measured.periods]
        own = replace(options, fixed=self.fixed, screened=self.screened)
        return by_hand([exact(text) for text in self.texts], starts, own)

    def scale(self) -> float:
        """The size of the values, for limits that happen to lie near zero."""
        return max((abs(value) for value in self.measured.values if value == value), default=0.0)


def by_case(rows: Sequence[Row], key: str = "case_id") -> dict[str, list[Row]]:
    """Rows of a file by the case they belong to, each in date order where they have dates."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    dated = bool(rows) and "date" in rows[0]
    return {name: sorted(own, key=lambda row: row["date"]) if dated else own for name, own in found.items()}


def series_of(folder: Folder) -> dict[str, list[Row]]:
    """The rows of each series in date order."""
    return by_case(folder.rows("xmr_series.csv"), key="series_id")


def cases_of(folder: Folder) -> dict[str, Case]:
    """Every XmR case by its name."""
    series = series_of(folder)
    return {row["case_id"]: _case(row, series[row["series_id"]]) for row in folder.rows("xmr_cases.csv")}


def _case(row: Row, points: Sequence[Row]) -> Case:
    texts = tuple(point["value"] for point in points)
    measured = Measured(
        name=row["case_id"],
        periods=[point["date"] for point in points],
        values=[number(text) for text in texts],
        rebases=tuple(row["rebase_dates"].split(";")) if row["rebase_dates"] else (),
        target=number(row["target"]) if row["target"] else None,
        polarity=POLARITY[row["improvement_direction"]],
    )
    fixed = int(row["fix_after_n_points"] or 0)
    return Case(row["case_id"], measured, texts, fixed, row["screen_outliers"].upper() == "TRUE", row["target"])


def judged(
    cases: Sequence[Case], profile: Settings, *, screening: Screening, opens_series: bool = False
) -> Iterator[tuple[Case, Judgements]]:
    """Every case with its judgement, a batch of one; cases of the same settings are judged together."""
    groups: dict[Settings, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.settings(profile, screening=screening, opens_series=opens_series)].append(case)
    for settings, members in groups.items():
        batch = batch_of([case.measured for case in members], ignore_unmatched_rebases=True)
        judgements = judge(batch, settings=settings)
        for row, case in enumerate(members):
            yield case, judgements.only(row)

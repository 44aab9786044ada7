"""The Local Authority Interactive Tool: change, averages, ranks and quartile bands of real published data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.benchmark import (
    Average,
    Change,
    QuartileBands,
    change_of_latest,
    neighbour_average,
    quartile_bands,
)
from pmf_core.judgement.ranks import ranks
from tests.golden.benchmarking.checks import close, column, grouped, keys, outcome, same, words
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison, reads

reads("benchmarking", "lait_indicators.csv", "lait_neighbours.csv", "lait_values.csv")

POLARITIES = {"High": Polarity.HIGHER_IS_BETTER, "Low": Polarity.LOWER_IS_BETTER}

T = TypeVar("T")

ARROWS = {-1: "down", 0: "same", 1: "up"}

COLOURS = {-1: "red", 0: "black", 1: "green"}

BAND_COLOURS = {"A": "green", "D": "red"}


@dataclass(frozen=True)
class Neighbours:
    """The authorities, the region of each, and the positions of its neighbours."""

    areas: tuple[str, ...]
    region: dict[str, str]
    positions: np.ndarray


@dataclass(frozen=True)
class Measure:
    """One measure over every area, with its latest period and the one before."""

    polarity: Polarity
    banded: bool
    values: dict[tuple[str, str], float]
    periods: tuple[str, ...]
    neighbours: Neighbours

    @cached_property
    def latest(self) -> int:
        """The place of the largest period, as text."""
        return self.periods.index(max(self.periods))

    @property
    def latest_period(self) -> str:
        return self.periods[self.latest]

    @property
    def previous_period(self) -> str:
        return self.periods[self.latest - 1] if self.latest else "NA"

    def of(self, area: str) -> np.ndarray:
        """The previous and the latest value of one area."""
        periods = (self.previous_period, self.latest_period)
        return np.array([self.values.get((area, period), np.nan) for period in periods])

    @cached_property
    def table(self) -> np.ndarray:
        """Authorities × the previous and the latest period."""
        return np.array([self.of(area) for area in self.neighbours.areas])

    @cached_property
    def change(self) -> Change:
        return change_of_latest(self.table, polarity=self.polarity)

    @cached_property
    def bands(self) -> QuartileBands:
        return quartile_bands(self.table[:, 1], polarity=self.polarity if self.banded else Polarity.NEUTRAL)

    @cached_property
    def rank(self) -> np.ndarray:
        return ranks(self.table[:, 1], polarity=self.polarity)

    @cached_property
    def average(self) -> Average:
        """Neighbours' averages: period × authority."""
        return neighbour_average(self.table.T, self.neighbours.positions)

    def region_of(self, area: str) -> str:
        """The region, London as a whole where its part has no latest value."""
        region = self.neighbours.region[area]
        return "London" if region.startswith("London") and np.isnan(self.of(region)[1]) else region

    def rank_label(self, place: int) -> str:
        if self.polarity.sign == 0:
            return "-"
        return "NA" if np.isnan(self.rank[place]) else f"{self.rank[place]:.0f}"

    def band_label(self, place: int) -> str:
        return str(self.bands.band[place]) or "NA"


def _value(cell: str) -> float:
    """A cell of the tool's data: a number, or a symbol such as "-" or "c" for one that is not there."""
    try:
        return float(cell)
    except ValueError:
        return np.nan


def _neighbours(folder: Folder) -> Neighbours:
    rows = folder.rows("lait_neighbours.csv")
    groups = grouped(rows, "area")
    areas = tuple(key[0] for key in groups)
    place = {area: at for at, area in enumerate(areas)}
    positions = np.full((len(areas), max(len(part) for part in groups.values())), -1)
    for (area,), part in groups.items():
        found = [place[rows[at]["neighbour"]] for at in part if rows[at]["neighbour"] in place]
        positions[place[area], : len(found)] = found
    return Neighbours(areas, {row["area"]: row["region"] for row in rows}, positions)


def _measures(folder: Folder) -> dict[str, Measure]:
    neighbours = _neighbours(folder)
    rows = folder.rows("lait_values.csv")
    groups = grouped(rows, "measure_short")
    measures = {}
    for row in folder.rows("lait_indicators.csv"):
        part = [rows[place] for place in groups.get((row["measure_short"],), [])]
        values = {(each["area"], each["period"]): _value(each["value_raw"]) for each in part}
        known = set(neighbours.areas)
        periods = sorted({each["period"]: 0 for each in part if each["area"] in known}, key=lambda name: name[:4])
        polarity = POLARITIES.get(row["Polarity"], Polarity.NEUTRAL)
        banded = row["No_Quartile"] != "N"
        measures[row["measure_short"]] = Measure(polarity, banded, values, tuple(periods), neighbours)
    return measures


@comparison("benchmarking", "lait_all_la_rank.csv")
def all_ranks(folder: Folder) -> Comparison:
    rows, measures = folder.rows("lait_all_la_rank.csv"), _measures(folder)
    cases = [(measures[row["measure_short"]], _place(measures, row)) for row in rows]
    return outcome(
        "lait_all_la_rank.csv",
        keys(rows, "measure_short", "area"),
        same("period", words(rows, "period"), [measure.latest_period for measure, _ in cases]),
        close("value", column(rows, "value"), [measure.table[at, 1] for measure, at in cases], relative=1e-9),
        same("rank", words(rows, "rank"), [measure.rank_label(at) for measure, at in cases]),
        same("quartile_band", words(rows, "quartile_band"), [measure.band_label(at) for measure, at in cases]),
    )


def _place(measures: dict[str, Measure], row: Row) -> int:
    return measures[row["measure_short"]].neighbours.areas.index(row["area"])


def _numbers(measure: Measure, at: int, area: str) -> dict[str, float]:
    """The columns of numbers that the tool shows for one authority."""
    average = measure.average
    region, england = measure.of(measure.region_of(area)), measure.of("England")
    cuts = measure.bands.cuts
    return {
        "value_latest": measure.table[at, 1],
        "value_previous": measure.table[at, 0],
        "change_from_previous": measure.change.difference[at],
        "sn_average_latest": average.value[1, at],
        "sn_n_latest": average.count[1, at],
        "sn_average_previous": average.value[0, at],
        "sn_change": average.value[1, at] - average.value[0, at],
        "region_latest": region[1],
        "region_change": region[1] - region[0],
        "england_latest": england[1],
        "england_change": england[1] - england[0],
        "n_with_value": float((~np.isnan(measure.table[:, 1])).sum()),
        **{f"q{name}": cut for name, cut in zip((0, 25, 50, 75, 100), cuts, strict=True)},
    }


def _words(measure: Measure, at: int, area: str) -> dict[str, str]:
    """The columns of words that the tool shows for one authority."""
    change = measure.change
    band = measure.band_label(at)
    return {
        "region_used": measure.region_of(area),
        "latest_period": measure.latest_period,
        "previous_period": measure.previous_period,
        "trend_arrow": "NA" if np.isnan(change.difference[at]) else ARROWS[int(change.arrow[at])],
        "trend_colour": COLOURS[int(change.improvement[at])],
        "national_rank": measure.rank_label(at),
        "quartile_band": band,
        "band_colour": BAND_COLOURS.get(band, "none"),
    }


@comparison("benchmarking", "lait_expected.csv")
def expected(folder: Folder) -> Comparison:
    rows, measures = folder.rows("lait_expected.csv"), _measures(folder)

    def shown(of: Callable[[Measure, int, str], dict[str, T]]) -> list[dict[str, T]]:
        return [of(measures[row["measure_short"]], _place(measures, row), row["area"]) for row in rows]

    figures, labels = shown(_numbers), shown(_words)
    near = [
        close(name, column(rows, name), [each[name] for each in figures], relative=1e-9, absolute=1e-9)
        for name in (figures[0] if figures else ())
    ]
    equal = [same(name, words(rows, name), [each[name] for each in labels]) for name in (labels[0] if labels else ())]
    return outcome("lait_expected.csv", keys(rows, "measure_short", "area"), *near, *equal)

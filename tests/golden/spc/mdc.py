"""Making Data Count's SQL query: limits, every rule at every length, labels and icons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmf_core.judgement.spc import MDC, Assurance, Judgements, Rule, Settings, Variation
from pmf_core.judgement.spc.profile import LIMIT_WIDTH, MDC_EXCEL_ICON_POINTS, Labelling, Screening, TwoOfThree
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison
from tests.golden.spc.by_hand import Options, assurance_by_hand, exact, label_by_hand
from tests.golden.spc.cases import Case, by_case, cases_of, judged
from tests.golden.tally import Tally, number, number_differences, text_differences

EXCEL = replace(MDC, icon_points=MDC_EXCEL_ICON_POINTS)
CONCERN = replace(MDC, labelling=Labelling.CONCERN_WINS)
VARIANTS: dict[str, tuple[Settings, dict[str, Rule]]] = {
    "7": (MDC, {"single": Rule.BEYOND_LIMITS, "shift7": Rule.SHIFT, "trend7": Rule.TREND, "two3": Rule.TWO_OF_THREE}),
    "6": (replace(MDC, shift_length=6, trend_length=6), {"shift6": Rule.SHIFT, "trend6": Rule.TREND}),
    "8": (replace(MDC, shift_length=8, trend_length=8), {"shift8": Rule.SHIFT, "trend8": Rule.TREND}),
    "beyond": (replace(MDC, two_of_three=TwoOfThree.BEYOND_TWO_SIGMA), {"two3beyond": Rule.TWO_OF_THREE}),
}
"""Settings under which the columns of the points file come about, and the rule behind each column."""

ASSURANCE = {
    Assurance.NOT_JUDGED: "",
    Assurance.CONSISTENTLY_PASSES: "pass",
    Assurance.CONSISTENTLY_FAILS: "fail",
    Assurance.HIT_OR_MISS: "hit_or_miss",
}
COMMON = Variation.COMMON_CAUSE.label


HAND = Options(opens_series=True, drops_points=True, trend_crosses=True)
"""The same method by hand, for cases whose limits the peer lets collapse."""


def _judged(cases: Sequence[Case], settings: Settings) -> dict[str, Judgements]:
    found = judged(cases, settings, screening=Screening.RANGES_AND_POINTS, opens_series=True)
    return {case.name: judgements for case, judgements in found}


@comparison("spc", "mdc_points.csv")
def mdc_points(folder: Folder) -> Comparison:
    """Limits and marks of every point."""
    tally = Tally("mdc_points.csv")
    cases, rows = cases_of(folder), by_case(folder.rows("mdc_points.csv"))
    members = [cases[name] for name in rows]
    found = {key: _judged(members, settings) for key, (settings, _) in VARIANTS.items()}
    concern = _judged(members, CONCERN)
    for name, peer in rows.items():
        points = _by_specification(cases[name], peer) if any(map(_collapsed, peer)) else peer
        differences = _limit_differences(cases[name], found["7"][name], points)
        differences += _boundaries(found["7"][name], points)
        for key, (_, columns) in VARIANTS.items():
            differences += _mark_differences(found[key][name], columns, points)
        differences += _label_differences(found["7"][name], points, column="type_conflict_improvement")
        differences += _label_differences(concern[name], points, column="type_conflict_concern")
        differences += _conflicts(found["7"][name], points)
        tally.case(name, differences)
    return tally.comparison()


def _collapsed(point: Row) -> bool:
    """Whether the peer's screen left no width where there is variation."""
    return number(point["mr_mean"]) > 0 and number(point["lpl"]) == number(point["upl"])


def _by_specification(case: Case, points: Sequence[Row]) -> list[Row]:
    """The peer's rows with what hangs on the width of the limits as the specification has it."""
    near, beyond = case.by_hand(HAND), case.by_hand(replace(HAND, beyond_two_sigma=True))
    rows: list[Row] = []
    for place, row in enumerate(points):
        point, wide = near[place], beyond[place]
        reach = LIMIT_WIDTH * number(row["mr_mean"])
        limits = {"lpl": repr(number(row["mean"]) - reach), "upl": repr(number(row["mean"]) + reach)}
        marks = {
            "single_up": "beyond" in point.up, "single_dn": "beyond" in point.down,
            "two3_up": "two of three" in point.up, "two3_dn": "two of three" in point.down,
            "two3beyond_up": "two of three" in wide.up, "two3beyond_dn": "two of three" in wide.down,
            "conflict": bool(point.up and point.down),
        }  # fmt: skip
        labels = {
            "type_conflict_improvement": label_by_hand(point, case.direction, improvement_wins=True),
            "type_conflict_concern": label_by_hand(point, case.direction, improvement_wins=False),
        }
        flags = {name: str(int(mark)) for name, mark in marks.items()}
        rows.append(row | (limits if _collapsed(row) else {}) | flags | labels)
    return rows


def _limit_differences(case: Case, judgements: Judgements, points: Sequence[Row]) -> list[str]:
    limits = judgements.limits_by_point()
    differences: list[str] = []
    for column, point in enumerate(points):
        column_at = min(column, limits.centre.shape[1] - 1)
        ours = {
            "mean": float(limits.centre[0, column_at]),
            "lpl": float(limits.lower[0, column_at]),
            "upl": float(limits.upper[0, column_at]),
        }
        differences += number_differences(ours, point, where=point["date"], scale=case.scale())
    return differences


def _boundaries(judgements: Judgements, points: Sequence[Row]) -> list[str]:
    """Partitions begin where the peer's do; the peer's numbers are not compared."""
    ours, theirs = judgements.partition[0], [point["partition"] for point in points]
    return [
        f"partition boundary at {points[column]['date']}"
        for column in range(1, len(points))
        if (ours[column] != ours[column - 1]) != (theirs[column] != theirs[column - 1])
    ]


def _mark_differences(judgements: Judgements, columns: dict[str, Rule], points: Sequence[Row]) -> list[str]:
    differences: list[str] = []
    for name, rule in columns.items():
        up, down = judgements.marked(rule, high=True)[0], judgements.marked(rule, high=False)[0]
        for column, point in enumerate(points):
            ours = {f"{name}_up": int(up[column]), f"{name}_dn": int(down[column])}
            differences += text_differences(ours, point, where=point["date"])
    return differences


def _label_differences(judgements: Judgements, points: Sequence[Row], *, column: str) -> list[str]:
    differences: list[str] = []
    for place, point in enumerate(points):
        differences += text_differences({column: _label(judgements.label[0, place])}, point, where=point["date"])
    return differences


def _label(code: int) -> str:
    """The peer calls a missing point, and one that can't be judged, common cause."""
    return COMMON if code == Variation.NOT_JUDGED else Variation(code).label


def _conflicts(judgements: Judgements, points: Sequence[Row]) -> list[str]:
    signals = judgements.signals[0]
    differences: list[str] = []
    for place, point in enumerate(points):
        both = bool(signals[place] & 0b1111) and bool(signals[place] >> 4)
        differences += text_differences({"conflict": int(both)}, point, where=point["date"])
    return differences


@comparison("spc", "mdc_series.csv")
def mdc_series(folder: Folder) -> Comparison:
    """The icons of the last point."""
    tally = Tally("mdc_series.csv")
    cases, rows = cases_of(folder), folder.rows("mdc_series.csv")
    members = [cases[row["case_id"]] for row in rows]
    improvement, concern = _judged(members, MDC), _judged(members, CONCERN)
    for row in rows:
        judgements, other = improvement[row["case_id"]], concern[row["case_id"]]
        case = cases[row["case_id"]]
        ours = {
            "n": len(case.texts),
            "variation_icon_conflict_improvement": _label(judgements.variation[0]),
            "variation_icon_conflict_concern": _label(other.variation[0]),
            "assurance_icon": ASSURANCE[Assurance(judgements.assurance[0])],
            "icons_shown_min15": int(MDC.shows_icons(len(case.texts))),
            "icons_shown_min13": int(EXCEL.shows_icons(len(case.texts))),
        }
        wanted = row | _icons_by_hand(case) if "zero_width_limits" in row["peer_quirks"] else row
        tally.case(row["case_id"], text_differences(ours, wanted, where="last"))
    return tally.comparison()


def _icons_by_hand(case: Case) -> Row:
    """The icons of the last value by the specification."""
    points = [point for point in case.by_hand(HAND) if point.value is not None]
    last, target = points[-1], exact(case.target)
    return {
        "variation_icon_conflict_improvement": label_by_hand(last, case.direction, improvement_wins=True),
        "variation_icon_conflict_concern": label_by_hand(last, case.direction, improvement_wins=False),
        "assurance_icon": assurance_by_hand(last, target, case.direction, on_limit_decides=True),
    }

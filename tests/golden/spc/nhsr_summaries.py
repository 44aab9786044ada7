"""NHSRplotthedots: the verdicts of series and of re-base groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pmf_core.judgement.spc import NHSR, Assurance, Judgements, Variation
from pmf_core.judgement.spc.profile import Screening
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison
from tests.golden.spc.by_hand import Options, assurance_by_hand, exact
from tests.golden.spc.cases import Case, by_case, cases_of, judged
from tests.golden.spc.nhsr import POINT_TYPE, Ours, differences_of, ours_of, rows_by_hand
from tests.golden.tally import NOTHING, Tally, number_differences, text_differences

ASSURANCE = {
    Assurance.NOT_JUDGED: ("", ""), Assurance.HIT_OR_MISS: ("inconsistent", "inconsistent"),
    Assurance.CONSISTENTLY_PASSES: ("consistent_pass", "pass"),
    Assurance.CONSISTENTLY_FAILS: ("consistent_fail", "fail"),
}  # fmt: skip
"""The peer's words for assurance, as a type and as an icon."""

BY_HAND = {"": ("", ""), "hit_or_miss": ("inconsistent", "inconsistent"), "pass": ("consistent_pass", "pass"),
           "fail": ("consistent_fail", "fail")}  # fmt: skip
HIGH = ("Above UCL", "7 Point Trend (Increasing)", "2 in 3 Above CL", "7 Points Above CL")


@comparison("spc", "nhsr_series.csv")
def nhsr_series(folder: Folder) -> Comparison:
    """The verdict of the last value; where the peer crashes, the whole series by the specification."""
    tally = Tally("nhsr_series.csv")
    cases = cases_of(folder)
    rows = {row["case_id"]: row for row in folder.rows("nhsr_series.csv")}
    for case, judgements in judged([cases[name] for name in rows], NHSR, screening=Screening.RANGES):
        peer = rows[case.name]
        groups = Counter(int(group) for group in judgements.partition[0, : len(case.texts)])
        ours = {"n": len(case.texts)} | _words(judgements)
        differences: list[str] = []
        if peer["status"] == "ok":
            short = any(NHSR.warns_of(size) for size in groups.values())
            ours |= {"n_groups": len(groups), "any_short_group": str(short).upper()}
        else:
            differences = differences_of(case, ours_of(case, judgements), rows_by_hand(case))
        # What the peer gets wrong is asserted by the specification, all else by the peer.
        wanted = peer | _verdict_by_hand(case) if peer["peer_quirks"] else peer
        tally.case(case.name, differences + text_differences(ours, wanted, where="last value"))
    return tally.comparison()


def _words(judgements: Judgements) -> dict[str, object]:
    """Our verdict in the peer's words, which has none of its own for what can't be judged."""
    variation = Variation(judgements.variation[0])
    assurance = ASSURANCE[Assurance(judgements.assurance[0])]
    common = variation in (Variation.NOT_JUDGED, Variation.COMMON_CAUSE)
    return {
        "variation_type": POINT_TYPE[variation],
        "variation_icon": "common_cause" if common else variation.label.replace("neither", "neutral"),
        "assurance_type": assurance[0],
        "assurance_icon": assurance[1],
    }


def _verdict_by_hand(case: Case) -> Row:
    """The verdict of the last value by the specification, in the peer's words."""
    points = case.by_hand(Options())
    places = [place for place, point in enumerate(points) if point.value is not None]
    if not places:
        return {"variation_type": "common_cause", "variation_icon": "common_cause"}
    row = rows_by_hand(case)[places[-1]]
    kind = row["point_type"].removeprefix("special_cause_")
    side = "high" if row["special_cause_type"] in HIGH else "low"
    assurance = assurance_by_hand(points[places[-1]], exact(case.target), case.direction, on_limit_decides=False)
    return {
        "variation_type": row["point_type"],
        "variation_icon": kind if kind.startswith(("common", "neutral")) else f"{kind}_{side}",
        "assurance_type": BY_HAND[assurance][0],
        "assurance_icon": BY_HAND[assurance][1],
    }


@comparison("spc", "nhsr_groups.csv")
def nhsr_groups(folder: Folder) -> Comparison:
    """The summary of each re-base group."""
    tally = Tally("nhsr_groups.csv")
    cases, rows = cases_of(folder), by_case(folder.rows("nhsr_groups.csv"))
    quirks = {row["case_id"]: row["peer_quirks"] for row in folder.rows("nhsr_series.csv")}
    for case, judgements in judged([cases[name] for name in rows], NHSR, screening=Screening.RANGES):
        ours, by_hand = ours_of(case, judgements), rows_by_hand(case)
        groups = sorted({own.partition for own in ours})
        for group, peer in zip(groups, rows[case.name], strict=True):
            places = [place for place, own in enumerate(ours) if own.partition == group]
            wanted = peer | _group_by_hand(case, by_hand, places, peer=peer) if quirks[case.name] else peer
            members = [ours[place] for place in places]
            last = group == groups[-1]
            assured = _words(judgements)["assurance_type"] if last else ""
            if last and quirks[case.name]:
                wanted = wanted | {"assurance_type": _verdict_by_hand(case).get("assurance_type", "")}
            differences = _group_differences(members, wanted, assured=assured, scale=case.scale())
            tally.case(f"{case.name} group {peer['rebase_group']}", differences)
    return tally.comparison()


def _group_differences(members: Sequence[Ours], wanted: Row, *, assured: object, scale: float) -> list[str]:
    kinds = Counter(str(own.words["point_type"]) for own in members)
    there = [own for own in members if own.value == own.value]
    ours = {
        "n": len(members),
        "common_cause": kinds["common_cause"],
        "improvement": kinds["special_cause_improvement"],
        "concern": kinds["special_cause_concern"],
        "variation_type": there[-1].words["point_type"] if there else "common_cause",
        "assurance_type": assured,
    }
    numbers = number_differences(members[-1].numbers, wanted, where="group", scale=scale)
    return numbers + text_differences(ours, wanted, where="group")


def _group_by_hand(case: Case, by_hand: Sequence[Row], places: Sequence[int], *, peer: Row) -> Row:
    """A group by the specification; its limits only where the peer's are missing or without width."""
    rows = [by_hand[place] for place in places]
    there = [by_hand[place] for place in places if case.texts[place] not in NOTHING]
    kinds = Counter(row["point_type"] for row in rows)
    words = {
        "common_cause": str(kinds["common_cause"]),
        "improvement": str(kinds["special_cause_improvement"]),
        "concern": str(kinds["special_cause_concern"]),
        "variation_type": there[-1]["point_type"] if there else "common_cause",
    }
    if peer["lpl"] not in NOTHING and peer["lpl"] != peer["upl"]:
        return words
    return words | {name: rows[-1][name] for name in ("mean", "lpl", "upl")}

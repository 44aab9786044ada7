from __future__ import annotations

from pmf_core.charts.markup import to_html
from pmf_core.charts.waterfall import PALE, domain_of, key_of_waterfall, waterfall_chart
from pmf_core.views.status import StatusKind
from pmf_core.views.why import Step, Waterfall
from pmf_core.views.why.values import StepKind

HELD = Waterfall(
    title="Complaints: North made +47 of +30",
    sentence="From 209 to 239.",
    alt="Waterfall.",
    axis="complaints",
    steps=(
        Step("March 2025", StepKind.LEVEL, 209, 209, "209"),
        Step("North", StepKind.MOVE, 209, 256, "+47", StatusKind.WORSENING, "Out of the ordinary"),
        Step("South", StepKind.MOVE, 256, 239, "−17", told="Ordinary: 0.4 × its usual size"),
        Step("March 2026", StepKind.LEVEL, 239, 239, "239"),
    ),
    decimals=0,
)


def rows() -> list[dict]:
    return waterfall_chart(HELD, mode="light")["data"]["values"]


def test_a_contribution_is_coloured_and_bold_only_where_it_is_out_of_the_ordinary() -> None:
    _, north, south, _ = rows()

    assert north["colour"] == "#A4133C"
    assert north["weight"] == "bold"
    assert south["strength"] == PALE
    assert south["weight"] == "normal"


def test_every_row_says_its_amount_and_its_name_without_colour() -> None:
    assert [row["words"] for row in rows()] == ["209 · March 2025", "■ +47 · North", "−17 · South", "239 · March 2026"]


def test_everything_drawn_lies_on_the_axis() -> None:
    low, high = domain_of(HELD)

    assert low < 209 and high > 256


def test_the_key_names_the_kinds_that_occur() -> None:
    told = to_html(key_of_waterfall(HELD))

    assert "Ordinary variation" in told and "for the worse" in told
    assert "for the better" not in told

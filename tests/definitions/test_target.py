from __future__ import annotations

from datetime import date

from pmf_core.definitions import (
    Aggregation,
    FixedTarget,
    Grain,
    Metric,
    Polarity,
    Provenance,
    Ratio,
    SteppedTarget,
    TrajectoryTarget,
)

APPROVED = date(2024, 3, 1)


def metric(*targets: FixedTarget | SteppedTarget | TrajectoryTarget) -> Metric:
    return Metric(
        id="bins",
        name="Bins",
        definition="Bins emptied on the day",
        calculation=Ratio(numerator="emptied", denominator="due"),
        polarity=Polarity.HIGHER_IS_BETTER,
        grain=Grain.MONTH,
        aggregation=Aggregation.RATIO_OF_SUMS,
        owner="waste",
        source="own",
        provenance=Provenance.RETURN,
        theme="critical",
        levels=("team",),
        targets=targets,
        effective_from=date(2020, 1, 1),
    )


def fixed(value: float, start: date, *, end: date | None = None, unit: str | None = None) -> FixedTarget:
    return FixedTarget(value=value, effective_from=start, effective_to=end, unit=unit, approved_on=APPROVED)


def test_a_target_for_next_year_leaves_last_year_as_it_was() -> None:
    held = metric(
        fixed(90, date(2024, 4, 1), end=date(2025, 3, 31)),
        fixed(95, date(2025, 4, 1)),
    )

    assert held.target_on(date(2025, 3, 31), unit="team1") == 90
    assert held.target_on(date(2025, 4, 1), unit="team1") == 95
    assert held.target_on(date(2024, 3, 31), unit="team1") is None


def test_a_unit_s_own_target_comes_before_the_common_one() -> None:
    held = metric(fixed(90, date(2024, 4, 1)), fixed(80, date(2024, 4, 1), unit="team1"))

    assert held.target_on(date(2024, 5, 1), unit="team1") == 80
    assert held.target_on(date(2024, 5, 1), unit="team2") == 90


def test_a_trajectory_is_level_before_and_after_its_line() -> None:
    line = TrajectoryTarget(
        start=(date(2024, 4, 1), 80),
        finish=(date(2025, 4, 1), 92),
        effective_from=date(2024, 1, 1),
        approved_on=APPROVED,
    )

    assert line.value_on(date(2024, 2, 1)) == 80
    assert line.value_on(date(2026, 1, 1)) == 92
    assert 85.9 < line.value_on(date(2024, 10, 1)) < 86.1


def stepped() -> SteppedTarget:
    return SteppedTarget.model_validate(
        {
            "steps": [{"first": "2025-04-01", "value": 92, "approved_on": "2025-03-10"}, ["2024-04-01", 90]],
            "effective_from": "2024-04-01",
            "approved_on": "2024-03-01",
        }
    )


def test_steps_may_be_written_as_pairs_and_in_any_order() -> None:
    assert [step.value for step in stepped().steps] == [90, 92]
    assert stepped().value_on(date(2025, 4, 1)) == 92


def test_a_step_is_not_there_before_it_was_approved() -> None:
    before = stepped().approved_by_day(date(2025, 3, 9))

    assert before.value_on(date(2025, 4, 1)) == 90
    assert stepped().approved_by_day(date(2025, 3, 10)).value_on(date(2025, 4, 1)) == 92

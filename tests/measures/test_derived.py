from __future__ import annotations

import pytest

from pmf_core.errors import BadInput
from pmf_core.measures.derived import evaluate


@pytest.mark.parametrize(
    ("formula", "value"), [("a + b * 2", 11.0), ("(a - b) / b", -0.25), ("-a", -3.0), ("100 * a / (a + 1)", 75.0)]
)
def test_a_formula_of_arithmetic_is_worked_out(formula: str, value: float) -> None:
    assert evaluate(formula, {"a": 3.0, "b": 4.0}) == value


@pytest.mark.parametrize("formula", ["__import__('os')", "a.b", "a if b else a", "open", "a ** b", "[a]", "'text'"])
def test_anything_else_in_a_formula_is_refused(formula: str) -> None:
    with pytest.raises(BadInput, match="use its parts' names"):
        evaluate(formula, {"a": 3.0, "b": 4.0})


def test_a_formula_that_can_t_be_read_says_what_can_stand_in_it() -> None:
    with pytest.raises(BadInput, match="can't be read"):
        evaluate("a +", {"a": 1.0})

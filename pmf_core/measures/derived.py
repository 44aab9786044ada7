"""Derived metrics: an expression over other metrics of the same unit and period."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache

from pmf_core.definitions.calculation import Derived
from pmf_core.definitions.metric import Metric
from pmf_core.errors import BadInput
from pmf_core.series import Point, Series

OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
"""What a formula may do."""


def derived_series(metric: Metric, unit: str, *, parts: Mapping[str, Series]) -> Series:
    """The formula's value for each period that every part has a row of."""
    assert isinstance(metric.calculation, Derived)
    by_period = [{point.period: point for point in series} for series in parts.values()]
    shared = [period for period in by_period[0] if all(period in points for points in by_period)]
    points = [
        _derived_point(metric.calculation.formula, dict(zip(parts, (held[period] for held in by_period), strict=True)))
        for period in shared
    ]
    return Series(metric.id, unit, tuple(points))


def _derived_point(formula: str, parts: Mapping[str, Point]) -> Point:
    first = next(iter(parts.values()))
    missing = next((point.missing_reason for point in parts.values() if point.value is None), "")
    known = max((point.known_from for point in parts.values() if point.known_from), default=None)
    status = "provisional" if any(point.status == "provisional" for point in parts.values()) else "final"
    if missing:
        return Point(first.period, None, missing_reason=missing, status=status, known_from=known)
    try:
        value = evaluate(formula, {name: point.value or 0.0 for name, point in parts.items()})
    except ZeroDivisionError:
        return Point(first.period, None, missing_reason="zero_denominator", status=status, known_from=known)
    return Point(first.period, value, status=status, known_from=known)


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """The value of a formula of names, numbers, + - * / and brackets.

    >>> evaluate("100 * (issued - late) / issued", {"issued": 50.0, "late": 5.0})
    90.0
    """
    return _value(_tree(formula), values, formula)


@lru_cache(maxsize=200)
def _tree(formula: str) -> ast.expr:
    try:
        return ast.parse(formula, mode="eval").body
    except SyntaxError:
        raise BadInput(f"The formula '{formula}' can't be read: use names, numbers, + - * / and brackets.") from None


def _value(node: ast.expr, values: Mapping[str, float], formula: str) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, values, formula)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_value(left, values, formula), _value(right, values, formula))
    raise BadInput(
        f"The formula '{formula}' has '{ast.unparse(node)}' in it: use its parts' names, numbers, + - * / and brackets."
    )

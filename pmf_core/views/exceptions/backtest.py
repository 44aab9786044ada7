"""What a change of the rules would have done: each of the last months, listed both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.definitions.rule import Rules
from pmf_core.errors import BadInput, did_you_mean
from pmf_core.judgement.exceptions import judge
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import Assessment, assess, assessed, vital_signs_of
from pmf_core.views.checks import has_something_to_tell
from pmf_core.views.exceptions.cases import case_of
from pmf_core.views.exceptions.listing import known_of


@dataclass(frozen=True, slots=True)
class Month:
    """One month's list, as it was made and as it would have been: metric ids."""

    period: Period
    made: tuple[str, ...]
    would_have: tuple[str, ...]

    @property
    def added(self) -> tuple[str, ...]:
        """On the other list only."""
        return tuple(metric for metric in self.would_have if metric not in self.made)

    @property
    def gone(self) -> tuple[str, ...]:
        """On the made list only."""
        return tuple(metric for metric in self.made if metric not in self.would_have)


def backtest(hub: Hub, unit: str, rules: Rules, *, until: Period, months: int, scope: Scope) -> tuple[Month, ...]:
    """The exceptions of each month by the rules in force and by others, newest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    place = catalogue.organisation.unit(unit)
    now = assess(hub, vital_signs_of(catalogue, place), unit, period=until, scope=scope)
    found = []
    for back in range(months):
        month = until.before(back)
        then = [a for a in (_as_of(held, month) for held in now) if has_something_to_tell(catalogue, a)]
        known = known_of(hub, then, period=month, scope=scope, rules=rules)
        made = tuple(
            k.assessment.metric.id for k in known if judge(case_of(k, catalogue.rules), catalogue.rules).is_exception
        )
        would = tuple(k.assessment.metric.id for k in known if judge(case_of(k, rules), rules).is_exception)
        found.append(Month(month, made, would))
    return tuple(found)


def _as_of(held: Assessment, month: Period) -> Assessment:
    today = month.before(-1).end
    return assessed(held.metric, held.unit, held.series, period=month, today=today, phase_starts=held.phase_starts)


def changed_rules(rules: Rules, changes: Sequence[str]) -> Rules:
    """The rules with changes such as `e1.bands_below=1` made to them."""
    body = rules.model_dump()
    for change in changes:
        path, _, value = change.partition("=")
        rule, _, parameter = path.strip().partition(".")
        if rule not in body or not isinstance(body[rule], dict) or parameter not in body[rule]:
            known = [f"{name}.{key}" for name, held in body.items() if isinstance(held, dict) for key in held]
            raise BadInput(f"'{path}' is no parameter of a rule.{did_you_mean(path, known)}")
        body[rule][parameter] = value.strip()
    try:
        return Rules.model_validate(body)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise BadInput(f"{place}: {fault['msg']} (got {fault['input']!r}).") from None

"""What a change of the rules would have done: each of the last months, listed both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.moment import end_of_day
from pmf_core.definitions.period import Period
from pmf_core.definitions.rule import Rules
from pmf_core.errors import BadInput, TooEarly, did_you_mean
from pmf_core.judgement.exceptions import judge
from pmf_core.measures.history import History, history
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import assess_at, reading_day, vital_signs_of
from pmf_core.views.checks import has_something_to_tell
from pmf_core.views.exceptions.cases import Known, cases_of
from pmf_core.views.exceptions.knowing import Prepared, known_of, prepared


@dataclass(frozen=True, slots=True)
class Month:
    """One month's list, as it was made and as it would have been: metric ids."""

    period: Period
    made: tuple[str, ...] = ()
    would_have: tuple[str, ...] = ()
    not_judged: str = ""
    """Why there was no list at all."""

    @property
    def added(self) -> tuple[str, ...]:
        """On the other list only."""
        return tuple(metric for metric in self.would_have if metric not in self.made)

    @property
    def gone(self) -> tuple[str, ...]:
        """On the made list only."""
        return tuple(metric for metric in self.made if metric not in self.would_have)


def backtest(
    hub: Hub, unit: str, changes: Sequence[str], *, until: Period, months: int, scope: Scope, as_known_then: bool = True
) -> tuple[Month, ...]:
    """The exceptions of each month by the rules in force and by changed ones, newest first.

    Every month is judged on what was known and decided at its own cut-off, or else on what is known now. The figures
    are read once, and the charts of all months are judged in one batch.
    """
    periods = [until.before(back) for back in range(months)]
    moments = {p: cut_off(hub, p, scope=scope) if as_known_then else scope.as_at for p in periods}
    told = every_version(hub, unit, set(moments.values()), scope=scope)
    ready = {p: month_prepared(hub, unit, p, scope=scope.at(moments[p]), told=told) for p in periods}
    held = [month for month in ready.values() if isinstance(month, Prepared)]
    rules = [each for month in held for each in (month.catalogue.rules, changed_rules(month.catalogue.rules, changes))]
    judged = iter(known_of(held, rules=rules))
    return tuple(
        Month(period, not_judged=month) if isinstance(month, str) else _listed(period, month, next(judged), changes)
        for period, month in ready.items()
    )


def cut_off(hub: Hub, period: Period, *, scope: Scope) -> datetime | None:
    """The moment at which a month's list is made: the end of the next one, unless it is read before that."""
    day = period.before(-1).end
    return end_of_day(day) if day < reading_day(hub, scope) else scope.as_at


def every_version(hub: Hub, unit: str, moments: set[datetime | None], *, scope: Scope) -> History:
    """Every version of every figure that any of the months may show."""
    wanted = {metric.id: metric for moment in moments for metric in _vital_signs(hub, unit, moment)}
    return history(hub, wanted.values(), [unit], scope=scope)


def _vital_signs(hub: Hub, unit: str, moment: datetime | None) -> Iterator[Metric]:
    try:
        catalogue = hub.catalogue_at(moment)
    except TooEarly:
        return
    if unit in catalogue.organisation.units:
        yield from vital_signs_of(catalogue, catalogue.organisation.unit(unit))


def month_prepared(hub: Hub, unit: str, period: Period, *, scope: Scope, told: History) -> Prepared | str:
    """A month ready to be judged, or why there was nothing to judge."""
    try:
        catalogue = hub.catalogue_at(scope.as_at)
    except TooEarly:
        return "nothing had been decided yet"
    if unit not in catalogue.organisation.units:
        return "the unit was not there yet"
    wanted = {unit: vital_signs_of(catalogue, catalogue.organisation.unit(unit))}
    found = assess_at(hub, wanted, period=period, scope=scope, held=told.at(scope.as_at))
    kept = [a for a in found if has_something_to_tell(catalogue, a)]
    return prepared(hub, kept, period=period, scope=scope, told=told, with_earlier=False)


def _listed(period: Period, month: Prepared, known: Sequence[Known], changes: Sequence[str]) -> Month:
    rules = month.catalogue.rules
    return Month(period, _exceptions(known, rules), _exceptions(known, changed_rules(rules, changes)))


def _exceptions(known: Sequence[Known], rules: Rules) -> tuple[str, ...]:
    cases = cases_of(known, rules)
    return tuple(
        k.assessment.metric.id for k, case in zip(known, cases, strict=True) if judge(case, rules).is_exception
    )


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

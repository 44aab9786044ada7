"""The record as a page: how often the rules were right, and every exception with what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Period, parse
from pmf_core.measures.history import History
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import assess_at, vital_signs_of
from pmf_core.views.exception_record.confirmed import Later, confirmed
from pmf_core.views.exception_record.episodes import Episode, episodes, months_judged
from pmf_core.views.exception_record.followed import Acts, Followed, acts
from pmf_core.views.exception_record.missed import Worsening, worsenings
from pmf_core.views.exception_record.tally import Precision, Row, by_body, by_code, precision
from pmf_core.views.pack.opening import Reader
from pmf_core.views.process import processes
from pmf_core.views.status import Table

MONTHS = 24
"""How far back the record goes: two years."""

COLUMNS = ("Metric", "Code", "Raised", "Closed", "Seen by", "Decided", "Asked", "Was it real?", "Why")


@dataclass(frozen=True, slots=True)
class Record:
    """What the exceptions of a unit came to."""

    sentence: str
    rules: Table
    bodies: Table
    missed: Table
    entries: Table
    metrics: tuple[str, ...]
    """The metric of each entry, to go on to."""
    rows: tuple[Row, ...]
    real: tuple[Worsening, ...]


def record(hub: Hub, *, scope: Scope, unit: str, period: str, read: Reader, months: int = MONTHS) -> Record:
    """Every exception that was new in the months up to one, with what became of it."""
    until, catalogue = parse(period), hub.catalogue_at(scope.as_at)
    judged, told = months_judged(hub, unit, until=until, months=months, scope=scope)
    later = _later(hub, unit, until, scope=scope, told=told)
    found = acts(hub, scope=scope, unit=unit, read=read)
    rows = tuple(_row(held, later, found) for held in episodes(judged))
    real = worsenings(judged[1:], later)
    newest = sorted(rows, key=lambda row: (row.episode.raised.period.start, row.episode.metric), reverse=True)
    return Record(
        sentence=_sentence(rows, real, months),
        rules=by_code(rows, real),
        bodies=by_body(rows, lambda body: catalogue.framework.body(body).name),
        missed=_missed(catalogue, real),
        entries=_entries(catalogue, newest),
        metrics=tuple(row.episode.metric for row in newest),
        rows=rows,
        real=real,
    )


def _later(hub: Hub, unit: str, until: Period, *, scope: Scope, told: History) -> dict[str, Later]:
    """Every metric of the unit as it is known now."""
    catalogue = hub.catalogue_at(scope.as_at)
    there = vital_signs_of(catalogue, catalogue.organisation.unit(unit))
    now = assess_at(hub, {unit: there}, period=until, scope=scope, held=told.at(scope.as_at))
    return {a.metric.id: Later(a, p) for a, p in zip(now, processes(now), strict=True)}


def _row(held: Episode, later: Mapping[str, Later], found: Acts) -> Row:
    followed = found.of(held)
    return Row(held, confirmed(held, later.get(held.metric)), followed, found.days_to_decide(held, followed))


def _sentence(rows: Sequence[Row], real: Sequence[Worsening], months: int) -> str:
    told = f"{words.count(len(rows), 'exception')} newly raised in {words.count(months, 'month')}. "
    return told + _was_real(precision(rows)) + _was_found(real)


def _was_real(found: Precision) -> str:
    if not found.is_told:
        return f"{found.tested} of them can be tested so far: too few to say how often the rules are right."
    share, low, high = found.limits
    return (
        f"Of the {found.tested} that later figures can test, {found.real} were real: {share:.0%} "
        f"(95%: {low:.0%} to {high:.0%})."
    )


def _was_found(real: Sequence[Worsening]) -> str:
    if not real:
        return ""
    missed = sum(not worsening.found_by for worsening in real)
    return f" Of {words.count(len(real), 'real worsening')}, {missed} never came onto the list within six months."


def _missed(catalogue: Catalogue, real: Sequence[Worsening]) -> Table:
    rows = tuple(
        (catalogue.metric(worsening.metric).name, worsening.began.period.name)
        for worsening in real
        if not worsening.found_by
    )
    note = "" if rows else "None: every real worsening came onto the list within six months."
    return Table("Real worsenings that no rule listed", ("Metric", "Began in"), rows, note=note)


def _entries(catalogue: Catalogue, rows: Sequence[Row]) -> Table:
    told = tuple(_entry(catalogue, row) for row in rows)
    return Table("Every exception", COLUMNS, told, note="" if told else "No exception was raised in these months.")


def _entry(catalogue: Catalogue, row: Row) -> tuple[str, ...]:
    held = row.episode
    return (
        held.known.assessment.metric.name,
        f"{held.code.value} {held.code.words}",
        held.raised.period.short_name,
        held.closed.short_name if held.closed else "Stands",
        _seen(catalogue, row.followed),
        words.listed([words.day(decision.recorded_at) for decision in row.followed.decided]) or words.MISSING,
        _asked(row.followed),
        words.capitalised(row.confirmed.real.value),
        words.capitalised(row.confirmed.why),
    )


def _seen(catalogue: Catalogue, followed: Followed) -> str:
    told = [
        f"{catalogue.framework.body(showing.body).name} ({f'pack {showing.seal[:8]}' if showing.seal else 'report'})"
        for showing in followed.seen
    ]
    return words.listed(list(dict.fromkeys(told))) or words.MISSING


def _asked(followed: Followed) -> str:
    if not followed.asked:
        return words.MISSING
    return f"{len(followed.asked)}, {followed.acknowledged} acknowledged"

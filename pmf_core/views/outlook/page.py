"""The tab Next: where the year will land, with what chance, and what to aim at."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.access.scope import Scope
from pmf_core.definitions.tolerance import Standing
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import header, nothing_held, subject
from pmf_core.views.outlook.aiming import needed, options, tried
from pmf_core.views.outlook.chances import band_chances
from pmf_core.views.outlook.fan import fan_of
from pmf_core.views.outlook.foreseen import Outlook, next_twelve, outlooks
from pmf_core.views.outlook.record import Foretold, foretold
from pmf_core.views.outlook.sentences import chance_words, outturn_text
from pmf_core.views.outlook.values import Ahead, BandChance
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, Status, StatusKind, Table


def ahead(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str, target: str = "") -> Ahead:
    """The tab Next of a metric at a unit; `target` is one that somebody tries."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    assessment = held.assessment
    top, lines = header(held), source_lines(hub, [assessment.metric], scope=scope)
    if assessment.point is None:
        return Ahead(top, None, (), "", None, None, False, None, None, lines, nothing_held(held))
    (found,) = outlooks([assessment], onward=True)
    if isinstance(found, NotJudged):
        return Ahead(top, None, (), "", None, None, False, None, None, lines, _not_foreseen(found))
    onward = next_twelve(assessment)
    may_try = not isinstance(onward, NotJudged) and assessment.metric.polarity.sign != 0
    return Ahead(
        header=top,
        fan=fan_of(held, found),
        bands=tuple(_bands(found, assessment)),
        bands_title=f"Where {found.year.period.name} may end",
        needed=needed(found, assessment),
        options=None if isinstance(onward, NotJudged) else options(onward, assessment),
        may_try=may_try,
        trial=tried(target, onward, assessment) if target and may_try and isinstance(onward, Outlook) else None,
        record=_record(foretold([assessment]), assessment),
        sources=lines,
    )


def _not_foreseen(found: NotJudged) -> EmptyState:
    return EmptyState(
        what="No forecast is given.",
        why=f"{words.capitalised(found.reason)}.",
        way_out="Look at the tab Now for what it does by itself; a forecast is given again as soon as it helps.",
    )


def _bands(found: Outlook, assessment: Assessment) -> Iterator[BandChance]:
    best_first = list(Standing)
    held = band_chances(assessment, found.landing, found.target)
    for band, chance in sorted(held, key=lambda each: best_first.index(each[0].standing)):
        status = Status(StatusKind(band.standing.value), band.name, words.band(band, assessment.metric))
        yield BandChance(status, chance, chance_words(chance))


def _record(told: list[Foretold], assessment: Assessment) -> Table | None:
    """What would have been said of this metric before, newest first."""
    if not told:
        return None
    rows, values = zip(*(_told_before(each, assessment) for each in told), strict=True)
    inside = sum(each.inside for each in told)
    return Table(
        title="What would have been foreseen before, and what came",
        columns=("Year", "Foreseen", "Likely from", "Likely to", "Chance of target", "Came to", "So"),
        rows=rows,
        values=values,
        numeric=(1, 2, 3, 4, 5),
        note=f"{inside} of {len(told)} came within their likely limits. Of the figures as they are known now.",
    )


def _told_before(each: Foretold, assessment: Assessment) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """One row, as text and unrounded."""
    met = {None: "", True: ", target met", False: ", target missed"}[each.met]
    said = f"{each.outlook.year.period.name}, {words.count(each.outlook.year.left, 'month')} to come"
    so = f"{'Inside' if each.inside else 'Outside'} the limits{met}"
    figures = (each.outlook.expected, *each.outlook.likely)
    shown = tuple(outturn_text(figure, assessment) for figure in figures)
    chance = "" if each.chance is None else chance_words(each.chance)
    return (said, *shown, chance, outturn_text(each.came, assessment), so), (
        said,
        *figures,
        each.chance,
        each.came,
        so,
    )

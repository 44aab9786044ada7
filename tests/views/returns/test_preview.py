from __future__ import annotations

from pathlib import Path

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.moment import now
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.submission import Actor
from pmf_core.measures.read import series
from pmf_core.returns.check import check
from pmf_core.returns.handover import check_of, figures_of
from pmf_core.returns.request import request
from pmf_core.returns.staged import Checked
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.store.returned.receiving import receive
from pmf_core.store.returned.submitting import submit
from pmf_core.views.assessment import assess, vital_signs_of
from pmf_core.views.exceptions import exceptions
from pmf_core.views.returns.preview import Sending, preview_approval, preview_sending
from pmf_core.views.returns.values import Consequences
from pmf_core.views.tile import band_status
from tests.returns import forms

SCOPE = local_scope()
SENDER, APPROVER = Actor("Ann Bell"), Actor("Ben Cole")


def sending_of(hub: Hub, return_id: str, period: Period, *, seed: int = 1) -> tuple[Sending, Checked]:
    asked = request(hub.catalogue, return_id, period, today=hub.today)
    content = forms.file_of(forms.laid_out(asked, forms.figures(asked, seed=seed)))
    checked = check(forms.read_workbook(content, name="sent.xlsx"), asked)
    return Sending(return_id, period, "sent.xlsx", content, figures_of(checked.staged)), checked


def told(hub: Hub, units: set[str], period: Period) -> tuple[dict, dict]:
    """Each unit's bands and exceptions, as its own pages tell them."""
    bands, listed = {}, {}
    for unit in units:
        metrics = vital_signs_of(hub.catalogue, hub.catalogue.organisation.unit(unit))
        for held in assess(hub, metrics, unit, period=period, scope=SCOPE):
            bands[unit, held.metric.id] = band_status(held).word if held.point else "No figure"
        found = exceptions(hub, metrics, unit, period=period, scope=SCOPE)
        for row in (*found.exceptions, *found.known):
            listed[unit, row.metric.id] = (tuple(row.outcome.fired), row.sentence)
    return bands, listed


@pytest.mark.parametrize(
    ("return_id", "period"),
    [("waste_monthly", "2026-03"), ("highways_monthly", "2026-01"), ("customer_contact", "2026-04")],
)
def test_what_was_shown_before_is_what_is_so_afterwards(store: Path, return_id: str, period: str) -> None:
    hub, about = Hub.open(store), parse(period)
    sending, checked = sending_of(hub, return_id, about)
    foretold = preview_sending(hub, sending, scope=SCOPE)
    units = {change.unit for change in foretold.restatements} | set(sending.figures["unit_id"])
    units |= {above.id for unit in units for above in hub.catalogue.organisation.path(unit, on=about.end)}
    months = [parse(period)] + ([parse("2026-03")] if period < "2026-03" else [])
    before = [told(hub, units, month) for month in months]

    held = receive(
        store, sending.content, name=sending.name, return_id=return_id, period=about, actor=SENDER
    ).submission
    submit(store, held.id, check=check_of(checked), figures=sending.figures, actor=SENDER, note="as it is")
    shown_to_approver = preview_approval(Hub.open(store), held.id, scope=SCOPE)
    seen_before = now()
    approve(store, held.id, actor=APPROVER, today=hub.catalogue.asked(return_id).cut_off_on(about))

    hub = Hub.open(store)
    after = [told(hub, units, month) for month in months]
    assert shown_to_approver == foretold
    assert flips_told(foretold) == flips_seen(before, after, months)
    assert exceptions_told(foretold) == exceptions_seen(before, after, months)
    for change in foretold.restatements:
        for moment, value in ((seen_before, change.before_value), (None, change.after_value)):
            shown = series(hub, change.metric, change.unit, scope=local_scope(as_at=moment)).at(parse(change.period))
            assert shown is not None
            assert shown.value == value


def flips_told(foretold: Consequences) -> set:
    return {(flip.period, flip.unit, flip.metric, flip.before.word, flip.after.word) for flip in foretold.flips}


def flips_seen(before: list, after: list, months: list[Period]) -> set:
    return {
        (month.id, *key, was[key], now_[key])
        for month, (was, _), (now_, _) in zip(months, before, after, strict=True)
        for key in was
        if was[key] != now_[key]
    }


def exceptions_told(foretold: Consequences) -> set:
    return {(held.period, held.unit, held.metric, held.kind) for held in foretold.exceptions}


def exceptions_seen(before: list, after: list, months: list[Period]) -> set:
    found = set()
    for month, (_, was), (_, now_) in zip(months, before, after, strict=True):
        for key in was.keys() | now_.keys():
            if was.get(key) != now_.get(key):
                kind = "raised" if key not in was else "cleared" if key not in now_ else "changed"
                found.add((month.id, *key, kind))
    return found


def test_a_preview_leaves_the_store_and_its_folder_as_they_were(store: Path) -> None:
    hub = Hub.open(store)
    files, version = sorted(store.iterdir()), hub.data_version

    preview_sending(hub, sending_of(hub, "waste_monthly", parse("2026-03"))[0], scope=SCOPE)

    assert (sorted(store.iterdir()), Hub.open(store).data_version) == (files, version)


def test_a_correction_of_a_reported_month_lists_the_report(store: Path) -> None:
    hub = Hub.open(store)

    foretold = preview_sending(hub, sending_of(hub, "waste_monthly", parse("2026-02"))[0], scope=SCOPE)

    (report,) = foretold.affected
    assert (report.kind, report.when) == ("report", "20 March 2026")
    assert "4 figures in it restated" in report.sentence


def test_a_return_of_too_many_teams_tells_their_bands_and_says_whose_exceptions_it_leaves_out(store: Path) -> None:
    hub = Hub.open(store)

    foretold = preview_sending(hub, sending_of(hub, "workforce_monthly", parse("2026-03"))[0], scope=SCOPE)

    (left,) = foretold.not_judged
    assert left.endswith(" teams")
    assert f"Exceptions of {left} are too many to work out beforehand." in foretold.sentence
    levels = {hub.catalogue.organisation.unit(change.unit).level for change in foretold.exceptions}
    assert "team" not in levels
    assert "council" in levels
    assert "team" in {hub.catalogue.organisation.unit(flip.unit).level for flip in foretold.flips}

"""Commands that decide: accepting a re-base, cutting a report."""

from __future__ import annotations

from typing import Annotated

import typer

from pmf_core.cli.output import as_json, as_table, tell
from pmf_core.cli.places import open_hub, store_folder
from pmf_core.cli.read import AsAt, Json, MetricId, UnitCode, scope_at, stamp
from pmf_core.cli.who import require
from pmf_core.definitions.moment import now
from pmf_core.definitions.period import parse
from pmf_core.definitions.person import Action
from pmf_core.definitions.phase import Phase
from pmf_core.errors import BadInput
from pmf_core.measures.read import series
from pmf_core.store.deciding import accept_rebase, cut_report
from pmf_core.store.report_cut import ReportCut
from pmf_core.views.rebase import proposals

Who = Annotated[str, typer.Option("--by", help="Who decides: a role or a name.")]

rebase_app = typer.Typer(help="Step changes: proposed with evidence, accepted with a reason.", no_args_is_help=True)
report_app = typer.Typer(help="What was reported.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    rebase_app.command("propose")(propose)
    rebase_app.command("accept")(accept)
    report_app.command("cut")(cut)
    app.add_typer(rebase_app, name="rebase")
    app.add_typer(report_app, name="report")


def propose(metric: MetricId, unit: UnitCode, as_at: AsAt = "", json: Json = False) -> None:
    """The periods from which a process seems to work differently, each with its evidence."""
    hub, scope = open_hub(), scope_at(as_at)
    found = proposals(hub, metric, unit, scope=scope)
    if json:
        rows = [
            {"starts": p.starts.id, "before": p.before, "after": p.after, "run": p.run, "sentence": p.sentence}
            for p in found
        ]
        as_json({"metric": metric, "unit": unit, **stamp(hub, scope), "proposals": rows})
        return
    as_table(f"{len(found)} proposals", ("from", "evidence"), [(p.starts.id, p.sentence) for p in found])


def accept(
    metric: MetricId,
    unit: UnitCode,
    first: Annotated[str, typer.Option("--from", help="The first period of the new process.")],
    reason: Annotated[str, typer.Option(help="Why the process works differently since then.")],
    by: Who,
) -> None:
    """Begin the limits of a metric anew from a period on; what was seen before stays as it was."""
    require(Action.ACCEPT_REBASE)
    if not reason.strip():
        raise BadInput("A re-base needs its reason: say what changed in the process.")
    hub, starts = open_hub(), parse(first)
    held = series(hub, metric, unit, scope=scope_at(""))
    if held.at(starts) is None:
        span = f"{held.points[0].period.id} to {held.points[-1].period.id}"
        raise BadInput(f"{metric} at {unit} has no point at {first} to re-base from: choose one from {span}.")
    hub.close()
    phase = Phase(
        metric=metric, unit=unit, starts=starts.start, reason=reason, accepted_by=by, accepted_on=now().date()
    )
    accept_rebase(store_folder(), phase)
    tell(f"The limits of {metric} at {unit} begin anew in {starts.name}.")


def cut(
    body: Annotated[str, typer.Argument(help="The body that the report is for, such as ocb.")],
    unit: UnitCode,
    period: Annotated[str, typer.Option(help="The period reported, such as 2026-03.")],
    by: Who,
) -> None:
    """Record that a report was cut now: later changes are told against it."""
    require(Action.CUT_REPORT)
    hub = open_hub()
    bodies = {held.id for held in hub.catalogue.framework.bodies}
    if body not in bodies:
        raise BadInput(f"There is no body '{body}': use one of {', '.join(sorted(bodies))}.")
    hub.catalogue.organisation.unit(unit)
    hub.close()
    cut_report(store_folder(), ReportCut(body, unit, parse(period), now(), by))
    tell(f"Recorded: {body} was shown {unit}, {period}.")

"""Commands that judge: spc, exceptions, and what another rule would have listed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pmf_core.cli.output import as_json, as_table
from pmf_core.cli.places import open_hub
from pmf_core.cli.read import AsAt, Json, MetricId, UnitCode, scope_at, stamp
from pmf_core.definitions.period import parse
from pmf_core.judgement.spc import HUB, NHSR, as_the_hub_judges
from pmf_core.judgement.verdict import NotJudged
from pmf_core.packs.seal import pack_of
from pmf_core.views.assessment import assess, vital_signs_of
from pmf_core.views.context import opening_month
from pmf_core.views.exception_record import record
from pmf_core.views.exceptions import ExceptionRow, exceptions
from pmf_core.views.exceptions.backtest import backtest, changed_rules
from pmf_core.views.exceptions.rules import KNOWN, NOW, THEN
from pmf_core.views.process import Process, processes

PROFILES = {"mdc": HUB, "nhsr": as_the_hub_judges(NHSR)}
"""The methods by name, each with the hub's own baseline."""

rules_app = typer.Typer(help="The rules that make a metric an exception.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("spc")(spc)
    app.command("exceptions")(exceptions_command)
    rules_app.command("backtest")(rules_backtest)
    rules_app.command("record")(rules_record)
    app.add_typer(rules_app, name="rules")


def spc(
    metric: MetricId,
    unit: UnitCode,
    profile: Annotated[str, typer.Option(help="mdc (Making Data Count) or nhsr (NHSRplotthedots).")] = "mdc",
    as_at: AsAt = "",
    json: Json = False,
) -> None:
    """Print the control chart of a metric at a unit: points, limits, signals and verdicts."""
    if profile not in PROFILES:
        raise typer.BadParameter(f"'{profile}' is no profile: use mdc or nhsr.", param_hint="--profile")
    hub, scope = open_hub(), scope_at(as_at)
    catalogue = hub.catalogue_at(scope.as_at)
    held, place = catalogue.metric(metric), catalogue.organisation.unit(unit)
    scope.require(held, place)
    (assessment,) = assess(hub, [held], unit, period=opening_month(hub), scope=scope)
    (process,) = processes([assessment], settings=PROFILES[profile])
    points = [_point(process, place, p) for place, p in enumerate(assessment.series)]
    if json:
        as_json(
            {
                "metric": metric,
                "unit": unit,
                "profile": profile,
                **stamp(hub, scope),
                "chart": process.chart,
                "notes": process.notes,
                "points": points,
                "variation": _verdict(process.variation),
                "assurance": _verdict(process.assurance),
                "partitions": sorted(set(process.phases)),
            }
        )
        return
    rows = [(p["period"], p["value"], p["lower"], p["centre"], p["upper"], ", ".join(p["signals"])) for p in points]
    as_table(f"{metric} at {unit}", ("period", "value", "lower", "centre", "upper", "signals"), rows)


def _verdict(verdict: Any) -> dict[str, str | None]:
    if isinstance(verdict, NotJudged):
        return {"verdict": "not judged", "reason": verdict.reason}
    return {"verdict": verdict.label, "reason": None}


def _point(process: Process, place: int, point: Any) -> dict[str, Any]:
    return {
        "period": point.period.id,
        "value": point.value,
        "judged_value": process.values[place],
        "missing_reason": point.missing_reason or None,
        "centre": process.centre[place],
        "lower": process.lower[place],
        "upper": process.upper[place],
        "partition": process.phases[place],
        "ghosted": place in process.left_out,
        "label": process.labels[place].label,
        "signals": [f"{s.rule.name.lower()}_{'high' if s.high else 'low'}" for s in process.signals[place]],
    }


def exceptions_command(
    unit: UnitCode,
    period: Annotated[str, typer.Option(help="The month, such as 2026-03.")],
    as_at: AsAt = "",
    json: Json = False,
) -> None:
    """List the exceptions of a unit in a month, most at stake first, each with its codes and sentence."""
    hub, scope = open_hub(), scope_at(as_at)
    catalogue = hub.catalogue_at(scope.as_at)
    metrics = vital_signs_of(catalogue, catalogue.organisation.unit(unit))
    listing = exceptions(hub, metrics, unit, period=parse(period), scope=scope)
    rows = [*listing.exceptions, *listing.known]
    if json:
        as_json(
            {
                "unit": unit,
                "period": period,
                **stamp(hub, scope),
                "exceptions": [_exception(row) for row in rows],
                "not_judged": [
                    {"metric": row.metric.id, "code": code.value, "reason": reason}
                    for row in listing.everything
                    for code, reason in row.outcome.not_judged.items()
                ],
            }
        )
        return
    as_table(
        f"{len(rows)} exceptions",
        ("metric", "codes", "state", "sentence"),
        [(r.metric.name, " ".join(r.outcome.fired), r.state.value, r.sentence) for r in rows],
    )


def _exception(row: ExceptionRow) -> dict[str, Any]:
    assessment = row.assessment
    point = assessment.point
    return {
        "metric": row.metric.id,
        "unit": assessment.unit.id,
        "period": point.period.id if point else None,
        "codes": [code.value for code in row.outcome.fired],
        "sentence": row.sentence,
        "numbers": {
            "value": assessment.value,
            "target": assessment.target,
            "short_of_target": assessment.short_of_target,
            "centre": row.process.centre[row.process.last] if row.process.last >= 0 else None,
            "lower": row.process.lower[row.process.last] if row.process.last >= 0 else None,
            "upper": row.process.upper[row.process.last] if row.process.last >= 0 else None,
            "risk": row.metric.risk.score,
            "severity": row.outcome.severity,
        },
        "state": row.state.value,
    }


def rules_backtest(
    unit: UnitCode,
    change: Annotated[list[str], typer.Option("--set", help="A change, such as e1.bands_below=1 or w1.on=false.")],
    months: Annotated[int, typer.Option(help="How many months to look back.", min=1, max=120)] = 24,
    known: Annotated[str, typer.Option(help="On what was known 'then', at each month's cut-off, or 'now'.")] = THEN,
    json: Json = False,
) -> None:
    """What other rules would have listed in each of the last months, beside the list that was made."""
    if known not in KNOWN:
        raise typer.BadParameter(f"'{known}' is neither '{THEN}' nor '{NOW}'.", param_hint="--known")
    hub, scope = open_hub(), scope_at("")
    hub.catalogue.organisation.unit(unit)
    changed_rules(hub.catalogue.rules, change)
    found = backtest(
        hub, unit, change, until=opening_month(hub), months=months, scope=scope, as_known_then=known == THEN
    )
    if json:
        as_json(
            {
                "unit": unit,
                **stamp(hub, scope),
                "known": known,
                "months": [
                    {
                        "period": m.period.id,
                        "made": m.made,
                        "would_have": m.would_have,
                        "added": m.added,
                        "gone": m.gone,
                        "not_judged": m.not_judged or None,
                    }
                    for m in found
                ],
            }
        )
        return
    as_table(
        "Rule back-test",
        ("month", "made", "would have made", "added", "gone"),
        [
            (m.period.name, m.not_judged, "", "", "")
            if m.not_judged
            else (m.period.name, len(m.made), len(m.would_have), ", ".join(m.added), ", ".join(m.gone))
            for m in found
        ],
    )


def rules_record(
    unit: UnitCode,
    period: Annotated[str, typer.Option(help="The newest month, such as 2026-03.")] = "",
    months: Annotated[int, typer.Option(help="How many months back.")] = 24,
    as_at: AsAt = "",
    json: Json = False,
) -> None:
    """How often each rule was right: real exceptions among those that later figures can test, with the interval."""
    hub, scope = open_hub(), scope_at(as_at)
    until = period or opening_month(hub).id
    found = record(hub, scope=scope, unit=unit, period=until, read=pack_of, months=months)
    if json:
        rows = [dict(zip(found.rules.columns, row, strict=True)) for row in found.rules.rows]
        entries = [dict(zip(found.entries.columns, row, strict=True)) for row in found.entries.rows]
        as_json({"unit": unit, **stamp(hub, scope), "sentence": found.sentence, "rules": rows, "exceptions": entries})
        return
    as_table(found.sentence, found.rules.columns, found.rules.rows)

"""Commands that read: metrics and series."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pmf_core.access.scope import Scope
from pmf_core.cli.output import as_json, as_table, moment_text
from pmf_core.cli.places import open_hub
from pmf_core.cli.who import scope_now
from pmf_core.definitions.moment import parse_moment
from pmf_core.definitions.period import parse
from pmf_core.measures.read import series
from pmf_core.measures.search import search
from pmf_core.series import Point, missing_words
from pmf_core.store.engine import Query
from pmf_core.store.hub import Hub

MetricId = Annotated[str, typer.Argument(help="A metric's id, such as ehcp_20_weeks (see `metrics --search`).")]
UnitCode = Annotated[str, typer.Option("--unit", help="A unit's code, such as E10000024 for Nottinghamshire.")]
AsAt = Annotated[str, typer.Option("--as-at", help="A date (the end of that day in London) or a date and time.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("metrics")(metrics)
    app.command("series")(series_command)


def metrics(
    words: Annotated[str, typer.Option("--search", help="Words to look for; spelling is forgiven.")] = "",
    json: Json = False,
) -> None:
    """List the metrics, or those that match some words: `metrics --search "bins missed"`."""
    hub, scope = open_hub(), scope_at("")
    found = search(hub.catalogue, words, scope=scope)
    if json:
        as_json(
            {
                **stamp(hub, scope),
                "metrics": [
                    {
                        "id": m.id,
                        "name": m.name,
                        "definition": m.definition,
                        "unit": m.unit.words or m.unit.suffix,
                        "polarity": m.polarity,
                        "grain": m.grain,
                        "theme": m.theme,
                        "owner": m.owner,
                        "provenance": m.provenance,
                        "levels": m.levels,
                        "version": m.version,
                    }
                    for m in found
                ],
            }
        )
        return
    as_table(f"{len(found)} metrics", ("id", "name", "provenance"), [(m.id, m.name, m.provenance) for m in found])


def series_command(
    metric: MetricId,
    unit: UnitCode,
    first: Annotated[str, typer.Option("--from", help="The first period, such as 2022, 2024-25 or 2025-02.")] = "",
    last: Annotated[str, typer.Option("--to", help="The last period.")] = "",
    breakdown: Annotated[str, typer.Option(help="One category, as dimension=category.")] = "all",
    as_at: AsAt = "",
    json: Json = False,
) -> None:
    """Print a metric at a unit, period by period: `series ehcp_20_weeks --unit E10000024`."""
    hub, scope = open_hub(), scope_at(as_at)
    found = series(hub, metric, unit, scope=scope, breakdown=breakdown)
    begin = parse(first).start if first else None
    end = parse(last).end if last else None
    points = [
        p
        for p in found
        if (begin is None or p.period.start >= begin) and (end is None or p.period.end <= end)
    ]  # fmt: skip
    if not json:
        rows = [
            (
                p.period.id,
                p.value if p.value is not None else f"– {missing_words(p.missing_reason)}",
                p.status,
            )
            for p in points
        ]
        as_table(f"{metric} at {unit}", ("period", "value", "status"), rows)
        return
    files, provenance = _files(hub), hub.catalogue_at(scope.as_at).metric(metric).provenance.value
    as_json(
        {
            "metric": metric,
            "unit": unit,
            "breakdown": breakdown,
            **stamp(hub, scope),
            "rows": [_row(point, files, provenance) for point in points],
        }
    )


def scope_at(as_at: str) -> Scope:
    return scope_now(parse_moment(as_at) if as_at else None)


def stamp(hub: Hub, scope: Scope) -> dict[str, Any]:
    return {"as_at": moment_text(scope.as_at), "data_version": hub.data_version}


def cell_name(sheet: str | None, column: str | None, row: int | None) -> str | None:
    """A cell as its sheet names it; in a file without sheets, the column's own name."""
    return f"{column}{row}" if sheet and column and row else column


def _files(hub: Hub) -> dict[int, tuple[str, str]]:
    """Batch → its file and its provenance."""
    found = hub.engine.fetch(Query("files", "select batch_id, file, provenance from batch"))
    return {batch: (file, provenance) for batch, file, provenance in found}


def _row(point: Point, files: dict[int, tuple[str, str]], provenance: str) -> dict[str, Any]:
    observed = files.get(point.batch or 0) if point.parts is None else None
    return {
        "period": point.period.id,
        "start": point.period.start,
        "end": point.period.end,
        "grain": point.period.grain,
        "numerator": point.numerator,
        "denominator": point.denominator,
        "value": point.value,
        "missing_reason": point.missing_reason or None,
        "status": point.status,
        "provenance": observed[1] if observed else provenance,
        "source": {
            "file": observed[0] if observed else None,
            "sheet": point.source_sheet,
            "row": point.source_row,
            "cell": cell_name(point.source_sheet, point.source_column, point.source_row),
        },
        "known_from": point.known_from,
        "parts": point.parts,
        "parts_expected": point.parts_expected,
    }

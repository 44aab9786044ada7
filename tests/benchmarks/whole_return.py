"""A return of 100,000 rows × 8 columns, from its bytes to what publishing it would change, beside pandas.

The whole history of 8 metrics at 100 teams is sent again with one new month, in long form. Seconds are of processor
time in one run, child processes included; `python -m tests.benchmarks.whole_return` prints them step by step.
"""

from __future__ import annotations

import io
import resource
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
import xlsxwriter

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import FixedTarget, Link, Unit
from pmf_core.definitions.period import Period, month
from pmf_core.definitions.returning import FigureAsked, MetricAsked, Part, Return, Shape, UnitsAsked
from pmf_core.returns.check import check
from pmf_core.returns.handover import figures_of
from pmf_core.returns.layout import lay_out
from pmf_core.returns.read import read_workbook
from pmf_core.store import roll_up
from pmf_core.store.append import STAGED, append_batch
from pmf_core.store.edition import point_to
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub
from pmf_core.views.return_check import asking
from pmf_core.views.returns.preview import Sending, preview_sending
from tests import small
from tests.benchmarks.returns import own_parse, taken

METRICS, TEAMS, MONTHS = 8, 100, 62
FIRST = month(2020, 2)
LAST = FIRST.before(1 - MONTHS)
HEADER = ("Team", "Month", "Measure", "Figure", "Value", "Reason if blank", "System", "Extracted")
SCOPE = local_scope()
Answer = TypeVar("Answer")


def council() -> Catalogue:
    """A hundred teams in five departments, and eight ratios with bands and targets."""
    target = FixedTarget(value=70, effective_from=small.BEGIN, approved_on=small.BEGIN, rationale="As agreed")
    metrics = [
        small.EMPTIED.model_copy(
            update={"id": f"metric_{m}", "name": f"Measure {m}", "tolerance": small.FOUR_BANDS, "targets": (target,)}
        )
        for m in range(METRICS)
    ]
    units = [Unit(id=f"dept_{d}", name=f"Department {d}", level="department") for d in range(5)]
    units += [Unit(id=f"team_{t}", name=f"Team {t}", level="team") for t in range(TEAMS)]
    links = [Link(unit=f"dept_{d}", parent="council", effective_from=small.BEGIN) for d in range(5)]
    links += [Link(unit=f"team_{t}", parent=f"dept_{t % 5}", effective_from=small.BEGIN) for t in range(TEAMS)]
    parts = tuple(FigureAsked(part=part, column=part.value.capitalize()) for part in (Part.NUMERATOR, Part.DENOMINATOR))
    asked = Return(
        id="all_teams",
        name="All teams, monthly",
        metrics=tuple(MetricAsked(metric=metric.id, figures=parts) for metric in metrics),
        units=UnitsAsked(ids=tuple(f"team_{t}" for t in range(TEAMS))),
        grain=small.Grain.MONTH,
        shape=Shape.LONG,
        due_days=10,
        cut_off_days=15,
        sender="waste",
        approver="director",
        effective_from=small.BEGIN,
    )
    return replace(small.catalogue(*metrics, links=links, extra=units), returns={asked.id: asked})


def numerators(*, seed: int = 0) -> np.ndarray:
    """Metrics × teams × months, out of a hundred each."""
    return np.random.default_rng(seed).binomial(100, 0.7, (METRICS, TEAMS, MONTHS))


def store(folder: Path, held: Catalogue) -> Hub:
    """A store that has every month but the last."""
    path = folder / "hub-1.duckdb"
    engine = DuckDBEngine(path)
    with engine.transaction() as transaction:
        small.create(transaction)
        small.decide(transaction, held, moment=None)
        transaction.execute(Query("given", f"create temp table given as select {STAGED} from observation"))
        transaction.append("given", known_figures())
        append_batch(transaction, small.batch("history", datetime(2025, 4, 1)), rows_sql="select * from given")
        roll_up.refresh(transaction, held)
    engine.close()
    point_to(folder, path.name)
    return Hub.open(folder)


def known_figures() -> dict[str, list]:
    """Every figure of every month but the last, as columns."""
    known = numerators()[:, :, :-1]
    rows = [
        (
            f"metric_{m}",
            f"team_{t}",
            "all",
            *_days(p),
            "month",
            float(top),
            100.0,
            float(top),
            None,
            "final",
            1,
            "A",
            None,
        )
        for (m, t, p), top in np.ndenumerate(known)
    ]
    return {name: [row[place] for row in rows] for place, name in enumerate(STAGED.split(", "))}


def _days(p: int) -> tuple[date, date]:
    period = FIRST.before(-p)
    return period.start, period.end


def workbook() -> bytes:
    """The file: what is known, one figure in fifty told otherwise, and the new month."""
    sent, held = numerators(), io.BytesIO()
    sent[:, ::50, :] += 1
    book = xlsxwriter.Workbook(held, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, HEADER)
    line = 1
    for (m, t, p), top in np.ndenumerate(sent):
        for figure, number in (("Numerator", int(top)), ("Denominator", 100)):
            told = (f"Team {t}", FIRST.before(-p).id, f"Measure {m}", figure, number, "", "Payroll", "2025-04-02")
            sheet.write_row(line, 0, told)
            line += 1
    book.close()
    return held.getvalue()


def timed(name: str, work: Callable[[], Answer], seconds: dict[str, float]) -> Answer:
    """Do a step and keep how long it took."""
    kept: list[Answer] = []
    seconds[name] = taken(lambda: kept.append(work()))
    return kept[0]


def whole(hub: Hub, content: bytes, period: Period) -> dict[str, float]:
    """Every step of the way, each with its seconds."""
    seconds: dict[str, float] = {}
    book = timed("read", lambda: read_workbook(content, name="teams.xlsx"), seconds)
    layouts = timed("lay out", lambda: {sheet.name: lay_out(sheet) for sheet in book.sheets}, seconds)
    known = timed("know what is there", lambda: asking(hub, "all_teams", period, scope=SCOPE), seconds)
    checked = timed("match and validate", lambda: check(book, known.request, layouts=layouts), seconds)
    assert not checked.errors, checked.errors[0]
    assert len(checked.staged) == METRICS * TEAMS * MONTHS
    figures = timed("stage", lambda: figures_of(checked.staged), seconds)
    sending = Sending("all_teams", period, "teams.xlsx", content, figures)
    found = timed("preview", lambda: preview_sending(hub, sending, scope=SCOPE), seconds)
    assert found.new > METRICS * TEAMS
    assert found.restated > 0
    return seconds


def by_pandas(content: bytes) -> int:
    """What is beaten: read the sheet and insert its rows, with nothing looked at."""
    import duckdb

    frame = pd.read_excel(io.BytesIO(content), engine="openpyxl")
    with duckdb.connect(":memory:") as connection:
        connection.register("frame", frame)
        connection.execute("create table held as select * from frame")
    return len(frame)


def main() -> None:
    """Print the figures."""
    content = workbook()
    with tempfile.TemporaryDirectory() as folder:
        hub = store(Path(folder), council())
        ours = whole(hub, content, LAST)
        hub.close()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    total = sum(ours.values()) - ours["know what is there"]
    parse = min(taken(lambda: own_parse(content)) for _ in range(2))
    theirs = taken(lambda: by_pandas(content))
    print(
        f"{METRICS * TEAMS * MONTHS * 2:,} rows x {len(HEADER)} columns of .xlsx, from bytes to preview: {total:.2f} s"
    )
    print(
        "  what is known is looked up before a file comes; each step: "
        + ", ".join(f"{name} {seconds:.2f}" for name, seconds in ours.items())
    )
    print(f"  pandas with openpyxl and an insert takes {theirs / total:.1f} x as long ({theirs:.1f} s)")
    print(f"  {total / parse:.2f} x the reader's own parse ({parse:.2f} s); peak {peak:.0f} MB")


if __name__ == "__main__":
    main()

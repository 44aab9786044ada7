"""Loading one shipped file: its rows as text, resolved, and appended as one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Period
from pmf_core.definitions.source import Figure, Source
from pmf_core.errors import StoreError
from pmf_core.store.append import Batch, append_batch
from pmf_core.store.engine import Query, Transaction
from pmf_core.store.shipped import sql
from pmf_core.store.shipped.manifest import FIGURES, Line, read_manifest
from pmf_core.store.shipped.resolve import MetricRead, metrics_of, periods_of, places_of, reasons_of
from pmf_core.store.shipped.warn import differing_repeats, missing_figures, strange_words

ShippedFile = Line
"""A file that is shipped, as its manifest line has it."""

TABLES = {
    "shipped_metric": "metric_key varchar, metric_id varchar, per double, begins integer",
    "shipped_place": "place varchar, unit_id varchar",
    "shipped_period": "label varchar, begins integer, period_start date, period_end date, grain varchar",
    "shipped_reason": "symbol varchar, reason varchar",
}
"""What the words of a file stand for, while it is being read."""

STAGED = """
with valued as (
    select m.metric_id, p.unit_id, t.breakdown, d.period_start, d.period_end, d.grain, t.numerator, t.denominator,
           coalesce(t.numerator * m.per / nullif(t.denominator, 0), t.published) as value,
           t.symbol, t.provisional, t.source_row, t.source_column
    from shipped_told as t
    join shipped_metric as m on m.metric_key = t.metric_key
    join shipped_place as p on p.place = t.place
    join shipped_period as d on d.label = t.label and d.begins is not distinct from m.begins
)
select v.metric_id, v.unit_id, v.breakdown, v.period_start, v.period_end, v.grain, v.numerator, v.denominator,
       v.value,
       case when v.value is null then coalesce(r.reason, 'zero_denominator') end as missing_reason,
       case when v.provisional then 'provisional' else 'final' end as status,
       v.source_row, v.source_column, cast(null as varchar) as source_sheet
from valued as v
left join shipped_reason as r on r.symbol = v.symbol
"""
"""The resolved rows. Without a value or a symbol there is a count over a denominator of zero."""

FIRST_OF_EACH = f"""
select * from ({STAGED}) as staged
qualify row_number() over (
    partition by metric_id, unit_id, breakdown, grain, period_start, period_end order by source_row
) = 1
"""
"""A figure that a file tells twice, under an authority's old code and its new one, counts once."""


@dataclass(frozen=True)
class Loaded:
    """What came of a file."""

    rows: int
    warnings: tuple[str, ...] = ()


def shipped_files(data: Path) -> tuple[ShippedFile, ...]:
    """Every file with figures, each checked against its line of the manifest."""
    return tuple(line for line in read_manifest(data) if line.kind == FIGURES)


def load_file(
    transaction: Transaction,
    file: ShippedFile,
    *,
    catalogue: Catalogue,
    data: Path,
    learnt: datetime | None = None,
) -> Loaded:
    """Append a file's figures as one batch; what could not be read is told in the warnings.

    They count as known since they were published; in a store that has learnt of later things, since `learnt`.
    """
    try:
        return _loaded(transaction, file, catalogue=catalogue, data=data, known_from=learnt or file.known_from)
    except StoreError as error:
        raise StoreError(f"{file.file} can't be loaded. {error}") from error


def _loaded(
    transaction: Transaction, file: ShippedFile, *, catalogue: Catalogue, data: Path, known_from: datetime
) -> Loaded:
    source = catalogue.source(file.source)
    figures = _figures_in(source, file.file)
    for table, columns in TABLES.items():
        _run(transaction, f"create or replace temp table {table} ({columns})")
    _tell(transaction, source, figures, path=data / file.file)
    warnings = _resolve(transaction, source, figures, file=file, catalogue=catalogue, data=data)
    batch = Batch(
        file=file.file,
        source=file.source,
        title=file.title,
        sha256=file.sha256,
        provenance=file.provenance,
        known_from=known_from,
    )
    number = append_batch(transaction, batch, rows_sql=FIRST_OF_EACH)
    warnings += differing_repeats(transaction, STAGED, file=file.file)
    counted = transaction.fetch(
        Query("rows of batch", "select row_count as n from batch where batch_id = :id", {"id": number})
    )
    for table in ("shipped_raw", "shipped_told", *TABLES):
        _run(transaction, f"drop table {table}")
    return Loaded(int(counted["n"][0]), tuple(warnings))


def _figures_in(source: Source, file: str) -> list[Figure]:
    held = [
        figure
        for figure in source.figures
        if not figure.files or any(fnmatchcase(file, pattern) for pattern in figure.files)
    ]
    if not source.holds(file) or not held:
        raise StoreError(
            f"{file} is of the source '{source.id}', which says nothing about it: "
            f"add it to files and figures in config/sources/{source.id}.yaml."
        )
    return held


def _tell(transaction: Transaction, source: Source, figures: Sequence[Figure], *, path: Path) -> None:
    raw = sql.raw_rows(str(path), source.layout)
    _run(transaction, f"create or replace temp table shipped_raw as {raw}")
    told = " union all ".join(sql.told_rows(source, figure, raw="shipped_raw") for figure in figures)
    _run(transaction, f"create or replace temp table shipped_told as {told}")
    for figure in figures:
        if figure.absent_row_is_zero:
            _run(transaction, f"insert into shipped_told {sql.zero_rows(figure, told='shipped_told')}")


def _resolve(
    transaction: Transaction,
    source: Source,
    figures: Sequence[Figure],
    *,
    file: ShippedFile,
    catalogue: Catalogue,
    data: Path,
) -> list[str]:
    """Write down what every word of the file stands for; the words that stand for nothing are told."""
    if source.place is None or source.period is None:
        raise StoreError(f"The source '{source.id}' has no place or period to be read by.")
    keys = _counted(transaction, "metric_key")
    metrics = metrics_of(source, keys, catalogue=catalogue, data=data)
    _keep_metrics(transaction, metrics)
    codes = _counted(transaction, "place")
    units, strange_places = places_of(source.place, codes, catalogue=catalogue, data=data)
    transaction.insert("shipped_place", ("place", "unit_id"), list(units.items()))
    labels = _labels(transaction)
    wanted = [key for key in labels if key[0] not in source.missing.periods]
    periods, strange_labels = periods_of(source.period, wanted)
    _keep_periods(transaction, periods)
    symbols = _counted(transaction, "symbol")
    reasons, strange_symbols = reasons_of(source.missing, symbols)
    transaction.insert("shipped_reason", ("symbol", "reason"), list(reasons.items()))
    return [
        *missing_figures(figures, keys, file=file.file),
        *strange_words("metric", {key: "" for key in keys if key not in metrics}, counts=keys, file=file.file),
        *strange_words("place", strange_places, counts=codes, file=file.file),
        *strange_words(
            "period",
            dict.fromkeys(strange_labels, ""),
            counts={label: count for (label, _), count in labels.items()},
            file=file.file,
        ),
        *strange_words("value", dict.fromkeys(strange_symbols, ""), counts=symbols, file=file.file),
    ]


def _keep_metrics(transaction: Transaction, metrics: Mapping[str, MetricRead]) -> None:
    transaction.insert(
        "shipped_metric",
        ("metric_key", "metric_id", "per", "begins"),
        [(metric.key, metric.id, metric.per, metric.begins) for metric in metrics.values()],
    )


def _keep_periods(transaction: Transaction, periods: Mapping[tuple[str, int | None], Period]) -> None:
    transaction.insert(
        "shipped_period",
        ("label", "begins", "period_start", "period_end", "grain"),
        [(*key, period.start, period.end, period.grain.value) for key, period in periods.items()],
    )


def _counted(transaction: Transaction, column: str) -> dict[str, int]:
    """The words that stand in a column, each with how many rows."""
    unvalued = "and published is null and (numerator / nullif(denominator, 0)) is null" if column == "symbol" else ""
    found = transaction.fetch(
        Query(
            f"words of {column}",
            f"select {column} as word, count(*) as n from shipped_told where {column} is not null {unvalued} "
            f"group by {column} order by {column}",
        )
    )
    return {str(word): int(count) for word, count in found}


def _labels(transaction: Transaction) -> dict[tuple[str, int | None], int]:
    """The periods as they are written, each with the month in which its metric's years begin."""
    found = transaction.fetch(
        Query(
            "words of label",
            """
select t.label, m.begins, count(*) as n
from shipped_told as t
join shipped_metric as m on m.metric_key = t.metric_key
group by t.label, m.begins
order by t.label, m.begins
""",
        )
    )
    return {(label, begins): int(count) for label, begins, count in found}


def _run(transaction: Transaction, statement: str) -> None:
    transaction.execute(Query(statement.split(" as ", 1)[0].strip()[:60], statement))

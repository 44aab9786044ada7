"""A mapping as SQL: text in, one row per figure out. DuckDB's own, for ingest only."""

from __future__ import annotations

import re

from pmf_core.definitions.source import Figure, Layout, Source, Where

TERM = re.compile(r"\s+([+-])\s+")
"""What stands between the columns of an expression: `vacancies + posts`."""


def literal(text: str) -> str:
    """Text as SQL writes it; a colon stands alone, so that no word after it looks like a parameter.

    >>> print(literal("it's a:b"))
    ('it''s a' || ':' || 'b')
    """
    parts = ["'" + part.replace("'", "''") + "'" for part in text.split(":")]
    return parts[0] if len(parts) == 1 else "(" + " || ':' || ".join(parts) + ")"


def column(name: str, *, row: str = "") -> str:
    """A column by its own name, whatever that is."""
    quoted = '"' + name.replace('"', '""') + '"'
    return f"{row}.{quoted}" if row else quoted


def text(name: str, *, row: str = "") -> str:
    """What stands in a column, without blanks around it; nothing is an empty text."""
    return f"coalesce(trim(cast({column(name, row=row)} as varchar)), '')"


def number(expression: str, *, row: str = "") -> str:
    """A column, or columns added and subtracted, as a number; null where one of them isn't a number.

    >>> print(number("a - b"))
    try_cast(replace(coalesce(trim(cast("a" as varchar)), ''), ',', '') as double) - \
try_cast(replace(coalesce(trim(cast("b" as varchar)), ''), ',', '') as double)
    """
    pieces = TERM.split(expression)
    told = [
        piece if piece in "+-" else f"try_cast(replace({text(piece, row=row)}, ',', '') as double)" for piece in pieces
    ]
    return " ".join(told)


def symbol(expression: str, *, row: str = "") -> str:
    """What stands where a number should; null where there are numbers."""
    told = (
        f"case when {number(name, row=row)} is null then {text(name, row=row)} end" for name in columns_of(expression)
    )
    return f"coalesce({', '.join(told)}, null)"


def columns_of(expression: str) -> list[str]:
    """The columns of an expression.

    >>> columns_of("vacancy_fte + inpost_fte")
    ['vacancy_fte', 'inpost_fte']
    """
    return TERM.split(expression)[::2]


def fits(where: Where, *, row: str = "") -> str:
    """Whether a row is one of those meant."""
    tests = [
        "(" + " or ".join(_is(text(name, row=row), value) for value in _listed(values)) + ")"
        for name, values in where.items()
    ]
    return " and ".join(tests) or "true"


def _is(told: str, value: str) -> str:
    if "*" not in value:
        return f"{told} = {literal(value)}"
    escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%")
    return f"{told} like {literal(escaped)} escape '\\'"


def _listed(values: str | tuple[str, ...]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else values


def raw_rows(path: str, layout: Layout) -> str:
    """Every row of a file as text, with its number: a line of a CSV file counts from its header."""
    match layout:
        case Layout.CSV:
            reader = f"read_csv({literal(path)}, header = true, all_varchar = true, delim = ',', quote = '\"')"
            return f"select row_number() over () + 1 as source_row, * from {reader}"
        case Layout.PARQUET:
            reader = f"read_parquet({literal(path)}, file_row_number = true)"
            return f"select file_row_number + 1 as source_row, * exclude (file_row_number) from {reader}"


def told_rows(source: Source, figure: Figure, *, raw: str) -> str:
    """The rows of one figure, as the file tells them: nothing is resolved yet."""
    counted = figure.numerator and figure.denominator
    paired = bool(figure.numerator_rows)
    below = "below" if paired else "told"
    symbols = [symbol(figure.numerator, row="told"), symbol(figure.denominator, row=below)] if counted else []
    symbols += [symbol(figure.value, row="told")] if figure.value else []
    reason = [f"nullif({text(source.missing.column, row='told')}, '')"] if source.missing.column else []
    provisional = " or ".join(f"({fits(where, row='told')})" for where in source.provisional) or "false"
    return f"""
select {text(figure.metric_column, row="told") if figure.metric_column else literal(figure.metric)} as metric_key,
       {_place(source, row="told")} as place,
       {_label(source, row="told")} as label,
       {_breakdown(figure)} as breakdown,
       {number(figure.numerator, row="told") if counted else "cast(null as double)"} as numerator,
       {number(figure.denominator, row=below) if counted else "cast(null as double)"} as denominator,
       {number(figure.value, row="told") if figure.value else "cast(null as double)"} as published,
       coalesce({", ".join([*reason, *symbols])}, null) as symbol,
       {provisional} as provisional,
       cast(told.source_row as integer) as source_row,
       {literal(figure.numerator or figure.value)} as source_column
from {raw} as told
{_pair(source, figure, raw=raw) if paired else ""}
where {fits(figure.where | figure.numerator_rows, row="told")}
"""


def _pair(source: Source, figure: Figure, *, raw: str) -> str:
    """The row with the denominator, beside the row with the numerator."""
    return f"""left join {raw} as below
  on {fits(figure.where | figure.denominator_rows, row="below")}
 and {_place(source, row="below")} = {_place(source, row="told")}
 and {_label(source, row="below")} = {_label(source, row="told")}"""


def _place(source: Source, *, row: str) -> str:
    columns = source.place.columns if source.place else ()
    told = ", ".join(f"nullif({text(name, row=row)}, '')" for name in columns)
    return f"coalesce({told}, '')"


def _label(source: Source, *, row: str) -> str:
    return text(source.period.column if source.period else "", row=row)


def _breakdown(figure: Figure) -> str:
    rule = figure.breakdown
    if rule is None:
        return "'all'"
    told = text(rule.column, row="told")
    named = " ".join(f"when {literal(code)} then {literal(name)}" for code, name in rule.names.items())
    category = f"case {told} {named} else {told} end" if named else told
    return f"{literal(rule.dimension + '=')} || {category}"


def zero_rows(figure: Figure, *, told: str) -> str:
    """A zero for every place, period and category that the file has no row for."""
    mine = f"(select * from {told} where metric_key = {literal(figure.metric)})"
    return f"""
select {literal(figure.metric)}, p.place, l.label, b.breakdown, cast(null as double), cast(null as double),
       cast(0 as double), cast(null as varchar), false, cast(null as integer), {literal(figure.value)}
from (select distinct place from {mine}) as p
cross join (select distinct label from {mine}) as l
cross join (select distinct breakdown from {mine}) as b
where not exists (
    select 1 from {mine} as t where t.place = p.place and t.label = l.label and t.breakdown = b.breakdown
)
"""

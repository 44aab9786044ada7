"""What goes where: answers on standard output, messages on standard error."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from pmf_core.definitions.moment import in_london

messages = Console(stderr=True, highlight=False, soft_wrap=True)
"""Where people read what is going on."""

answers = Console(highlight=False, soft_wrap=True)
"""Where the answer goes."""


def as_json(answer: Any) -> None:
    """Print an answer for a script."""
    print(json.dumps(answer, indent=2, default=_plain, ensure_ascii=False, allow_nan=False))


def as_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print an answer for a person."""
    table = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    answers.print(table)


def moment_text(moment: datetime | None) -> str:
    """A stored moment as ISO on the council's clock; none is now."""
    return in_london(moment).isoformat() if moment else "now"


def tell(text: str) -> None:
    """A message to whoever runs the command; its brackets are text."""
    messages.print(text, markup=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")

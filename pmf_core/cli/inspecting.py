"""The command that shows what reading finds in a file: inspect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmf_core.cli.keep import Json
from pmf_core.cli.output import answers, as_json, as_table, tell
from pmf_core.cli.places import data_folder
from pmf_core.returns.inspecting import Inspected, as_plain, inspect
from pmf_core.returns.periods import spanned
from pmf_core.returns.places import known_places
from pmf_core.returns.read import read_file


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("inspect")(inspect_command)


def inspect_command(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A spreadsheet or text file.")
    ],
    json: Json = False,
) -> None:
    """Show what a file holds: sheets, header rows, columns, missing values, period, places, notes.

    Exit 1 when no sheet of it holds data, or when it can't be read.
    """
    found = inspect(read_file(file), known=known_places(data_folder()))
    if json:
        as_json([as_plain(sheet) for sheet in found])
    else:
        for sheet in found:
            _show(sheet)
    if not any(sheet.layout.is_data for sheet in found):
        tell(f"No sheet of {file.name} holds data: send the file with the figures.")
        raise typer.Exit(1)


def _show(found: Inspected) -> None:
    layout, name = found.layout, found.sheet.name + (" (hidden)" if found.sheet.hidden else "")
    if not layout.is_data:
        answers.print(f"{name}: no data", markup=False)
    else:
        header = ", ".join(map(str, layout.header_rows)) or "none"
        title = f"{name}: rows {layout.first_row:,} to {layout.last_row:,}, header row {header}"
        rows = [(column.name, column.kind.value, column.example[:40]) for column in layout.columns]
        as_table(title, ("column", "kind", "example"), rows)
        for line in _lines(found):
            answers.print(f"  {line}", markup=False)
    for warning in found.warnings:
        answers.print(f"  ! {warning}", markup=False)


def _lines(found: Inspected) -> list[str]:
    lines = []
    if found.period.periods:
        lines.append(f"Period: {spanned(found.period.periods)}, from the {found.period.source}")
    if found.places.system:
        lines.append(
            f"Places: {len(found.places.units):,} known by {found.places.system}, {len(found.places.unmatched)} not"
        )
    for missing, count in found.missing.items():
        written = f"'{missing.symbol}'" if missing.symbol else "blank"
        lines.append(f"Missing: {written} {count:,} times, {missing.reason.replace('_', ' ')}")
    lines += [f"Note in row {note.row}: {note.text}" for note in found.layout.footnotes]
    return lines

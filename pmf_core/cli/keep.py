"""Commands that keep the store: build, check, backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pmf_core.catalogue.load import load
from pmf_core.cli.output import as_json, as_table, messages, tell
from pmf_core.cli.places import config_folder, data_folder, store_folder
from pmf_core.cli.returns_desk import published_now
from pmf_core.errors import DefinitionError
from pmf_core.store import backup as backups
from pmf_core.store.audit.actor import acting
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.build import build
from pmf_core.store.doctor import findings
from pmf_core.store.edition import database_of
from pmf_core.store.erasing.copies import brought_back
from pmf_core.store.shipped.manifest import check_files

Json = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("build")(build_command)
    app.command("check")(check)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("doctor")(doctor)


def build_command(
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin again with an empty store.")] = False,
    json: Json = False,
) -> None:
    """Bring the store up to what `config/` and `data/` say; only what is missing is done."""
    catalogue = load(config_folder(), data=data_folder())
    columns = (TextColumn("{task.description:<60.60}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, TimeElapsedColumn(), console=messages) as bar:
        task = bar.add_task("Reading definitions", total=None)
        built = build(
            store_folder(),
            catalogue,
            data=data_folder(),
            fresh=fresh,
            progress=lambda *step: _show(bar, task, *step),
        )
    for warning in built.warnings:
        tell(warning)
    for held in published_now():
        tell(f"{held.id} is published: its cut-off has come.")
    tell(
        f"{len(built.files)} files, {built.rows:,} rows and {built.definitions:,} definitions added "
        f"in {built.seconds:.1f} s: {built.path}"
    )
    if json:
        as_json(
            {
                "store": str(built.path),
                "files": built.files,
                "rows": built.rows,
                "definitions": built.definitions,
                "warnings": built.warnings,
            }
        )


def _show(bar: Progress, task: TaskID, doing: str, done: int, steps: int) -> None:
    bar.update(task, description=doing, completed=done, total=steps)


def check(json: Json = False) -> None:
    """Check configuration and data files: every fault at once, each with its place and the way out."""
    faults: list[str] = []
    try:
        load(config_folder(), data=data_folder())
    except DefinitionError as error:
        faults += error.faults
    faults += check_files(data_folder())
    if json:
        as_json({"faults": faults})
    else:
        for fault in faults:
            tell(fault)
        tell(f"{len(faults)} faults." if faults else "Configuration and data are as they should be.")
    if faults:
        raise typer.Exit(1)


def backup(file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Copy the store to a file that `restore` can put back."""
    written = backups.backup(database_of(store_folder()), file)
    tell(f"Written: {written} ({written.stat().st_size / 1e6:.1f} MB).")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    over_newer: Annotated[bool, typer.Option("--over-newer", help="Even if the store has newer data.")] = False,
) -> None:
    """Put a backup in the store's place; refused over newer data unless told."""
    path = backups.restore(store_folder(), file, over_newer=over_newer)
    AuditLog(store_folder()).record(acting(), Deed.RESTORED, copy=file.name, over_newer=str(over_newer))
    tell(f"The store is now {path}; the one before it is kept beside it.")
    for what, name in brought_back(store_folder()):
        tell(f"This copy brought back what was erased ({what}: {name}): run 'python -m pmf_core erase' again.")


def doctor(json: Json = False) -> None:
    """Look the installation over: Python, configuration, data, store."""
    found = findings(config=config_folder(), data=data_folder(), store=store_folder())
    if json:
        as_json([{"what": f.what, "ok": f.ok, "told": f.told} for f in found])
    else:
        as_table("Doctor", ("what", "", "told"), [(f.what, "ok" if f.ok else "see", f.told) for f in found])
    if not all(f.ok for f in found):
        raise typer.Exit(1)

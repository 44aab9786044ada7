"""The command that publishes pages for everybody, and the one that looks a published folder over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmf_core.cli.output import as_json, tell
from pmf_core.cli.places import open_hub, public_folder, store_folder
from pmf_core.cli.read import Json
from pmf_core.cli.who import require
from pmf_core.definitions.person import Action
from pmf_core.packs.site.publishing import faults_of, publish
from pmf_core.store.audit.actor import acting


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("publish")(publish_command)


def publish_command(
    out: Annotated[
        Path | None,
        typer.Option(help="The folder of the site, which is replaced as a whole; else PMF_PUBLIC or public/."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only compare a published folder with its manifest.")] = False,
    json: Json = False,
) -> None:
    """Publish the approved metrics as plain pages that need no script and no server."""
    folder = out or public_folder()
    if check:
        _check(folder, json=json)
        return
    require(Action.PUBLISH)
    hub = open_hub()
    made = publish(hub, store_folder(), folder, by=acting())
    hub.close()
    if json:
        as_json(
            {
                "folder": str(made.folder),
                "pages": made.pages,
                "files": made.files,
                "bytes": made.size,
                "changed": made.changed,
                "kept_back": [{"what": what, "reason": reason} for what, reason in made.site.kept_back],
            }
        )
        return
    for what, reason in made.site.kept_back:
        tell(f"Kept out: {what} ({reason}).")
    tell(
        f"{made.folder}: {made.pages:,} pages and {made.files - made.pages:,} files beside them "
        f"({made.size / 1e6:.1f} MB), {len(made.changed):,} pages changed. Approved by {made.site.approved_by}."
    )


def _check(folder: Path, *, json: bool) -> None:
    faults = faults_of(folder)
    if json:
        as_json({"folder": str(folder), "faults": faults})
    for fault in faults:
        tell(f"{fault}.")
    if not faults and not json:
        tell("Every file is as the manifest says.")
    if faults:
        raise typer.Exit(1)

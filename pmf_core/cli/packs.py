"""Commands for packs: make one and seal it, verify it, and tell two apart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pmf_core.access.scope import Scope
from pmf_core.cli.output import as_json, as_table, tell
from pmf_core.cli.places import open_hub, store_folder
from pmf_core.cli.read import AsAt, Json, scope_at
from pmf_core.cli.who import require
from pmf_core.definitions.moment import now
from pmf_core.definitions.person import Action
from pmf_core.errors import BadInput
from pmf_core.packs.files import CONTENT, keep, make_files, verify_folder, write_files
from pmf_core.packs.seal import content_of, pack_of, seal_of
from pmf_core.packs.verify import Verified, verify
from pmf_core.packs.verify.verifying import KINDS
from pmf_core.store.hub import Hub
from pmf_core.views.context import opening_month
from pmf_core.views.meetings import meeting_named
from pmf_core.views.pack import Pack, Page
from pmf_core.views.pack.build import pack as made_pack
from pmf_core.views.pack.build import products_of
from pmf_core.views.pack.difference import difference
from pmf_core.views.pack.opening import opened
from pmf_core.views.pack.readiness import gaps_page, pack_readiness, require_reason

packs_app = typer.Typer(help="What a body is given: made, sealed, verified.", no_args_is_help=True)

Named = Annotated[str, typer.Argument(help="A file or folder of a pack, or the seal of one that this hub keeps.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    packs_app.command("build")(build)
    packs_app.command("verify")(verify_command)
    packs_app.command("diff")(diff)
    app.add_typer(packs_app, name="pack")


def build(
    body: Annotated[str, typer.Argument(help="The body that the pack is for, such as ocb.")],
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    meeting: Annotated[str, typer.Option(help="A meeting's id, such as OCB-2026-05-07.")] = "",
    product: Annotated[str, typer.Option(help="A product of the framework; without one, the body's usual one.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="A unit's code; without one, the council.")] = "",
    period: Annotated[str, typer.Option(help="The month, such as 2026-03.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who seals it: a role or a name.")] = "command line",
    despite: Annotated[str, typer.Option("--despite", help="Why it is sealed with gaps; printed in it.")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="Write the files and seal nothing.")] = False,
    as_at: AsAt = "",
    json: Json = False,
) -> None:
    """Make a pack in four formats from one snapshot, seal it, and keep the bytes."""
    require(Action.EXPORT if draft else Action.SEAL_PACK)
    hub, scope = open_hub(), scope_at(as_at)
    held = meeting_named(hub, meeting) if meeting else None
    if held is not None and held.body != body:
        raise BadInput(f"{meeting} is a meeting of '{held.body}', not of '{body}'.")
    about = {
        "body": body,
        "unit": unit or (held.unit if held else hub.catalogue.settings.council),
        "period": period or (held.period.id if held else opening_month(hub).id),
        "product": product or (held.product if held else products_of(hub, body, scope=scope)[0].id),
    }
    gaps = None if draft or as_at else _gaps(hub, scope, despite, about)
    moment = scope if scope.as_at else scope.at(now())
    made = made_pack(hub, scope=moment, meeting=meeting, gaps=gaps, **about)
    hub.close()
    files = make_files(made, progress=lambda what, done, of: tell(f"{what} ({done} of {of})"))
    folder, content = write_files(made, files, out=out), content_of(made)
    kept = False if draft else keep(store_folder(), made, files, by=by)
    if json:
        as_json({"seal": seal_of(content), "folder": str(folder), "files": sorted(files), "sealed": kept})
        return
    tell(f"{folder}: {', '.join(sorted(files))}. Seal {seal_of(content)}{'' if kept else ', not kept by the hub'}.")


def _gaps(hub: Hub, scope: Scope, despite: str, about: dict[str, str]) -> Page | None:
    """The page that says what the pack is sealed without; refused where that has no reason."""
    ready = pack_readiness(hub, scope=scope, **about)
    require_reason(ready, despite)
    return gaps_page(ready, despite) if ready.gaps else None


def verify_command(
    place: Annotated[Path, typer.Argument(help="A file of a pack, or the folder that 'pack build' wrote.")],
    json: Json = False,
) -> None:
    """Say whether a pack still says what was sealed; every place where it does not is named."""
    if not place.exists():
        raise BadInput(f"There is nothing at {place}: give a file or folder that 'pack build' wrote.")
    found = verify_folder(place) if place.is_dir() else verify(place)
    if json:
        as_json(_told(found))
    else:
        as_table(
            f"Seal {found.seal}: " + (f"{len(found.findings)} differences" if found.findings else "as it was sealed"),
            ("file", "place", "expected", "found"),
            [(f.file, f.place, f.expected, f.found) for f in found.findings],
        )
    if found.findings:
        raise typer.Exit(1)


def _told(found: Verified) -> dict[str, Any]:
    return {
        "seal": found.seal,
        "files": found.files,
        "findings": [
            {"file": f.file, "format": Path(f.file).suffix.removeprefix("."), "place": f.place,
             "expected": f.expected, "found": f.found}
            for f in found.findings
        ],
    }  # fmt: skip


def diff(first: Named, second: Named, json: Json = False) -> None:
    """What has become of each figure from one pack to another: unchanged, restated, redefined or retargeted."""
    found = difference(_pack(first), _pack(second))
    changed = [change for change in found.changes if change.became != "unchanged"]
    if json:
        rows = [
            {"figure": c.figure, "metric": c.metric, "was": c.was, "now": c.now, "became": c.became} for c in changed
        ]
        as_json({"sentence": found.sentence, "changes": rows})
    else:
        as_table(found.sentence, ("figure", "was", "is", ""), [(c.figure, c.was, c.now, c.became) for c in changed])
    if changed:
        raise typer.Exit(1)


def _pack(named: str) -> Pack:
    """A pack from its folder, one of its files, or its seal."""
    place = Path(named)
    if place.is_dir():
        return pack_of((place / CONTENT).read_bytes())
    if place.exists():
        kind = KINDS.get(place.suffix.lower())
        content = place.read_bytes() if place.name == CONTENT else kind.sealed(place.read_bytes()) if kind else None
        if content is None:
            raise BadInput(f"{named} carries no sealed content: give a file that 'pack build' wrote.")
        return pack_of(content)
    return opened(open_hub(), named, scope=scope_at(""), read=pack_of)

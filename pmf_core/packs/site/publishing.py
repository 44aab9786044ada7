"""Publishing: the site is made as a whole, written beside the old one, swapped in, and written down."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput
from pmf_core.packs.site.making import MANIFEST, Files, make_files
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.hub import Hub
from pmf_core.views.public.site import site
from pmf_core.views.public.values import Site


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and what was kept out of it."""

    folder: Path
    site: Site
    pages: int
    files: int
    size: int
    changed: tuple[str, ...]
    """The pages that are new, different or gone since the last time."""


def publish(hub: Hub, store: Path, folder: Path, *, by: str) -> Published:
    """Make the public pages and put them in a folder's place; what is exempt is written down first, then the whole."""
    _require_ours(folder)
    held = site(hub)
    files = make_files(held, made_at=now())
    log = AuditLog(store)
    for about, reason in held.kept_back:
        log.record(by, Deed.KEPT_BACK, what=about, reason=reason)
    changed = _changed(folder, files)
    manifest = files[MANIFEST]
    pages = len(json.loads(manifest)["pages"])
    log.record(
        by,
        Deed.SITE_PUBLISHED,
        folder=folder.name,
        pages=str(pages),
        changed=str(len(changed)),
        approved_by=held.approved_by,
        manifest=sha256(manifest).hexdigest(),
    )
    _swap_in(folder, files)
    return Published(folder, held, pages, len(files), sum(map(len, files.values())), changed)


def _require_ours(folder: Path) -> None:
    """Refuse to replace a folder that is something else than such a site."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).exists())):
        raise BadInput(f"{folder} holds something other than public pages, and would be replaced: name another folder.")


def _changed(folder: Path, files: Files) -> tuple[str, ...]:
    """The pages by which the folder will differ from what it holds."""
    before: dict[str, str] = {}
    if (folder / MANIFEST).exists():
        before = json.loads((folder / MANIFEST).read_text(encoding="utf-8")).get("files", {})
    after = {path: sha256(content).hexdigest() for path, content in files.items() if path != MANIFEST}
    differ = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return tuple(sorted(path for path in differ if path.endswith(".html")))


def _swap_in(folder: Path, files: Files) -> None:
    """Write the files into a folder that is there whole or not at all; if the swap fails the old one is put back."""
    unfinished = folder.with_name(f".{folder.name}.writing")
    replaced = folder.with_name(f".{folder.name}.replaced")
    for left in (unfinished, replaced):
        shutil.rmtree(left, ignore_errors=True)
    for path, content in files.items():
        place = unfinished / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    if folder.exists():
        folder.rename(replaced)
    try:
        unfinished.rename(folder)
    except OSError:
        if replaced.exists():
            replaced.rename(folder)
        raise
    shutil.rmtree(replaced, ignore_errors=True)


def faults_of(folder: Path) -> list[str]:
    """Where a published folder is not as its manifest says."""
    if not (folder / MANIFEST).exists():
        raise BadInput(f"{folder} has no {MANIFEST}: name a folder that 'publish' wrote.")
    listed: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    told = [f"{path} is missing" for path in sorted(listed.keys() - there)]
    told += [f"{path} is not of this site" for path in sorted(there - listed.keys())]
    told += [
        f"{path} was changed"
        for path in sorted(listed.keys() & there)
        if sha256((folder / path).read_bytes()).hexdigest() != listed[path]
    ]
    return told

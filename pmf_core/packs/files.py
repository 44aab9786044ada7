"""The files of a pack, made from one content and written together."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput
from pmf_core.packs.seal import content_of, seal_of
from pmf_core.packs.verify import Finding, Verified, verify
from pmf_core.packs.verify.verifying import KINDS
from pmf_core.store.sealed import SealedPack, seal_pack
from pmf_core.views.pack import Pack

CONTENT, RECORD = "pack.json", "seal.json"
"""The sealed content beside the files, and the record of their checksums."""

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how many files are made, and how many there are."""


def name_of(pack: Pack) -> str:
    """What the files of a pack are called, without their endings.

    Its body, product, unit and period, in letters that every system knows.
    """
    told = f"{pack.body} {pack.product} {pack.unit} {pack.period}"
    return re.sub(r"[^a-z0-9]+", "-", told.lower()).strip("-")


def make_files(pack: Pack, *, progress: Progress = lambda *_: None) -> dict[str, bytes]:
    """The pack in every format, by name."""
    made: dict[str, bytes] = {}
    for step, (ending, kind) in enumerate(KINDS.items()):
        progress(ending.removeprefix(".").upper(), step, len(KINDS))
        made[f"{name_of(pack)}{ending}"] = kind.make(pack)
    progress("Done", len(KINDS), len(KINDS))
    return made


def keep(store: Path, pack: Pack, files: Mapping[str, bytes], *, by: str) -> bool:
    """Seal a pack in the store with the bytes of its files; whether it was new comes back."""
    content = content_of(pack)
    sealed = SealedPack(
        seal=seal_of(content),
        body=pack.body,
        meeting=pack.meeting,
        product=pack.product,
        unit=pack.unit,
        period=pack.period,
        as_at=pack.moment,
        sealed_at=now(),
        sealed_by=by,
    )
    return seal_pack(store, sealed, content=content, files=files)


def write_files(pack: Pack, files: Mapping[str, bytes], *, out: Path) -> Path:
    """Write the files, the content and the record into a folder that is there whole or not at all."""
    folder = out / name_of(pack)
    unfinished = folder.with_name(f".{folder.name}.writing")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    content = content_of(pack)
    record = {"seal": seal_of(content), "files": {name: sha256(held).hexdigest() for name, held in files.items()}}
    for name, held in {**files, CONTENT: content, RECORD: json.dumps(record, indent=2).encode()}.items():
        (unfinished / name).write_bytes(held)
    replaced = folder.with_name(f".{folder.name}.replaced")
    shutil.rmtree(replaced, ignore_errors=True)
    if folder.exists():
        folder.rename(replaced)
    unfinished.replace(folder)
    shutil.rmtree(replaced, ignore_errors=True)
    return folder


def verify_folder(folder: Path) -> Verified:
    """Look at everything that a folder of a pack holds."""
    if not (folder / CONTENT).exists() or not (folder / RECORD).exists():
        raise BadInput(f"{folder} is no folder of a pack: {CONTENT} and {RECORD} of 'pack build' are not both in it.")
    content = (folder / CONTENT).read_bytes()
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    seal = seal_of(content)
    findings: list[Finding] = []
    if record["seal"] != seal:
        findings.append(Finding(CONTENT, "the sealed content", record["seal"], seal))
    for name in record["files"]:
        if not (folder / name).exists():
            findings.append(Finding(name, "the file as a whole", "there", "not there"))
            continue
        findings += verify(folder / name, content=content).findings
    return Verified(seal, tuple(record["files"]), tuple(findings))

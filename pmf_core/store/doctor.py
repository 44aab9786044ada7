"""Looking an installation over, from the ground up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pmf_core.catalogue.load import load
from pmf_core.definitions.submission import OPEN
from pmf_core.errors import HubError
from pmf_core.store.audit.verify import verify
from pmf_core.store.engine import Query
from pmf_core.store.erasing.copies import brought_back
from pmf_core.store.hub import Hub
from pmf_core.store.kept.keeping import looked_over
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.files import original
from pmf_core.store.shipped.manifest import check_files

OLDEST_PYTHON = (3, 11)
"""The oldest Python that the hub runs on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    ok: bool
    told: str


def findings(*, config: Path, data: Path, store: Path) -> tuple[Finding, ...]:
    """Each thing that must be right for the hub to run, with what was seen."""
    return (
        _python(),
        _looked("Configuration", lambda: _configuration(config, data)),
        _looked("Data", lambda: _data(data)),
        _looked("Store", lambda: _store(store)),
        _looked("Audit log", lambda: _audit(store)),
        _looked("Returns", lambda: _returns(store)),
        _looked("What people keep", lambda: looked_over(store)),
    )


def _looked(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except HubError as error:
        return Finding(what, False, str(error))


def _python() -> Finding:
    here = ".".join(str(part) for part in sys.version_info[:3])
    enough = sys.version_info[:2] >= OLDEST_PYTHON
    return Finding("Python", enough, here if enough else f"{here}: 3.11 or newer is needed; install it and run again.")


def _configuration(config: Path, data: Path) -> str:
    catalogue = load(config, data=data)
    return f"{len(catalogue.metrics)} metrics, {len(catalogue.organisation.units)} units, no fault"


def _data(data: Path) -> str:
    faults = check_files(data)
    if faults:
        raise HubError("\n".join(faults))
    return "every file is as its manifest line says"


def _audit(store: Path) -> str:
    held = verify(store)
    if not held.whole:
        raise HubError(f"broken at entry {held.broken_at}: {held.told}")
    back = [f"{what} {name}" for what, name in brought_back(store)]
    if back:
        raise HubError(f"a copy that was put back holds what was erased: {', '.join(back)}; erase it again")
    return f"{held.entries:,} entries, each sealed to the one before"


def _store(store: Path) -> str:
    hub = Hub.open(store)
    try:
        found = hub.engine.fetch(
            Query("size", "select count(*) as batches, coalesce(sum(row_count), 0) as n from batch where row_count > 0")
        )
    finally:
        hub.close()
    return f"{found['batches'][0]} files, {found['n'][0]:,} figures, {hub.path}"


def _returns(store: Path) -> str:
    """Every file that was sent must still be the one that was sent."""
    hub = Hub.open(store)
    try:
        held = hub.engine.fetch(Query("files sent", "select distinct sha256 from return_file where bytes is not null"))
        for digest in held["sha256"]:
            original(hub.engine, digest)
        open_ones = [found for found in submissions(hub.engine) if found.state in OPEN]
    finally:
        hub.close()
    return f"{len(held)} files kept, each as it was sent; {len(open_ones)} returns on their way"

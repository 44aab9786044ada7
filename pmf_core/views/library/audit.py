"""The tab Audit log: who did what, the newest first, and whether the chain of entries holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from pmf_core.access.rights import Rights
from pmf_core.definitions.moment import in_london, now, start_of_day
from pmf_core.definitions.period import parse
from pmf_core.definitions.person import Action
from pmf_core.store.audit.entry import Deed, Entry
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.audit.search import Asked, found
from pmf_core.store.audit.verify import Verified, verify
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.status import Status, StatusKind, Table

A_PAGE = 50
"""How many entries stand on a page."""

SPANS = {"1": "The last day", "7": "The last 7 days", "31": "The last 31 days"}
"""Days back from now, as they are offered."""

COLUMNS = ("When", "Who", "Did", "About", "No.")
FILE_COLUMNS = ("No.", "At", "Person", "Name", "Deed", "About", "Seal")

OTHERS = {"local": "This machine", "unknown": "Nobody signed in", "command line": "Command line"}
"""Those who act and are no person."""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of what was asked for; the file has all of it."""

    sentence: str
    chain: Status
    table: Table
    page: int
    pages: int
    people: tuple[tuple[str, str], ...]
    """(id, name) of everybody who did anything."""
    deeds: tuple[str, ...]
    periods: tuple[tuple[str, str], ...]
    """(id, name): spans back from now, then the months that have entries, newest first."""


def audit_page(
    hub: Hub, *, rights: Rights, search: str = "", who: str = "", deed: str = "", period: str = "", page: int = 1
) -> AuditPage:
    """The entries that match; refused to whoever may not read the log."""
    rights.require(Action.READ_AUDIT)
    folder = folder_of(hub)
    entries = list(AuditLog(folder).entries())
    asked = _asked(search, who, deed, period)
    matching = list(found(entries, asked))
    names = _names(hub)
    pages = max(1, -(-len(matching) // A_PAGE))
    shown = min(max(page, 1), pages)
    return AuditPage(
        sentence=_sentence(len(matching), len(entries), shown, pages),
        chain=chain_status(folder),
        table=_table(matching, names, page=shown),
        page=shown,
        pages=pages,
        people=tuple(sorted({(e.who, _name(e.who, names)) for e in entries}, key=lambda told: told[1].casefold())),
        deeds=tuple(sorted({entry.deed for entry in entries})),
        periods=(*SPANS.items(), *_months(entries)),
    )


def folder_of(hub: Hub) -> Path:
    """The store's folder, beside whose editions the log stands."""
    assert hub.path is not None
    return hub.path.parent


def _asked(search: str, who: str, deed: str, period: str) -> Asked:
    asked = Asked(words=search, who=who, deed=deed)
    if period in SPANS:
        return replace(asked, since=now() - timedelta(days=int(period)))
    if period:
        span = parse(period)
        end = start_of_day(span.end + timedelta(days=1)) - timedelta(microseconds=1)
        return replace(asked, since=start_of_day(span.start), until=end)
    return asked


def chain_status(folder: Path) -> Status:
    """Whether every entry is as it was written, in a sentence."""
    log = AuditLog(folder)
    state = log.file.stat() if log.file.exists() else None
    held = _verified(folder, (state.st_size, state.st_mtime_ns) if state else (0, 0), log.head())
    if not held.whole:
        return Status(StatusKind.WORSENING, f"The chain breaks at entry {held.broken_at:,}", held.told)
    seal = f"Its last seal is {held.seal[:12]}…" if held.entries else "Nothing has been written down yet"
    return Status(StatusKind.GOOD, f"The chain holds: {words.count(held.entries, 'entry', 'entries')}", seal)


@lru_cache(maxsize=4)
def _verified(folder: Path, state: tuple[int, int], head: tuple[int, str] | None) -> Verified:  # noqa: ARG001  (anew when the files changed)
    return verify(folder)


def _names(hub: Hub) -> dict[str, str]:
    return OTHERS | {person.id: person.name for person in hub.catalogue.people}


def _name(who: str, names: dict[str, str]) -> str:
    return names.get(who, who)


def _months(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    months = {date(day.year, day.month, 1) for day in (in_london(entry.at) for entry in entries)}
    return [(f"{first:%Y-%m}", f"{first:%B %Y}") for first in sorted(months, reverse=True)]


def _sentence(matching: int, held: int, page: int, pages: int) -> str:
    told = words.count(held, "entry", "entries")
    if matching < held:
        told = f"{matching:,} of {told} match"
    if pages == 1:
        return f"{told}, the newest first."
    first = (page - 1) * A_PAGE + 1
    return f"{told}, the newest first: {first:,} to {min(page * A_PAGE, matching):,} are shown."


def _table(matching: Sequence[Entry], names: dict[str, str], *, page: int) -> Table:
    shown = matching[(page - 1) * A_PAGE : page * A_PAGE]
    return Table(
        title="Audit log",
        columns=COLUMNS,
        rows=tuple(
            (_when(e), _name(e.who, names), words.capitalised(e.deed), about_words(e), f"{e.number:,}") for e in shown
        ),
        values=tuple(
            (e.number, in_london(e.at).isoformat(), e.who, _name(e.who, names), e.deed, about_words(e), e.seal)
            for e in matching
        ),
        value_columns=FILE_COLUMNS,
        numeric=(4,),
        note="" if shown else "No entry matches: take out one of the choices.",
    )


def _when(entry: Entry) -> str:
    here = in_london(entry.at)
    return f"{words.day(here.date())}, {here:%H:%M:%S}"


def about_words(entry: Entry) -> str:
    """What an entry is about, in a line."""
    return "; ".join(f"{name.replace('_', ' ')}: {told}" for name, told in entry.about.items())


def newest_of(folder: Path, deed: Deed) -> Entry | None:
    """The newest entry of one deed."""
    return next(found(AuditLog(folder).entries(), Asked(deed=deed.value)), None)

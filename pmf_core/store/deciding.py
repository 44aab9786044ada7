"""Decisions that people make in the hub: each is a new edition of the store, or nothing."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from pmf_core.definitions.metric import Provenance
from pmf_core.definitions.moment import now
from pmf_core.definitions.phase import Phase
from pmf_core.store.append import Batch, next_number, record_batch
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import record_phase
from pmf_core.store.edition import new_edition
from pmf_core.store.report_cut import ReportCut, record_cut


def accept_rebase(folder: Path, phase: Phase) -> None:
    """Write down an accepted re-base, dated now on the clock of knowledge."""
    decided = now()
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        number = next_number(transaction)
        record_phase(transaction, phase, number=number, decided=decided)
        digest = sha256(phase.model_dump_json().encode()).hexdigest()
        batch = Batch("re-base", "config", f"Re-base: {phase.id}", digest, Provenance.RETURN, decided)
        record_batch(transaction, batch, number=number, rows=0)
        edition.tell(Deed.REBASE_ACCEPTED, metric=phase.metric, unit=phase.unit, starts=str(phase.starts))


def cut_report(folder: Path, cut: ReportCut) -> None:
    """Write down that a report was cut."""
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        record_cut(transaction, cut)
        edition.tell(Deed.REPORT_CUT, body=cut.body, unit=cut.unit, period=cut.period.id)

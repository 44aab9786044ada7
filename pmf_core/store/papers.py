"""What a decision rests on: cost, benefit, performance evidence and analysis. Without one of them it is a draft."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import FOREVER
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Query

PAPER_TABLES = {
    "decision_paper": """
        decision_id varchar not null,
        cost varchar not null,
        benefit varchar not null,
        performance varchar not null,
        analysis varchar not null,
        written_at timestamp not null,
        written_by varchar not null
    """,
}
"""Papers are written anew, never changed: the newest counts."""

PARTS = ("cost", "benefit", "performance", "analysis")
"""What a decision has to rest on."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a decision rests on; performance and analysis are addresses or words."""

    decision_id: str
    cost: str
    benefit: str
    performance: str
    analysis: str
    written_at: datetime
    written_by: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are not there yet."""
        return tuple(part for part in PARTS if not getattr(self, part).strip())


PAPER = tuple(field.name for field in fields(Paper))
"""The columns of the table."""

DRAFTS = """
select decision_id from (
    select decision_id, trim(cost) as cost, trim(benefit) as benefit, trim(performance) as performance,
           trim(analysis) as analysis, row_number() over (partition by decision_id order by written_at desc) as newest
    from decision_paper
    where written_at <= :as_at
) as paper
where newest = 1 and (cost = '' or benefit = '' or performance = '' or analysis = '')
"""
"""The decisions whose paper is not whole at a moment."""


def write_paper(folder: Path, paper: Paper) -> None:
    """Write a decision's paper anew; once it is whole the decision counts."""
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        found = Query("decision", "select 1 as n from decision where decision_id = :id", {"id": paper.decision_id})
        if not len(transaction.fetch(found)):
            raise BadInput(f"There is no decision '{paper.decision_id}': choose one of the drafts.")
        transaction.insert("decision_paper", PAPER, [astuple(paper)])
        edition.tell(Deed.DECIDED, decision=paper.decision_id, draft="yes" if paper.missing else "no")


def papers(engine: Engine, *, as_at: datetime | None = None) -> dict[str, Paper]:
    """The newest paper of each decision by a moment."""
    sql = f"select {', '.join(PAPER)} from decision_paper where written_at <= :as_at order by written_at"
    return {row[0]: Paper(*row) for row in engine.fetch(Query("papers", sql, {"as_at": as_at or FOREVER}))}

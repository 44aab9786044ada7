"""A file that came, checked against what its return asks and what is known: the same for page and command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import MONTHS_OF, Period, add_months, months
from pmf_core.definitions.returning import Return
from pmf_core.returns.check import check
from pmf_core.returns.mapping import Mapping
from pmf_core.returns.read import read_workbook
from pmf_core.returns.request import Request, request
from pmf_core.returns.staged import Checked, Step
from pmf_core.returns.workbook import Workbook
from pmf_core.store.hub import Hub
from pmf_core.store.returned.mappings import last_mapping
from pmf_core.views.return_history import history


@dataclass(frozen=True, eq=False)
class Asking:
    """What is asked of one return for one period, and how its last file was understood."""

    request: Request
    remembered: Mapping | None = None

    def check(self, workbook: Workbook, *, chosen: Mapping | None = None, cleansing: Sequence[Step] = ()) -> Checked:
        """Check a workbook, with the columns as a person chose them and the steps that were accepted."""
        return check(workbook, self.request, remembered=self.remembered, chosen=chosen, cleansing=cleansing)


def asking(hub: Hub, return_id: str, period: Period, *, scope: Scope) -> Asking:
    """Everything that a file of a return is checked against."""
    catalogue = hub.catalogue_at(scope.as_at)
    known = history(hub, catalogue.asked(return_id), period, scope=scope)
    kept = last_mapping(hub.engine, return_id=return_id, as_at=scope.as_at)
    remembered = Mapping.model_validate_json(kept, extra="ignore") if kept else None
    return Asking(request(catalogue, return_id, period, today=hub.today, history=known), remembered)


def check_file(hub: Hub, content: bytes, *, name: str, return_id: str, period: Period, scope: Scope) -> Checked:
    """Read and check a file; raises BadInput with one sentence for one that can't be read."""
    return asking(hub, return_id, period, scope=scope).check(read_workbook(content, name=name))


def period_due(hub: Hub, asked: Return) -> Period:
    """The period that is due now: the last one of the return's grain that is over."""
    length, today = MONTHS_OF[asked.grain], hub.today
    metric = hub.catalogue.metric(asked.metric_ids[0])
    begins = metric.year_type.first_month
    into = (today.month - begins) % length
    return months(add_months(today.replace(day=1), -into), asked.grain).before()

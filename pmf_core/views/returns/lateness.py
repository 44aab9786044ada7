"""How likely each return is late, told with the counts that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmf_core.judgement.lateness import FEWEST, lateness
from pmf_core.views import words
from pmf_core.views.returns.calendar import Due


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The likelihood that the next of a return is late."""

    late: int
    due: int
    value: float | None
    """0 to 1; None where too few were due."""
    lower: float | None
    upper: float | None
    is_illustrative: bool = False
    """Whether any of the record was made up for demonstration."""

    @property
    def sentence(self) -> str:
        """The likelihood in words, with its counts; or why it is not told."""
        if self.value is None or self.lower is None or self.upper is None:
            return f"Not judged: {words.count(self.due, 'period')} on record, {FEWEST} needed"
        made_up = ", illustrative record" if self.is_illustrative else ""
        return (
            f"{self.value:.0%} likely late: {self.late} of {self.due} were "
            f"(90% interval {self.lower:.0%} to {self.upper:.0%}{made_up})"
        )


def likelihoods(dues: Sequence[Due]) -> Mapping[str, Likelihood]:
    """For each return, from every period on record: sent late, sent in time, or not sent though its day has passed."""
    records: dict[str, list[bool]] = {}
    for due in dues:
        records.setdefault(due.return_id, [])
        if due.sent_on is not None or due.is_late:
            records[due.return_id].append(due.was_late)
    late, counted = [sum(record) for record in records.values()], [len(record) for record in records.values()]
    found = lateness(late, counted)
    return {
        name: Likelihood(
            late[place],
            counted[place],
            *(_known(part[place]) for part in (found.value, found.lower, found.upper)),
            is_illustrative=any(due.is_illustrative for due in dues if due.return_id == name),
        )
        for place, name in enumerate(records)
    }


def _known(value: float) -> float | None:
    return None if value != value else float(value)

"""What statistical process control says of series: prepared, charted and judged, many in one batch."""

from pmf_core.views.process.charting import processes
from pmf_core.views.process.values import CONCERN, IMPROVEMENT, Process, Signal

__all__ = ["CONCERN", "IMPROVEMENT", "Process", "Signal", "processes"]

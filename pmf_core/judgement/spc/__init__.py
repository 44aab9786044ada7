"""Statistical process control: a file per noun, in the order of the method.

`judge(batch, settings=…)` is the one way in; `batch_of` and `batch_of_arrays` make its batch.
"""

from __future__ import annotations

from pmf_core.judgement.spc.assurance import Assurance
from pmf_core.judgement.spc.batch import Batch, Measured, batch_of, batch_of_arrays
from pmf_core.judgement.spc.judgements import Judgements, Reason, Verdict
from pmf_core.judgement.spc.judging import judge
from pmf_core.judgement.spc.profile import HUB, MDC, NHSR, Settings, as_the_hub_judges
from pmf_core.judgement.spc.signals import Rule
from pmf_core.judgement.spc.variation import Variation
from pmf_core.judgement.spc.xmr import Limits

__all__ = [
    "HUB", "MDC", "NHSR", "Assurance", "Batch", "Judgements", "Limits", "Measured", "Reason", "Rule",
    "Settings", "Variation", "Verdict", "as_the_hub_judges", "batch_of", "batch_of_arrays", "judge",
]  # fmt: skip

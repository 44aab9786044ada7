"""Who differs from the average by more than chance: funnel limits, significance and over-dispersion."""

from pmf_core.judgement.funnel.adjusted import adjusted_limits, chance_limits, significance_beyond
from pmf_core.judgement.funnel.chart import (
    FunnelLimits,
    RatePoints,
    count_funnel,
    proportion_funnel,
    rate_points,
    yearly_populations,
)
from pmf_core.judgement.funnel.dispersion import Dispersion, FunnelScale, dispersion
from pmf_core.judgement.funnel.fingertips import dsr_positions, proportion_positions
from pmf_core.judgement.funnel.significance import (
    LEVELS,
    proportion_significance,
    rate_significance,
    ratio_significance,
)
from pmf_core.judgement.significance import Significance

__all__ = [
    "LEVELS",
    "Dispersion",
    "FunnelLimits",
    "FunnelScale",
    "RatePoints",
    "Significance",
    "adjusted_limits",
    "chance_limits",
    "count_funnel",
    "dispersion",
    "dsr_positions",
    "proportion_funnel",
    "proportion_positions",
    "proportion_significance",
    "rate_points",
    "rate_significance",
    "ratio_significance",
    "significance_beyond",
    "yearly_populations",
]

"""What people decide: frozen values without I/O."""

from pmf_core.definitions.calculation import (
    Aggregation,
    Calculation,
    Count,
    Derived,
    Mean,
    Ratio,
    Sum,
    formula_of,
)
from pmf_core.definitions.framework import Body, Framework, Level, Owner, Settings, Theme
from pmf_core.definitions.metric import (
    HardLimit,
    Measure,
    Metric,
    Provenance,
    RiskLens,
    Sensitivity,
    TargetRange,
    UnitOfMeasure,
)
from pmf_core.definitions.period import Grain, Period, YearType
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.target import Baseline, FixedTarget, SteppedTarget, Target, TrajectoryTarget
from pmf_core.definitions.tolerance import Band, Basis, Standing, Tolerance
from pmf_core.definitions.unit import Link, Unit

__all__ = [
    "Aggregation",
    "Band",
    "Baseline",
    "Basis",
    "Body",
    "Calculation",
    "Count",
    "Derived",
    "FixedTarget",
    "Framework",
    "Grain",
    "HardLimit",
    "Level",
    "Link",
    "Mean",
    "Measure",
    "Metric",
    "Owner",
    "Period",
    "Polarity",
    "Provenance",
    "Ratio",
    "RiskLens",
    "Sensitivity",
    "Settings",
    "Standing",
    "SteppedTarget",
    "Sum",
    "Target",
    "TargetRange",
    "Theme",
    "Tolerance",
    "TrajectoryTarget",
    "Unit",
    "UnitOfMeasure",
    "YearType",
    "formula_of",
]

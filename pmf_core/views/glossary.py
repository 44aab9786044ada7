"""The glossary: each term as it is used in the code and on screen."""

from __future__ import annotations

GLOSSARY: tuple[tuple[str, str], ...] = (
    (
        "As at",
        "A moment to look back to: pages show what was known then, by the definitions and targets of then.",
    ),
    ("Aggregation", "How parts make a whole. A ratio is the sum over the sum, never the average of ratios."),
    ("Band", "A named range of values, such as Good. Every edge belongs to exactly one band."),
    ("Baseline", "What later values are compared with, fixed and dated."),
    ("Calculation", "A formula: count, sum, mean, ratio or derived."),
    (
        "Capability",
        "Whether the process, as it runs, can meet its target: consistently, never, or hit and miss.",
    ),
    ("Confidence", "High, Medium or Low: the weakest of the checks on a figure."),
    ("Direction of travel", "Better, worse or no detectable change, against an earlier value."),
    ("Golden thread", "The line from the council's plan down to services, teams and people."),
    ("Hard limit", "A statutory or safeguarding limit: crossing it always escalates."),
    ("Illustrative", "Made up for demonstration, and marked so wherever it is shown."),
    ("KPI", "Key performance indicator: a metric with a target."),
    ("Metric", "A calculation with meaning: unit, polarity, grain and owner."),
    ("Ordinary variation", "Movement that the process makes by itself; no cause needs to be looked for."),
    ("Polarity", "Which way is better: higher, lower, in a range, or neither."),
    (
        "Process limits",
        "What the process does by itself: mean ± 2.66 times the average moving range. Never a target.",
    ),
    ("Provisional", "The publisher may still change it."),
    ("Restatement", "A figure said differently later. Both stay readable."),
    (
        "SPC",
        "Statistical process control: telling a real change from ordinary variation. "
        "The framework's own text says 'static process control'; this is what is meant.",
    ),
    (
        "Signal",
        "A pattern that ordinary variation hardly ever makes: beyond a limit, a run, a trend, two of three.",
    ),
    (
        "Target",
        "Where we aim. Tolerance bands say how a value is categorised; limits say what the process does.",
    ),
    ("Tolerance", "The bands that say how a value is categorised."),
    ("Vital signs", "The metrics on the board's one screen."),
)
"""Term and meaning, in order of the alphabet."""

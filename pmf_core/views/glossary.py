"""The glossary: each term as it is used in the code and on screen, and where it is from."""

from __future__ import annotations

FRAMEWORK = "Performance and Quality Management Framework 2024–27"
METHOD = "The hub's methods (docs/methods.md)"

GLOSSARY: tuple[tuple[str, str, str], ...] = (
    ("Aggregation", "How parts make a whole. A ratio is the sum over the sum, never the average of ratios.", METHOD),
    (
        "APDR",
        "Analyse, Plan, Do, Review: the cycle of improvement. In the summary of 2009 it is Plan, Do, Review, Revise.",
        FRAMEWORK,
    ),
    (
        "As at",
        "A moment to look back to: pages show what was known then, by the definitions and targets of then.",
        METHOD,
    ),
    ("Band", "A named range of values, such as Good. Every edge belongs to exactly one band.", FRAMEWORK),
    ("Baseline", "What later values are compared with, fixed and dated.", FRAMEWORK),
    ("Calculation", "A formula: count, sum, mean, ratio or derived.", METHOD),
    (
        "Capability",
        "Whether the process, as it runs, can meet its target: consistently, never, or hit and miss.",
        METHOD,
    ),
    ("Confidence", "High, Medium or Low: the weakest of the checks on a figure.", METHOD),
    ("Deep dive", "A closer look at one question, with all its evidence on one page.", FRAMEWORK),
    ("Direction of travel", "Better, worse or no detectable change, against an earlier value.", FRAMEWORK),
    ("Exception", "A metric that the board's time is asked for, with the code and the reason why.", FRAMEWORK),
    ("Golden thread", "The line from the council's plan down to services, teams and people.", FRAMEWORK),
    ("Hard limit", "A statutory or safeguarding limit: crossing it always escalates.", METHOD),
    ("Illustrative", "Made up for demonstration, and marked so wherever it is shown.", METHOD),
    (
        "Interval",
        "Where the true rate may lie, given how few were counted: in 95 of 100 such figures it is inside.",
        METHOD,
    ),
    ("KPI", "Key performance indicator: a metric with a target.", FRAMEWORK),
    ("Metric", "A calculation with meaning: unit, polarity, grain and owner.", FRAMEWORK),
    ("Ordinary variation", "Movement that the process makes by itself; no cause needs to be looked for.", METHOD),
    ("Outcome", "What became of people because of a service. What the service did is its output.", FRAMEWORK),
    ("Polarity", "Which way is better: higher, lower, in a range, or neither.", METHOD),
    (
        "Process limits",
        "What the process does by itself: mean ± 2.66 times the average moving range. Never a target.",
        METHOD,
    ),
    ("Provisional", "The publisher may still change it.", METHOD),
    ("Restatement", "A figure said differently later. Both stay readable.", METHOD),
    ("Return", "The figures that a team sends each period, checked and approved before they count.", METHOD),
    ("Seal", "A fingerprint of a pack's content: one changed digit and it no longer fits.", METHOD),
    (
        "Signal",
        "A pattern that ordinary variation hardly ever makes: beyond a limit, a run, a trend, two of three.",
        METHOD,
    ),
    (
        "SPC",
        "Statistical process control: telling a real change from ordinary variation. "
        "The framework's own text says 'static process control'; this is what is meant.",
        FRAMEWORK,
    ),
    ("Suppressed", "Withheld, because so few people were counted that somebody could be recognised.", METHOD),
    (
        "Target",
        "Where we aim: a fixed point. Bands say how a value is categorised; limits say what the process does.",
        FRAMEWORK,
    ),
    ("Tolerance", "The bands of performance between which a value is good, or is not.", FRAMEWORK),
    ("Vital signs", "The metrics on the board's one screen.", FRAMEWORK),
)
"""Term, meaning and origin, in order of the alphabet."""

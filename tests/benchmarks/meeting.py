"""What a board meeting asks for: how fast a change is explained, and a year's end foreseen."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.decomposition import Chance, Parts, explain
from tests.benchmarks.comparison import best_time

RANDOM = np.random.default_rng(30)

PARTS, MONTHS = 500, 48


def main() -> None:
    """Print the figures."""
    size = RANDOM.poisson(200, (PARTS, MONTHS)).astype(float) + 1
    parts = Parts.of(RANDOM.binomial(size.astype(int), 0.7).astype(float), size)
    questions = {"last month": [46], "last year": [35], "a baseline of a year": list(range(24, 36))}
    for name, before in questions.items():
        clock, own = best_time(lambda before=before: explain(parts, now=47, before=before, chance=Chance.PROPORTION))
        told = f"a change against {name}, {PARTS} parts, each tested against {MONTHS} months"
        print(f"{told}: {clock:.1f} ms, {own:.1f} of its own (50 allowed)")


if __name__ == "__main__":
    main()

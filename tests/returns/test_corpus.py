from __future__ import annotations

from collections import Counter

from tests.returns.corpus import FAULTS, caught, clean_returns

LEAST_CAUGHT = 0.95
MOST_BLOCKED = 0.02


def test_faults_of_every_kind_are_caught_at_their_cells() -> None:
    outcomes = {fault.name: caught(fault) for fault in FAULTS}

    missed = [name for name, (found, _) in outcomes.items() if not found]
    print(f"{len(FAULTS) - len(missed)} of {len(FAULTS)} faults caught at the right cell; missed: {missed}")
    assert len(FAULTS) >= 60
    assert len(missed) <= (1 - LEAST_CAUGHT) * len(FAULTS), missed


def test_clean_returns_are_hardly_ever_blocked() -> None:
    codes: Counter[str] = Counter()
    blocked = 0
    for sent in clean_returns():
        errors = sent.checked().errors
        blocked += bool(errors)
        codes.update(finding.code for finding in errors)

    print(f"{blocked} of 200 clean returns blocked: {dict(codes)}")
    assert blocked <= MOST_BLOCKED * 200, codes

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.returning import Identity, PartsOfTotal
from pmf_core.measures.changes import changes_by
from pmf_core.views.returns.identities import identity_changes
from tests import small
from tests.sending import MARCH

SCOPE = local_scope()
FIT = PartsOfTotal(parts=("emptied.numerator", "calls.value"), total="emptied.denominator")
"""For the test alone: bins emptied and calls make the bins due."""


def council(identity: Identity):
    held = small.catalogue()
    asked = small.BINS.model_copy(update={"identities": (identity,)})
    return replace(held, returns={asked.id: asked})


@pytest.mark.parametrize(
    ("before", "after", "kinds"), [(10, 12, ["broken"]), (12, 10, ["mended"]), (12, 13, []), (10, 10, [])]
)
def test_figures_that_no_longer_fit_are_told_and_those_that_fit_again(before: float, after: float, kinds: list) -> None:
    held, about = council(FIT), (MARCH.start, MARCH.end)
    first, then = small.new_hub(held), small.new_hub(held)
    rows = [("emptied", "north", *about, 90, 100, None), ("calls", "north", *about, None, None, before)]
    for hub in (first, then):
        small.publish(hub, held, rows, known_from=datetime(2025, 4, 10))
    small.publish(then, held, [("calls", "north", *about, None, None, after)], known_from=datetime(2025, 4, 11))

    changes = changes_by(then, 3, scope=SCOPE)
    found = [one for one in identity_changes(first, then, changes, scope=SCOPE) if one.unit == "north"]

    assert [one.kind for one in found] == kinds
    if kinds == ["broken"]:
        assert found[0].sentence == "Bins emptied on the day, Calls about bins, Bins emptied on the day: " + (
            "'Bins emptied on the day' is 2 off what the others give."
        )

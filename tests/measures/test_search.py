"""Any metric of the board by the words that people use for it: `phrasings.txt` has five and more of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.access.scope import Scope, local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.load import load
from pmf_core.measures.search import search
from tests import small

ROOT = Path(__file__).resolve().parents[2]
LINES = (Path(__file__).parent / "phrasings.txt").read_text(encoding="utf-8").splitlines()
PHRASINGS = {
    metric: [each.strip() for each in told.split("|")] for metric, _, told in (line.partition(":") for line in LINES)
}

SEEN_AT_ONCE = 5
"""A metric is found where it stands among so many: what is seen without reading on."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "config", data=ROOT / "data")


def ids(catalogue: Catalogue, words: str, scope: Scope | None = None) -> list[str]:
    return [metric.id for metric in search(catalogue, words, scope=scope or local_scope())]


def test_sixty_metrics_are_asked_for_in_five_ways_each() -> None:
    assert len(PHRASINGS) >= 60
    assert all(len(set(told)) >= 5 for told in PHRASINGS.values())


@pytest.mark.parametrize("metric", PHRASINGS)
def test_a_metric_is_found_by_whatever_people_call_it(catalogue: Catalogue, metric: str) -> None:
    missed = [words for words in PHRASINGS[metric] if metric not in ids(catalogue, words)[:SEEN_AT_ONCE]]

    assert missed == []


def test_a_metric_is_found_first_by_its_code_and_by_its_name(catalogue: Catalogue) -> None:
    for metric in catalogue.vital_signs:
        assert ids(catalogue, metric.id)[0] == metric.id
        assert ids(catalogue, metric.name)[0] == metric.id


def test_words_that_mean_nothing_here_find_nothing(catalogue: Catalogue) -> None:
    assert ids(catalogue, "zebra crossings of Mars") == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(text: str) -> None:
    held = small.catalogue()

    assert set(ids(held, text)) <= {"emptied", "calls"}


def test_what_may_not_be_read_is_not_found() -> None:
    nobody = Scope(person="nobody", reach=())

    assert ids(small.catalogue(), "bins", nobody) == []

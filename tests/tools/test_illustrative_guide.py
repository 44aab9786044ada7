"""The guide to the illustrative set keeps up with the set."""

from __future__ import annotations

from tests.tools.reckoning import ROOT, restated, table
from tools.illustrative.recipes import recipes

GUIDE = (ROOT / "docs" / "illustrative.md").read_text(encoding="utf-8")


def test_the_guide_names_every_metric_in_which_something_moved():
    moved = {line["metric"] for line in table("answer_key.csv") if line["kind"] != "restatement"} - {""}

    assert {metric for metric in moved if f"`{metric}`" not in GUIDE} == set()


def test_the_guide_tells_of_every_draw_that_was_not_used():
    again = {recipe.metric for recipe in recipes() if recipe.draw}
    told = GUIDE.partition("## Draws that were not used")[2]

    assert {metric for metric in again if f"`{metric}`" not in told} == set()


def test_restatements_are_published_after_what_they_put_right():
    first = {line["file"].removesuffix(".csv.gz"): line["published_on"] for line in table("files.csv")}
    put_right = [
        (line["what"].partition(":")[0], line["period"])
        for line in table("answer_key.csv")
        if line["kind"] == "restatement"
    ]

    assert len(put_right) == len(restated())
    assert all(first[file] > first[period] for file, period in put_right)

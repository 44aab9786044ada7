from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import answer, run
from tests.cli.test_deciding import store  # noqa: F401  (a store of one's own)

AT = ("--unit", "E10000024", "--period", "2026-03")
FALSE = "Performance has improved."


def test_a_text_is_checked_written_for_a_reason_and_approved(store: Path) -> None:  # noqa: F811
    told = ("--what", "It was 67.8 in March, 11.8 above target, and worse for real.", "--why", "A crew left.")
    more = ("--so-what", FALSE, "--no-action", "It is one crew: watch until June.")
    refused = run("narrative", "write", "missed_bins", *AT, *told, *more, "--by", "Waste", store=store, expect=1)
    assert "The figures don't bear this out: 'Performance has improved.'" in refused.stderr

    run("narrative", "write", "missed_bins", *AT, *told, *more, "--by", "Waste", "--keep", f"{FALSE}=Seen by crews",
        store=store)  # fmt: skip
    run("narrative", "approve", "missed_bins", *AT, "--by", "Director", store=store)

    held = answer("narrative", "show", "missed_bins", *AT, store=store)
    assert (held["state"], held["drafted"]) == ("Narrative approved", False)
    (kept,) = [one for one in held["sentences"] if one["kept"]]
    assert kept == {
        "part": "So what",
        "sentence": FALSE,
        "mark": "not supported",
        "reason": "'improved': it worsened for real",
        "kept": "Seen by crews",
    }

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_core.catalogue.metric_files import metric_files
from pmf_core.catalogue.organisation import faults_of
from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions import Band, Link, Standing, Tolerance, Unit
from tests import small

GOOD = """\
id: bins
name: Bins emptied on the day
definition: Of the bins due, those emptied on their day.
calculation: {kind: ratio, numerator: emptied, denominator: due}
unit: {kind: percentage, suffix: "%"}
possible: [0, 100]
polarity: higher_is_better
grain: month
aggregation: ratio_of_sums
owner: waste
source: own
provenance: return
theme: service
levels: [team]
effective_from: 2024-04-01
"""

FOUR = Tolerance(
    name="Four", scale=(0, 100), bands=(Band(name="All", standing=Standing.GOOD, lower=0, upper=100, owns_upper=True),)
)


def faults(folder: Path, text: str, *, name: str = "bins") -> list[str]:
    (folder / "metrics").mkdir(exist_ok=True)
    (folder / "metrics" / f"{name}.yaml").write_text(text, encoding="utf-8")
    found: list[str] = []
    metric_files(folder / "metrics", tolerances={"four": FOUR}, default="four", faults=found)
    return found


def test_a_good_definition_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("polarity: higher_is_better", "polarity: higher_is_beter"), ":7: polarity: 'higher_is_beter' is not one of"),
        (("polarity: higher_is_better", "polarity: higher_is_beter"), "Did you mean 'higher_is_better'?"),
        (("grain: month\n", ""), "grain: needed, and not there"),
        (
            ("theme: service", "theem: service"),
            ":13: theem: there is no such key (got 'service'). Did you mean 'theme'?",
        ),
        (("kind: ratio", "kind: ratoi"), "'ratoi' is not one of"),
        (("denominator: due", "denominatr: due"), "calculation.denominator: needed, and not there"),
        (("possible: [0, 100]", "tolerance: fuor"), "there is no profile 'fuor'. Did you mean 'four'?"),
        (("effective_from: 2024-04-01", "effective_from: 2024-02-31"), ":15: effective_from:"),
        (("id: bins", "id: Bins"), ":1: id:"),
        (("id: bins", "id: bags"), "name the file bags.yaml"),
        (("name: Bins", "name: [Bins"), "not YAML"),
        (("owner: waste\n", "owner: waste\nowner: other\n"), ":11: 'owner' stands twice"),
    ],
)
def test_a_fault_is_told_with_its_file_line_key_and_way_out(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    found = faults(tmp_path, GOOD.replace(*change))

    assert any(told in fault for fault in found), found
    assert all(fault.startswith(f"{tmp_path.name}/metrics/bins.yaml:") for fault in found)


def test_all_faults_of_a_run_are_told_at_once(tmp_path: Path) -> None:
    faults(tmp_path, GOOD.replace("grain: month\n", ""), name="bins")
    found = faults(tmp_path, GOOD.replace("id: bins", "id: calls").replace("owner: waste", "ownr: waste"), name="calls")

    assert {fault.split(":")[0].rsplit("/", 1)[1] for fault in found} == {"bins.yaml", "calls.yaml"}
    assert len(found) == 3


def test_a_neutral_metric_with_a_target_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("higher_is_better", "neutral") + (
        "targets: [{kind: fixed, value: 90, effective_from: 2024-04-01, approved_on: 2024-03-01}]\n"
    )

    assert any("a neutral metric can't have targets" in fault for fault in faults(tmp_path, text))


def test_a_revision_ends_the_version_before_it_the_day_before(tmp_path: Path) -> None:
    (tmp_path / "metrics").mkdir()
    revised = GOOD + "revisions: [{version: 2, effective_from: 2025-04-01, change: Bank holidays count}]\n"
    (tmp_path / "metrics" / "bins.yaml").write_text(revised, encoding="utf-8")

    first, second = metric_files(tmp_path / "metrics", tolerances={"four": FOUR}, default="four", faults=[])["bins"]

    assert str(first.effective_to) == "2025-03-31"
    assert (second.version, second.change, second.name) == (2, "Bank holidays count", first.name)


def test_a_line_is_kept_for_every_key(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\nb:\n  - c: 2\n    d: 3\n", encoding="utf-8")

    assert read(file).line(("b", 0, "d")) == 4
    assert read(file).line(("b", 0, "nothing there")) == 3


def test_a_tree_with_an_unknown_end_two_parents_or_a_circle_is_refused() -> None:
    links = [
        *small.LINKS,
        Link(unit="north", parent="hoems", effective_from=small.BEGIN),
        Link(unit="council", parent="north", effective_from=small.BEGIN),
    ]

    found = faults_of(small.units().values(), links)

    assert any("No unit 'hoems' in the organisation. Did you mean 'homes'?" in fault for fault in found)
    assert any("'north' has two parents" in fault for fault in found)
    assert any("stands above itself" in fault for fault in found)


def test_the_same_unit_under_one_parent_after_another_is_right() -> None:
    held = [Unit(id=name, name=name, level="team") for name in ("a", "b", "c")]
    links = [
        Link(unit="a", parent="b", effective_from=small.BEGIN, effective_to=small.BEGIN),
        Link(unit="a", parent="c", effective_from=small.BEGIN.replace(day=2)),
    ]

    assert faults_of(held, links) == []


def test_on_off_yes_and_no_are_words_and_only_true_and_false_are_truths(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("on: true\nno: off\ncountry: NO\nday: 2024-02-31\n", encoding="utf-8")

    assert read(file).values == {"on": True, "no": "off", "country": "NO", "day": "2024-02-31"}

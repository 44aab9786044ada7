from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pmf_core.catalogue.load import load
from pmf_core.catalogue.peers import peer_groups
from pmf_core.catalogue.reference import reference_units
from pmf_core.definitions.peers import PeerGroup

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
TODAY = date(2025, 5, 1)
UNITS = {unit.id: unit for unit in reference_units(DATA)}


@cache
def groups() -> Mapping[str, PeerGroup]:
    return load(ROOT / "config", data=DATA).peers


def test_the_council_has_ten_neighbours_in_each_model_the_closest_first() -> None:
    now = groups()["neighbours_2025"].peers_of("E10000024")

    assert len(now) == len(groups()["neighbours_2021"].peers_of("E10000024")) == 10
    assert now[0] == "E10000007"


def test_the_model_of_2025_takes_over_the_day_after_that_of_2021_ends() -> None:
    assert groups()["neighbours_2021"].effective_to == date(2025, 4, 30)
    assert groups()["neighbours_2025"].effective_from == date(2025, 5, 1)


def test_peers_of_a_region_and_of_a_type_are_the_others_of_it() -> None:
    region, kind = (groups()[name].peers_of("E10000024", on=TODAY) for name in ("region", "type"))

    assert "E06000018" in region
    assert all(UNITS[peer].region == "E12000004" for peer in region)
    assert all(UNITS[peer].kind == "County" and UNITS[peer].effective_to is None for peer in kind)
    assert "E10000024" not in region + kind


def test_members_of_a_region_are_those_of_the_day() -> None:
    before = groups()["region"].peers_of("E10000024", on=date(2021, 3, 31))
    after = groups()["region"].peers_of("E10000024", on=date(2021, 4, 1))

    assert set(before) - set(after) == {"E10000021"}
    assert set(after) - set(before) == {"E06000061", "E06000062"}


def test_a_chosen_member_may_leave_the_group() -> None:
    counties = groups()["east_midlands_counties"]

    assert len(counties.peers_of("E10000024", on=date(2021, 3, 31))) == 4
    assert counties.peers_of("E10000024", on=TODAY) == ("E10000007", "E10000018", "E10000019")


def test_a_group_that_is_computed_says_how(tmp_path: Path) -> None:
    folder = tmp_path / "peers"
    folder.mkdir()
    described = "name: Alike\nkind: computed\nsource_date: 2025-01-01\neffective_from: 2025-01-01\n"
    model = "model: {scheme: z_scores, until: 2025-03-31, variables: [{metric: a}]}\n"
    (folder / "a.yaml").write_text(f"id: a\n{described}")
    (folder / "b.yaml").write_text(f"id: b\n{described}{model}")
    faults: list[str] = []

    found = peer_groups(folder, data=DATA, units=UNITS, faults=faults)

    assert found == {}
    assert "a computed group has a model" in faults[0]
    assert "peers/b.yaml:6: model.scheme: 'z_scores' is not one of 'z_score' or 'min_max'." in faults[1]


def test_a_chosen_group_is_everybodys_and_an_unknown_member_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "peers"
    folder.mkdir()
    (folder / "chosen.yaml").write_text(
        "id: chosen\nname: Chosen\nkind: chosen\nsource: own\nsource_date: 2025-01-01\neffective_from: 2025-01-01\n"
        "members: [E10000024, E10000007, E1000018]\n"
    )
    faults: list[str] = []

    found = peer_groups(folder, data=DATA, units=UNITS, faults=faults)

    assert found["chosen"].peers_of("E10000024") == ("E10000007", "E1000018")
    assert len(faults) == 1
    assert "peers/chosen.yaml:7: No unit 'E1000018'" in faults[0]

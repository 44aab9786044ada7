from __future__ import annotations

from pathlib import Path

from pmf_core.catalogue.sources import load_sources
from pmf_core.store.shipped.manifest import lines_of

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_has_a_source_with_a_licence_and_an_attribution() -> None:
    faults: list[str] = []

    sources = load_sources(ROOT / "config" / "sources", faults=faults)

    assert faults == []
    for line in lines_of(ROOT / "data"):
        source = sources[line.source]
        assert source.licence and source.licence_name and source.attribution and source.publisher
        assert (line.licence, line.attribution) == (source.licence, source.attribution)


def test_attributions_hold_no_addresses() -> None:
    sources = load_sources(ROOT / "config" / "sources", faults=[])

    assert not [source.id for source in sources.values() if "http" in source.attribution]


def test_a_source_in_a_file_of_another_name_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "other.yaml").write_text("id: mine\nname: Mine\npublisher: Me\nlicence: X\nattribution: Me\n")
    faults: list[str] = []

    load_sources(folder, faults=faults)

    assert len(faults) == 1
    assert "sources/other.yaml:1: id: 'mine' stands in other.yaml" in faults[0]


def test_figures_without_a_period_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "id: mine\nname: Mine\npublisher: Me\nlicence: X\nattribution: Me\nfiles: [a.csv]\n"
        "figures: [{metric: calls, value: n}]\n"
    )
    faults: list[str] = []

    sources = load_sources(tmp_path, faults=faults)

    assert sources == {}
    assert "figures need files, a period and a place to be read" in faults[0]

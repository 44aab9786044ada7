"""The public pages of a small council, crawled as a stranger would."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Metric, Provenance, Sensitivity
from pmf_core.definitions.event import Event
from pmf_core.definitions.metric import Measure, UnitOfMeasure
from pmf_core.definitions.period import month
from pmf_core.definitions.person import Access, Role
from pmf_core.definitions.publication import Exempt, Publication
from pmf_core.errors import BadInput, NotPossible
from pmf_core.packs.site.making import MANIFEST
from pmf_core.packs.site.publishing import Published, faults_of, publish
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.hub import Hub
from tests import few, small

SECRET = small.CALLS.model_copy(
    update={"id": "covert_visits", "name": "Covert visits", "sensitivity": Sensitivity.RESTRICTED}
)
INTERNAL = small.CALLS.model_copy(
    update={"id": "desk_moves", "name": "Desks moved", "sensitivity": Sensitivity.INTERNAL}
)
RESIDENT = Role(
    id="public",
    name="Resident",
    inside=Sensitivity.PUBLIC,
    outside=Sensitivity.PUBLIC,
    levels=("council", "department"),
    pages=(),
)
APPROVED = Publication(approved_by="Board", approved_on=date(2025, 4, 14), contact="board@example.org")
MONTHS = [month(2025, 3).before(back) for back in range(14, -1, -1)]


def council(*metrics: Metric, held: Publication = APPROVED, **framework) -> Catalogue:
    made = small.catalogue(*(metrics or (small.EMPTIED, small.CALLS, SECRET, INTERNAL)))
    return replace(
        made,
        settings=made.settings.model_copy(update={"publication": held}),
        framework=made.framework.model_copy(update=framework),
        access=Access(roles=(RESIDENT,)),
    )


def filled(held: Catalogue) -> Hub:
    """A hub with fifteen months of every metric from both teams."""
    rows = []
    for place, period in enumerate(MONTHS):
        for metric in held.metrics:
            for team, extra in (("north", 0), ("south", 5)):
                ratio = metric.id == small.EMPTIED.id
                pair = (80.0 + place + extra, 100.0 + place) if ratio else (None, None)
                value = None if ratio else 40.0 + extra
                rows.append((metric.id, team, period.start, period.end, *pair, value))
    return small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 4, 10))


def made(held: Catalogue, tmp_path: Path) -> Published:
    return publish(filled(held), tmp_path / "store", tmp_path / "site", by="steward")


def pages_of(folder: Path) -> set[str]:
    """Every page that is reached from the first one by following links."""
    seen, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        text = (folder / path).read_text(encoding="utf-8")
        for link in re.findall(r'href="([^"]+)"', text):
            to = urldefrag(unescape(link)).url
            if not to or to.startswith(("http", "mailto:")):
                continue
            file = ((folder / path).parent / to).resolve().relative_to(folder.resolve()).as_posix()
            assert (folder / file).is_file(), f"{path} links to {to}, which is not there"
            if file.endswith(".html"):
                waiting.append(file)
    return seen


def everything(folder: Path) -> str:
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix in (".html", ".csv", ".json")]
    return "\n".join([file.name for file in files] + [file.read_text(encoding="utf-8") for file in files])


def deeds(tmp_path: Path, deed: Deed) -> list[dict[str, str]]:
    return [dict(entry.about) for entry in AuditLog(tmp_path / "store").entries() if entry.deed == deed]


def test_every_page_that_is_reached_is_on_the_approved_list_and_none_is_left_lying(tmp_path: Path) -> None:
    folder = made(council(), tmp_path).folder
    approved = {
        "index.html", "units.html", "reading.html", "data.html", "accessibility.html", "themes/service.html",
        "metrics/emptied.html", "metrics/calls.html", "units/council.html", "units/place.html",
    }  # fmt: skip

    assert pages_of(folder) == approved
    assert set(json.loads((folder / MANIFEST).read_text())["pages"]) == approved
    assert {file.relative_to(folder).as_posix() for file in folder.rglob("*.html")} == approved


@pytest.mark.parametrize("name", ["Covert visits", "covert_visits", "Desks moved", "desk_moves", "North team", "north"])
def test_what_is_not_for_everybody_is_not_even_a_name(tmp_path: Path, name: str) -> None:
    assert name not in everything(made(council(), tmp_path).folder)


def test_a_text_that_names_a_restricted_metric_stops_the_whole(tmp_path: Path) -> None:
    told = Event(day=MONTHS[3].start, text="After the Covert visits", metrics=("emptied",), noted_on=small.BEGIN)

    with pytest.raises(NotPossible, match=r"metrics/emptied.html would say 'Covert visits'"):
        made(council(events=(told,)), tmp_path)
    assert not (tmp_path / "site").exists()


def test_nothing_is_published_that_nobody_approved(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="Nothing is approved"):
        made(council(held=Publication()), tmp_path)
    with pytest.raises(NotPossible, match="holds from 2025-05-01"):
        made(council(held=APPROVED.model_copy(update={"approved_on": date(2025, 5, 1)})), tmp_path)


def test_an_exempt_metric_is_removed_and_written_down(tmp_path: Path) -> None:
    exempt = Exempt(metric="calls", reason="Schedule 12A, paragraph 3")
    found = made(council(held=APPROVED.model_copy(update={"exempt": (exempt,)})), tmp_path)

    assert "Calls about bins" not in everything(found.folder)
    assert "metrics/emptied.html" in pages_of(found.folder)
    assert deeds(tmp_path, Deed.KEPT_BACK) == [{"what": "calls", "reason": "Schedule 12A, paragraph 3"}]
    assert "Schedule 12A" not in everything(found.folder)


def test_an_exempt_unit_takes_its_neighbours_along_where_it_could_be_worked_out(tmp_path: Path) -> None:
    exempt = Exempt(metric="calls", unit="place", reason="Contract under negotiation")
    found = made(council(held=APPROVED.model_copy(update={"exempt": (exempt,)})), tmp_path)

    listed = {(line.metric, line.unit) for page in found.site.metrics for line in page.units}
    assert listed == {("calls", "council"), ("emptied", "council"), ("emptied", "place")}


def test_an_event_with_exempt_words_is_left_out(tmp_path: Path) -> None:
    told = Event(day=MONTHS[3].start, text="Talks with Acme begin", metrics=("emptied",), noted_on=small.BEGIN)
    other = Event(day=MONTHS[4].start, text="Snow in March", metrics=("emptied",), noted_on=small.BEGIN)
    exempt = Exempt(words="ACME", reason="Business affairs")

    found = made(council(held=APPROVED.model_copy(update={"exempt": (exempt,)}), events=(told, other)), tmp_path)

    assert "Acme" not in everything(found.folder)
    assert "Snow in March" in everything(found.folder)
    assert deeds(tmp_path, Deed.KEPT_BACK)[0]["reason"] == "Business affairs"


def test_exempt_words_in_a_definition_stop_the_whole(tmp_path: Path) -> None:
    metric = small.EMPTIED.model_copy(update={"definition": "Bins emptied by Acme."})
    exempt = Exempt(words="acme", reason="Business affairs")

    with pytest.raises(NotPossible, match="would say 'Acme'"):
        made(council(metric, held=APPROVED.model_copy(update={"exempt": (exempt,)})), tmp_path)


def test_small_numbers_are_withheld_with_what_they_could_be_worked_out_from(tmp_path: Path) -> None:
    pairs = {"north": (2, 40), "south": (30, 40), "east": (20, 40), "west": (25, 40)}
    base = few.council(few.MISSING, frozenset({"south", "east", "west"}))
    held = council(few.MISSING)
    held = replace(base, settings=held.settings, access=held.access)
    rows = [few.row(few.MISSING, team, pair) for team, pair in pairs.items()]
    hub = small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 4, 10))

    folder = publish(hub, tmp_path / "store", tmp_path / "site", by="steward").folder

    read = list(csv.DictReader(StringIO((folder / "data/missing-units.csv").read_text(encoding="utf-8-sig"))))
    shown = {row["Unit"]: (row["Value"], row["Note"]) for row in read if row["Label"]}
    assert shown["Place"] == ("", "Suppressed to protect people")
    assert shown["Homes"][0] == "" or shown["Smallshire"][0] == ""


def test_a_file_has_the_interval_the_label_and_the_source_of_each_figure(tmp_path: Path) -> None:
    percentage = small.EMPTIED.model_copy(update={"unit": UnitOfMeasure(kind=Measure.PERCENTAGE, suffix="%")})
    folder = made(council(percentage), tmp_path).folder

    rows = list(csv.DictReader(StringIO((folder / "data/emptied.csv").read_text(encoding="utf-8-sig"))))
    newest = rows[0]
    assert (newest["Period"], newest["Unit"], newest["Label"]) == ("2025-03", "Smallshire", "published")
    assert (newest["Numerator"], newest["Denominator"]) == ("193.0", "228.0")
    # Wilson's limits of 193 of 228, worked out apart.
    assert float(newest["Lower limit (95%)"]) == pytest.approx(79.40, abs=0.01)
    assert float(newest["Upper limit (95%)"]) == pytest.approx(88.75, abs=0.01)
    assert rows[-1]["Metric code"].startswith("Source: Own returns")


def test_pages_need_no_script_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    folder = made(council(), tmp_path).folder

    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r'\son\w+="', text)
        assert not re.search(r'(?:src|<link[^>]+href)="(?:https?:)?//', text)


def test_a_metric_page_has_finding_sentence_chart_and_contact(tmp_path: Path) -> None:
    text = unescape((made(council(), tmp_path).folder / "metrics/emptied.html").read_text(encoding="utf-8"))

    assert "<h2>Bins emptied on the day: " in text
    assert "Smallshire was at" in text
    assert re.search(r'<svg class="still"[^>]+role="img" aria-label="Line chart of Bins emptied on the day', text)
    assert "waste@example.org" in text
    assert "OGL-UK-3.0" in text


def test_illustrative_figures_say_so_on_page_list_and_file(tmp_path: Path) -> None:
    metric = small.EMPTIED.model_copy(update={"provenance": Provenance.ILLUSTRATIVE})
    folder = made(council(metric), tmp_path).folder

    for page in ("metrics/emptied.html", "themes/service.html", "units/council.html"):
        assert 'class="illustrative"' in (folder / page).read_text(encoding="utf-8")
    assert ",illustrative," in (folder / "data/emptied.csv").read_text(encoding="utf-8-sig")


def test_the_same_figures_make_the_same_pages(tmp_path: Path) -> None:
    held = filled(council())
    first = publish(held, tmp_path / "store", tmp_path / "site", by="steward")
    second = publish(held, tmp_path / "store", tmp_path / "site", by="steward")

    assert len(first.changed) == first.pages
    assert second.changed == ()


def test_each_publication_is_written_down_with_the_seal_of_its_manifest(tmp_path: Path) -> None:
    found = made(council(), tmp_path)

    (told,) = deeds(tmp_path, Deed.SITE_PUBLISHED)
    assert (told["pages"], told["approved_by"], len(told["manifest"])) == (str(found.pages), "Board", 64)


def test_a_folder_that_holds_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")

    with pytest.raises(BadInput, match="something other than public pages"):
        made(council(), tmp_path)
    assert (tmp_path / "site" / "thesis.txt").read_text() == "years of work"


def test_a_site_that_fails_leaves_the_one_before_as_it_was(tmp_path: Path) -> None:
    folder = made(council(), tmp_path).folder
    before = (folder / MANIFEST).read_bytes()

    with pytest.raises(NotPossible):
        publish(filled(council(held=Publication())), tmp_path / "store", folder, by="steward")

    assert (folder / MANIFEST).read_bytes() == before
    assert faults_of(folder) == []


def test_a_changed_a_missing_and_a_strange_file_are_found(tmp_path: Path) -> None:
    folder = made(council(), tmp_path).folder
    (folder / "index.html").write_text("<p>Hacked</p>")
    (folder / "data.html").unlink()
    (folder / "added.html").write_text("")

    assert faults_of(folder) == [
        "data.html is missing",
        "added.html is not of this site",
        "index.html was changed",
    ]

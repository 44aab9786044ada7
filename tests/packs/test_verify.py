"""One changed digit is found in every kind of file, and named where it stands."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from pmf_core.errors import BadInput
from pmf_core.packs.files import make_files, verify_folder, write_files
from pmf_core.packs.verify import verify
from tests.packs.council import hub_of_the_board, shown_to_the_board

VALUE, FORGED = b"75.0%", b"78.0%"
GLYPHS = re.compile(rb"\\000\\\d{3}")
"""A letter as a page of a PDF writes it: the number of its glyph."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hub, _ = hub_of_the_board()
    made = shown_to_the_board(hub)
    return write_files(made, make_files(made), out=tmp_path_factory.mktemp("packs"))


def the(folder: Path, ending: str) -> Path:
    (found,) = folder.glob(f"*{ending}")
    return found


def rezipped(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as was, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as now:
        for name in was.namelist():
            now.writestr(name, change(name, was.read(name)))
    return held.getvalue()


def forged_once(pattern: str) -> Callable[[str, bytes], bytes]:
    """Change the value at its first place in the parts that match."""
    done: list[str] = []

    def change(name: str, content: bytes) -> bytes:
        if done or not re.search(pattern, name) or VALUE not in content:
            return content
        done.append(name)
        return content.replace(VALUE, FORGED, 1)

    return change


def test_what_was_written_is_what_was_sealed(folder: Path) -> None:
    assert verify_folder(folder).findings == ()
    assert len(verify_folder(folder).files) == 4


@pytest.mark.parametrize(
    ("ending", "parts", "place"),
    [(".pptx", r"slides/slide\d+\.xml$", r"slide \d+, "), (".xlsx", r"sheet\d+\.xml$", r"sheet '.+', cell [A-Z]+\d+")],
)
def test_a_changed_digit_in_an_office_file_is_named(
    folder: Path, tmp_path: Path, ending: str, parts: str, place: str
) -> None:
    forged = tmp_path / f"forged{ending}"
    forged.write_bytes(rezipped(the(folder, ending).read_bytes(), forged_once(parts)))

    (found,) = verify(forged).findings

    assert re.match(place, found.place)
    assert (VALUE.decode() in found.expected, FORGED.decode() in found.found) == (True, True)


def test_a_changed_value_behind_a_chart_is_named(folder: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.pptx"

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"<c:v>75.0</c:v>", b"<c:v>95.0</c:v>") if "chart" in name else content

    forged.write_bytes(rezipped(the(folder, ".pptx").read_bytes(), change))

    (found,) = verify(forged).findings

    assert found.place.endswith("Chart, Value in Mar 2025")
    assert (found.expected, found.found) == ("75.0", "95.0")


def test_a_changed_digit_in_a_page_is_named(folder: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.html"
    forged.write_bytes(the(folder, ".html").read_bytes().replace(b">" + VALUE + b"<", b">" + FORGED + b"<", 1))

    (found,) = verify(forged).findings

    assert found.place.startswith("page '")
    assert (found.expected, found.found) == (VALUE.decode(), FORGED.decode())


def test_a_changed_drawing_in_a_page_is_found(folder: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.html"
    drawn = the(folder, ".html").read_bytes()
    line = re.search(rb' d="M[\d.]+', drawn)
    assert line is not None
    forged.write_bytes(drawn.replace(line.group(), line.group() + b"9", 1))

    assert verify(forged).findings


def test_changed_words_on_a_page_of_a_pdf_are_named(folder: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.pdf"
    writer = PdfWriter(clone_from=PdfReader(the(folder, ".pdf")))
    content = writer.pages[0].get_contents()
    assert content is not None
    first, second = GLYPHS.findall(content.get_data())[:2]
    stream = DecodedStreamObject()
    stream.set_data(content.get_data().replace(first, second, 1))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    writer.write(forged)

    found = verify(forged).findings

    assert found[0].place == "page 1, line 1"
    assert found[0].expected != found[0].found


def test_a_pdf_whose_bytes_differ_is_found(folder: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.pdf"
    held = bytearray(the(folder, ".pdf").read_bytes())
    held[len(held) // 2] ^= 1
    forged.write_bytes(bytes(held))

    assert verify(forged).findings


def test_other_content_inside_the_file_is_found(folder: Path, tmp_path: Path) -> None:
    forged = tmp_path / the(folder, ".html").name
    held = the(folder, ".html").read_bytes()
    forged.write_bytes(held.replace(b'"text":"' + VALUE + b'"', b'"text":"' + FORGED + b'"'))

    assert verify(forged, content=(folder / "pack.json").read_bytes()).findings


def test_a_file_that_went_missing_is_found(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    the(tmp_path, ".xlsx").unlink()

    (found,) = verify_folder(tmp_path).findings

    assert found.found == "not there"


@pytest.mark.parametrize("ending", [".pptx", ".pdf", ".xlsx"])
def test_a_file_that_is_not_what_its_name_says_is_refused_in_a_sentence(tmp_path: Path, ending: str) -> None:
    forged = tmp_path / f"forged{ending}"
    forged.write_bytes(b"not a pack at all")

    with pytest.raises(BadInput, match="can't be opened"):
        verify(forged)

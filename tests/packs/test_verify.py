"""One changed digit is found in every kind of file, and named where it stands."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from pmf_core.errors import BadInput
from pmf_core.packs.files import make_files, verify_folder, write_files
from pmf_core.packs.seal import pack_of
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


FIGURES_FORGED = 12
"""How many numbers of the pack are forged in each file: spread over all of its pages."""


def with_one_digit_changed(text: str) -> str:
    """The same number with its last digit one higher; nine becomes nought."""
    place = max(n for n, letter in enumerate(text) if letter.isdigit())
    return f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"


def figures_of(folder: Path) -> list[str]:
    """Numbers of the pack as they are written, spread over its pages."""
    written = [figure.text for _, figure in pack_of((folder / "pack.json").read_bytes()).figures()]
    return written[:: max(1, len(written) // FIGURES_FORGED)]


def places_of(content: bytes, text: str) -> list[tuple[str, int]]:
    """Every place of a zipped file at which a number stands by itself as text: part and offset."""
    pattern = re.compile(rb">" + re.escape(escape(text).encode()) + rb"<")
    with zipfile.ZipFile(BytesIO(content)) as held:
        parts = [name for name in held.namelist() if re.search(r"(slides/slide\d+|sheet\d+)\.xml$", name)]
        return [(name, found.start() + 1) for name in parts for found in pattern.finditer(held.read(name))]


@pytest.mark.parametrize("ending", [".pptx", ".xlsx"])
def test_one_changed_digit_of_any_number_is_found_in_an_office_file(folder: Path, tmp_path: Path, ending: str) -> None:
    content, forged = the(folder, ending).read_bytes(), tmp_path / f"forged{ending}"
    tried = 0

    for text in figures_of(folder):
        was, now = escape(text).encode(), escape(with_one_digit_changed(text)).encode()
        for part, place in places_of(content, text)[:1]:

            def change(name: str, held: bytes, part=part, place=place, was=was, now=now) -> bytes:
                return held[:place] + now + held[place + len(was) :] if name == part else held

            forged.write_bytes(rezipped(content, change))
            assert verify(forged).findings, f"{text} in {part}"
            tried += 1

    assert tried >= len(figures_of(folder)) // 2


def test_one_changed_digit_of_any_number_is_found_in_a_page(folder: Path, tmp_path: Path) -> None:
    held, forged = the(folder, ".html").read_bytes(), tmp_path / "forged.html"

    for text in figures_of(folder):
        was, now = (f">{escape(each)}<".encode() for each in (text, with_one_digit_changed(text)))
        assert was in held, text
        forged.write_bytes(held.replace(was, now, 1))
        assert verify(forged).findings, text


@pytest.mark.parametrize("number", range(4))
def test_one_changed_letter_anywhere_on_a_page_of_a_pdf_is_found(folder: Path, tmp_path: Path, number: int) -> None:
    forged = tmp_path / "forged.pdf"
    writer = PdfWriter(clone_from=PdfReader(the(folder, ".pdf")))
    page = writer.pages[number * (len(writer.pages) - 1) // 3]
    content = page.get_contents()
    assert content is not None
    written = content.get_data()
    found = list(GLYPHS.finditer(written))
    one = found[len(found) * (number + 1) // 5]
    other = next(each.group() for each in found if each.group() != one.group())
    stream = DecodedStreamObject()
    stream.set_data(written[: one.start()] + other + written[one.end() :])
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(forged)

    assert any(place.place.startswith("page ") for place in verify(forged).findings)

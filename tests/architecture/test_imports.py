from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
SOURCE = sorted([*(ROOT / "pmf_core").rglob("*.py"), *(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")])

OWNED = {
    "duckdb": ("pmf_core/store/engines/",),
    "sqlite3": ("pmf_core/store/kept/",),
    "yaml": ("pmf_core/catalogue/",),
    "altair": ("pmf_core/charts/",),
    "openpyxl": ("pmf_core/returns/", "pmf_core/packs/"),
    "python_calamine": ("pmf_core/returns/",),
    "streamlit": ("ui/", "pages/", "app.py"),
    "typer": ("pmf_core/cli/",),
    "rich": ("pmf_core/cli/",),
}
"""Package → the only places that may import it."""

PURE = ("definitions", "series", "disclosure", "access", "judgement")
NOT_IN_PURE = {"pandas", "duckdb", "pathlib", "sqlite3", "yaml", "os", "io", "pyarrow", "polars", "shutil", "tempfile"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


def test_imports_point_down_without_exceptions() -> None:
    assert "ignore_imports" not in (ROOT / ".importlinter").read_text(encoding="utf-8")
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), is_debug_mode=False, show_timings=False) == 0


@pytest.mark.parametrize("package", sorted(OWNED))
def test_a_package_is_imported_only_where_it_is_owned(package: str) -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in SOURCE
        if package in imported(path) and not str(path.relative_to(ROOT)).startswith(OWNED[package])
    ]

    assert offenders == []


def test_the_pure_layers_know_no_files_frames_or_databases() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}: {sorted(bad)}"
        for path in SOURCE
        if path.relative_to(ROOT).parts[0] == "pmf_core"
        and path.relative_to(ROOT).parts[1].removesuffix(".py") in PURE
        and (bad := imported(path) & NOT_IN_PURE)
    ]

    assert offenders == []


def test_every_module_stands_in_a_layer() -> None:
    layers = (ROOT / ".importlinter").read_text(encoding="utf-8")
    rooms = {path.stem if path.is_file() else path.name for path in (ROOT / "pmf_core").iterdir()}

    assert [
        room for room in sorted(rooms - {"__init__", "__main__", "__pycache__"}) if f"pmf_core.{room}" not in layers
    ] == []


@pytest.mark.parametrize("path", SOURCE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_enough_to_read_at_a_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= (80 if path.parent.name == "pages" else 300)


def test_the_entry_is_a_door_and_not_a_room() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 40

"""Which function compares which golden file.

    @comparison("spc", "nhsr_points.csv")
    def nhsr_points(folder: Folder) -> Comparison: ...

A file that only feeds others is registered with `reads("spc", "xmr_series.csv")` and reported as input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from traceback import format_exc

from tests.golden.reading import Folder, MissingFileError

FOLDERS = ("spc", "benchmarking")
"""The folders a golden directory may have; each is a package here of the same name."""

SHOWN = 5
"""How many mismatches of a file are spelled out."""


@dataclass(frozen=True)
class Comparison:
    """What came of comparing one file: its cases, those that differ, those not compared and why."""

    file: str
    cases: int
    mismatches: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    is_input: bool = False

    def line(self) -> str:
        """One line of the report: `file cases mismatches skipped(reason)`."""
        if self.is_input:
            return f"{self.file} {self.cases} 0 0 (input)"
        reasons = "; ".join(f"{count} {reason}" for reason, count in sorted(self.skipped.items()))
        skipped = f"{sum(self.skipped.values())}" + (f" ({reasons})" if reasons else "")
        return f"{self.file} {self.cases} {self.mismatches} {skipped}"


Compare = Callable[[Folder], Comparison]

COMPARISONS: dict[tuple[str, str], Compare] = {}
"""The register, filled by importing the packages named in FOLDERS."""


def comparison(folder: str, file: str) -> Callable[[Compare], Compare]:
    """Register a function as the comparison of one file."""

    def register(compare: Compare) -> Compare:
        COMPARISONS[folder, file] = compare
        return compare

    return register


def reads(folder: str, *files: str) -> None:
    """Register files that other comparisons read: counted and reported as input."""

    def count(file: str) -> Compare:
        return lambda golden: Comparison(file, len(golden.rows(file)), is_input=True)

    for file in files:
        COMPARISONS[folder, file] = count(file)


def load() -> None:
    """Import every comparison, so that the register is full."""
    for package in iter_modules([str(Path(__file__).parent)]):
        if package.ispkg and package.name in FOLDERS:
            parent = import_module(f"tests.golden.{package.name}")
            for module in iter_modules(parent.__path__):
                import_module(f"{parent.__name__}.{module.name}")


def compare_file(directory: Path, *, folder: str, file: str) -> Comparison:
    """Compare one file; a comparison that breaks is a mismatch that says how."""
    compare = COMPARISONS.get((folder, file))
    golden = Folder(directory / folder)
    if compare is None:
        rows = len(golden.rows(file))
        return Comparison(file, rows, skipped={"no comparison is registered for this file": rows})
    try:
        return compare(golden)
    except MissingFileError as absent:
        return Comparison(file, 0, mismatches=1, examples=(str(absent),))
    except Exception:  # a broken comparison must not hide the files after it
        return Comparison(file, 0, mismatches=1, examples=(format_exc(),))


def compare_all(directory: Path) -> Iterable[Comparison]:
    """Every file of every folder that is there, one after another."""
    for folder in FOLDERS:
        if (directory / folder).is_dir():
            for file in Folder(directory / folder).names():
                yield compare_file(directory, folder=folder, file=file)

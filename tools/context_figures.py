"""Make the files of context figures from what was published: `python -m tools.context_figures [--check]`.

The indices of deprivation come as a workbook with a sheet for each domain, and population and area stand in the
registry of authorities. Both are laid out as one row an authority, so that they are read like any other figures.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from pmf_core.catalogue.reference import rows

DATA = Path(__file__).resolve().parents[1] / "data"

DOMAINS = {
    "IMD": "all_domains",
    "Income": "income",
    "Employment": "employment",
    "Education": "education",
    "Health": "health",
    "Crime": "crime",
    "Barriers": "barriers",
    "Living": "living_environment",
    "IDACI": "children",
    "IDAOPI": "older_people",
}
"""The workbook's sheets, each with the name of its column here."""

SCORE = " - Average score"
"""The end of the heading of the column that is taken from each sheet."""

TABLES = {
    "neighbours/imd2019_upper_tier.csv": "deprivation",
    "geography/population_2020.csv": "population",
}
"""The files, each with what it holds."""


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say which differ."""
    made = {"deprivation": deprivation, "population": population}
    stale = []
    for name, what in TABLES.items():
        text = _text(made[what]())
        file = DATA / name
        if "--check" in arguments:
            stale += [] if file.exists() and file.read_text(encoding="utf-8") == text else [name]
        else:
            file.write_text(text, encoding="utf-8", newline="")
    for name in stale:
        print(f"data/{name} is not what its source says: run 'python -m tools.context_figures'.", file=sys.stderr)
    return 1 if stale else 0


def deprivation() -> Iterator[dict[str, str]]:
    """The average score of each upper-tier authority in each domain of 2019."""
    workbook = CalamineWorkbook.from_path(DATA / "neighbours" / "imd2019_upper_tier.xlsx")
    scores: dict[str, dict[str, str]] = {}
    for sheet, column in DOMAINS.items():
        heading, *lines = workbook.get_sheet_by_name(sheet).to_python()
        place = next(at for at, cell in enumerate(heading) if str(cell).strip().endswith(SCORE))
        for code, name, *_ in lines:
            held = scores.setdefault(str(code), {"code": str(code), "name": str(name), "year": "2019"})
            held[column] = repr(next(line[place] for line in lines if line[0] == code))
    yield from scores.values()


def population() -> Iterator[dict[str, str]]:
    """People in the middle of 2020 and the area in square kilometres, of every authority that has both."""
    for row in rows(DATA / "geography" / "uk_local_authorities.csv"):
        code, people, area = row["gss-code"], row["pop-2020"], row["area"]
        if row["nation"] == "England" and code and people and area:
            name = row["nice-name"]
            yield {"code": code, "name": name, "year": "2020", "people": f"{float(people):.0f}", "square_km": area}


def _text(lines: Iterator[dict[str, str]]) -> str:
    held = sorted(lines, key=lambda line: line["code"])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(held[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(held)
    return text.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Units outside the tree, from the reference files in `data/geography`."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from pmf_core.definitions.unit import Unit

Codes = Mapping[str, Mapping[str, str]]
"""Code system → code → unit id."""

DISTRICT = "NMD"
"""The registry's type of a non-metropolitan district: the lower tier beneath a county."""

FIRST_OF_APRIL = (4, 1)
"""The registry ends some authorities on the day that their successors began; they ended the day before."""

COMBINED = "COMB"
"""The registry's type of a combined authority; its short names are those of other places."""

TRUST_PREFIX = "R"
"""The Organisation Data Service gives NHS trusts three characters that begin with R."""


MAJOR_TYPE = "1"
"""The type of an accident and emergency department that consultants lead, open all day, for every kind of case."""

MAJOR, WITHOUT_MAJOR = "NHS trust with a major A&E department", "NHS trust without a major A&E department"
OTHER_PROVIDER = "Other NHS provider"
"""The kinds of health body: what a minor injuries unit does in four hours says nothing about a hospital."""


@lru_cache(maxsize=4)
def reference_units(data: Path) -> tuple[Unit, ...]:
    """Authorities now and in the past, regions, countries, districts, wards and NHS bodies."""
    geography = data / "geography"
    listed = {unit.id: unit for unit in _authorities(geography)}
    listed |= {unit.id: unit for unit in _beyond(geography, known=listed)}
    listed |= {unit.id: unit for unit in _wards(geography)}
    listed |= {unit.id: unit for unit in _nhs(data)}
    return tuple(listed.values())


@lru_cache(maxsize=4)
def place_codes(data: Path) -> Codes:
    """Every code that a file may use for a place, system by system."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for unit in reference_units(data):
        system = "ods" if unit.level == "nhs_trust" else "gss"
        found[system][unit.id] = unit.id
        for name, code in unit.codes:
            # A code that outlived a reorganisation stands for the authority of today.
            if unit.effective_to is None or code not in found[name]:
                found[name][code] = unit.id
    return found


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as text, compressed or not."""
    held = file.read_bytes()
    text = (gzip.decompress(held) if file.suffix == ".gz" else held).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _authorities(geography: Path) -> Iterator[Unit]:
    listed = rows(geography / "uk_local_authorities.csv")
    registry = {row["local-authority-code"]: row["gss-code"] for row in listed}
    regions = {row["name"]: row["code"] for row in rows(geography / "places_beyond_the_registry.csv")}
    region_of = {row["local-authority-code"]: row["region"] for row in listed}
    education = _education_codes(geography)
    social_care = {row["gss_code"]: row["cassr_code"] for row in rows(geography / "la_lookup_england.csv")}
    former = _continued(listed)
    for row in listed:
        code = row["gss-code"]
        if row["nation"] != "England" or not code:
            continue
        codes = {"dfe": education.get(code, ""), "cassr": social_care.get(code, ""), "ecode": row["ecode"]}
        successors = [name for name in row["replaced-by"].split(",") if name]
        region = next((held for name in [row["local-authority-code"], *successors] if (held := region_of[name])), "")
        kind = row["local-authority-type"]
        yield Unit(
            id=code,
            name=row["official-name"] if kind == COMBINED else row["nice-name"],
            level="district" if kind == DISTRICT else "authority",
            kind=row["local-authority-type-name"],
            codes=(
                *((name, held) for name, held in codes.items() if held),
                *(("gss", former) for former in row["former-gss-codes"].split(",") if former),
            ),
            region=regions.get(region),
            effective_from=_day(row["start-date"]),
            effective_to=_last_day(row["end-date"]),
            replaced_by=tuple(registry[name] for name in successors),
            continues=registry.get(former.get(row["local-authority-code"], "")),
        )


def _continued(listed: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Authority → the former one whose whole area, and no other, it took over; by the registry's own codes.

    A county counts with its districts: Somerset's all went to the new Somerset, but Christchurch left Dorset.
    """
    successors = {row["local-authority-code"]: row["replaced-by"].split(",") for row in listed if row["replaced-by"]}
    county_of = {row["local-authority-code"]: row["county-la"] for row in listed}
    became: dict[str, set[str]] = defaultdict(set)
    came_from: dict[str, set[str]] = defaultdict(set)
    for code in successors:
        for last in _last(code, successors):
            became[county_of[code] or code].add(last)
            came_from[last].add(county_of[code] or code)
    return {
        last: former
        for last, origins in came_from.items()
        for former in origins
        if len(origins) == 1 and len(became[former]) == 1 and former in successors
    }


def _last(code: str, successors: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Who holds the area today, after however many reorganisations."""
    if code not in successors:
        yield code
    for following in successors.get(code, ()):
        yield from _last(following, successors)


def _education_codes(geography: Path) -> dict[str, str]:
    """Authority → its number at the Department for Education; former authorities from the neighbour models."""
    found: dict[str, str] = {}
    for file in sorted((geography.parent / "neighbours").glob("dfe_stat_neighbours_*_long.csv")):
        found |= {row["gss_code"]: row["dfe_la_code"] for row in rows(file) if row["gss_code"]}
    current = {row["gss_code"]: row["dfe_la_code"] for row in rows(geography / "la_lookup_england.csv")}
    return found | {code: number for code, number in current.items() if number}


def _beyond(geography: Path, *, known: Mapping[str, Unit]) -> Iterator[Unit]:
    for row in rows(geography / "places_beyond_the_registry.csv"):
        codes = [("dfe", row["dfe_code"])] if row["dfe_code"] else []
        codes += [("gss", other) for other in row["other_codes"].split(";") if other]
        held = known.get(row["code"])
        if held is not None:
            yield held.model_copy(update={"codes": tuple(dict.fromkeys((*held.codes, *codes)))})
            continue
        yield Unit(
            id=row["code"],
            name=row["name"],
            level=row["level"],
            kind=row["kind"],
            codes=tuple(codes),
            region=row["region"] or None,
        )


def _wards(geography: Path) -> Iterator[Unit]:
    for file in sorted(geography.glob("wards_*.geojson")):
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
            ward = feature["properties"]
            yield Unit(id=ward["code"], name=ward["name"], level="ward", kind="Ward")


def _nhs(data: Path) -> Iterator[Unit]:
    names = {row["code"]: row["name"] for row in rows(data / "geography" / "nhs_organisations.csv")}
    types: dict[str, set[str]] = {code: set() for code in names}
    for file in (data / "ae-attendances").glob("*.csv.gz"):
        for row in rows(file):
            types.setdefault(row["org_code"], set()).add(row["type"])
    for code in sorted(types):
        is_trust = code.startswith(TRUST_PREFIX) and len(code) == len("RX1")
        kind = OTHER_PROVIDER if not is_trust else MAJOR if MAJOR_TYPE in types[code] else WITHOUT_MAJOR
        name = names.get(code, f"{'NHS trust' if is_trust else OTHER_PROVIDER} {code}")
        yield Unit(id=code, name=name, level="nhs_trust", kind=kind)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _last_day(text: str) -> date | None:
    day = _day(text)
    if day is not None and (day.month, day.day) == FIRST_OF_APRIL:
        return day - timedelta(days=1)
    return day

"""A publisher's dictionary of measures becomes metrics, by one mapping."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.reference import rows
from pmf_core.catalogue.yaml_file import Document
from pmf_core.definitions.calculation import Aggregation, Calculation, Count, Mean, Ratio, Sum
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain
from pmf_core.definitions.source import Dictionary, Source, UnitRule

NONE = "NA"
"""What the dictionary writes where it has nothing to say."""

NO_QUARTILES = "N"
"""What the dictionary writes where authorities are not sorted into quarters."""

SPACES = re.compile(r"[ \t\u00a0\u202f]+")
BREAKS = re.compile(r"\s*\n\s*\n\s*")
NOT_IN_ID = re.compile(r"[^a-z0-9]+")

RATE_WORDS = re.compile(r"\s*\(%\)|\s*\(rate per [\d,]+\)|\s+rate per [\d,]+.*$|\s+per [\d,]+ .*$", re.IGNORECASE)
"""What a name says about its scale, which a formula says by itself."""

SPELLED = {"%": " percent ", "<": " under ", ">": " over ", "&": " and ", "+": " plus "}
"""Signs that set two keys apart are spelled out in the id."""


def dictionary_metrics(source: Source, *, data: Path, faults: list[str]) -> Iterable[Metric]:
    """The metrics of a source's dictionary; what can't be made into one is added to the faults."""
    dictionary = source.dictionary
    if dictionary is None:
        return
    file = data / dictionary.file
    lines = _lines(dictionary, file)
    names = _names(dictionary, lines)
    ids, unsorted = metric_ids(source, data=data), _unsorted(dictionary, file)
    for key, (number, line) in lines.items():
        document = Document(Path(dictionary.file), {}, {(): number})
        try:
            values = _values(source, dictionary, key=key, line=line)
        except LookupError as error:
            faults.append(f"{document.at(())}: measure '{key}': {error.args[0]}: add it to {source.id}.yaml.")
            continue
        values |= {"id": ids[key], "name": names[key], "quartiles": key not in unsorted}
        metric = validated(Metric, values, document=document, faults=faults)
        if metric is not None:
            yield metric


def metric_ids(source: Source, *, data: Path) -> dict[str, str]:
    """The dictionary's keys, each with the id of its metric."""
    if source.dictionary is None:
        return {}
    lines = _lines(source.dictionary, data / source.dictionary.file)
    return {key: source.dictionary.prefix + slug(key) for key in lines}


def year_starts(source: Source, *, data: Path) -> dict[str, int]:
    """The dictionary's keys, each with the month in which its years begin."""
    dictionary = source.dictionary
    if dictionary is None:
        return {}
    lines = _lines(dictionary, data / dictionary.file)
    kinds = {key: line[dictionary.columns.year] for key, (_, line) in lines.items()}
    return {key: dictionary.years[kind].begins for key, kind in kinds.items() if kind in dictionary.years}


def slug(key: str) -> str:
    """A key as it stands in an id.

    >>> slug("LAC%_Adopt_AppUnop"), slug("LACnum_Adopt_AppUnop")
    ('lac_percent_adopt_appunop', 'lacnum_adopt_appunop')
    """
    spelled = "".join(SPELLED.get(letter, letter) for letter in key.casefold())
    return NOT_IN_ID.sub("_", spelled).strip("_")


def cleaned(text: str) -> str:
    """Text without entities, odd spaces and broken lines.

    >>> cleaned("Children\u00a0in  need &amp; care\\r\\r\\n\\r\\r\\n \uf0b7 under 5")
    'Children in need & care\\n\\n• under 5'
    """
    plain = html.unescape(text).replace("\uf0b7", "•").replace("\r", "")
    return SPACES.sub(" ", BREAKS.sub("\n\n", plain)).strip()


def _lines(dictionary: Dictionary, file: Path) -> dict[str, tuple[int, dict[str, str]]]:
    """Key → its number and row. A measure that is listed under several topics keeps its first."""
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for number, line in enumerate(rows(file), 2):
        found.setdefault(line[dictionary.columns.key], (number, line))
    return found


def _unsorted(dictionary: Dictionary, file: Path) -> set[str]:
    """The keys for which every listing says that there are no quarters: one listing may say what another does not."""
    sorted_somewhere: dict[str, bool] = {}
    for line in rows(file):
        key = line[dictionary.columns.key]
        sorted_here = line[dictionary.columns.quartiles] != NO_QUARTILES
        sorted_somewhere[key] = sorted_somewhere.get(key, False) or sorted_here
    return {key for key, is_sorted in sorted_somewhere.items() if not is_sorted}


def _names(dictionary: Dictionary, lines: Mapping[str, tuple[int, dict[str, str]]]) -> dict[str, str]:
    """Names that no two measures share: the longer name, then the topic, sets them apart."""
    columns = dictionary.columns
    names = {key: dictionary.names.get(key, cleaned(line[columns.name])) for key, (_, line) in lines.items()}
    for column in (columns.long_name, columns.topic):
        shared = {name for name, count in Counter(map(str.casefold, names.values())).items() if count > 1}
        for key, (_, line) in lines.items():
            if names[key].casefold() in shared:
                names[key] = f"{names[key]} ({cleaned(line[column])})"
    return names


def _values(source: Source, dictionary: Dictionary, *, key: str, line: Mapping[str, str]) -> dict[str, Any]:
    columns = dictionary.columns
    rule = _unit(dictionary, key=key, words=line[columns.unit])
    long_name = cleaned(line[columns.long_name])
    decimals = line[columns.decimals]
    return {
        "definition": _definition(long_name, line[columns.definition], line[columns.methodology]),
        "calculation": _calculation(rule, long_name),
        "unit": rule.unit,
        "possible": rule.possible,
        "decimals": rule.decimals if decimals == NONE else decimals,
        "polarity": _told(dictionary.polarity, line[columns.polarity], "polarity"),
        "grain": Grain.SPAN if key in dictionary.spans else Grain.YEAR,
        "year_type": _told(dictionary.years, line[columns.year], "kind of year").year_type,
        "aggregation": Aggregation.NOT_AGGREGATABLE,
        "aggregation_reason": dictionary.aggregation_reason,
        "owner": _owner(dictionary, line[columns.owner]),
        "source": source.id,
        "provenance": source.provenance,
        "publication_lag_days": dictionary.publication_lag_days,
        "theme": dictionary.themes.get(line[columns.topic]) or _told(dictionary.themes, "*", "theme"),
        "topic": cleaned(line[columns.topic].replace("\\", " and ")),
        "levels": dictionary.levels,
        "comparators": dictionary.comparators,
        "superseded_by": dictionary.superseded_by.get(key),
        "effective_from": dictionary.effective_from,
        "synonyms": (key,),
    }


def _told(known: Mapping[str, Any], word: str, what: str) -> Any:
    if word not in known:
        raise LookupError(f"its {what} '{word}' has no meaning in the mapping")
    return known[word]


def _unit(dictionary: Dictionary, *, key: str, words: str) -> UnitRule:
    fitting = (rule for rule in dictionary.units if rule.fits(key, cleaned(words)))
    rule = next(fitting, None)
    if rule is None:
        raise LookupError(f"its unit '{words}' has no meaning in the mapping")
    return rule


def _owner(dictionary: Dictionary, words: str) -> str:
    spelled = cleaned(words).casefold()
    named = (
        rule.owner
        for rule in dictionary.owners
        if any(fnmatchcase(spelled, pattern.casefold()) for pattern in rule.words)
    )
    return next(named, dictionary.default_owner)


def _calculation(rule: UnitRule, what: str) -> Calculation:
    match rule.calculation:
        case "ratio":
            return Ratio(numerator=RATE_WORDS.sub("", what), denominator=rule.over, per=rule.per)
        case "count":
            return Count(counted=what)
        case "sum":
            return Sum(summed=what)
        case "mean":
            return Mean(averaged=what)


def _definition(*parts: str) -> str:
    first, *others = _parts(parts)
    return "\n\n".join([first.rstrip(".") + ".", *others])


def _parts(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        text = cleaned(part)
        if text and text != NONE:
            yield text

"""A text taken apart: its sentences, and the numbers in them with the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

WORD_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}
"""Small numbers that people write out."""

NOT_FIGURES = re.compile(
    rf"""
    \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:\s+(?:19|20)\d\d)?   # 12 March 2026
    | \b{MONTH}\s+(?:19|20)\d\d\b                                              # March 2026
    | \b(?:19|20)\d\d\s*[/–-]\s*\d\d\b                                         # 2025/26
    | \b(?<![£\d,.])(?:19|20)\d\d\b(?![\d,]|\s*(?:%|per\s?cent))               # 2026
    | \bq[1-4]\b | \b(?:phase|stage|tier|level|grade|version|wave|section|band|form|item|page|option)\s+\d+\b
    | \b(?:per|in\s+every|for\s+every|of\s+every|out\s+of\s+every)\s+\d[\d,]*\b      # 67.8 per 100,000
    | \b24/7\b | \bcovid-?19\b | \ba\d{{1,3}}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Digits that are dates and names."""

DURATION = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]*(?:working\s+)?"
    r"(?:day|week|month|year|hour|minute|quarter)s?\b",
    re.IGNORECASE,
)

NUMBER = re.compile(
    r"(?P<money>£\s?)?(?P<sign>[-−+](?=\d))?(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?P<ordinal>st|nd|rd|th)?(?:\s?(?P<scale>million|thousand|m|k)\b)?"
    r"(?:\s?(?P<unit>%|per\s?cent(?:age)?\s+points?|percentage\s+points?|per\s?cent|points?\b|pp\b|days?\b))?",
    re.IGNORECASE,
)

SPELLED = re.compile(rf"\b({'|'.join(WORD_NUMBERS)})(?=\s+(?:percentage\s+)?(?:points?|per\s?cent)\b)", re.IGNORECASE)

ABBREVIATIONS = re.compile(r"\b(e\.g|i\.e|approx|no|vs|dr|st)\.", re.IGNORECASE)

IN_MAY = re.compile(r"\b(?:in|since|of|by|until|from|last)\s+$", re.IGNORECASE)
"""What makes of 'may' a month."""

SCALES = {"million": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, with what stands before and after it in its clause."""

    value: float
    step: float
    """The worth of its last digit."""
    text: str
    unit: str
    """'percent', 'points', 'money', 'days', 'ordinal' or nothing."""
    before: str
    after: str


def sentences(text: str) -> list[str]:
    """The sentences of a text.

    >>> sentences("It was 69.8% in March. Why? Two teams, e.g. North, fell.")
    ['It was 69.8% in March.', 'Why?', 'Two teams, e.g. North, fell.']
    """
    kept = ABBREVIATIONS.sub(lambda found: found.group().replace(".", "\0"), text)
    parts = re.split(r"(?<=[.!?])\s+(?=[A-Z£\d\"'(])|\n+", kept)
    return [part.replace("\0", ".").strip() for part in parts if part.strip()]


def numbers_in(sentence: str, *, in_days: bool = False) -> Iterator[Number]:
    """The numbers that could be figures; dates, names and (unless days are measured) spans of time are passed over."""
    masked = NOT_FIGURES.sub(lambda found: " " * len(found.group()), sentence)
    if not in_days:
        masked = DURATION.sub(lambda found: " " * len(found.group()), masked)
    masked = SPELLED.sub(lambda found: _padded(found.group()), masked)
    for found in NUMBER.finditer(masked):
        yield _number(found, sentence)


def _padded(word: str) -> str:
    """A spelled number as digits, as long as it was, so that places stay."""
    return str(WORD_NUMBERS[word.lower()]).ljust(len(word))


def _number(found: re.Match[str], sentence: str) -> Number:
    digits = found["digits"].rstrip(",").replace(",", "")
    scale = SCALES.get((found["scale"] or "").lower(), 1.0)
    decimals = len(digits.partition(".")[2])
    sign = -1.0 if found["sign"] in ("-", "−") else 1.0
    start, end = found.span()
    return Number(
        value=sign * float(digits) * scale,
        step=10.0**-decimals * scale,
        text=sentence[start:end].strip(),
        unit=_unit(found),
        before=sentence[max(0, start - 70) : start].lower(),
        after=sentence[end : end + 60].lower(),
    )


def _unit(found: re.Match[str]) -> str:
    unit = (found["unit"] or "").lower()
    if found["ordinal"]:
        return "ordinal"
    if found["money"]:
        return "money"
    if "point" in unit or unit == "pp":
        return "points"
    if unit.startswith("day"):
        return "days"
    return "percent" if unit else ""


def named(name: str, text: str) -> bool:
    """Whether a text names something: a name of one word as it is written, for 'Place' is also a place.

    >>> named("Place", "Place fell."), named("Place", "A plan is in place."), named("Adults Line", "the adults line")
    (True, False, True)
    """
    if name.lower() not in text.lower():
        return False
    flags = re.IGNORECASE if " " in name else 0
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None


def named_month(text: str) -> tuple[int, int] | None:
    """The year (0 where it isn't said) and month that a text names first.

    >>> named_month("It stood at 70% in February 2026"), named_month("as in May"), named_month("it may rise")
    ((2026, 2), (0, 5), None)
    """
    for found in re.finditer(rf"\b({MONTH})\b(?:\s+((?:19|20)\d\d))?", text, re.IGNORECASE):
        word = found[1].lower()
        if word == "may" and not found[2] and not IN_MAY.search(text[: found.start()]):
            continue
        return int(found[2] or 0), next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))
    return None

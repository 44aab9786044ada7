"""The spellings of a place's name: `Bristol, City of`, `City of Bristol` and `Bristol UA` are one."""

from __future__ import annotations

import re

ABBREVIATIONS = {
    "notts": "nottinghamshire",
    "derbys": "derbyshire",
    "lincs": "lincolnshire",
    "leics": "leicestershire",
    "northants": "northamptonshire",
    "staffs": "staffordshire",
    "glos": "gloucestershire",
    "oxon": "oxfordshire",
    "bucks": "buckinghamshire",
    "herts": "hertfordshire",
    "cambs": "cambridgeshire",
    "lancs": "lancashire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "hants": "hampshire",
    "warks": "warwickshire",
    "beds": "bedfordshire",
    "yorks": "yorkshire",
    "st": "saint",
}
"""Short forms in use for counties and saints."""

PREFIXES = (
    *("the london borough of", "london borough of", "royal borough of", "metropolitan borough of", "borough of"),
    *("city and county of the city of", "council of the", "city of", "county of", "lb of", "lb", "rb", "the"),
)
"""What may stand before a name."""

SUFFIXES = (
    *("metropolitan borough council", "metropolitan district council", "london borough council", "london boro"),
    *("county council", "city council", "borough council", "district council", "unitary authority", "council"),
    *("city of", "county of", "county", "city", "ua", "mbc", "mdc", "cc", "bc", "dc", "lb", "met district"),
)
"""What may stand behind it."""


def plain(name: str) -> str:
    """A name without case, punctuation and double blanks.

    >>> plain("St. Helens"), plain("Hammersmith & Fulham")
    ('saint helens', 'hammersmith and fulham')
    """
    words = re.sub(r"[^\w]+", " ", name.casefold().replace("&", " and ").replace("'", "").replace("’", "")).split()
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def plainest(name: str) -> str:
    """A name without what says the kind of authority.

    >>> plainest("Kingston upon Hull, City of"), plainest("Notts CC"), plainest("London Borough of Brent")
    ('kingston upon hull', 'nottinghamshire', 'brent')
    """
    spelled = plain(re.sub(r"\([^)]*\)", " ", name))
    for prefix in PREFIXES:
        spelled = spelled.removeprefix(f"{prefix} ")
    for suffix in SUFFIXES:
        spelled = spelled.removesuffix(f" {suffix}")
    return spelled

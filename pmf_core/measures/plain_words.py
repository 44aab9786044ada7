"""The words people use, made into the words that metrics are written in."""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z0-9]+")

INITIALS = re.compile(r"(?<=\b\w)&(?=\w\b)")
"""The sign in `A&E`, which is one word."""

ICT = re.compile(r"\bIT\b")
"""Information technology, which in small letters is a word that says nothing."""

NOISE = frozenset((
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "did", "do", "does", "doing", "far", "for",
    "from", "had", "has", "have", "how", "in", "is", "it", "its", "long", "many", "much", "of", "on", "or",
    "our", "per", "so", "take", "takes", "that", "the", "their", "them", "there", "these", "they", "this",
    "those", "to", "up", "us", "was", "we", "were", "what", "when", "which", "who", "whose", "with", "year",
))  # fmt: skip
"""Words that say nothing about which metric is meant."""

PHRASES = {
    "thank yous": "thanks",
    "thank you": "thanks",
    "not collected": "missed collections",
    "not picked up": "missed collections",
    "picked up": "collections",
    "giving up": "stop",
    "give up": "stop",
    "help desk": "helpdesk",
    "go missing": "missing",
    "ill health": "illness",
    "young people": "children",
    "three months": "90 days",
    "one and done": "first call",
    "heart check": "health check cardiovascular",
    "heart checks": "health checks cardiovascular",
    "ed psych": "educational psychologist",
    "in time": "on time",
}
"""Several words that together mean others."""

ALIKE = {
    "addiction": "drug alcohol substance",
    "accident": "accidents incidents",
    "answering": "answered",
    "baby": "birth",
    "babies": "birth",
    "bill": "pay invoices",
    "bills": "invoices",
    "broken": "repair",
    "centre": "center",
    "center": "centre",
    "collected": "collections",
    "compulsory": "mandatory",
    "computer": "ict",
    "computers": "ict",
    "cost": "spending spend",
    "costs": "spending spend",
    "delays": "time waiting",
    "dump": "tip recycling",
    "dumped": "dumping tipping",
    "employee": "staff",
    "employees": "staff",
    "empty": "vacant unfilled",
    "ep": "psychology psychologists",
    "fill": "recruitment",
    "filling": "recruitment fill",
    "fixed": "repaired settled",
    "garbage": "rubbish",
    "happy": "satisfaction",
    "heart": "cardiovascular",
    "helpdesk": "desk tickets ict",
    "hire": "recruitment",
    "infant": "birth",
    "infants": "birth child",
    "injuries": "accidents",
    "interim": "agency",
    "job": "post posts",
    "jobs": "posts",
    "kid": "children",
    "kids": "children",
    "lamp": "light",
    "late": "time",
    "leave": "leavers turnover",
    "leaving": "leavers turnover",
    "left": "leavers turnover",
    "locum": "agency",
    "locums": "agency",
    "mend": "repair",
    "midlife": "health",
    "money": "spending pay",
    "newborn": "birth",
    "overdue": "time",
    "paying": "paid",
    "people": "staff",
    "percent": "share rate",
    "percentage": "share rate",
    "phone": "telephone calls",
    "proportion": "share rate",
    "rate": "satisfaction think",
    "recruit": "recruitment fill",
    "replies": "answered responses",
    "reply": "answered responses",
    "resident": "residents citizens",
    "resolved": "settled",
    "road": "highway highways roads",
    "roads": "highway highways",
    "salaries": "pay",
    "sick": "sickness",
    "slow": "time",
    "solved": "settled",
    "sorted": "settled",
    "speed": "time",
    "spend": "spending",
    "staff": "employees employee",
    "spent": "spending",
    "support": "desk helpdesk",
    "temps": "agency temporary",
    "toddlers": "child",
    "trash": "rubbish",
    "unfilled": "vacant vacancies",
    "unresolved": "open backlog",
    "vacancies": "vacant",
    "visiting": "visits visitor",
    "wage": "pay",
    "wages": "pay",
    "worker": "staff",
    "workers": "staff",
    "workforce": "staff",
    "workplace": "work safety",
}
"""A word as it is said → the words that metrics use for it; the word itself is looked for as well."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that say something; all of them where none does.

    >>> words_of("How many IT requests are on time?")
    ('ict', 'requests', 'time')
    """
    found = tuple(WORD.findall(INITIALS.sub("", ICT.sub("ict", text).casefold().replace("'", ""))))
    return tuple(word for word in found if word not in NOISE) or found


def asked_words(text: str) -> tuple[str, ...]:
    """The words that somebody asks by, with what they mean by several words together.

    >>> asked_words("bins not collected")
    ('bins', 'missed', 'collections')
    """
    plain = f" {' '.join(WORD.findall(INITIALS.sub('', ICT.sub('ict', text).casefold().replace(chr(39), ''))))} "
    for phrase, meant in PHRASES.items():
        plain = plain.replace(f" {phrase} ", f" {meant} ")
    return words_of(plain)


def meant_by(word: str) -> tuple[str, ...]:
    """The other words for a word."""
    return tuple(ALIKE.get(word, "").split())

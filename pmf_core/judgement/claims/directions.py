"""What a sentence says of better, worse, up, down and the same, beside the signals and the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmf_core.judgement.claims import cues
from pmf_core.judgement.claims.facts import Claim, Facts, Kind, Mark
from pmf_core.judgement.claims.text import named, named_month

CLAUSE = re.compile(r"[,;:]\s+|\s[–—-]\s|\b(?:but|although|though|whereas|while|however|and)\b", re.IGNORECASE)
"""Where one thing that is said ends and another begins."""


NOT_JUDGED = "whether it moved for real isn't judged"


def direction_claims(sentence: str, facts: Facts) -> Iterator[Claim]:
    """A claim for every clause that says which way the figure went."""
    if sentence.endswith("?"):
        return
    for clause in _clauses(sentence):
        found = _judged(clause, sentence, facts)
        if found is not None:
            yield found


def _clauses(sentence: str) -> list[str]:
    return [part for part in CLAUSE.split(sentence) if part and part.strip()]


def _judged(clause: str, sentence: str, facts: Facts) -> Claim | None:
    """The strongest thing that a clause says: better or worse before steady, steady before up or down."""
    for pattern, judge in ((cues.BETTER, _better), (cues.WORSE, _worse), (cues.STEADY, _steady)):
        said = _said(pattern, clause)
        if said is not None:
            found, negated = said
            if cues.OTHERS.search(clause) and not _names_figure(clause, facts):
                return Claim(Kind.DIRECTION, found, Mark.CANNOT_CHECK, "it is said of something else", sentence)
            if facts.signal is None:
                return Claim(
                    Kind.DIRECTION, found, Mark.CANNOT_CHECK, "whether it moved for real isn't judged", sentence
                )
            mark, reason = judge(facts, negated=negated)
            return Claim(Kind.DIRECTION, found, mark, reason, sentence)
    return _moved(clause, sentence, facts)


def _said(pattern: re.Pattern[str], clause: str) -> tuple[str, bool] | None:
    """The words, and whether they are denied; wishes and plans say nothing."""
    for found in pattern.finditer(clause):
        before, after = clause[: found.start()], clause[found.end() :]
        negated = bool(cues.NEGATED.search(before))
        if cues.AFTER_NOT_CLAIM.search(after):
            continue
        wished = cues.PURPOSE.search(before) and not cues.GOING_ON.search(before)
        if wished and not negated and not _noun_that_happened(found.group(), before, after):
            continue
        return found.group(), negated
    return None


ARTICLE = re.compile(r"\b(?:an?|the|our|this)\s+$", re.IGNORECASE)
HAPPENED_AFTER = re.compile(r"^\s*(?:in|has|have|was|is|of|since|on|this|seen|we|follow\w*|that has)\b", re.IGNORECASE)
HAPPENED_BEFORE = re.compile(
    r"\b(?:seen|saw|been|show(?:s|ed|ing|n)?|was|is|represents?|marks?|achieved|made|delivered|reports?|seeing)\s+"
    r"(?:an?|the)\s+$",
    re.IGNORECASE,
)
NOUNS = ("ment", "ments", "ry", "turn", "lift", "line")
"""How nouns of change end."""


def _noun_that_happened(word: str, before: str, after: str) -> bool:
    """'The improvement has been sustained' says that there was one; 'to drive improvement' does not."""
    if not ARTICLE.search(before):
        return False
    if word.lower().endswith(NOUNS):
        return bool(HAPPENED_AFTER.search(after) or HAPPENED_BEFORE.search(before))
    return word.lower() not in ("improve", "strengthen", "recover") and not word.lower().endswith("ing")


FIGURE_WORDS = re.compile(r"\bperformance\b|\bthis (?:measure|metric|figure|indicator)\b")


def _names_figure(clause: str, facts: Facts) -> bool:
    told = clause.lower()
    return any(noun in told for noun in facts.nouns) or bool(FIGURE_WORDS.search(told))


QUIET = "no signal: this is ordinary variation"


def _better(facts: Facts, *, negated: bool) -> tuple[Mark, str]:
    return _signalled(facts, wanted=1, name="improvement", other="it worsened for real", negated=negated)


def _worse(facts: Facts, *, negated: bool) -> tuple[Mark, str]:
    return _signalled(facts, wanted=-1, name="worsening", other="it improved for real", negated=negated)


def _signalled(facts: Facts, *, wanted: int, name: str, other: str, negated: bool) -> tuple[Mark, str]:
    """Whether there is a signal that way; where it is denied, whether there is none."""
    there = facts.signal == wanted
    if there:
        return Mark.NOT_SUPPORTED if negated else Mark.SUPPORTED, f"there is a signal of {name}"
    if negated:
        return Mark.SUPPORTED, f"no signal of {name}"
    return Mark.NOT_SUPPORTED, other if facts.signal == -wanted else QUIET


def _steady(facts: Facts, *, negated: bool) -> tuple[Mark, str]:
    moved = facts.signal != 0
    borne_out = moved is negated
    return Mark.SUPPORTED if borne_out else Mark.NOT_SUPPORTED, "there is a signal" if moved else QUIET


def _moved(clause: str, sentence: str, facts: Facts) -> Claim | None:
    """Up or down: a lasting move needs a signal, a step needs only the two figures."""
    for pattern, way in ((cues.RISE, 1), (cues.FALL, -1)):
        said = _said(pattern, clause)
        if said is None:
            continue
        word, negated = said
        if negated or (cues.OTHERS.search(clause) and not _names_figure(clause, facts)):
            return None
        if any(named(name, clause) for name in facts.parts):
            return Claim(Kind.DIRECTION, word, Mark.CANNOT_CHECK, "it is said of a part", sentence)
        mark, reason = _lasting(way, facts) if cues.LASTING.search(clause) else _step(way, sentence, facts)
        return Claim(Kind.DIRECTION, word, mark, reason, sentence)
    return None


def _lasting(way: int, facts: Facts) -> tuple[Mark, str]:
    if facts.signal is None or not facts.sign:
        return Mark.CANNOT_CHECK, NOT_JUDGED
    if facts.signal * facts.sign == way:
        return Mark.SUPPORTED, "there is a signal that way"
    return Mark.NOT_SUPPORTED, "no signal that way: one step is not a trend"


def _step(way: int, sentence: str, facts: Facts) -> tuple[Mark, str]:
    earlier = _earlier(sentence, facts)
    if earlier is None:
        return Mark.CANNOT_CHECK, "what it is compared with isn't known"
    gap = facts.value - earlier
    if gap * way > 0:
        return Mark.SUPPORTED, "the figures moved that way"
    return Mark.NOT_SUPPORTED, "the figures moved the other way" if gap else "the figures are the same"


COMPARED = re.compile(r"\b(?:since|from|than|compared)\b", re.IGNORECASE)


def _earlier(sentence: str, facts: Facts) -> float | None:
    """The figure that a move is told from: a year ago, the baseline, a month that is named, or else the last one."""
    if cues.LAST_YEAR.search(sentence):
        return facts.year_ago
    if cues.BASELINE.search(sentence):
        return facts.baseline
    _, *rest = COMPARED.split(sentence)
    month = named_month(rest[-1]) if rest else None
    if month is not None:
        found = [each for each in facts.figures if each.month == month[1] and month[0] in (0, each.year)]
        if found and found[-1] != facts.figures[-1]:
            return found[-1].value
    return facts.last

"""A narrative held against the facts: every claim marked, and what a fair account would not leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmf_core.judgement.claims import cues
from pmf_core.judgement.claims.directions import direction_claims
from pmf_core.judgement.claims.facts import Claim, Facts, Kind, Mark
from pmf_core.judgement.claims.figures import number_claims
from pmf_core.judgement.claims.standing import cause_claims, rank_claims
from pmf_core.judgement.claims.targets import admits_missing, target_claims
from pmf_core.judgement.claims.text import sentences

WHAT, WHY, SO_WHAT, ACTION = "what", "why", "so_what", "action"
"""The four parts of a narrative."""

NAMES = {WHAT: "What", WHY: "Why", SO_WHAT: "So what", ACTION: "Action"}


def check_sentence(sentence: str, facts: Facts) -> tuple[Claim, ...]:
    """Every claim of one sentence."""
    return (
        *number_claims(sentence, facts),
        *direction_claims(sentence, facts),
        *target_claims(sentence, facts),
        *rank_claims(sentence, facts),
        *cause_claims(sentence, facts),
    )


def check(parts: Mapping[str, str], facts: Facts) -> tuple[Claim, ...]:
    """Every claim of a narrative's parts, then what is missing; of actions only the numbers known are checked."""
    found = [
        claim
        for name, text in parts.items()
        for sentence in sentences(text)
        for claim in check_sentence(sentence, facts)
        if name != ACTION or claim.kind is Kind.NUMBER
    ]
    return (*found, *_missing(parts), *_left_out(parts, facts))


def _missing(parts: Mapping[str, str]) -> Iterator[Claim]:
    for part, name in NAMES.items():
        if not parts.get(part, "").strip():
            yield Claim(Kind.GAP, name, Mark.NOT_SUPPORTED, f"'{name}' is empty")


def _left_out(parts: Mapping[str, str], facts: Facts) -> Iterator[Claim]:
    """An adverse finding that no sentence admits makes the account one-sided."""
    told = " ".join(parts.get(part, "") for part in (WHAT, WHY, SO_WHAT))
    admitted = bool(cues.WORSE.search(told)) or any(
        claim.kind is Kind.DIRECTION and claim.mark is Mark.SUPPORTED and _is_down(claim, facts)
        for sentence in sentences(told)
        for claim in direction_claims(sentence, facts)
    )
    misses = any(map(admits_missing, sentences(told)))
    for finding in facts.adverse:
        admits = misses if "target" in finding else admitted or ("limit" in finding and "limit" in told.lower())
        if told.strip() and not admits:
            yield Claim(Kind.GAP, finding, Mark.NOT_SUPPORTED, f"it isn't mentioned that {finding}")


def _is_down(claim: Claim, facts: Facts) -> bool:
    """Whether a direction that was said is the adverse one."""
    if cues.BETTER.search(claim.said) or cues.STEADY.search(claim.said):
        return False
    way = 1 if cues.RISE.search(claim.said) else -1
    return way * facts.sign < 0

"""A narrative as markup: each sentence with its mark as shape, word and colour, and what the figures say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pmf_core.charts.appearance import LOOKS
from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import status
from pmf_core.charts.tiles import Link
from pmf_core.views.narrative.card import EVIDENCE, Card
from pmf_core.views.narrative.checked import Sentence
from pmf_core.views.status import Status, StatusKind


def badge(held: Status) -> Element:
    """A mark: its shape, its word and its colour, also where it is neutral, for here no number stands beside it."""
    shape = element("span", LOOKS[held.kind].symbol, class_="shape", aria_hidden="true")
    return element("span", shape, held.word, class_=f"status badge {held.kind.value}")


def marked(sentences: Sequence[Sentence]) -> Element:
    """Sentences in their order, each with its mark; why one is kept stands beside it."""
    return element("ul", *(element("li", *_sentence(one)) for one in sentences), class_="claims")


def _sentence(held: Sentence) -> Iterator[Element]:
    yield element("span", held.text, class_="said")
    if held.badge is not None:
        # What is borne out needs no more words; what is not, and what can't be checked, says why.
        borne_out = held.badge.kind is StatusKind.GOOD
        told = element("span", held.badge.reason, class_="reason") if held.badge.reason and not borne_out else None
        yield element("span", badge(held.badge), " ", told, class_="mark-of")
    if held.kept:
        yield element("span", element("b", "Kept because: "), held.kept, class_="kept")


def narrative_card(held: Card, *, onward: Element | None, link: Link) -> Element:
    """The card: the four parts with their marks, who answers for the action, who wrote it, and what it rests on."""
    parts = [
        element("div", element("dt", name), element("dd", marked(tuple(sentences))))
        for name, sentences in groupby(held.sentences, key=lambda one: one.part)
    ]
    action = element("div", element("dt", "In response"), element("dd", status(held.action, with_reason=True)))
    chips = [element("li", element("a", words, href=link(tab))) for tab, words in EVIDENCE]
    return element(
        "section",
        element("div", element("h2", held.title), status(held.status), class_="topline"),
        element("p", held.stale, class_="banner", role="note") if held.stale else None,
        element("p", held.byline, class_="sentence"),
        element("dl", *parts, action, class_="narrative drafted" if held.drafted else "narrative"),
        _left_out(held.left_out),
        element("ul", *(element("li", ask) for ask in held.asks), class_="claims") if held.asks else None,
        element("p", held.summary, class_="sentence") if held.summary else None,
        element("nav", element("ul", *chips), class_="filters", aria_label="What it rests on"),
        onward,
        class_="account",
    )


def _left_out(held: Sequence[Sentence]) -> Element | None:
    if not held:
        return None
    return element("div", element("h3", "Left out"), marked(held), class_="left-out")

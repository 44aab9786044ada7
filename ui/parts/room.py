"""An issue room: its evidence board, what people put into it, and one part after the other as slides."""

from __future__ import annotations

from collections.abc import Callable

from pmf_core.charts.causes import causes
from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.table import table
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.definitions.person import Action
from pmf_core.store.issues import Place
from pmf_core.views.deep_dive import DeepDive, Part
from pmf_core.views.deep_dive.said import Said
from ui.address import EDIT, SLIDE, asked, here, link
from ui.parts.drawing import write
from ui.parts.narrative.shown import as_evidence
from ui.parts.page import part
from ui.parts.reading import trend_card, whole_table
from ui.parts.room_entry import entry_form
from ui.parts.why import waterfall_card
from ui.place import place as where
from ui.session import may, scope

Slide = Callable[[], None]


def room(held: DeepDive) -> None:
    """Every part of the room, or the one slide that is shown."""
    slides = _slides(held)
    number = int(asked(SLIDE)) if asked(SLIDE).isdigit() else 0
    shown = min(number, len(slides))
    write(_steps(shown, len(slides)), key="slides")
    for place, draw in enumerate(slides, 1):
        if shown in (0, place):
            draw()
    if shown == 0 and scope().as_at is None and may(Action.CONTRIBUTE):
        entry_form(held)


def _slides(held: DeepDive) -> list[Slide]:
    return [
        lambda: _question(held),
        lambda: _evidence(held),
        lambda: _causes(held),
        lambda: _part(held.part(Place.GAP)),
        lambda: _options(held),
        lambda: whole_table(held.decisions, sources=(), key="room_decisions", files=False),
        lambda: _part(held.part(Place.FOLLOW_UP)),
    ]


def _steps(shown: int, count: int) -> Element:
    """Links from slide to slide; all of it on one page otherwise."""
    if shown == 0:
        return element("p", element("a", "Step through as slides", href=here(**{SLIDE: "1"})))
    items = [element("li", element("a", "All on one page", href=here(**{SLIDE: ""})))]
    if shown > 1:
        items.append(
            element("li", element("a", "Previous", href=here(**{SLIDE: str(shown - 1)}), data_key="arrowleft"))
        )
    if shown < count:
        items.append(element("li", element("a", "Next", href=here(**{SLIDE: str(shown + 1)}), data_key="arrowright")))
    return element(
        "nav", element("p", f"Part {shown} of {count}"), element("ul", *items), class_="meeting", aria_label="Slides",
        data_meeting="keys",
    )  # fmt: skip


def _question(held: DeepDive) -> None:
    warning = element("p", held.contradiction, class_="banner", role="note") if held.contradiction else None
    part(held.question, warning, key="question", sentence=held.sentence)


def _evidence(held: DeepDive) -> None:
    if held.trend:
        trend_card(held.trend, sources=held.sources)
    if held.waterfall:
        waterfall_card(held.waterfall)
    as_evidence(metric=held.header.metric, unit=held.unit, period=where().period)
    links = [link("metric", m=piece.metric) if piece.metric else "" for piece in held.evidence]
    whole_table(held.table, sources=held.sources, key="evidence", links=links)
    if any(piece.illustrative for piece in held.evidence):
        write(element("p", illustrative_tag(), " Figures made up for demonstration are among these."), key="made_up")


def _causes(held: DeepDive) -> None:
    _part(held.part(Place.CAUSE), causes(held.causes, issue=held.header.name, said=_said))


def _options(held: DeepDive) -> None:
    options = held.part(Place.OPTION)
    changes = element("ol", *(_said(one) for one in options.entries), class_="seen") if options.entries else None
    shown = element("div", table(held.options), _folded("Who wrote them, and when", changes)) if changes else None
    _part(options, shown)
    whole_table(held.lessons, sources=(), key="lessons", files=False)


def _folded(label: str, inside: Markup | None) -> Element:
    return element("details", element("summary", label), inside)


def _part(held: Part, shown: Markup | None = None) -> None:
    """A part with what is shown in it, or with what was said as it was said."""
    said = element("ol", *map(_said, held.entries), class_="seen") if held.entries else None
    inside = shown or said or element("p", "Nothing yet.", class_="note")
    part(held.name, inside, key=f"part_{held.place}", sentence=held.asks)


def _said(one: Said) -> Element:
    """The words, whose they are, and the way to change them."""
    change = element("a", "Change", href=here(**{EDIT: one.id, SLIDE: ""}), aria_label=f"Change: {one.text[:60]}")
    under = element("span", one.under, " · ", change, class_="under")
    return element("li", element("span", one.text), under)

"""What the reader keeps at hand: favourites, scorecards, saved views and where they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.charts.markup import Element, element
from pmf_core.charts.tiles import grid
from pmf_core.definitions.kept import SavedView, Scorecard
from pmf_core.store.kept.at_hand import favourites, recent
from pmf_core.store.kept.scorecards import scorecards
from pmf_core.store.kept.views import saved_views
from pmf_core.views.home.at_hand import AtHand, PageLink, at_hand
from ui.address import CARD, KEEP, MODE, UNIT, here, link
from ui.keeping import kept
from ui.parts.home.lists import is_open, section
from ui.parts.tiles import to_metric
from ui.resources import ask

NOTHING = "Nothing yet: 'Keep …' at the top of a page makes its metric or unit a favourite, or saves the view."


@dataclass(frozen=True, slots=True)
class Mine:
    """What the reader keeps; nothing through another's eyes."""

    at_hand: AtHand | None = None
    views: tuple[SavedView, ...] = ()
    cards: tuple[Scorecard, ...] = ()


def mine_of(unit: str, period: str) -> Mine:
    """What whoever looks keeps, read through their own permissions."""
    own = kept()
    if own is None:
        return Mine()
    held = ask(at_hand, unit=unit, period=period, favourites=favourites(own), recent=recent(own))
    return Mine(held, saved_views(own), scorecards(own))


def kept_part(held: Mine) -> Element | None:
    """Favourites as cards, everything else as lists of links."""
    own = held.at_hand
    if own is None:
        return None
    columns = [
        _links("Favourite units", [_page(each) for each in own.units]),
        _links("Scorecards", [_card(card) for card in held.cards] if is_open("explore") else []),
        _links("Saved views", [element("a", view.name, href=view.address) for view in held.views]),
        _links("Recent", [_page(each) for each in own.recent if is_open(each.page)]),
    ]
    shown = [column for column in columns if column is not None]
    keep = element("p", element("a", "Keep this view, or a favourite", href=here(**{KEEP: "yes"})), class_="onward")
    return section(
        "Kept at hand",
        own.absent if own.metrics or shown or own.absent else NOTHING,
        grid(own.metrics, link=to_metric) if own.metrics else None,
        element("div", *shown, class_="lists") if shown else None,
        keep,
    )


def _links(title: str, links: Sequence[Element]) -> Element | None:
    if not links:
        return None
    return element("div", element("h3", title), element("ul", *(element("li", each) for each in links), class_="plain"))


def _page(held: PageLink) -> Element:
    return element(
        "a", held.name, element("span", held.about, class_="under"), href=link(held.page, **dict(held.choices))
    )


def _card(card: Scorecard) -> Element:
    told = "shared by a colleague" if not card.own else "shared" if card.shared else "yours alone"
    href = link("explore", **{MODE: "scorecards", CARD: card.id, UNIT: card.unit})
    return element("a", card.name, element("span", told, class_="under"), href=href)

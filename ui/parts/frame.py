"""The frame around every page: style, navigation, and the line of choices at the top."""

from __future__ import annotations

import streamlit as st
from streamlit.components.v2 import component

from pmf_core.charts.markup import Element, element
from pmf_core.definitions.framework import Settings
from pmf_core.views.context import Choice, Context, context
from ui import address
from ui.address import AS_AT, COMPARE, KEEP, METRIC, NOW, PERIOD, RAISE, SEARCH, TAB, UNIT
from ui.hub_pages import PAGES, HubPage
from ui.keeping import may_keep
from ui.parts.drawing import FOLDER, draw, write
from ui.parts.metric_tabs import TABS
from ui.parts.raising import may_raise
from ui.place import metric_asked, own_unit, place
from ui.resources import ask, hub
from ui.session import visitor

MARK = FOLDER.parent / "static" / "mark.svg"
"""The hub's own sign."""

INDENT = "\u2003"
"""One step down the tree, in a list of units."""

_framing = component("hub_frame", html="<span></span>", js=(FOLDER / "frame.js").read_text(encoding="utf-8"))


def behaviour(*, go_to: str = "", signed_in: bool = True, ends_in: float | None = None) -> None:
    """What the page does by itself: follow links, guard against single keys, go to another page, remember the place
    that was asked for until somebody has signed in, and ask again once a sign-in has run out (in seconds).
    """
    with st.container(key="framing"):
        _framing(key="frame", data={"goTo": go_to, "signedIn": signed_in, "endsIn": ends_in})


def navigation(settings: Settings) -> None:
    """The hub's name and a flat list of its pages; the choices at the top go along."""
    items = [element("li", _page_link(page)) for page in PAGES if visitor().rights.may_open(page.id)]
    with st.sidebar:
        draw(
            element(
                "div",
                element("a", _sign(), element("span", settings.hub_name), class_="brand", href=address.link("")),
                element("nav", element("ul", *items), aria_label="Pages"),
                class_="navigation",
            ),
            key="navigation",
        )


def _page_link(page: HubPage) -> Element:
    here = page.address == address.current_page()
    metric = address.asked(METRIC) if page.address in ("metric", "deep_dive") else ""
    return element(
        "a",
        element("svg", element("path", d=page.sign), viewBox="0 0 20 20", class_="sign", aria_hidden="true"),
        page.name,
        href=address.link(page.address, m=metric),
        aria_current="page" if here else None,
    )


def _sign() -> Element:
    return element(
        "svg",
        element("rect", width="32", height="32", rx="8", class_="tile-of-mark"),
        element("path", d="M6.5 20.5 12 14l4.5 4L25 9", class_="line-of-mark"),
        viewBox="0 0 32 32",
        class_="mark-of-hub",
        aria_hidden="true",
    )


def context_bar() -> None:
    """Unit, period, as at, search and copy link, in one line; under it the path and, looking back, the banner."""
    at = place()
    held = ask(context, unit=at.unit, period=at.period, metric=_compared())
    with st.container(key="context", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="choice_unit"):
            address.choose("Unit", UNIT, options=_units(held), chosen=at.unit)
        with st.container(key="choice_period"):
            address.choose("Period", PERIOD, options={c.id: c.name for c in held.periods}, chosen=at.period)
        with st.container(key="choice_as_at"):
            chosen = address.asked(AS_AT, NOW)
            moments = {chosen: held.as_at_name, **{c.id: c.name for c in held.moments}}
            address.choose("As at", AS_AT, options=moments, chosen=chosen)
        if held.compare:
            groups = {c.id: c.name for c in held.compare}
            chosen = address.asked(COMPARE) if address.asked(COMPARE) in groups else next(iter(groups))
            with st.container(key="choice_compare"):
                address.choose("Compare with", COMPARE, options=groups, chosen=chosen)
        with st.container(key="choice_search"):
            _search()
        write(_copy_link(), key="copy")
    write(_under_the_bar(held), key="path")


def _compared() -> str:
    """The metric that this page compares, if it compares one."""
    tab = TABS.get(address.asked(TAB))
    if address.current_page() != "metric" or tab is None or COMPARE not in tab.asks.values():
        return ""
    return metric_asked()


def _units(held: Context) -> dict[str, str]:
    """Every unit with a name that is the same whichever is chosen: the browser sends names back."""
    names = {c.id: f"{INDENT * c.depth}{c.name}" for c in held.units}
    return {**names, held.unit.id: names.get(held.unit.id, held.unit.name)}


def _search() -> None:
    key = "search"
    st.session_state[key] = address.asked(SEARCH)

    def push() -> None:
        address.go(address.link("explore", q=st.session_state[key]))

    st.text_input("Search metrics", key=key, type="search", on_change=push, placeholder="Name, topic or code")


def _copy_link() -> Element:
    """A button that copies the address of exactly this view, with what the hub chose by itself written out."""
    at = place()
    told = address.here(**{UNIT: at.unit, PERIOD: at.period})
    return element(
        "button",
        element("span", "Copy link"),
        element("span", role="status"),
        type="button",
        data_copy=told,
        class_="copy",
    )


def _under_the_bar(held: Context) -> Element:
    steps = [element("li", _step(choice, held)) for choice in held.path]
    if held.stands_aside and own_unit() != held.unit.id:
        home = hub().catalogue.organisation.unit(own_unit())
        steps.insert(0, element("li", element("a", f"Back to {home.name}", href=address.here(**{UNIT: ""}))))
    path = element("nav", element("ol", *steps), aria_label="Where you are", class_="path") if len(steps) > 1 else None
    banner = None
    if held.banner:
        back = element("a", "Back to now", href=address.here(**{AS_AT: ""})) if held.as_at else None
        banner = element("p", f"{held.banner} ", back, class_="banner", role="note")
    raising = element("a", "Raise …", href=address.here(**{RAISE: "yes"})) if may_raise() else None
    keeping = element("a", "Keep …", href=address.here(**{KEEP: "yes"})) if may_keep() else None
    return element("div", banner, path, element("p", keeping, raising, class_="acts"), class_="under-the-bar")


def _step(choice: Choice, held: Context) -> Element:
    if choice.id == held.unit.id:
        return element("span", choice.name, aria_current="location")
    return element("a", choice.name, href=address.here(**{UNIT: choice.id}))

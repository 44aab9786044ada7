"""What every public page has: its head, the way around the site, and its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pmf_core.charts.markup import Element, Markup, element, to_html
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.packs.plain import MADE_UP
from pmf_core.views import words
from pmf_core.views.public.values import Site

STYLE = "style.css"
POLICY = "script-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'"
"""What a browser is told never to do on these pages, whatever stood in a text."""

Step = tuple[str, str]
"""(path from the top of the site, name) of a page."""

AROUND: tuple[Step, ...] = (
    ("index.html", "Themes"),
    ("units.html", "Services and places"),
    ("reading.html", "How to read a chart"),
    ("data.html", "Data and licence"),
    ("accessibility.html", "Accessibility"),
)
"""The way around, on every page."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page before it is a file."""

    path: str
    title: str
    parts: tuple[Markup, ...]
    steps: tuple[Step, ...] = ()
    """The pages above it, from the top."""
    illustrative: bool = False
    """Whether everything on it is made up for demonstration."""
    partly: bool = False
    """Whether something on it is, and marked so where it stands."""


def metric_path(metric: str) -> str:
    """Where the page of a metric is."""
    return f"metrics/{metric}.html"


def unit_path(unit: str) -> str:
    """Where the page of a unit is: its code in letters that every server knows."""
    return f"units/{slug(unit)}.html"


def theme_path(theme: str) -> str:
    """Where the page of a theme is."""
    return f"themes/{slug(theme)}.html"


def slug(name: str) -> str:
    """A code as part of an address.

    >>> slug("asch.living_well")
    'asch-living_well'
    """
    return "".join(letter if letter.isalnum() or letter == "_" else "-" for letter in name.lower())


def up(path: str) -> str:
    """From a page to the top of the site.

    >>> up("metrics/ehcp.html"), up("index.html")
    ('../', '')
    """
    return "../" * path.count("/")


def rendered(held: Document, site: Site) -> bytes:
    """The page as a file."""
    top = up(held.path)
    title = f"{held.title} · {site.title}" if held.path != "index.html" else site.title
    body = [
        element("a", "Skip to the content", href="#main", class_="skip"),
        _banner(held, site, top),
        _path(held, top),
        element("main", _heading(held), *held.parts, id="main"),
        _foot(held, site, top),
    ]
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"/>'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{top}{STYLE}"/></head>'
        f"<body>{''.join(map(to_html, body))}</body></html>\n"
    ).encode()


def _heading(held: Document) -> Element:
    return element(
        "h1", held.title, " " if held.illustrative else None, illustrative_tag() if held.illustrative else None
    )


def _banner(held: Document, site: Site, top: str) -> Element:
    items = [
        element("li", element("a", name, href=f"{top}{path}", aria_current="page" if path == held.path else None))
        for path, name in AROUND
    ]
    name = element("a", site.title, href=f"{top}index.html", class_="name")
    return element("header", name, element("nav", element("ul", *items), aria_label="Around this site"))


def _path(held: Document, top: str) -> Element | str:
    if not held.steps:
        return ""
    items = [element("li", element("a", name, href=f"{top}{path}")) for path, name in held.steps]
    here = element("li", element("span", held.title, aria_current="page"))
    return element("nav", element("ol", *items, here), class_="path", aria_label="Where you are")


def _foot(held: Document, site: Site, top: str) -> Element:
    """Up to when, by whose approval, under which licence, and whom to write to."""
    told = [
        f"Data to {words.day(site.data_date)}, as known on {words.day(site.known_on)}. "
        f"Approved for publication by {site.approved_by} on {words.day(site.approved_on)}.",
    ]
    lines = [element("p", line) for line in told]
    if held.illustrative:
        lines.append(element("p", f"{MADE_UP}."))
    elif held.partly:
        lines.append(element("p", "What is marked Illustrative is made up for demonstration."))
    licence = element("a", site.licence, href=site.licence_address)
    lines.append(element("p", "Licence: ", licence, ". ", element("a", "Sources", href=f"{top}data.html"), "."))
    if site.contact:
        lines.append(element("p", "Contact: ", *contact(site.contact)))
    return element("footer", *lines)


def contact(address: str) -> Sequence[Markup]:
    """An address to write to or to look up: a link where it is one."""
    if "@" in address:
        return (element("a", address, href=f"mailto:{address}"),)
    return (address,)

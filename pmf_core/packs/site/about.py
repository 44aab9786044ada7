"""The public pages about the public pages: how to read a chart, the data, and accessibility."""

from __future__ import annotations

from pmf_core.charts.markup import Markup, element
from pmf_core.charts.still import still
from pmf_core.charts.table import table
from pmf_core.packs.site.lists import scrolled
from pmf_core.packs.site.shell import Document, contact
from pmf_core.views import words
from pmf_core.views.library.guide import STEPS, example, glossary
from pmf_core.views.public.values import Site
from pmf_core.views.status import Table

WITHHELD = (
    "Only metrics that are approved for everybody are here, at the units that are published: never single people and "
    "never teams. Small numbers of people are withheld before anything is published, with whatever they could be "
    "worked out from; such a figure says that it is suppressed to protect people.",
    "A 95% interval says where the true share or rate may lie, given how few were counted. It is given where the "
    "counts behind a figure are published, and each table says why where it is not.",
)

ACCESSIBLE = (
    "This site aims to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. It needs no script, no "
    "sign-in and no particular browser, and everything works with the keyboard alone.",
    "Every chart stands with a sentence that says the same, and with a table and a file of its figures. A status is "
    "always a word and a shape as well as a colour, so that it reads in greyscale. Text can be made four times as "
    "large, and the pages fit a screen 320 pixels wide.",
)
KNOWN_LIMITS = (
    "A screen reader hears a chart as its sentence, not point by point: the points are in the table below it.",
    "Wide tables scroll sideways on narrow screens; on a phone each row becomes a card.",
    "The CSV files carry no formatting; they begin with one line of headings and end with the sources.",
)


def reading_page() -> Document:
    """How to read a chart, and what the words mean."""
    shown = example()
    steps = [element("li", element("b", look), f" {means}") for look, means in STEPS]
    parts: tuple[Markup, ...] = (
        element("p", shown.sentence, class_="lead"),
        scrolled(still(shown), name="Chart"),
        element("ol", *steps, class_="steps"),
        element("h2", "What the words mean"),
        table(glossary()),
    )
    return Document("reading.html", "How to read a chart", parts)


def data_page(site: Site) -> Document:
    """Where the figures come from, under which licence, and what is withheld."""
    rows = tuple(
        (line.title, line.publisher, line.licence, line.published_on, "Illustrative" if line.illustrative else "")
        for line in site.sources
    )
    sources = Table("Sources", ("Source", "Publisher", "Licence", "Published", "Note"), rows)
    licence = element("a", site.licence, href=site.licence_address)
    parts: tuple[Markup, ...] = (
        element("p", f"Data to {words.day(site.data_date)}, as known on {words.day(site.known_on)}.", class_="lead"),
        *(element("p", told) for told in WITHHELD),
        element("h2", "Licence"),
        element(
            "p",
            "These pages and their files may be used under the ",
            licence,
            ". Figures keep the licence of their source.",
        ),
        element("h2", "Sources"),
        table(sources),
        element("h2", "Checking the files"),
        element(
            "p", element("a", "manifest.json", href="manifest.json"), " lists every file with its SHA-256 checksum."
        ),
    )
    return Document("data.html", "Data and licence", parts)


def accessibility_page(site: Site) -> Document:
    """What is promised, what is known not to work, and whom to tell."""
    who = site.contact or site.approved_by
    parts: tuple[Markup, ...] = (
        *(element("p", told) for told in ACCESSIBLE),
        element("h2", "What is known not to work"),
        element("ul", *(element("li", told) for told in KNOWN_LIMITS), class_="dotted"),
        element("h2", "How it is tested"),
        element(
            "p",
            "With axe-core in Chromium, in light and dark, at 320, 390 and 1440 pixels, whenever the pages change.",
        ),
        element("h2", "If something keeps you out"),
        element(
            "p",
            "Tell us which page and what you need from it, and we will send it in another form: ",
            *contact(who),
            ".",
        ),
    )
    return Document("accessibility.html", "Accessibility", parts)

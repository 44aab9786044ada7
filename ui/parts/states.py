"""What a page says when it has nothing to show: why, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.errors import AccessDenied, HubError, StoreError, TooEarly
from pmf_core.views import words
from pmf_core.views.status import EmptyState
from ui import address, session
from ui.address import AS_AT
from ui.parts.drawing import write

LOG = logging.getLogger("hub")


def empty(held: EmptyState, *, key: str = "empty") -> None:
    """Nothing to show: what, why, and the way out."""
    write(_card(held), key=key)


def _card(held: EmptyState, *links: Markup, tone: str = "calm") -> Element:
    return element(
        "div",
        element("h2", held.what),
        element("p", held.why),
        element("p", held.way_out),
        element("p", *links) if links else None,
        class_=f"state {tone}",
        role="status",
    )


@contextmanager
def told_plainly() -> Iterator[None]:
    """Tell a failure in plain English; what is not the hub's own doing goes to the log with a reference."""
    try:
        yield
    except TooEarly as error:
        _too_early(error)
    except StoreError as error:
        failed(EmptyState("The hub has no data to read.", str(error), "Once the store is there, open this page again."))
    except AccessDenied as error:
        session.record_denied(error)
        failed(EmptyState("This is not open to you.", str(error), "Nothing is wrong with the hub: go on from here."))
    except HubError as error:
        way_out = "Change the choice, or start again from the opening view."
        failed(EmptyState("This page can't be shown as asked.", str(error), way_out))
    except Exception:
        reference = uuid4().hex[:8]
        LOG.exception("Page %r failed (%s)", address.current_page(), reference)
        why = f"The fault is the hub's, not yours. It has been written down under the reference {reference}."
        failed(EmptyState("Something went wrong on this page.", why, "Try again; if it stays, tell the hub's steward."))


def _too_early(error: TooEarly) -> None:
    """A moment before the hub's first decision, with the way to the first day that there is and to now."""
    held = EmptyState("Nothing had been decided yet.", str(error), "Nothing is lost: choose one of these.")
    first = element("a", f"As at {words.day(error.earliest)}", href=address.here(**{AS_AT: error.earliest.isoformat()}))
    now = element("a", "Now", href=address.here(**{AS_AT: ""}))
    write(_card(held, first, " · ", now, tone="failed"), key="failed")


def failed(held: EmptyState) -> None:
    """A page that can't be drawn, with a link back to safe ground."""
    write(_card(held, element("a", "Start from the opening view", href="./"), tone="failed"), key="failed")

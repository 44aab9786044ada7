"""Home as one element: the parts in the order that the reader's role gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pmf_core.charts.markup import Element, element
from pmf_core.definitions.person import HomePart
from pmf_core.views.home import Home
from ui.parts.drawing import draw
from ui.parts.home import compared, lists
from ui.parts.home.kept import Mine, kept_part
from ui.parts.tiles import reserve


@dataclass(frozen=True, slots=True)
class Shown:
    """What Home is drawn from: what the hub says, and what the reader keeps."""

    home: Home
    mine: Mine


PARTS: Mapping[HomePart, Callable[[Shown], Element | None]] = {
    HomePart.APPROVALS: lambda held: lists.task_list("Waiting for your approval", held.home.tasks[HomePart.APPROVALS]),
    HomePart.RETURNS: lambda held: lists.task_list("Returns to send", held.home.tasks[HomePart.RETURNS]),
    HomePart.TASKS: lambda held: lists.task_list("My tasks", held.home.tasks[HomePart.TASKS]),
    HomePart.CHANGED: lambda held: lists.changed(held.home.changed),
    HomePart.EXCEPTIONS: lambda held: lists.cards("Exceptions", held.home.exceptions),
    HomePart.WARNINGS: lambda held: lists.cards("Early warnings", held.home.warnings),
    HomePart.STRENGTHS: lambda held: lists.strengths(held.home.strengths),
    HomePart.OUTLIERS: lambda held: compared.outliers(held.home.beside),
    HomePart.TEAMS: lambda held: compared.corner(held.home.beside),
    HomePart.BOARD: lambda held: lists.onward("Go straight to", held.home.board),
    HomePart.MEETING: lambda held: lists.onward("Next meeting", held.home.meeting, nothing=lists.NO_MEETING),
    HomePart.PACKS: lambda held: lists.onward("Published packs", held.home.packs, nothing=lists.NO_PACK),
    HomePart.THREAD: lambda held: lists.thread(held.home.thread),
    HomePart.KEPT: lambda held: kept_part(held.mine),
    HomePart.UNITS: lambda held: lists.units(held.home.units),
}
"""Each part with what draws it; one that has nothing to say about this unit is left out."""


def body(home: Home, mine: Mine) -> None:
    """Every part of the reader's Home that has something to show, or a reason why not."""
    held = Shown(home, mine)
    loud = [part for part in home.parts if part not in home.quiet]
    found = [drawn for part in loud if (drawn := PARTS[part](held)) is not None]
    if home.quiet:
        found.append(lists.quiet(home.quiet))
    reserve("home", [len(home.changed.tiles), len(home.exceptions.tiles)])
    draw(element("div", *found, class_="sections home"), key="home")

"""The answers of the hub's views, kept until anything in the store changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from pmf_core.access.scope import Scope
from pmf_core.store.audit.entry import Deed
from ui.opened import hub
from ui.session import record_once, scope

__all__ = ["ask", "hub"]

Answer = TypeVar("Answer")

ANSWERS_KEPT = 1_000
"""How many answers of views are kept: some tens of kilobytes each."""


def ask(view: Callable[..., Answer], **question: Any) -> Answer:
    """The answer of a view to whoever asks, at the moment of knowledge they chose."""
    held, asked_by = hub(), scope()
    _write_down_people(question.get("unit", ""), asked_by)
    name = f"{view.__module__}.{view.__qualname__}"
    key = (name, held.data_version, held.today, asked_by.key, tuple(sorted(question.items(), key=lambda item: item[0])))
    return _answered(repr(key), _view=view, _scope=asked_by, _question=question)


def _write_down_people(unit: str, asked_by: Scope) -> None:
    """Who read figures of single people: oneself, or the workers below a unit."""
    if not asked_by.individuals or not unit:
        return
    organisation = hub().catalogue.organisation
    shown = {unit, *(child.id for child in organisation.children(unit, on=hub().today))} & asked_by.individuals
    if shown:
        record_once(Deed.READ_INDIVIDUAL, unit=unit, purpose=hub().catalogue.access.individual_level.purpose)


@st.cache_data(show_spinner=False, max_entries=ANSWERS_KEPT)
def _answered(key: str, *, _view: Callable[..., Any], _scope: Scope, _question: dict[str, Any]) -> Any:  # noqa: ARG001
    return _view(hub(), scope=_scope, **_question)

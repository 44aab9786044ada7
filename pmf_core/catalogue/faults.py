"""What pydantic found wrong, told as file, line, key, value and the way out."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pmf_core.catalogue.yaml_file import Document, Place
from pmf_core.errors import did_you_mean

T = TypeVar("T", bound=BaseModel)

TAGS: dict[str | int, frozenset[str]] = {
    "calculation": frozenset({"ratio", "count", "sum", "mean", "derived"}),
    "targets": frozenset({"fixed", "stepped", "trajectory"}),
    "identities": frozenset({"balance", "parts_of_total"}),
}
"""Key → the kinds of its union."""


def validated(model: type[T], values: Any, *, document: Document, place: Place = (), faults: list[str]) -> T | None:
    """The model, or nothing with every fault added to the list."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        faults += [_told(fault, model, document, place) for fault in error.errors()]
        return None


def _told(fault: ErrorDetails, model: type[BaseModel], document: Document, place: Place) -> str:
    keys = tuple(key for key in fault["loc"] if not _is_tag(key, fault))
    where = document.at((*place, *keys))
    key = ".".join(str(part) for part in keys) or "(whole entry)"
    given = fault.get("input")
    match fault["type"]:
        case "extra_forbidden":
            known = list(model.model_fields) if len(keys) == 1 else []
            return f"{where}: {key}: there is no such key (got {given!r}).{did_you_mean(str(keys[-1]), known)}"
        case "missing":
            return f"{where}: {key}: needed, and not there; add it."
        case "enum" | "literal_error":
            choices = str(fault.get("ctx", {}).get("expected", ""))
            options = [option.strip(" '") for option in choices.replace(" or ", ", ").split(",")]
            return f"{where}: {key}: {given!r} is not one of {choices}.{did_you_mean(str(given), options)}"
        case "union_tag_invalid":
            context = fault.get("ctx", {})
            expected = str(context.get("expected_tags", ""))
            options = [option.strip(" '") for option in expected.split(",")]
            tag = str(context.get("tag"))
            return f"{where}: {key}.kind: {tag!r} is not one of {expected}.{did_you_mean(tag, options)}"
        case _:
            message = fault["msg"].removeprefix("Value error, ")
            return f"{where}: {key}: {message} (got {_short(given)})."


def _is_tag(key: str | int, fault: ErrorDetails) -> bool:
    """Pydantic puts a union's tag into the path; a reader of the file never wrote it there."""
    return key in TAGS.get(fault["loc"][0], ())


def _short(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= 80 else text[:77] + "…"

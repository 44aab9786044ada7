"""A YAML file as values, with the line of every key kept for the day something is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """The values of one file and where each of them stands."""

    file: Path
    values: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def line(self, place: Place) -> int:
        """The line of a key, or of the nearest key around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def at(self, place: Place) -> str:
        """File and line, as an editor opens them."""
        return f"{self.file}:{self.line(place)}"


def read(file: Path, *, named: Path | None = None) -> Document:
    """Read a file; what YAML itself can't accept becomes a fault, not an exception."""
    shown = named or file
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        return Document(shown, {}, faults=(f"{shown}:{line}: not YAML: {fault.problem}; check colons and indents.",))
    if node is None:
        return Document(shown, {})
    lines: dict[Place, int] = {}
    faults: list[str] = []
    _walk(node, (), lines=lines, faults=faults, shown=shown)
    values = _construct(node)
    if not isinstance(values, dict):
        return Document(shown, {}, lines, (f"{shown}:1: a list or a word where keys are needed: write 'key: value'.",))
    return Document(shown, values, lines, tuple(faults))


class _Loader(yaml.CSafeLoader):
    """Only `true` and `false` are truths, so that `on` and `no` stay words, as YAML 1.2 has it. Dates stay text,
    so that the model that wants a date can say what is wrong with one.
    """


_READ_OTHERWISE = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag not in _READ_OTHERWISE]
    for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _construct(node: yaml.Node) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _walk(node: yaml.Node, place: Place, *, lines: dict[Place, int], faults: list[str], shown: Path) -> None:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, key.value)
            if here in lines:
                faults.append(f"{shown}:{key.start_mark.line + 1}: '{key.value}' stands twice: keep one of them.")
            lines[here] = key.start_mark.line + 1
            _walk(value, here, lines=lines, faults=faults, shown=shown)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*place, index), lines=lines, faults=faults, shown=shown)

"""Streamlit's own boxes read Markdown, so none of them is ever given words that somebody else may have written."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READS_MARKDOWN = frozenset(
    [
        "warning",
        "info",
        "error",
        "success",
        "write",
        "markdown",
        "caption",
        "toast",
        "title",
        "header",
        "subheader",
        "text",
        "latex",
        "exception",
        "status",
    ]
)
"""What belongs to `st` and reads Markdown; `ui.parts.notice` and `ui.parts.page` write the same as text."""

FILES = sorted([*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")])


def fed_with_words(tree: ast.AST) -> list[str]:
    """The calls of such a box with anything but a sentence that stands in the code."""
    return [
        f"line {node.lineno}: st.{node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "st"
        and node.func.attr in READS_MARKDOWN
        and not all(isinstance(each, ast.Constant) for each in node.args)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_words_of_others_are_never_given_to_a_box_that_reads_markdown(file: Path) -> None:
    assert not fed_with_words(ast.parse(file.read_text(encoding="utf-8")))


def test_a_box_that_is_given_words_is_found() -> None:
    assert fed_with_words(ast.parse("st.warning(str(error))")) == ["line 1: st.warning"]

"""People's text where Streamlit reads Markdown: in the labels of widgets."""

from __future__ import annotations

from string import punctuation

UNJOINED = "\u2060"
"""Stands unseen behind a colon: icons and emoji are made of `:name:` even where the colon is escaped."""


def as_text(text: str) -> str:
    """A label that is read as it is written: no link, no picture, no formula.

    >>> as_text("![x](e.org) 5*3")
    '\\\\!\\\\[x\\\\]\\\\(e\\\\.org\\\\) 5\\\\*3'
    """
    escaped = "".join(f"\\{sign}" if sign in punctuation else sign for sign in " ".join(text.split()))
    return escaped.replace(":", f":{UNJOINED}")

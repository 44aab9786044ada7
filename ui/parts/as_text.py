"""People's text where Streamlit reads Markdown: in the labels of widgets."""

from __future__ import annotations

from string import punctuation


def as_text(text: str) -> str:
    """A label that is read as it is written: no link, no picture, no formula.

    >>> as_text("![x](http://e.org) 5*3")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\:\\\\/\\\\/e\\\\.org\\\\) 5\\\\*3'
    """
    return "".join(f"\\{sign}" if sign in punctuation else sign for sign in " ".join(text.split()))

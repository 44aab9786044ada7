"""Names from strangers, as they can be shown."""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters that have no place in a name: controls, and marks that turn the direction of writing."""

LONGEST_NAME = 120


def shown(name: str) -> str:
    """A file's name as it can be shown: no folders, no control characters, no end of the world in length.

    >>> shown("C:\\\\returns\\\\May\\x07.xlsx")
    'May.xlsx'
    """
    last = re.split(r"[/\\]", name)[-1]
    return CONTROL.sub("", last).strip()[-LONGEST_NAME:] or "The file"


def visible(text: str) -> str:
    """A text without the characters that can't be shown.

    >>> visible("Data\\u202e\\x07")
    'Data'
    """
    return CONTROL.sub("", text)

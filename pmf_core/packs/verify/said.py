"""What a file says, place by place: the one form in which files of every kind are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Said = Mapping[str, str]
"""Place, as a person would look it up → the text that stands there."""


def numbered(places: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Places with their texts; a place that comes again is counted.

    >>> numbered(iter([("slide 1, Lead", "a"), ("slide 1, Lead", "b")]))
    {'slide 1, Lead': 'a', 'slide 1, Lead (2)': 'b'}
    """
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for place, text in places:
        seen[place] = seen.get(place, 0) + 1
        found[place if seen[place] == 1 else f"{place} ({seen[place]})"] = text
    return found

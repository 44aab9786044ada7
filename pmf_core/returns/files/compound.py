"""The compound file: a small file system in a file, in which the older Office formats keep their streams.

Source: [MS-CFB] 3.0, sections 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

END_OF_CHAIN = 0xFFFFFFFA
"""Sector numbers from here on stand for no sector."""

ENTRY = 128
HEADER_SECTORS = 109
"""Sectors of the allocation table that the header names itself."""


class Compound:
    """A compound file's streams."""

    def __init__(self, content: bytes) -> None:
        """Raises `struct.error` or `ValueError` when the bytes are not such a file."""
        self._content = content
        self._shift, self._mini_shift = struct.unpack_from("<HH", content, 30)
        if self._shift not in (9, 12) or self._mini_shift != 6:
            raise ValueError("sector size")
        self._size = 1 << self._shift
        directory, self._cutoff, mini_table = struct.unpack_from("<I4xII", content, 48)
        self._table = self._allocation()
        self._entries = dict(self._directory(directory))
        self._mini_table = self._numbers(b"".join(self._chain(mini_table)))

    def stream(self, *names: str) -> bytes:
        """The first stream that has one of the names; empty if none has."""
        start, size = next((self._entries[name] for name in names if name in self._entries), (END_OF_CHAIN, 0))
        if size >= self._cutoff:
            return b"".join(self._chain(start))[:size]
        small = b"".join(self._chain(self._entries.get("Root Entry", (END_OF_CHAIN, 0))[0]))
        width = 1 << self._mini_shift
        return b"".join(small[place * width : (place + 1) * width] for place in _follow(start, self._mini_table))[:size]

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and folders."""
        return frozenset(self._entries)

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) << self._shift : (number + 2) << self._shift]

    def _chain(self, start: int) -> Iterator[bytes]:
        return (self._sector(number) for number in _follow(start, self._table))

    def _allocation(self) -> tuple[int, ...]:
        count, following = (
            struct.unpack_from("<I", self._content, 44)[0],
            struct.unpack_from("<I", self._content, 68)[0],
        )
        named = list(struct.unpack_from(f"<{HEADER_SECTORS}I", self._content, 76))
        seen: set[int] = set()
        while following < END_OF_CHAIN and following not in seen:
            seen.add(following)
            *more, following = self._numbers(self._sector(following)) or (END_OF_CHAIN,)
            named += more
        sectors = [number for number in named[:count] if number < END_OF_CHAIN]
        return self._numbers(b"".join(self._sector(number) for number in sectors))

    def _directory(self, start: int) -> Iterator[tuple[str, tuple[int, int]]]:
        held = b"".join(self._chain(start))
        for place in range(0, len(held) - ENTRY + 1, ENTRY):
            entry = held[place : place + ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if name:
                yield name, struct.unpack_from("<II", entry, 116)

    @staticmethod
    def _numbers(held: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(held) // 4}I", held[: len(held) // 4 * 4])


def _follow(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain; a chain that comes back to itself ends there."""
    seen: set[int] = set()
    while start < END_OF_CHAIN and start not in seen:
        seen.add(start)
        yield start
        start = table[start] if start < len(table) else END_OF_CHAIN

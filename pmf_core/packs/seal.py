"""The seal of a pack: a checksum over its canonical content, whatever file that content is written to."""

from __future__ import annotations

import json
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from pmf_core.errors import BadInput
from pmf_core.views.pack import Pack

SHOWN = 12
"""How many characters of a seal stand at the foot of a page; verifying asks for all of them."""

_PACK = TypeAdapter(Pack)


def content_of(pack: Pack) -> bytes:
    """The pack as canonical JSON: keys in order, no blanks, UTF-8; the same pack is always the same bytes."""
    plain = _PACK.dump_python(pack, mode="json")
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def seal_of(content: bytes) -> str:
    """The SHA-256 of a canonical content.

    >>> seal_of(b"{}")[:8]
    '44136fa3'
    """
    return sha256(content).hexdigest()


def pack_of(content: bytes) -> Pack:
    """The pack that a canonical content says."""
    try:
        return _PACK.validate_json(content)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise BadInput(f"The content of the pack can't be read: {place}: {fault['msg']}.") from None

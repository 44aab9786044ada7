"""The process that opens a workbook: `python -m pmf_core.returns.files.child KIND NAME`, bytes in, messages out.

It can write no files and use only so much memory and time. Whatever a file does to it, the hub goes on.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import BinaryIO

from pmf_core.errors import BadInput
from pmf_core.returns.files.kind import FileKind
from pmf_core.returns.files.limits import MEMORY, SECONDS
from pmf_core.returns.files.message import write
from pmf_core.returns.files.sheets import sheets_of


def limit_itself() -> None:
    """Give up more memory, more time and every file; a system without such limits is left as it is."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def run(content: bytes, kind: FileKind, *, name: str, out: BinaryIO) -> None:
    """Send each sheet; a refusal, or the end, comes last."""
    try:
        for parts in sheets_of(content, kind, name=name):
            out.write(write(("sheet", vars(parts))))
    except BadInput as error:
        out.write(write(("refused", str(error))))
    except MemoryError:
        out.write(write(("memory", "")))
    else:
        out.write(write(("end", "")))


if __name__ == "__main__":
    limit_itself()
    # It lives for one file and makes no rings of values: looking for them, and tidying up, would take a third as long.
    gc.disable()
    run(sys.stdin.buffer.read(), FileKind(sys.argv[1]), name=sys.argv[2], out=sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(0)

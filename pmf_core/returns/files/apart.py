"""Opening a stranger's workbook in a process of its own, with limits, so that no file can take the hub down.

Decoders of such formats fail in ways that no `except` catches: they run out of memory, never end, or abort.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys

from pmf_core.errors import BadInput
from pmf_core.returns.files.kind import FileKind
from pmf_core.returns.files.limits import MEMORY, SECONDS, WAIT
from pmf_core.returns.files.message import SheetParts, read

WORKER = "pmf_core.returns.files.child"

OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV}
"""How the process ends when memory runs out where Python doesn't see it."""

OUT_OF_TIME = -signal.SIGXCPU


def sheets_apart(content: bytes, kind: FileKind, *, name: str) -> list[SheetParts]:
    """The sheets of a workbook; whatever goes wrong is one sentence."""
    command = [sys.executable, "-m", WORKER, kind.value, name]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            said, _ = process.communicate(content, timeout=WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise _too_slow(name) from None
    return _heard(said, process.returncode, name=name)


def _heard(said: bytes, ended: int, *, name: str) -> list[SheetParts]:
    stream, sheets = io.BytesIO(said), []
    try:
        while True:
            what, held = read(stream)
            match what:
                case "sheet":
                    sheets.append(SheetParts(**held))
                case "end":
                    return sheets
                case "refused":
                    raise BadInput(held)
                case _:
                    raise _too_big(name)
    except (EOFError, pickle.UnpicklingError):
        pass
    if ended == OUT_OF_TIME:
        raise _too_slow(name)
    if ended in OUT_OF_MEMORY:
        raise _too_big(name)
    raise BadInput(f"{name} is damaged: open it, save it again and send that.")


def _too_slow(name: str) -> BadInput:
    return BadInput(
        f"{name} takes longer than {SECONDS} seconds to open, which no return should: "
        "send only the sheets with figures, or send them as .csv."
    )


def _too_big(name: str) -> BadInput:
    return BadInput(
        f"{name} needs more than the {MEMORY / 1e6:,.0f} MB of memory that a return may use: "
        "send only the sheets with figures, or send them as .csv."
    )

"""Kills a process that works on a return at each instant that matters, and tells how it left the store.

    python -m tests.store.returned.killed FOLDER receive|submit|approve

A child of this process does the work on a copy of FOLDER under a tracer that ends it with SIGKILL at the n-th line;
another child then reads the copy, does the work again, and reads once more. A line of JSON a death comes out.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pmf_core.errors import NotPossible
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.receiving import receive
from pmf_core.store.returned.submitting import submit
from tests.sending import ANN, BEN, CLEAN, MARCH, TODAY, calls_of, figures

CALLS = {"north": 10.0, "south": 20.0}
SPREAD = 5
"""How many instants are taken outside of the writing of an edition."""

RANDOM_WAITS = (0.004, 0.012, 0.03, 0.06)
"""Seconds after which a worker is killed wherever it is, inside the database too."""


def work(action: str, folder: Path) -> None:
    """The act that is interrupted; doing it again goes on with what is there."""
    if action == "receive":
        receive(folder, b"march", name="bins.xlsx", return_id="bins", period=MARCH, actor=ANN)
    elif action == "submit":
        submit(folder, "bins.2025-03.1", check=CLEAN, figures=figures(CALLS), actor=ANN)
    else:
        approve(folder, "bins.2025-03.1", actor=BEN, today=TODAY)


def seen(folder: Path) -> dict[str, Any]:
    """What a reader finds."""
    hub = Hub.open(folder)
    states = [held.state.value for held in submissions(hub.engine)]
    hub.close()
    return {"states": states, "calls": calls_of(folder)}


def in_a_child(do: Callable[[], Any]) -> Any:
    """Do something in a process of its own; its answer comes back, or None if it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, json.dumps(do()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told) if told else None


def lines_of(action: str, folder: Path) -> list[tuple[str, int]]:
    """File and number of every line of the library that the work runs through, in order."""

    def traced() -> list[tuple[str, int]]:
        passed: list[tuple[str, int]] = []
        _trace(lambda file, number: passed.append((file, number)))
        work(action, folder)
        sys.settrace(None)
        return passed

    return in_a_child(traced)


def _trace(passing: Callable[[str, int], None]) -> None:
    def tracer(frame: Any, event: str, _: Any) -> Any:
        if "/pmf_core/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            passing(Path(frame.f_code.co_filename).name, frame.f_lineno)
        return tracer

    sys.settrace(tracer)


def die_at(instant: int, action: str, folder: Path) -> None:
    """Work until the n-th line, and be killed before it."""
    passed = 0

    def count(_: str, __: int) -> None:
        nonlocal passed
        passed += 1
        if passed == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    _trace(count)
    work(action, folder)


def die_after(seconds: float, action: str, folder: Path) -> None:
    """Work, and be killed after a while."""
    keeper = os.getpid()
    if os.fork() == 0:
        time.sleep(seconds)
        os.kill(keeper, signal.SIGKILL)
        os._exit(0)
    work(action, folder)


def again(action: str, folder: Path) -> dict[str, Any]:
    """What is found after a death, and after the work is done again; done already is as good."""
    found = seen(folder)
    with suppress(NotPossible):
        work(action, folder)
    return {"found": found, "then": seen(folder), "files": len(list(folder.glob("hub-*")))}


def main(store: Path, action: str) -> None:
    """Every death of an action, one JSON line each."""
    number = 0

    def died(how: Callable[[Path], None]) -> None:
        nonlocal number
        number += 1
        folder = store.with_name(f"{store.name}-{number}")
        shutil.copytree(store, folder)
        in_a_child(lambda: how(folder))
        print(json.dumps(in_a_child(lambda: again(action, folder))), flush=True)
        shutil.rmtree(folder)

    rehearsal = store.with_name(f"{store.name}-rehearsal")
    shutil.copytree(store, rehearsal)
    lines = lines_of(action, rehearsal)
    instants = {lines.index(line) + 1 for line in lines if line[0] == "edition.py"}
    instants |= {1 + part * len(lines) // SPREAD for part in range(SPREAD)}
    for instant in sorted(instants):
        died(lambda folder, n=instant: die_at(n, action, folder))
    for wait in RANDOM_WAITS:
        died(lambda folder, s=wait: die_after(s, action, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

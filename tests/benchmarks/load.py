"""Fifty people at once on one process: each opens pages over Streamlit's own websocket, thinks, and goes on.

Printed: the 95th percentile from asking to *script finished*, errors, and memory a session.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parents[2]
SESSIONS = 50
STEPS = 6
THINK_SECONDS = 8.0
PORT = 8766
VIEWS = (
    ("", ""),
    ("vital_signs", ""),
    ("explore", "q=care"),
    ("metric", "m=ehcp_20_weeks"),
    ("vital_signs", "p=2026-02"),
    ("metric", "m=sickness_days&tab=trust"),
)
"""Page and query, in the order in which people go."""


@contextmanager
def serving(port: int, *, script: str = "app.py") -> Iterator[psutil.Process]:
    """A hub on a port of its own, stopped at the end."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_it_answers(port)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(port: int, *, seconds: float = 60) -> None:
    """Block until the server is healthy."""
    import urllib.error
    import urllib.request

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port} after {seconds:.0f} s.")


async def visit(person: int, think: float) -> tuple[list[float], int]:
    """One person's pages: how long each took, and how many failed."""
    times, failed = [], 0
    await asyncio.sleep(random.Random(person).uniform(0, think))
    address = f"ws://127.0.0.1:{PORT}/_stcore/stream"
    async with websockets.connect(address, max_size=None, origin=f"http://127.0.0.1:{PORT}") as socket:  # type: ignore[arg-type]
        for step in range(STEPS):
            page, query = VIEWS[(person + step) % len(VIEWS)]
            ask = BackMsg()
            ask.rerun_script.query_string = query
            ask.rerun_script.page_name = page
            began = time.perf_counter()
            await socket.send(ask.SerializeToString())
            failed += await finished(socket)
            times.append(time.perf_counter() - began)
            await asyncio.sleep(think)
    return times, failed


async def finished(socket: websockets.ClientConnection) -> int:
    """Read until the script has finished; 1 if it failed."""
    failed = 0
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(socket.recv(), 60))  # type: ignore[arg-type]
        if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            failed = 1
        if message.WhichOneof("type") == "script_finished":
            return failed


async def everybody(sessions: int, think: float) -> tuple[list[float], int]:
    """All of them at once."""
    visits = await asyncio.gather(*(visit(person, think) for person in range(sessions)))
    return [taken for times, _ in visits for taken in times], sum(failed for _, failed in visits)


def main() -> None:
    """Print the figures."""
    random.seed(0)
    with serving(PORT) as server:
        asyncio.run(everybody(len(VIEWS), 0.1))
        rest = server.memory_info().rss / 1e6
        times, failed = asyncio.run(everybody(SESSIONS, THINK_SECONDS))
        full = server.memory_info().rss / 1e6
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    print(f"{SESSIONS} sessions, {len(times)} pages: median {statistics.median(times) * 1000:.0f} ms, ", end="")
    print(f"p95 {p95:.0f} ms, {failed} failed")
    print(f"memory at rest {rest:.0f} MB, {(full - rest) / SESSIONS:.2f} MB a session")


if __name__ == "__main__":
    os.chdir(ROOT)
    main()

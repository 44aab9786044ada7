"""Make the hub's own environment in .venv: uv if it is there, else venv and pip. Standard library only.

Nothing is installed while the requirements are the ones installed last.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
CONSTRAINTS = ROOT / "constraints.txt"


def main(requirements: str) -> None:
    """Bring .venv up to a requirements file."""
    if sys.version_info[:2] < OLDEST:
        sys.exit(
            f"Python {sys.version.split()[0]} is too old: the hub needs 3.11 or newer. "
            "Install it, or name it: make run PYTHON=/path/to/python3.11"
        )
    wanted = checksum(requirements)
    stamp = ENVIRONMENT / f".installed-{requirements}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    uv = shutil.which("uv")
    if not PYTHON.exists():
        make_environment(uv)
    print(f"Installing {requirements} with {'uv' if uv else 'pip'} …", flush=True)
    installer = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    run([*installer, "--quiet", "-r", requirements, "-c", str(CONSTRAINTS)], "The packages could not be installed")
    stamp.write_text(wanted)


def make_environment(uv: str | None) -> None:
    """An empty environment."""
    if uv:
        run([uv, "venv", "--quiet", "--python", sys.executable, str(ENVIRONMENT)], "uv could not make .venv")
        return
    try:
        import ensurepip  # noqa: F401  (Debian leaves it out of python3)
    except ImportError:
        version = ".".join(str(part) for part in sys.version_info[:2])
        sys.exit(f"This Python has no venv: run 'apt install python{version}-venv' (or install uv) and try again.")
    run([sys.executable, "-m", "venv", str(ENVIRONMENT)], ".venv could not be made")


def checksum(requirements: str) -> str:
    """Changes when the requirements, what they include, or the constraints do."""
    text = "".join((ROOT / name).read_text() for name in ("requirements.txt", requirements, CONSTRAINTS.name))
    return hashlib.sha256((text + sys.version).encode()).hexdigest()


def run(command: list[str], fault: str) -> None:
    """Run a command from the project's folder; what it said is shown if it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{fault}:\n{done.stdout}{done.stderr}\nIs a package index reachable?")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "requirements.txt")

"""Where configuration, data and store are: beside the code, unless the environment says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

from pmf_core.store.hub import Hub

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder."""


def config_folder() -> Path:
    """`config/`, or PMF_CONFIG."""
    return Path(os.environ.get("PMF_CONFIG", ROOT / "config"))


def data_folder() -> Path:
    """`data/`, or PMF_DATA."""
    return Path(os.environ.get("PMF_DATA", ROOT / "data"))


def store_folder() -> Path:
    """`store/`, or PMF_STORE."""
    return Path(os.environ.get("PMF_STORE", ROOT / "store"))


def outbox_folder() -> Path:
    """`outbox/`, or PMF_OUTBOX: where reminders are written."""
    return Path(os.environ.get("PMF_OUTBOX", ROOT / "outbox"))


def public_folder() -> Path:
    """`public/`, or PMF_PUBLIC: where the pages for everybody are made."""
    return Path(os.environ.get("PMF_PUBLIC", ROOT / "public"))


def open_hub() -> Hub:
    """The hub to read from."""
    return Hub.open(store_folder())

"""Keeping people from being found in small numbers: suppression, rounding, and cells that guard other cells."""

from pmf_core.disclosure.attack import Total, exposed
from pmf_core.disclosure.profile import PROFILES, Hidden, Profile, Shown, profile_named, shown_ratio
from pmf_core.disclosure.protection import System, guards, protect

__all__ = [
    "PROFILES",
    "Hidden",
    "Profile",
    "Shown",
    "System",
    "Total",
    "exposed",
    "guards",
    "profile_named",
    "protect",
    "shown_ratio",
]

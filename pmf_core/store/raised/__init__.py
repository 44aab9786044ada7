"""What was raised and what was said to it: written once, never changed."""

from pmf_core.store.raised.raising import Raised, Said, raise_it, raised, reply

__all__ = ["Raised", "Said", "raise_it", "raised", "reply"]

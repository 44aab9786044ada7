"""The exceptions of a unit: from what is known of each metric to an ordered list with sentences."""

from pmf_core.views.exceptions.listing import ExceptionRow, Listing, exceptions

__all__ = ["ExceptionRow", "Listing", "exceptions"]

"""The record of the exceptions: what was raised, who saw it, what came of it, and whether it was real."""

from pmf_core.views.exception_record.page import Record, record

__all__ = ["Record", "record"]

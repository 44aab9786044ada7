"""Is it still what was sealed? Every word and number of a file beside what its sealed content says."""

from pmf_core.packs.verify.verifying import Finding, Verified, verify

__all__ = ["Finding", "Verified", "verify"]

"""Which figures are kept from readers who don't need small numbers: worked out once, when figures are published."""

from pmf_core.store.withheld.refresh import refresh

__all__ = ["refresh"]

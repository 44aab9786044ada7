"""What a body is given to read: one snapshot as frozen values, whatever file it becomes."""

from pmf_core.views.pack.values import Cell, Defined, Fact, Figure, Pack, PackTable, Page, Paragraph

__all__ = ["Cell", "Defined", "Fact", "Figure", "Pack", "PackTable", "Page", "Paragraph"]

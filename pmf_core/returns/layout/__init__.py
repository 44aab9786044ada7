"""Where the data is on a sheet: header rows, columns, first and last row, footnotes and totals."""

from pmf_core.returns.layout.cells import data_cells, different
from pmf_core.returns.layout.found import Column, ColumnKind, Layout, Note, Scale
from pmf_core.returns.layout.laying import lay_out

__all__ = ["Column", "ColumnKind", "Layout", "Note", "Scale", "data_cells", "different", "lay_out"]

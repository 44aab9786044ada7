"""How much of a file the hub is willing to open."""

LARGEST_FILE = 150_000_000
"""Bytes of a file as sent, and of what a compressed text file holds."""

LARGEST_EXPANDED = 800_000_000
"""Bytes of a workbook's parts when they are unpacked; half a million rows of eight columns need 200 million."""

MOST_PARTS = 10_000
"""Parts in a workbook's archive; ordinary ones have fewer than a hundred."""

MOST_CELLS = 8_000_000
"""Cells of a workbook's sheets together, blank ones between the first and the last included."""

MOST_CELLS_OF_TEXT = 24_000_000
"""Cells of a text file: three million rows of eight columns."""

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""The rows and columns that a spreadsheet can have."""

SECONDS = 8
"""Seconds of computing that a workbook may take to be read."""

WAIT = 45.0
"""Seconds until an answer is no longer waited for, on a machine that is busy with other things."""

MEMORY = 440_000_000
"""Bytes that the process which opens a workbook may use."""

"""How much one file may hold. Every reader stops here, so that no file fills the memory or makes its person wait.

The figures are many times what a convening has, and small enough for two seconds and 300 MB on an old laptop.
"""

MOST_UPLOADED = 20_000_000
"""Bytes of a file as it comes."""

MOST_PARTS = 2_000
"""Entries of an Office file, which is a ZIP."""

MOST_BYTES = 100_000_000
"""Bytes of all parts together, unpacked."""

MOST_MARKS = 1_000_000
"""Tags and attributes of one XML part that is held as a whole; each takes about 120 bytes of memory."""

MOST_LINES = 100_000
"""Paragraphs of a text."""

MOST_PART = 50_000_000
"""Bytes of one part that is read."""

MOST_TEXT = 20_000_000
"""Signs of all cells together; one long text can stand in many cells."""

MOST_CELLS = 400_000
"""Cells of one file: 14,000 people with 28 columns each."""

MOST_COLUMNS = 256
"""Columns of a sheet that are kept as they stand; in a wider sheet the empty ones are left out."""

MOST_BLANK_ROWS = 10
"""Blank rows in a row that are kept; the numbers of the rows tell how many there were."""

MOST_MARKUP = 200_000
"""Signs of a text that is read as Markdown; a longer one is read line by line."""

DEEPEST = 100
"""Levels of tables, lists and boxes within each other."""

MOST_TIMES = 100
"""Times that a repeated calendar entry is written out."""

"""Every size, depth and count that bad input could abuse, in one place."""

from typing import Final

MAX_RECORD_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 8
MAX_NODES: Final = 5_000
MAX_EVIDENCE_BYTES: Final = 50 * 1024 * 1024
# More than any camera of a phone gives in one shot, and what fits into memory when two are decoded at a time.
MAX_PIXELS: Final = 80_000_000
# A picture so many times as high as wide is printed in strips: on one page nobody could read it.
LONG_FROM: Final = 3
# A proof that is bound into a volume.
MAX_PROOF_PAGES: Final = 100
# What one part of it may unpack to.
MAX_UNPACKED_BYTES: Final = 64 * 1024 * 1024
# Nothing that the department keeps is older, or is planned for later.
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
# Nobody who buys a car was born earlier.
FIRST_BIRTH_YEAR: Final = 1900
# Of a text file, what is searched for personal data; of one file, how many pieces are told.
MAX_TEXT_BYTES: Final = 8 * 1024 * 1024
MAX_PRIVATE_SHOWN: Final = 20
MAX_PACKED_SHOWN: Final = 3
# Of a PDF that is searched for it: seconds and memory of the reader, signs of a page, files that it carries.
MAX_PDF_SECONDS: Final = 10
MAX_PDF_MEMORY: Final = 2 * 1024 * 1024 * 1024
MAX_PDF_WORDS: Final = 1_000_000
MAX_PDF_ENCLOSURES: Final = 20
MAX_LINE_CHARS: Final = 500
MAX_MONEY_FEN: Final = 100_000_000_000
MAX_COUNT: Final = 100_000_000
MAX_FINDINGS_SHOWN: Final = 500
# A workbook that is read back: its file, what it unpacks to (and how much more that is), what it holds.
MAX_WORKBOOK_BYTES: Final = 5 * 1024 * 1024
MAX_WORKBOOK_UNPACKED: Final = 32 * 1024 * 1024
MAX_WORKBOOK_RATIO: Final = 100
MAX_WORKBOOK_PARTS: Final = 500
MAX_SHEETS: Final = 40
MAX_SHEET_ROWS: Final = 5_000
MAX_SHEET_COLUMNS: Final = 200
MAX_SHEET_CELLS: Final = 200_000
MAX_SHEET_MERGES: Final = 2_000
MAX_HEADER_ROWS: Final = 40

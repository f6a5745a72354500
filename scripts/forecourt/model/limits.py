"""Every size, depth and count that bad input could abuse, in one place."""

from typing import Final

MAX_RECORD_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 8
MAX_NODES: Final = 5_000
MAX_EVIDENCE_BYTES: Final = 50 * 1024 * 1024
MAX_LINE_CHARS: Final = 500
MAX_MONEY_FEN: Final = 100_000_000_000
MAX_COUNT: Final = 100_000_000
MAX_FINDINGS_SHOWN: Final = 500

"""One table as CSV for Excel: UTF-8 with BOM, headers in the reader's language, exact yuan."""

import csv
from codecs import BOM_UTF8
from io import StringIO
from typing import Any

from forecourt.tables.cells import COUNTS, DASH, MONEY, harmless, header, percent, words_of, yuan
from forecourt.tables.frames import Table
from forecourt.tables.layout import Column, Holds
from forecourt.words.catalogue import Words


def as_csv(table: Table, words: Words) -> bytes:
    """The table's bytes; data rows only, so that nobody sums a total (pitfall 21). Lines end in CRLF."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(harmless(header(column, words)) for column in table.layout.columns)
    for row in table.rows():
        writer.writerow(
            _cell(column, value, words) for column, value in zip(table.layout.columns, row, strict=True)
        )
    return BOM_UTF8 + target.getvalue().encode()


def _cell(column: Column, value: Any, words: Words) -> str:
    if column.holds in MONEY:
        return DASH if value is None else str(yuan(value))
    if column.holds is Holds.PERCENT:
        return DASH if value is None else f"{percent(value)}%"
    if column.holds in COUNTS:
        return "" if value is None else str(value)
    return harmless(words_of(column, value, words))

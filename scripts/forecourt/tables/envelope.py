"""A month's tables as JSON for other programs: a versioned envelope with stable English codes."""

import json
from typing import Any, Final

from forecourt.model.months import Month
from forecourt.tables.cells import MONEY, percent, yuan
from forecourt.tables.frames import Table
from forecourt.tables.layout import Column, Holds

SCHEMA_VERSION: Final = 1


def as_json(month: Month | None, tables: tuple[Table, ...]) -> str:
    """The envelope: schema_version, month (null: of no single one), currency, a list of rows for each table,
    and the totals by table.

    Every amount stands twice: `…_fen` as an integer and `…_yuan` as text with two decimals; so does every
    share: `…_bp` in hundredths of a percent and `…_percent` as text with two decimals.
    """
    named = None if month is None else str(month)
    envelope: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "month": named, "currency": "CNY"}
    for table in tables:
        columns = table.layout.columns
        envelope[table.layout.name] = [_row(columns, row) for row in table.rows()]
    envelope["totals"] = {
        table.layout.name: _row(
            tuple(column for column in table.layout.columns if column.name in total), tuple(total.values())
        )
        for table in tables
        if (total := table.total())
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _row(columns: tuple[Column, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for column, value in zip(columns, row, strict=True):
        cells[column.name] = value.split() if column.name == "records" else value
        if column.holds in MONEY:
            cells[column.name.removesuffix("fen") + "yuan"] = None if value is None else str(yuan(value))
        if column.holds is Holds.PERCENT:
            cells[column.name.removesuffix("bp") + "percent"] = None if value is None else str(percent(value))
    return cells

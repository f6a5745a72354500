"""One entry of the ledger, and the order in which entries stand (M2). All amounts in fen."""

from datetime import date

from msgspec import Struct

from forecourt.model.months import Month


class Entry(Struct, frozen=True, kw_only=True):
    """`amount` fen (never negative) that a field of a record moved on `day`; `type` is a code of ENTRY_TYPES.

    `fund` and `accrued_in` name the tranche that it moves ("" and None: it moves none), `channel` the budget
    ("" when the record belongs to no single one). `field` is the dotted path of the field behind the amount.
    """

    day: date
    type: str
    month: Month
    fund: str
    accrued_in: Month | None
    channel: str
    amount: int
    record: str
    path: str
    field: str

"""What is bought from one vendor: contract, invoice and payment, in whatever record they stand (M3, W1.1).

An ad, an article and a print job are one purchase each; an event has as many as it names vendors.
"""

from collections.abc import Iterator

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.purchase import Purchase
from forecourt.model.record import Record
from forecourt.model.unread import is_read, readable

Buyer = Ad | Event | Press | PrintJob
Bought = Ad | Press | PrintJob | Purchase


def purchases_of(record: Record, *fields: str) -> Iterator[tuple[str, Bought]]:
    """The purchases of the record, each with what its fields' names begin with ("" or "purchases.2.").

    Those of which one of `fields` could not be read are left out.
    """
    if isinstance(record, Event):
        for place, one in readable(record.purchases, *fields):
            yield f"purchases.{place}.", one
    elif isinstance(record, Ad | Press | PrintJob) and all(
        is_read(getattr(record, name, None)) for name in fields
    ):
        yield "", record

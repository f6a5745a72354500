"""Who signed a month's volumes, when they were posted, and the exceptions that the manager signed (A3)."""

from collections.abc import Iterator

from forecourt.binder.content import Fact, Item, Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.binder.proofs import kind_label
from forecourt.kinds.binder import Binder
from forecourt.kinds.exception import ProofException
from forecourt.rules.completeness import score_of
from forecourt.rules.proof_exceptions import signatures
from forecourt.words.text import N_


def signed(edition: Edition) -> tuple[Fact, ...]:
    """The blanks of the cover, filled in as far as the month's record says; "" is a line to write on.

    A reprint of posted volumes has none of what was signed on them.
    """
    binder = None if posted(edition) else binder_of(edition)
    people = {name: getattr(binder, name, None) for name in ("preparer", "checker", "manager")}
    names = {name: edition.display.title(id) if id else "" for name, id in people.items()}
    day = binder.posted_on if binder else None
    return (
        Fact(label=edition.say(N_("Prepared by")), value=names["preparer"]),
        Fact(label=edition.say(N_("Checked by")), value=names["checker"]),
        Fact(label=edition.say(N_("Manager")), value=names["manager"]),
        Fact(label=edition.say(N_("Posted on")), value=day.isoformat() if day else ""),
        Fact(label=edition.say(N_("Waybill no.")), value=(binder.waybill if binder else None) or ""),
    )


def posted(edition: Edition) -> Binder | None:
    """The record of the month's volumes once they were posted: a printing from then on is another one.

    The volumes that were posted stand at the commit before that record, which did not know it yet.
    """
    binder = binder_of(edition)
    return binder if binder and binder.posted_on and binder.commit else None


def binder_of(edition: Edition) -> Binder | None:
    """The record of the month's volumes: the one that no other replaces; None without one."""
    found = [one for one in edition.records.of(Binder) if one.month == edition.month]
    live = [one for one in found if edition.sight.is_live(one)]
    replaced = {one.replaces.casefold() for one in live if one.replaces}
    return next((one for one in live if one.id.casefold() not in replaced), None)


def exceptions(edition: Edition, items: tuple[Item, ...]) -> Sheet:
    """The papers that the volume goes without, and who signed for it."""
    return Sheet(
        anchor="exceptions",
        title=edition.say(N_("Exceptions signed by the manager")),
        columns=edition.columns(
            (N_("No."), 5, "centre"),
            (N_("Item"), 19),
            (N_("Paper that is lacking"), 13),
            (N_("Reason"), 22),
            (N_("What stands in its place"), 15),
            (N_("Collected by, until"), 13),
            (N_("Signed by, on"), 13),
        ),
        rows=tuple(row for item in items for row in _rows(edition, item)),
    )


def _rows(edition: Edition, item: Item) -> Iterator[Row]:
    for kind, exception in score_of(item.record, edition.sight).excused.items():
        cells = (
            item.number,
            f"{item.record.title}  {item.record.id}",
            kind_label(edition, kind),
            exception.reason,
            exception.remedy or DASH,
            f"{edition.display.title(exception.collector)}  {edition.day(exception.collect_until)}",
            _signatures(edition, exception),
        )
        yield Row(cells=cells, target=item.anchor)


def _signatures(edition: Edition, exception: ProofException) -> str:
    return "  ".join(
        f"{edition.display.title(approval.by)}  {edition.day(approval.at)}"
        for approval in signatures(exception, edition.sight)
    )

"""The settlement sheet (核销结算表): what each item cost, what is asked back, and of which funds (M2)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from forecourt.binder.content import Item, Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.money.settlement import AMOUNTS, MOVES, Settlement, settlement
from forecourt.words.text import N_


def settlement_sheets(edition: Edition, items: Iterable[Item]) -> tuple[Sheet, ...]:
    """The settlement sheet of a volume, and what its claims take of each fund's accrual."""
    known = tuple(items)
    own = (item.record for item in known)
    found = settlement(edition.records, edition.world.today, edition.programme, own)
    return (_items(edition, known, found), _funds(edition, found))


def _items(edition: Edition, items: Sequence[Item], found: Settlement) -> Sheet:
    yuan, by_id = edition.display.yuan, {item.record.id: item for item in items}
    rows = [
        Row(
            cells=(
                by_id[record.id].number,
                record.title,
                *(yuan(fen) for fen in (line.planned, line.contract, line.invoice, line.paid, line.eligible)),
                line.rate or DASH,
                yuan(line.asked),
                yuan(line.granted),
            ),
            target=by_id[record.id].anchor,
        )
        for record, line in found.lines
    ]
    if rows:
        sums = [yuan(found.total(name)) for name in AMOUNTS]
        rows.append(Row(cells=("", edition.say(N_("Total")), *sums[:5], "", *sums[5:]), strong=True))
    return Sheet(
        anchor="settlement",
        title=edition.say(N_("Settlement by item")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("No."), 5, "centre"),
            (N_("Item"), 18),
            (N_("Planned"), 10, "right"),
            (N_("Contract"), 10, "right"),
            (N_("Invoice"), 10, "right"),
            (N_("Paid out"), 10, "right"),
            (N_("Eligible"), 10, "right"),
            (N_("Rate"), 7, "right"),
            (N_("Sum asked"), 10, "right"),
            (N_("Sum granted"), 10, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(
            N_("— not there yet: no invoice, not paid, not claimed, or no answer from the manufacturer")
        )
        if rows
        else "",
        empty=edition.say(N_("No item of this volume costs money")),
    )


def _funds(edition: Edition, found: Settlement) -> Sheet:
    yuan = edition.display.yuan
    rows, sums = [], Counter[str]()
    for claim in found.claims:
        for place, ((fund, month), moved) in enumerate(found.uses(claim).items()):
            sums.update(moved)
            name = f"{claim.title}  {claim.id}  {edition.display.state(claim)}" if place == 0 else ""
            amounts = (yuan(moved[move]) if move in moved else DASH for move in MOVES)
            cells = (name, _fund(edition, fund), edition.month_name(month), *amounts)
            rows.append(Row(cells=cells))
    if rows:
        amounts = (yuan(sums[move]) if move in sums else DASH for move in MOVES)
        rows.append(Row(cells=(edition.say(N_("Total")), "", "", *amounts), strong=True))
    return Sheet(
        anchor="tranches",
        title=edition.say(N_("Funds used by the claims")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Claim"), 26),
            (N_("Fund"), 14),
            (N_("Accrued in"), 12),
            (N_("Sum asked"), 12, "right"),
            (N_("Refused"), 12, "right"),
            (N_("Sum granted"), 12, "right"),
            (N_("Credited"), 12, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("Whole claims: one may hold items of other volumes too")) if rows else "",
        empty=edition.say(N_("No item of this volume has been claimed yet")),
    )


def _fund(edition: Edition, name: str) -> str:
    """The label of a fund of the month's programme, its code when it has none of that name."""
    funds = edition.programme.funds if edition.programme else ()
    return next((fund.label for fund in funds if fund.name == name), name)

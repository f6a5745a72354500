"""The figures of claims: awaited and by age, what came back of what was paid (M2, A3).

Parts of what is awaited are what was granted, or while nobody has decided what lines ask, less what came.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.claims import AGES, Receivable, receivables
from forecourt.money.claims_recovery import CASH, Recovery, recovery, total
from forecourt.money.figure import Figure, Part, divided, of_parts, part_of
from forecourt.money.funds_costs import eligible_cost
from forecourt.money.ledger_claims import granted_on
from forecourt.money.ledger_costs import sums_of
from forecourt.money.ledger_ends import programme_of
from forecourt.money.lifecycle import state_of
from forecourt.words.text import N_, Text, text

_SHARE: Final = "hundredths of a percent"


def claim_figures(records: Records, today: date) -> Iterator[Figure]:
    """What `claims` prints: of all (claims.receivable, claims.age.to_30, recovery.rate) and of a month
    (2026-10.claims.age.to_30, 2026-10.recovery.rate).
    """
    found, lines = receivables(records, today), recovery(records)
    months = sorted(
        {claim.month for claim in records.of(Claim)} | {line.month for line in lines if line.month}
    )
    for month in (None, *months):
        start = "" if month is None else f"{month}."
        own = [one for one in found if month in (None, one.claim.month)]
        yield from _awaited(records, own, start)
        yield from _settled(records, month, start)
    for line in (total(lines), *lines):
        yield from _recovered(records, line)


def _awaited(records: Records, found: list[Receivable], start: str) -> Iterator[Figure]:
    for age, name, label in (
        (None, "receivable", Text(N_("Awaited"))),
        *((age, f"age.{age}", Text(said)) for age, said in AGES.terms.items()),
    ):
        own = [one for one in found if age in (None, one.age)]
        for ending, what, estimated in (
            ("", N_("Awaited"), False),
            (".estimated", N_("Estimated only"), True),
        ):
            parts = (
                part
                for one in own
                if one.is_estimate == estimated
                for part in _open_parts(records, one.claim)
            )
            yield of_parts(f"{start}claims.{name}{ending}", _label(start, label, what), parts)
        count = [part_of(one.claim, "state", 1) for one in own]
        yield of_parts(f"{start}claims.{name}.count", _label(start, label, N_("Claims")), count, unit="count")


def _settled(records: Records, month: Month | None, start: str) -> Iterator[Figure]:
    """The totals below the claims and their lines."""
    claims = [claim for claim in records.of(Claim) if month in (None, claim.month)]
    for name, field, what in (
        ("granted", "granted_cost", N_("Amount granted")),
        ("credited", "credited_cost", N_("Amount credited")),
    ):
        parts = [part_of(one, field, fen) for one in claims if (fen := getattr(one, field))]
        yield of_parts(f"{start}claims.{name}", _label(start, Text(N_("Claims")), what), parts)
    for field, what in (
        ("spent", N_("Amount spent")),
        ("ineligible", N_("Of it not eligible")),
        ("claimed", N_("Amount claimed")),
        ("granted", N_("Amount granted")),
    ):
        parts = [
            part_of(one, f"lines.{place}.{field}", fen)
            for one in claims
            for place, line in enumerate(one.lines)
            if (fen := getattr(line, field))
        ]
        yield of_parts(f"{start}claims.lines.{field}", _label(start, Text(N_("Claim lines")), what), parts)


def _open_parts(records: Records, claim: Claim) -> Iterator[Part]:
    granted = granted_on(claim, state_of(records, claim))
    if granted is None:
        for place, line in enumerate(claim.lines):
            yield part_of(claim, f"lines.{place}.claimed", line.claimed)
    else:
        yield part_of(claim, granted[1], granted[0])
    if claim.credited_cost:
        yield part_of(claim, "credited_cost", -claim.credited_cost)


def _recovered(records: Records, line: Recovery) -> Iterator[Figure]:
    start = "recovery" if line.month is None else f"{line.month}.recovery"
    label = Text(N_("What came back of what was paid"))

    def made(name: str, what: str, parts: Iterable[Part]) -> Figure:
        return of_parts(f"{start}.{name}", _label(start, label, what), parts)

    eligible = made(
        "eligible",
        N_("Eligible cost paid"),
        (part for record in line.paid for part in _eligible_parts(records, record)),
    )
    decided = ((claim, granted_on(claim, state_of(records, claim))) for claim in line.claims)
    granted = made(
        "granted",
        N_("Amount granted"),
        (part_of(claim, found[1], found[0]) for claim, found in decided if found and found[0]),
    )
    came = [(claim, claim.credited_cost) for claim in line.claims if claim.credited_cost]
    parts = [(claim.credit_form == CASH, part_of(claim, "credited_cost", fen)) for claim, fen in came]
    reimbursed = made("reimbursed", N_("Amount credited"), (part for _, part in parts))
    yield from (eligible, granted, reimbursed)
    yield made("cash", N_("Credited in cash"), (part for is_cash, part in parts if is_cash))
    yield made("credit", N_("Credited to an account"), (part for is_cash, part in parts if not is_cash))
    for name, what, part in (
        ("granted_rate", N_("Granted, share"), granted),
        ("rate", N_("Recovery rate"), reimbursed),
    ):
        yield divided(f"{start}.{name}", _label(start, label, what), part, eligible, unit=_SHARE)


def _eligible_parts(records: Records, record: Record) -> Iterator[Part]:
    """What was paid for the record, less what the programme of its month never pays back."""
    for one in sums_of(record, "spent"):
        if one.type == "payment" and one.amount:
            yield part_of(record, one.field, one.amount)
    programme = programme_of(records, record)
    if programme is not None and (left_out := eligible_cost(record, programme).ineligible):
        yield part_of(record, "cost_parts" if isinstance(record, Ad) else "costs", -left_out)


def _label(start: str, named: Text, what: str) -> Text:
    month = start.partition(".")[0]
    if not month[:1].isdigit():
        return text(N_("{fund}: {what}"), fund=named, what=Text(what))
    return text(N_("{month} {channel}: {what}"), month=month, channel=named, what=Text(what))

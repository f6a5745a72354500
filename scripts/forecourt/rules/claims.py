"""Rules about claims: their lines, their papers and days, and what came of them (M2, A3; domain 2.10)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.event import Event
from forecourt.kinds.programme import Programme
from forecourt.kinds.purchase import Purchase
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan, share_of
from forecourt.model.unread import readable
from forecourt.money.claims import (
    HANDED_IN,
    PAID,
    PARTLY,
    asked,
    first_posted,
    first_received,
    was_refused_whole,
)
from forecourt.money.funds_deadlines import claim_deadline, last_run_day, received_by
from forecourt.money.ledger_claims import RETURNED
from forecourt.money.purchases import purchases_of
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

_PERCENT: Final = Decimal("0.01")
# Days of a claim in the order in which they come, with their labels.
_COURSE: Final = (
    ("postmark_on", N_("Postmark")),
    ("received_on", N_("Received on")),
    ("audited_on", N_("Audited on")),
    ("credited_on", N_("Credited on")),
)


@code("CL01")
def lines_are_not_tranches(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The amounts of the lines do not add up to what the claim takes of the funds.

    Every yuan that is asked back comes out of one fund's accrual of one month, so the two sums are the same
    (domain 3.1).
    """
    lines, uses = asked(claim), sum(use.amount for use in claim.tranches)
    if lines != uses:
        yield Problem(
            code="CL01",
            field="tranches",
            message=text(
                N_("The lines claim {lines} yuan, the tranches used add up to {uses} yuan"),
                lines=format_yuan(lines),
                uses=format_yuan(uses),
            ),
            hint=text(N_("Correct the line or the tranche that is wrong")),
        )


@code("CL02")
def line_above_its_rate(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A line claims more than (spent − not eligible) × match rate.

    The manufacturer pays its share of the eligible cost only, rounded half up to the fen (domain 3.1).
    """
    for place, line in readable(claim.lines, "spent", "ineligible", "rate", "claimed"):
        eligible = line.spent - (line.ineligible or 0)
        most = share_of(max(eligible, 0), line.rate * _PERCENT)
        if line.claimed > most:
            yield Problem(
                code="CL02",
                field=f"lines.{place}.claimed",
                message=text(
                    N_("{claimed} yuan are claimed; {rate} % of {eligible} yuan are {most} yuan"),
                    claimed=format_yuan(line.claimed),
                    rate=f"{line.rate.normalize():f}",
                    eligible=format_yuan(eligible),
                    most=format_yuan(most),
                ),
                hint=text(N_("Claim at most that, or correct what was spent")),
            )


@code("CL03")
def claimed_before_paid(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A claim that is on its way names a record that is not paid yet.

    Nothing is paid back that was not paid first: the payment proof goes with the claim (proof matrix, 3.2).
    While the claim is a draft, the record may still be on its way.
    """
    state = sight.state(claim)
    if state is None or state.money == "none":
        return
    for place, line in readable(claim.lines, "record"):
        record = sight.get(line.record)
        stands = None if record is None else sight.state(record)
        if record is not None and stands is not None and stands.money not in PAID:
            yield Problem(
                code="CL03",
                field=f"lines.{place}.record",
                message=text(
                    N_('{id} is "{state}", that is, not paid yet'), id=record.id, state=stands.label
                ),
                hint=text(N_("Claim it once it is paid, or bring the record to where it really is")),
            )
            continue
        bought = purchases_of(record, "what", "invoice_cost", "paid_on") if isinstance(record, Event) else ()
        billed = (one for _, one in bought if isinstance(one, Purchase) and one.invoice_cost)
        owed = [one.what for one in billed if one.paid_on is None]
        if record is not None and owed:
            yield Problem(
                code="CL03",
                field=f"lines.{place}.record",
                message=text(
                    N_("{id} has purchases that are invoiced and not paid yet: {what}"),
                    id=record.id,
                    what=listed(owed),
                ),
                hint=text(
                    N_("Write the day of payment into the purchase, or claim the event once it is paid")
                ),
            )


@code("CL04")
def claimed_twice(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A record stands on two claims at once.

    Handing in one invoice twice costs both claims (pitfall 6). A resubmission takes over what the returned
    claim names, and of a claim granted in part what was refused whole; a claim that was cancelled, replaced
    or refused names nothing any more.
    """
    for place, line in readable(claim.lines, "record"):
        holders = [other for other, _ in sight.claimed.get(line.record.casefold(), ())]
        others = listed(other.id for other in holders if other is not claim)
        if others and len(others) < len(holders):
            yield Problem(
                code="CL04",
                field=f"lines.{place}.record",
                message=text(N_("{id} is on {others} too"), id=line.record, others=others),
                hint=text(N_("Take it off one of them; for a returned claim fill in resubmission_of")),
            )


@code("CL05")
def posted_late(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim was posted, or received where that counts, after the claim window of one of its lines.

    The local postmark decides, unless the programme says that claims must be there by the last day: then, as
    soon as it is known, the day on which the manufacturer had it. A resubmission counts from the day on which
    the first claim was posted, and what is too late is not paid back (pitfall 4; domain 3.3).
    """
    # A programme that is read in part has no window that one could count.
    programme = sight.records.find(Programme, claim.programme)
    posted = first_posted(sight.records, claim)
    if programme is None or posted is None:
        return
    received = first_received(sight.records, claim)
    for place, line in readable(claim.lines, "record"):
        ran_until = _ran_until(line, sight)
        if ran_until is None:
            continue
        said, day = N_("Posted on {day}; for {id} {deadline} was the last day"), posted
        deadline, there = claim_deadline(programme, ran_until), received_by(programme, ran_until)
        if received is not None and there is not None:
            said, day = N_("Received on {day}; for {id} {deadline} was the last day"), received
            deadline = there
        if deadline is not None and day > deadline:
            yield Problem(
                code="CL05",
                field=f"lines.{place}.record",
                message=Text(said, {"day": day, "id": line.record, "deadline": deadline}),
                hint=text(N_("Take the line off, or ask the manufacturer and write the answer in the note")),
            )


@code("CL06")
def posted_without_paper(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The manufacturer should have the claim, but waybill, postmark or the day it was sent is missing.

    Without them nobody can prove that it was in time (pitfall 4).
    """
    state = sight.state(claim)
    if state is None or state.money not in HANDED_IN:
        return
    papers = (("waybill", N_("Waybill")), ("postmark_on", N_("Postmark")), ("sent_on", N_("Sent on")))
    missing = [
        text(N_("{label} ({code})"), label=Text(label), code=key)
        for key, label in papers
        if getattr(claim, key) is None
    ]
    if missing:
        yield Problem(
            code="CL06",
            field="state",
            message=text(
                N_('The claim is "{state}", but this is missing: {missing}'),
                state=state.label,
                missing=missing,
            ),
            hint=text(N_("Copy them from the courier's receipt")),
        )


@code("CL11")
def nothing_to_resubmit(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim says that it replaces another one, but there is nothing of that one to hand in again.

    That is all of a claim which the manufacturer sent back, and of one granted in part the lines of which
    nothing was granted. What a refused claim named needs no resubmission: it is free for a claim of its own.
    """
    if claim.resubmission_of is None:
        return
    before = sight.find(Claim, claim.resubmission_of)
    circle = _circle(claim, sight)
    if len(circle) > 1:
        yield Problem(
            code="CL11",
            field="resubmission_of",
            message=text(N_("These claims replace each other in a circle: {claims}"), claims=circle),
            hint=text(N_("Delete the line in the claim that was posted first")),
        )
        return
    if before is None or (before is not claim and before.result == RETURNED):
        return
    if before is claim or before.result != PARTLY:
        yield Problem(
            code="CL11",
            field="resubmission_of",
            message=text(N_("{id} was not returned"), id=before.id),
            hint=text(N_("Name the claim that came back, or delete the line")),
        )
        return
    for place, line in readable(claim.lines, "record"):
        if not was_refused_whole(before, line.record):
            yield Problem(
                code="CL11",
                field=f"lines.{place}.record",
                message=text(
                    N_("{before} was granted in part, but did not refuse {id} whole"),
                    before=before.id,
                    id=line.record,
                ),
                hint=text(N_("Take the line off: only lines with 0 yuan granted can be handed in again")),
            )


def _circle(claim: Claim, sight: Sight) -> list[str]:
    """Ids of the claims that replace one another and lead back to this one, from it on; else none."""
    found = [claim.id]
    before = sight.find(Claim, claim.resubmission_of or "")
    while before is not None and before.id not in found:
        found.append(before.id)
        before = sight.find(Claim, before.resubmission_of or "")
    return found if before is claim else []


@code("CL12", Severity.WARNING)
def on_no_claim(record: Ad | Event, sight: Sight) -> Iterator[Problem]:
    """The state of an ad or event says that it is claimed, but no claim names it.

    Then nobody knows when it was posted, what it takes of the funds and what came of it (pitfall 1).
    """
    state = sight.state(record)
    if state is None or state.money != "claimed" or record.id.casefold() in sight.claimed:
        return
    if not sight.is_hidden("claim", "lines", month=str(record.month)):
        yield Problem(
            code="CL12",
            field="state",
            message=text(N_('The state is "{state}", but no claim names this record'), state=state.label),
            hint=text(N_("Write the claim: ./forecourt new claim")),
        )


@code("CL13")
def days_out_of_order(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The days of a claim do not follow each other: postmark, received, audited, credited."""
    known = [(key, label, day) for key, label in _COURSE if (day := getattr(claim, key)) is not None]
    for (_, before, earlier), (key, label, day) in pairwise(known):
        if day < earlier:
            yield Problem(
                code="CL13",
                field=key,
                message=text(
                    N_("{label} {day} lies before {before} {earlier}"),
                    label=Text(label),
                    day=day,
                    before=Text(before),
                    earlier=earlier,
                ),
                hint=text(N_("Correct the day that is wrong")),
            )


def _ran_until(line: ClaimLine, sight: Sight) -> date | None:
    record = sight.records.get(line.record)
    return None if record is None else last_run_day(record)

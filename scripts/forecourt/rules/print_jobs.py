"""Rules about print jobs: quotes, proofs, contract, delivery, payment, stock (A13, W1.2, W2.1)."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from forecourt.kinds.outlet import Outlet
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.procedure import State
from forecourt.kinds.stock import Stock
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan, share_of
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import PROOF_VERDICTS
from forecourt.money.names import name_key
from forecourt.money.stock import received_lines
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

MIN_QUOTES: Final = 2
PASSED: Final = "passed"
BOUND: Final = frozenset({"committed", "spent", "claimed", "granted"})


@code("PJ01")
def too_few_quotes(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The job is beyond the amount from which on two makers must be asked, and fewer have quoted.

    The amount stands in the dealership record (two_quotes_above); it is held against the budget, and against
    the contract once there is one (W1.2). Two quotes of one maker are one.
    """
    shop, limit = sight.dealership, None
    if shop is not None and is_read(shop.two_quotes_above):
        limit = shop.two_quotes_above
    amount = max(job.budget, job.contract_cost or 0)
    makers = {quote.vendor.casefold() for _, quote in readable(job.quotes, "vendor")}
    if limit is None or amount <= limit or len(makers) >= MIN_QUOTES or not _is_bound(sight.state(job)):
        return
    yield Problem(
        code="PJ01",
        field="quotes",
        message=text(
            N_("{amount} yuan are beyond {limit} yuan, and {found} maker(s) quoted instead of two"),
            amount=format_yuan(amount),
            limit=format_yuan(limit),
            found=len(makers),
        ),
        hint=text(N_('Ask another maker and add the offer below "quotes"')),
    )


@code("PJ02")
def made_without_proof(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """A contract binds the job or a sample is sealed, and the last proof round is not passed.

    What is printed before whoever ordered it confirmed it is printed twice (W1.2 ②, W2.1 ②).
    """
    if not _is_bound(sight.state(job)) and job.sealed_on is None:
        return
    last = job.proofs[-1].verdict if job.proofs else None
    if last != PASSED:
        said = N_("Nobody has signed a proof yet") if last is None else N_("The last proof says: {verdict}")
        verdict = Text(PROOF_VERDICTS.terms[last]) if last is not None else ""
        yield Problem(
            code="PJ02",
            field="proofs" if last is None else f"proofs.{len(job.proofs) - 1}.verdict",
            message=Text(said, {} if last is None else {"verdict": verdict}),
            hint=text(N_("Show a proof, have it signed as passed, and only then have it made")),
        )


@code("PJ03", Severity.WARNING)
def proof_not_kept(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """A proof round names a file that is not among the evidence of the job, or the one that was passed last
    names none.

    Only evidence has a fingerprint, by which one can tell later what was signed.
    """
    last = job.proofs[-1] if job.proofs else None
    if last is not None and last.verdict == PASSED and last.file is None and sight.is_open(job):
        yield Problem(
            code="PJ03",
            field=f"proofs.{len(job.proofs) - 1}.verdict",
            message=text(N_("The proof was passed, and there is no file of it")),
            hint=text(N_('Add it below "evidence" as print_proof, and its path as "file"')),
        )
    kept = {item.file for _, item in readable(job.evidence, "file")}
    for place, proof in readable(job.proofs, "file"):
        if proof.file is not None and proof.file not in kept:
            yield Problem(
                code="PJ03",
                field=f"proofs.{place}.file",
                message=text(N_("{file} does not stand below the evidence"), file=proof.file),
                hint=text(N_('Add it below "evidence" as print_proof, with its fingerprint')),
            )


@code("PJ04", Severity.WARNING)
def proofs_out_of_order(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """A proof round is older than the one before it, or a contract than the last proof.

    Rounds are only ever added below each other; the contract is signed on the sealed sample (W1.2 ③).
    """
    days = [(f"proofs.{place}.at", proof.at) for place, proof in readable(job.proofs, "at")]
    if job.contract_signed_on is not None:
        days.append(("contract_signed_on", job.contract_signed_on))
    for (_, before), (field, day) in pairwise(days):
        if day < before:
            yield Problem(
                code="PJ04",
                field=field,
                message=text(N_("{day} lies before the last proof of {before}"), day=day, before=before),
                hint=text(N_("Correct the day that is wrong")),
            )


@code("PJ05")
def other_contract_than_price(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The contract is not price of one × quantity + design and tooling fee (rounded half up to the fen)."""
    if job.contract_cost is None or job.unit_price is None:
        return
    right = share_of(job.quantity * 100, job.unit_price) + (job.design_fee or 0)
    if right != job.contract_cost:
        yield Problem(
            code="PJ05",
            field="contract_cost",
            message=text(
                N_("The contract is {written} yuan, but {price} × {quantity} + {fee} is {right} yuan"),
                written=format_yuan(job.contract_cost),
                price=f"{job.unit_price.normalize():f}",
                quantity=f"{job.quantity:,}",
                fee=format_yuan(job.design_fee or 0),
                right=format_yuan(right),
            ),
            hint=text(N_("Correct the price, the quantity or the contract amount")),
        )


@code("PJ06", Severity.WARNING)
def beyond_tolerance(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """More or fewer good pieces were delivered than ordered, beyond the tolerance that was agreed.

    Without a tolerance in the contract there is none (domain 2.11). Once the job is over, what was agreed
    with the maker stands in its note, and nothing is said any more.
    """
    if job.delivered is None or not sight.is_open(job):
        return
    allowed = job.tolerance or Decimal(0)
    off = abs(job.accepted - job.quantity)
    if off * 100 > job.quantity * allowed:
        yield Problem(
            code="PJ06",
            field="delivered",
            message=text(
                N_("{good} good pieces came, {ordered} were ordered, {allowed}% more or less are agreed"),
                good=f"{job.accepted:,}",
                ordered=f"{job.quantity:,}",
                allowed=f"{allowed.normalize():f}",
            ),
            hint=text(N_("Have the rest delivered, or pay for the good pieces only and say so in the note")),
        )


@code("PJ07")
def more_rejected_than_delivered(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """More pieces were rejected than delivered.

    Good pieces would be fewer than none; one of the two numbers of the inspection is wrong (W2.1).
    """
    if job.rejected is not None and job.rejected > (job.delivered or 0):
        yield Problem(
            code="PJ07",
            field="rejected",
            message=text(
                N_("{rejected} pieces are rejected, only {delivered} were delivered"),
                rejected=f"{job.rejected:,}",
                delivered=f"{job.delivered or 0:,}",
            ),
            hint=text(N_("Count again and correct the number")),
        )


@code("PJ08")
def paid_before_inspection(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The job was paid before the delivery was inspected (pitfall 11)."""
    if job.paid_on is None or (job.inspected_on is not None and job.inspected_on <= job.paid_on):
        return
    yield Problem(
        code="PJ08",
        field="paid_on",
        message=text(N_("Paid on {paid}, and the delivery was not inspected by then"), paid=job.paid_on),
        hint=text(N_("Compare the delivery with the sealed sample, write down the result; pay after that")),
    )


@code("PJ09")
def not_all_in_stock(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The job is over, and the stock records have not received exactly its good pieces.

    Only then the departments' shares add up to what the job cost (W2.1 ④). A job that is still worked on may
    have received fewer pieces, never more.
    """
    lines = received_lines(sight.of(Stock)).get(job.id.casefold(), [])
    received = sum(move.quantity for _, move in lines)
    state = sight.state(job)
    is_over = state is not None and state.work == "done"
    fits = received == job.accepted if is_over else received <= job.accepted
    if fits or sight.is_hidden("stock", "moves"):
        return
    yield Problem(
        code="PJ09",
        field="delivered",
        message=text(
            N_("{good} good pieces came, the stock records have received {received}"),
            good=f"{job.accepted:,}",
            received=f"{received:,}",
        ),
        hint=text(N_('Correct the receipts ("type: receipt") of this job in the stock records')),
    )


@code("PJ10")
def sealed_by_nobody(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """A contract binds the job, and it is not written down where the signed sample is kept.

    The sealed sample is what the delivery is held against (封样; domain 2.11).
    """
    if _is_bound(sight.state(job)) and (job.sealed_on is None or job.sealed_sample is None):
        yield Problem(
            code="PJ10",
            field="sealed_sample" if job.sealed_sample is None else "sealed_on",
            message=text(N_("The contract is signed, but there is no sealed sample")),
            hint=text(N_("Both sides sign a sample; write down the day and where it is kept")),
        )


@code("PJ11", Severity.WARNING)
def confirmed_by_another(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The proof that was passed last bears another signature than that of whoever ordered the job.

    The requester answers for the content and confirms the design before it is made (W2.1 ②); marketing cannot
    pass what another department ordered.
    """
    last = len(job.proofs) - 1
    for place, proof in readable(job.proofs, "verdict", "signer"):
        if place == last and proof.verdict == PASSED and name_key(proof.signer) != name_key(job.requester):
            yield Problem(
                code="PJ11",
                field=f"proofs.{place}.signer",
                message=text(
                    N_("{signer} passed the proof, but {requester} ordered the job"),
                    signer=proof.signer,
                    requester=job.requester,
                ),
                hint=text(N_("Have the requester sign it; or correct who ordered the job")),
            )


@code("PJ12", Severity.WARNING)
def made_without_quote(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The maker of the job is none of those that have quoted.

    Then nobody can say that the price was compared, or what it was to be (W1.2 ①).
    """
    makers = {quote.vendor.casefold() for _, quote in readable(job.quotes, "vendor")}
    if job.vendor is not None and makers and job.vendor.casefold() not in makers:
        maker = sight.all_records.find(Outlet, job.vendor)
        yield Problem(
            code="PJ12",
            field="vendor",
            message=text(
                N_("{maker} makes it and has not quoted"),
                maker=maker.title if maker and is_read(maker.title) else job.vendor,
            ),
            hint=text(N_('Add the offer below "quotes", or correct the maker')),
        )


def _is_bound(state: State | None) -> bool:
    return state is not None and state.money in BOUND

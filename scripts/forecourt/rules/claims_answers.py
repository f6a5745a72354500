"""Rules about what the manufacturer answered to a claim: granted, credited, cut (M2, A3; domain 2.10)."""

from collections.abc import Iterator

from forecourt.kinds.claim import Claim
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.unread import readable
from forecourt.model.vocabulary_programme import CLAIM_RESULTS
from forecourt.money.claims import asked
from forecourt.money.ledger_claims import ESTIMATE, GIVEN_BACK
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("CL09")
def granted_does_not_add_up(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """What was granted in the lines does not add up to what was granted in all.

    The manufacturer decides line by line; a sum without its lines cannot be booked.
    """
    given = [line.granted for line in claim.lines]
    total = sum(fen for fen in given if fen is not None)
    if claim.granted_cost is None or claim.granted_cost == total:
        return
    yield Problem(
        code="CL09",
        field="granted_cost",
        message=text(
            N_("{granted} yuan were granted, the lines add up to {lines} yuan"),
            granted=format_yuan(claim.granted_cost),
            lines=format_yuan(total),
        ),
        hint=text(N_("Write in each line what was granted, 0 where nothing was")),
    )


@code("CL10", Severity.WARNING)
def credited_is_not_granted(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """Another amount was credited than was granted.

    Either a part is still to come, or the manufacturer set something off: both need a word in the note
    (pitfall 10).
    """
    granted, credited = claim.granted_cost, claim.credited_cost
    if granted is not None and credited is not None and granted != credited:
        yield Problem(
            code="CL10",
            field="credited_cost",
            message=text(
                N_("{credited} yuan were credited, {granted} yuan granted"),
                credited=format_yuan(credited),
                granted=format_yuan(granted),
            ),
            hint=text(
                N_("Correct the amount, or ask for the rest and write why in the note")
                if credited < granted
                else N_("Correct the amount, or ask what the surplus is for and write it in the note")
            ),
        )


@code("CL21")
def result_against_amounts(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The audit result says one thing, the amounts another.

    What was refused or returned has nothing granted and nothing credited: the ledger gives its money back to
    the funds. Granted in full means all that was claimed; what was cut is granted in part. When the
    manufacturer takes back what it had granted, the amounts become 0 and the reason says why.
    """
    amounts = [("granted_cost", claim.granted_cost), ("credited_cost", claim.credited_cost)]
    amounts += [(f"lines.{place}.granted", line.granted) for place, line in readable(claim.lines, "granted")]
    if claim.result in GIVEN_BACK:
        field, fen = next(((field, fen) for field, fen in amounts if fen), ("", 0))
        if fen:
            yield Problem(
                code="CL21",
                field=field,
                message=text(
                    N_('The audit result is "{result}", yet {fen} yuan stand here'),
                    result=Text(CLAIM_RESULTS.terms[claim.result]),
                    fen=format_yuan(fen or 0),
                ),
                hint=text(N_("Correct the result, or write 0 and, in reason, why the money was taken back")),
            )
        return
    granted, claimed = claim.granted_cost, asked(claim)
    if claim.result == "granted" and granted is not None and granted < claimed:
        yield Problem(
            code="CL21",
            field="result",
            message=text(
                N_("{granted} of the {claimed} yuan claimed were granted: that is not all"),
                granted=format_yuan(granted),
                claimed=format_yuan(claimed),
            ),
            hint=text(N_("Write: result: partly_granted, or correct the amount")),
        )


@code("CL14", Severity.WARNING)
def cut_without_reason(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """Less was granted than claimed in a line, and nobody wrote why.

    The reason is what makes the next claim better (M9).
    """
    for place, line in readable(claim.lines, "claimed", "granted", "deduction_reason"):
        if line.granted is not None and line.granted < line.claimed and line.deduction_reason is None:
            yield Problem(
                code="CL14",
                field=f"lines.{place}.granted",
                message=text(
                    N_("{cut} yuan were cut without a reason"), cut=format_yuan(line.claimed - line.granted)
                ),
                hint=text(N_("Write deduction_reason into the line, as the manufacturer's notice says")),
            )


@code("CL15")
def estimate_as_money(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """An estimate of a retroactive rebate has an amount granted or credited.

    An estimate is no money yet; once the manufacturer has issued it, the rebate is of another type
    (pitfall 9).
    """
    if claim.source == ESTIMATE and (claim.granted_cost or claim.credited_cost):
        yield Problem(
            code="CL15",
            field="source",
            message=text(N_("An estimated rebate cannot be granted or credited")),
            hint=text(N_("Once it is issued, write: source: retro_issued")),
        )

"""Exceptions that stand: a paper that a volume may go without, signed by the manager (A3, A11)."""

from datetime import date

from forecourt.kinds.common import Approval
from forecourt.kinds.exception import ProofException
from forecourt.money.signatures import may_give
from forecourt.rules.sight import Sight


def counts(exception: ProofException, sight: Sight) -> bool:
    """Whether it is open, in a state that only a signature leads to, and signed; its day is not looked at.

    Once the paper has come in the exception is done, and excuses nothing more.
    """
    needed = sight.needed_approvals(exception)
    return sight.is_open(exception) and bool(needed) and is_signed(exception, sight)


def is_signed(exception: ProofException, sight: Sight) -> bool:
    """Whether it carries every approval that its state needs, each by somebody who may give it."""
    given = {entry.step for entry in signatures(exception, sight)}
    return all(step.name in given for step in sight.needed_approvals(exception))


def signatures(exception: ProofException, sight: Sight) -> tuple[Approval, ...]:
    """The approvals that its state needs and that somebody gave who may."""
    needed = sight.needed_approvals(exception)
    return tuple(
        entry
        for entry in exception.approvals
        if any(may_give(sight.records, exception, entry, step) for step in needed)
    )


def is_over(exception: ProofException, today: date) -> bool:
    """Whether the paper should have come in by now: from the day after `collect_until` nothing is excused."""
    return exception.collect_until < today


def standing(id: str, kind: str, sight: Sight) -> ProofException | None:
    """The exception that excuses today that the record `id` lacks evidence of `kind`, None without one."""
    found = (
        one
        for one in sight.exceptions.get(id.casefold(), ())
        if one.evidence_kind == kind and counts(one, sight) and not is_over(one, sight.today)
    )
    return next(found, None)

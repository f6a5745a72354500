"""Rules about rules of the house: who has signed them, which edition is in force (M1, A1, S1)."""

from collections.abc import Iterator
from datetime import timedelta

from forecourt.kinds.policy import Policy
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.money.lifecycle import IN_FORCE
from forecourt.money.readers import readers
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("RL01", Severity.WARNING)
def not_signed(policy: Policy, sight: Sight) -> Iterator[Problem]:
    """A rule is in force, and somebody who must read it has not signed this edition in time (A1, S1).

    The days are working days from the day on which it came into force, or on which the person joined.
    """
    if policy.state != IN_FORCE:
        return
    late = [
        str(one.person.title)  # also of somebody whose name cannot be read
        for one in readers(sight.all_records, policy, sight.today)
        if one.signature is None and one.due < sight.today
    ]
    if late:
        yield Problem(
            code="RL01",
            field="version",
            message=text(
                N_("Edition {version} is not signed yet by: {people}"),
                version=policy.version,
                people=listed(late),
            ),
            hint=text(N_('Have them read it; each adds a line below "signatures"')),
        )


@code("RL02")
def signed_before_it_was_there(policy: Policy, sight: Sight) -> Iterator[Problem]:
    """A signature lies in the future, or before the day of the approval: nobody can have read that text."""
    approved = min((entry.at for _, entry in readable(policy.approvals, "at")), default=None)
    for place, one in readable(policy.signatures, "at", "version"):
        is_early = approved is not None and one.version == policy.version and one.at < approved
        if is_early or one.at > sight.today:
            yield Problem(
                code="RL02",
                field=f"signatures.{place}.at",
                message=text(N_("Signed on {day}, when it could not be read yet"), day=one.at),
                hint=text(N_("Correct the day that is wrong")),
            )


@code("RL03", Severity.WARNING)
def signed_twice(policy: Policy, sight: Sight) -> Iterator[Problem]:
    """Somebody has signed the same edition twice.

    One signature an edition (A1, S1); the second line most likely belongs to somebody else.
    """
    seen: set[tuple[str, str]] = set()
    for place, one in readable(policy.signatures, "by", "version"):
        key = (one.by.casefold(), one.version)
        if key in seen:
            yield Problem(
                code="RL03",
                field=f"signatures.{place}.by",
                message=text(
                    N_("{person} has signed edition {version} already"), person=one.by, version=one.version
                ),
                hint=text(N_("Delete the second line, or correct the person or the edition")),
            )
        seen.add(key)


@code("RL04", Severity.WARNING)
def replaced_and_in_force(policy: Policy, sight: Sight) -> Iterator[Problem]:
    """A rule is in force, and so is the one that takes its place.

    People then read one text and are judged by another.
    """
    if policy.state != IN_FORCE:
        return
    later = listed(
        one.id
        for one in sight.of(Policy)
        if one.state == IN_FORCE and (one.replaces or "").casefold() == policy.id.casefold()
    )
    if later:
        yield Problem(
            code="RL04",
            field="state",
            message=text(N_("{later} takes its place and is in force too"), later=later),
            hint=text(N_("Move this one on to the state in which it counts no more")),
        )


@code("RL05", Severity.WARNING)
def not_looked_after(policy: Policy, sight: Sight) -> Iterator[Problem]:
    """A rule is in force, and nobody has looked for as long as agreed whether it is kept.

    The days are those of "inspect_every", from the last line below "inspections", else from the day on which
    the rule came into force. A rule that nobody looks after is not kept (M1).
    """
    if policy.state != IN_FORCE or policy.inspect_every is None:
        return
    days = [row.at for _, row in readable(policy.inspections, "at")]
    last = max(days, default=policy.effective_from)
    if last + timedelta(days=policy.inspect_every) < sight.today:
        yield Problem(
            code="RL05",
            field="inspect_every",
            message=text(
                N_("Nobody has looked after it since {day}, agreed is every {days} days"),
                day=last,
                days=policy.inspect_every,
            ),
            hint=text(N_('Look whether it is kept, and add a line below "inspections"')),
        )

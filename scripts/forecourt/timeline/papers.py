"""What a record's own approvals tell of the time before it came into Git (M1, M8).

A department that begins with Git brings in work that is half done. Git saw such a record first in the state
in which it came; the approvals that it carries are dated and tell how it got there. They are asked only of
records that came on the day with which the history begins: from then on a state counts from its commit on the
main line, as a squashed branch may bring a record with its first steps.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from forecourt.kinds.common import Approval, Common
from forecourt.kinds.procedure import Procedure
from forecourt.model.record import Record
from forecourt.timeline.track import Entered


def with_papers(
    entered: Sequence[Entered], record: Record | None, procedure: Procedure | None, begun: date
) -> Sequence[Entered]:
    """The states of a record by Git, preceded by those that its approvals tell of.

    Where they lead to the state in which it came into Git, their day takes the place of the commit's. Where
    they do not, it came there between the last of them and the commit: such a state is `at_latest`. `begun`
    is the day on which the first record came into Git.
    """
    if not entered or entered[0].day > begun or procedure is None:
        return entered
    if entered[0].state == procedure.states[0].name:
        return entered
    born, *later = entered
    papers = [] if not isinstance(record, Common) else list(_states(record.approvals, procedure, born.commit))
    there = [place for place, paper in enumerate(papers) if paper.state == born.state]
    if there and all(paper.day >= born.day for paper in papers[there[-1] + 1 :]):
        told = papers[: there[-1] + 1]
        return (*told, *later) if told[-1].day <= born.day else entered
    before = [paper for paper in papers if paper.day < born.day]
    at_latest = Entered(state=born.state, day=born.day, email=born.email, commit=born.commit, at_latest=True)
    return (*before, at_latest, *later)


def _states(approvals: Iterable[Approval], procedure: Procedure, commit: str) -> Iterator[Entered]:
    """States by approvals, none where one is of no declared step or earlier than the one before."""
    steps = {step.name: step for step in procedure.steps}
    entries = list(approvals)
    days = [entry.at for entry in entries]
    if days != sorted(days) or any(entry.step not in steps for entry in entries):
        return
    for entry, following in zip_longest(entries, entries[1:]):
        # Where two must approve, the state is entered with the second.
        if following is None or following.step != entry.step:
            yield Entered(state=steps[entry.step].to, day=entry.at, email="", commit=commit, by=entry.by)

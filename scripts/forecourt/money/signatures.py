"""Which entries of an approval log count: given by somebody who may take the step (M1)."""

from forecourt.kinds.common import Approval, Common
from forecourt.kinds.procedure import Step
from forecourt.kinds.staff import Staff
from forecourt.model.record import Records


def may_give(records: Records, record: Common, entry: Approval, step: Step) -> bool:
    """Whether the entry of the record's log gives `step`, by somebody who may.

    That is somebody on the staff under a role of the step that they hold, or that the one they stand in for
    holds, and not the record's owner where the step wants somebody else.
    """
    if entry.step != step.name or entry.role not in step.roles or records.find(Staff, entry.by) is None:
        return False
    if step.other_than_owner and entry.by.casefold() == record.owner.casefold():
        return False
    holder = records.find(Staff, entry.deputy_for or entry.by)
    return holder is not None and entry.role in holder.roles

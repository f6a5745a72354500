"""Rules about amendments: they correct a closed record, field by field (A11, M8)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.amendment import Amendment
from forecourt.kinds.fields import slots_of
from forecourt.kinds.table import kind_of
from forecourt.kinds.values import BODY
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.unread import readable
from forecourt.rules.near import meant
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# What a record is and how far it got is changed by no amendment.
NOT_AMENDED: Final = frozenset({"kind", "id", "state", "approvals"})


@code("AM01")
def nothing_to_amend(amendment: Amendment, sight: Sight) -> Iterator[Problem]:
    """An amendment points at a record that is not closed.

    What is not closed is corrected in the record itself, by the steps of its procedure. An amendment that
    is decided is left alone: the record may have moved on since.
    """
    record = sight.get(amendment.record)
    state, own = (None if one is None else sight.state(one) for one in (record, amendment))
    if record is None or state is None or own is None or own.work != "open" or state.closed:
        return
    yield Problem(
        code="AM01",
        field="record",
        message=text(
            N_('{id} is in the state "{state}", which is not closed'), id=record.id, state=state.label
        ),
        hint=text(N_("Correct the record itself; no amendment is needed")),
    )


@code("AM02")
def unknown_field_amended(amendment: Amendment, sight: Sight) -> Iterator[Problem]:
    """An amendment corrects a field that the record's kind does not have.

    A misspelt name would allow nothing, and the correction would be refused. "body" stands for the text
    below the front matter.
    """
    record = sight.get(amendment.record)
    if record is None:
        return
    known = [*(slot.key for slot in slots_of(type(record))), BODY]
    for index, change in readable(amendment.changes, "field"):
        if change.field not in known:
            yield Problem(
                code="AM02",
                field=f"changes.{index}.field",
                message=text(
                    N_('Records of the kind "{kind}" have no field "{field}"'),
                    kind=Text(kind_of(record).label),
                    field=change.field,
                ),
                hint=meant(change.field, known),
            )


@code("AM03")
def not_amendable(amendment: Amendment, sight: Sight) -> Iterator[Problem]:
    """An amendment wants to change what a record is: its kind, id, state or approvals.

    The state changes by steps, approvals are only ever added to, and kind and id never change.
    """
    for index, change in readable(amendment.changes, "field"):
        if change.field in NOT_AMENDED:
            yield Problem(
                code="AM03",
                field=f"changes.{index}.field",
                message=text(N_('No amendment can change "{field}"'), field=change.field),
                hint=text(N_("The state changes by steps; kind, id and given approvals stay as they are")),
            )


@code("AM04")
def amends_nothing(amendment: Amendment, sight: Sight) -> Iterator[Problem]:
    """A correction has the same value before and after.

    Either the old value or the new one is wrong; the reader must see what was corrected.
    """
    for index, change in readable(amendment.changes, "before", "after"):
        if change.before is not None and change.before == change.after:
            yield Problem(
                code="AM04",
                field=f"changes.{index}.after",
                message=text(N_('Before and after are both "{value}"'), value=change.after),
                hint=text(N_("Write what stood there before, and what stands there now")),
            )

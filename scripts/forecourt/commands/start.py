"""What a new record is wanted for, and what the records that are there say about it."""

from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Kind
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.model.record import Records, World
from forecourt.money.lifecycle import procedure_of, work_of
from forecourt.money.workdays import add_workdays
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

TO_BE_DECIDED: Final = N_("to be decided")
FIRST_STATE: Final = "draft"


class Start(Struct, frozen=True, kw_only=True):
    """What was asked for: the kind, its month, and for a procedure the kind that it is for.

    `given` are numbers of that kind that any record ever had, by Git's history: they are not given again.
    """

    world: World
    words: Words
    owner: str
    month: Month
    for_kind: str = ""
    given: frozenset[str] = frozenset()

    @property
    def records(self) -> Records:
        """All records that are there."""
        return self.world.records

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.world.today

    @property
    def open_text(self) -> str:
        """What stands where somebody must write something."""
        return self.words.gettext(TO_BE_DECIDED)

    def ahead(self, workdays: int) -> date:
        """A day within the month with that many working days left before it, where the month allows."""
        return min(max(self.month.first_day, add_workdays(self.today, workdays)), self.month.last_day)

    @property
    def dealership(self) -> Dealership | None:
        """The dealership record."""
        return next(iter(self.records.of(Dealership)), None)

    @property
    def models(self) -> list[str]:
        """The dealership's model codes; one to be changed when there is none."""
        return [model.code for model in self.dealership.models] if self.dealership else ["model_1"]


def first_state(kind: Kind, records: Records) -> str:
    """The state in which records of `kind` begin."""
    procedure = procedure_of(records, kind.name)
    return FIRST_STATE if procedure is None else procedure.states[0].name


def open_record(records: Records, kinds: tuple[str, ...]) -> str:
    """The id of the first record of one of `kinds` that is not done or cancelled, "" without one."""
    fitting = [record for record in records if record.kind in kinds]
    in_use = [record for record in fitting if work_of(records, record) != "cancelled"]
    return next((record.id for record in in_use or fitting), "")


def covers(programme: Programme, month: Month) -> bool:
    """Whether a programme is in force on every day of a month."""
    return programme.effective_from <= month.first_day and month.last_day <= programme.effective_to


def programme_of(start: Start) -> Programme | None:
    """The programme in force in the month, the newest when none says so."""
    draft = first_state(KINDS["programme"], start.records)
    # The stable sort puts what is still a draft last.
    known = sorted(start.records.of(Programme), key=lambda one: one.state == draft)
    fitting = [one for one in known if covers(one, start.month)]
    return next(iter(fitting), max(known, key=lambda one: one.effective_to, default=None))

"""What rules see beyond their own record: indexes over all records, made once and only when asked for."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common, Evidence
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.limits import MAX_FINDINGS_SHOWN
from forecourt.model.months import Month
from forecourt.model.record import Record, Records, World
from forecourt.money.budget import Budget, NoMonthError, budget
from forecourt.money.lifecycle import procedure_of
from forecourt.rules.near import meant_record
from forecourt.rules.ways import needed_approvals
from forecourt.store.load import evidence_path
from forecourt.words.text import Text

Item = TypeVar("Item")
R = TypeVar("R", bound=Record)
Index = Mapping[Hashable, list[Item]]


# No slots: cached_property keeps each index in the instance's own dict.
@dataclass(frozen=True, kw_only=True)
class Sight:
    """A world with indexes over it, for one run of the rules."""

    world: World

    @property
    def records(self) -> Records:
        """All readable records."""
        return self.world.records

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.world.today

    def is_lost(self, id: str) -> bool:
        """Whether a record with that id exists but cannot be read (its file has findings already)."""
        return id.casefold() in self.records.unreadable

    def is_lost_in(self, folder: str) -> bool:
        """Whether a file directly in `folder` cannot be read."""
        return any(path.rpartition("/")[0] == folder for path in self.records.unreadable.values())

    @cached_property
    def by_id(self) -> Index[Record]:
        """Id (case folded) -> records."""
        return grouped(self.records, lambda record: record.id.casefold())

    @cached_property
    def months(self) -> Index[MonthPlan]:
        """Month -> month records."""
        return grouped(self.records.of(MonthPlan), lambda plan: plan.month)

    @cached_property
    def procedures(self) -> Mapping[str, Procedure | None]:
        """Name of a kind -> the procedure that stands for it."""
        return {name: procedure_of(self.records, name) for name in KINDS}

    def first(self, cls: type[R]) -> R | None:
        """The first record of a class, in order of path."""
        return next((record for record in self.records if isinstance(record, cls)), None)

    def procedure(self, record: Record) -> Procedure | None:
        """The procedure of the record's kind."""
        return self.procedures[record.kind]

    def state(self, record: Record) -> State | None:
        """The declared state that the record is in."""
        procedure = self.procedure(record)
        return None if procedure is None else procedure.state_named(record.state)

    def needed_approvals(self, record: Record) -> tuple[Step, ...]:
        """Steps with an approval that every way to the record's state takes."""
        key = (record.kind, record.state)
        if key not in self._approvals:
            procedure = self.procedure(record)
            self._approvals[key] = () if procedure is None else needed_approvals(procedure, record.state)
        return self._approvals[key]

    @cached_property
    def _approvals(self) -> dict[tuple[str, str], tuple[Step, ...]]:
        """What `needed_approvals` has answered."""
        return {}

    def meant(self, id: str, kinds: tuple[str, ...]) -> Text | None:
        """The record that a wrong id most likely means, as a hint; none once very many were looked for."""
        key = (id, kinds)
        if key not in self._hints and len(self._hints) < MAX_FINDINGS_SHOWN:
            if kinds not in self._of_kinds:
                fitting = [record for record in self.records if not kinds or record.kind in kinds]
                self._of_kinds[kinds] = fitting
            self._hints[key] = meant_record(id, self._of_kinds[kinds])
        return self._hints.get(key)

    @cached_property
    def _hints(self) -> dict[tuple[str, tuple[str, ...]], Text | None]:
        """What `meant` has answered."""
        return {}

    @cached_property
    def _of_kinds(self) -> dict[tuple[str, ...], list[Record]]:
        """Records by the kinds that a reference may be of."""
        return {}

    @cached_property
    def dealership(self) -> Dealership | None:
        """The dealership record, None when there is none."""
        return self.first(Dealership)

    @cached_property
    def models(self) -> Mapping[str, str]:
        """Model code -> label, of the dealership."""
        dealership = self.dealership
        return {} if dealership is None else {model.code: model.label for model in dealership.models}

    @cached_property
    def roles_held(self) -> frozenset[str]:
        """Roles that somebody on the staff holds today."""
        active = (person for person in self.records.of(Staff) if not has_left(person, self.today))
        return frozenset(role for person in active for role in person.roles)

    @cached_property
    def budgets(self) -> Mapping[Month, Budget]:
        """Month -> its money, for every month that has a record."""
        return {month: found for month in self._plan_months if (found := _budget(self.records, month))}

    @property
    def _plan_months(self) -> list[Month]:
        return sorted({plan.month for plan in self.records.of(MonthPlan)})

    @cached_property
    def invoices(self) -> Index[Ad]:
        """Invoice number -> ads."""
        return grouped(self.records.of(Ad), lambda ad: number_key(ad.invoice_no))

    @cached_property
    def contracts(self) -> Index[Ad]:
        """Contract number -> ads."""
        return grouped(self.records.of(Ad), lambda ad: number_key(ad.contract_no))

    @cached_property
    def archive_codes(self) -> Index[Archive]:
        """Archive code -> archived ads."""
        return grouped(self.records.of(Archive), lambda archive: archive.archive_code)

    @cached_property
    def archived(self) -> Index[Archive]:
        """Id of an ad (case folded) -> its archive records."""
        return grouped(self.records.of(Archive), lambda archive: archive.ad.casefold())

    @cached_property
    def proofs(self) -> Index[tuple[Common, Evidence]]:
        """Fingerprint -> records that name such a file as evidence, with the entry."""
        pairs = (
            (record, item)
            for record in self.records
            if isinstance(record, Common)
            for item in record.evidence
            if evidence_path(record, item.file) in self.records.files
        )
        return grouped(pairs, lambda pair: pair[1].sha256)


def grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> Index[Item]:
    """Items by key, in their order; those whose key is None or "" are left out."""
    index: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        value = key(item)
        if value not in (None, ""):
            index[value].append(item)
    return index


def has_left(person: Staff, day: date) -> bool:
    """Whether the person was no longer on the staff on `day`; the last day counts as on it."""
    return person.left_on is not None and person.left_on < day


def number_key(source: str | None) -> str:
    """A document's number as people compare it: without blanks and case."""
    return "" if source is None else "".join(source.split()).casefold()


def _budget(records: Records, month: Month) -> Budget | None:
    try:
        return budget(records, month)
    except NoMonthError:
        return None

"""What rules see beyond their own record: indexes over all records, made once and only when asked for."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.binder import Binder
from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.common import Common, Evidence
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.exception import ProofException
from forecourt.kinds.funnel import FunnelDay
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.platform import PlatformMonth
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.sem import SearchMonth
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.kinds.waiver import Waiver
from forecourt.model.limits import MAX_FINDINGS_SHOWN
from forecourt.model.record import Record, Records, World
from forecourt.model.unread import UnreadError, is_read, readable
from forecourt.money.claims import standing
from forecourt.money.lifecycle import IN_FORCE, procedure_of
from forecourt.money.names import name_key
from forecourt.rules.near import meant_record
from forecourt.rules.ways import needed_approvals
from forecourt.store.load import evidence_path
from forecourt.words.text import Text

Item = TypeVar("Item")
R = TypeVar("R", bound=Record)
T = TypeVar("T")
Index = Mapping[Hashable, list[Item]]


# No slots: cached_property keeps each index in the instance's own dict.
class Sight(Struct, frozen=True, kw_only=True, dict=True):
    """A world with indexes over it, for one run of the rules."""

    world: World

    @property
    def records(self) -> Records:
        """All readable records; sums are made over them alone."""
        return self.world.records

    def once(self, work_out: Callable[["Sight"], T]) -> T:
        """What a function says about this sight, which is asked only once."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        found: T = self._known[work_out]
        return found

    @cached_property
    def _known(self) -> dict[Callable[["Sight"], Any], Any]:
        """What `once` has answered."""
        return {}

    @cached_property
    def everything(self) -> tuple[Record, ...]:
        """All readable records, then those that are read in part."""
        return (*self.records.items, *self.records.partial)

    @cached_property
    def all_records(self) -> Records:
        """The same as records, for what asks who or what is there and sums nothing up."""
        return Records(items=self.everything)

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.world.today

    def is_lost(self, id: str) -> bool:
        """Whether a record with that id exists but cannot be read (its file has findings already)."""
        return id.casefold() in self.records.unreadable

    def is_hidden(self, kind: str, attribute: str, **parts: object) -> bool:
        """Whether a record of `kind` that one looks for by `attribute` may be one that cannot be read.

        `parts` fill in the kind's folder.
        """
        folder = KINDS[kind].folder.format(**parts)
        if folder in self._lost_folders:
            return True
        cls = KINDS[kind].record
        return any(isinstance(one, cls) and not is_read(getattr(one, attribute)) for one in self._partial)

    @property
    def _partial(self) -> tuple[Record, ...]:
        return self.records.partial

    @cached_property
    def _lost_folders(self) -> frozenset[str]:
        """Folders of files of which not even the kind is known."""
        known = {record.path for record in self._partial if is_read(record.kind)}
        return frozenset(
            path.rpartition("/")[0] for path in self.records.unreadable.values() if path not in known
        )

    def get(self, id: str) -> Record | None:
        """The record with that id (compared without case), also one that is read in part, or None."""
        return next(iter(self.by_id.get(id.casefold(), ())), None)

    def find(self, cls: type[R], id: str) -> R | None:
        """The record of that class with that id, also one that is read in part, or None."""
        record = self.get(id)
        return record if isinstance(record, cls) else None

    def of(self, cls: type[R]) -> list[R]:
        """All records of a class, those that are read in part last."""
        return [*self.records.of(cls), *(record for record in self._partial if isinstance(record, cls))]

    @cached_property
    def by_id(self) -> Index[Record]:
        """Id (case folded) -> records."""
        return grouped(self.everything, lambda record: record.id.casefold())

    @cached_property
    def months(self) -> Index[MonthPlan]:
        """Month -> month records."""
        return grouped(self.of(MonthPlan), lambda plan: plan.month)

    @cached_property
    def in_force(self) -> Index[Procedure]:
        """Name of a kind -> procedures in force for it."""
        return grouped(self.of(Procedure), lambda one: one.for_kind if one.state == IN_FORCE else None)

    def first(self, cls: type[R]) -> R | None:
        """The first record of a class, in order of path."""
        if cls not in self._firsts:
            self._firsts[cls] = next((record for record in self.everything if isinstance(record, cls)), None)
        found: R | None = self._firsts[cls]
        return found

    @cached_property
    def _firsts(self) -> dict[type[Record], Any]:
        """What `first` has answered."""
        return {}

    def procedure(self, record: Record) -> Procedure | None:
        """The procedure of the record's kind."""
        if record.kind not in self._procedures:
            known = (one for one in self.of(Procedure) if is_read(one.for_kind))
            found = tuple(one for one in known if one.for_kind == record.kind)
            chosen = found[0] if len(found) == 1 else procedure_of(Records(items=found), record.kind)
            self._procedures[record.kind] = chosen
        return self._procedures[record.kind]

    @cached_property
    def _procedures(self) -> dict[str, Procedure | None]:
        """What `procedure` has answered."""
        return {}

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
                known = readable(self.everything, "kind", "id", "title")
                self._of_kinds[kinds] = [one for _, one in known if not kinds or one.kind in kinds]
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
        active = (person for person in self.of(Staff) if not has_left(person, self.today))
        return frozenset(role for person in active for role in person.roles)

    @cached_property
    def claimed(self) -> Index[tuple[Claim, ClaimLine]]:
        """Id of a record (case folded) -> the claims that hold it, each with its line; those that are read
        in part too.
        """
        return grouped(standing(self.of(Claim), self.state), lambda pair: pair[1].record.casefold())

    @cached_property
    def make_goods(self) -> Index[Ad]:
        """Id of an ad (case folded) -> ads that are run for free in its place."""
        return grouped(self.of(Ad), lambda ad: (ad.make_good_of or "").casefold())

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Id of somebody on the staff (case folded) -> the name."""
        return {person.id.casefold(): person.title for person in self.records.of(Staff)}

    def is_live(self, record: Record) -> bool:
        """Whether the record's work is not cancelled, as far as its procedure says.

        Raises UnreadError when its procedure may be one that cannot be read.
        """
        state = self.state(record)
        if self.procedure(record) is None and self.is_hidden("procedure", "for_kind"):
            raise UnreadError
        return state is None or state.work != "cancelled"

    def is_open(self, record: Record) -> bool:
        """Whether the record is still worked on, so that what is wrong in it can be mended."""
        state = self.state(record)
        return state is not None and state.work == "open"

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Names that may be called whatever they are called: of the dealership, its models, the outlets."""
        names: list[str] = [outlet.title for outlet in self.of(Outlet) if is_read(outlet.title)]
        for shop in self.of(Dealership):
            told = (shop.legal_name, shop.short_name, shop.manufacturer)
            names += [name for name in told if is_read(name)]
            names += [model.label for _, model in readable(shop.models, "label")]
        return tuple(sorted({name for name in names if name}, key=len, reverse=True))

    @cached_property
    def rivals(self) -> tuple[str, ...]:
        """Names of competitors' cars."""
        shops = self.of(Dealership)
        return tuple(car.label for shop in shops for _, car in readable(shop.competitors, "label"))

    @cached_property
    def funnel_days(self) -> Index[FunnelDay]:
        """Day -> reports of the front desk, cancelled ones left out."""
        return grouped((one for one in self.of(FunnelDay) if self.is_live(one)), lambda one: one.day)

    @cached_property
    def platform_logs(self) -> Index[PlatformMonth]:
        """Outlet and month -> platform logs, cancelled ones left out."""
        found = (one for one in self.of(PlatformMonth) if self.is_live(one))
        return grouped(found, lambda one: (one.outlet.casefold(), str(one.month)))

    @cached_property
    def search_months(self) -> Index[SearchMonth]:
        """Outlet and month -> records of search-ad accounts, cancelled ones left out."""
        found = (one for one in self.of(SearchMonth) if self.is_live(one))
        return grouped(found, lambda one: (one.outlet.casefold(), str(one.month)))

    @cached_property
    def waivers(self) -> Index[Waiver]:
        """Id of a record (case folded) -> the waivers for its wording, those that are read whole."""
        return grouped(self.records.of(Waiver), lambda waiver: waiver.record.casefold())

    @cached_property
    def archive_codes(self) -> Index[Archive]:
        """Archive code -> archived ads."""
        return grouped(self.of(Archive), lambda archive: archive.archive_code)

    @cached_property
    def archived(self) -> Index[Archive]:
        """Id of an ad (case folded) -> its archive records."""
        return grouped(self.of(Archive), lambda archive: archive.ad.casefold())

    @cached_property
    def exceptions(self) -> Index[ProofException]:
        """Id of a record (case folded) -> exceptions for its papers, those that are read whole."""
        return grouped(self.records.of(ProofException), lambda exception: exception.record.casefold())

    @cached_property
    def binders(self) -> Index[Binder]:
        """Month -> records of its posted volumes."""
        return grouped(self.of(Binder), lambda binder: binder.month)

    @cached_property
    def proofs(self) -> Index[tuple[Common, Evidence]]:
        """Fingerprint -> records that name such a file as evidence, with the entry."""
        pairs = (
            (record, item)
            for record in self.everything
            if isinstance(record, Common)
            for _, item in readable(record.evidence, "kind", "file", "sha256")
            if evidence_path(record, item.file) in self.records.files
        )
        return grouped(pairs, lambda pair: pair[1].sha256)


def grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> Index[Item]:
    """Items by key, in their order; those whose key is None or "" or could not be read are left out."""
    index: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        try:
            value = key(item)
        except UnreadError:
            continue
        if is_read(value) and value not in (None, ""):
            index[value].append(item)
    return index


def has_left(person: Staff, day: date) -> bool:
    """Whether the person was no longer on the staff on `day`; the last day counts as on it."""
    return person.left_on is not None and person.left_on < day


def number_key(source: str | None) -> str:
    """A document's number as it is compared, letters and digits only: ＦＰ 00-99 is fp0099; "" for none."""
    return "" if source is None else "".join(sign for sign in name_key(source) if sign.isalnum())

"""The proof matrix: which papers a record must carry today, and how far those that came in will do.

One place for the check, the volumes, their checklist and the pages, so that all name the same papers (M9,
A11; domain 3.2).
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common, Evidence
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.kinds.procedure import State
from forecourt.kinds.programme import Programme, ProofNeed, ProofRule
from forecourt.kinds.table import kind_of
from forecourt.model.forms import PHONE_ENDINGS
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.model.unread import readable
from forecourt.model.vocabulary import OF_ONE_RUN
from forecourt.money.insertions import has_run as has_come_out
from forecourt.money.lifecycle import bucket_of
from forecourt.rules.sight import Sight
from forecourt.store.load import evidence_path
from forecourt.words.text import N_, Text, text

# Approvals, invoices, contracts, then proofs: the order that a manufacturer asks for.
BINDING_ORDER: Final = (
    "plan_sheet",
    "event_plan",
    "mail",
    "reply",
    "manufacturer_ok",
    "outlet_ok",
    "permit",
    "certificate",
    "data_source",
    "portrait_consent",
    "quotation",
    "invoice",
    "payment",
    "contract",
    "rate_card",
    "materials_list",
    "location_list",
    "delivery_note",
    "collection_slip",
    "post_receipt",
    "courier_receipt",
    "credit_advice",
    "manifest",
    "other",
    "sign_in",
    "creative",
    "print_proof",
    "affidavit",
    "recording",
    "tear_sheet",
    "clipping",
    "screenshot",
    "label_screenshot",
    "backoffice_report",
    "sample_piece",
    "photo",
)
# Every issue is proved by its own paper: one page cannot show two days.
OF_EACH_ISSUE: Final = frozenset({"tear_sheet"})
PHOTO: Final = "photo"
RATE_CARD: Final = "rate_card"
# "there": as many as wanted, fresh, and all is visible that must be. "undated": nobody wrote how old it is.
Status = Literal["there", "missing", "stale", "undated", "not_visible"]
NOTHING: Final[Collection[str]] = frozenset()
# What must be known of an entry for it to count.
_READ: Final = ("kind", "file", "sha256", "taken_on", "shows")


class Want(Struct, frozen=True, kw_only=True):
    """A kind of evidence that a record must carry, and what there is of it.

    `pieces` are wanted at least, `copies` of each handed in (None: one); `fresh` says how old they may be.
    `shows` must be visible on every piece, `among` on one of them. `listed` counts different files that
    records name, `there` those of them that lie in the repository and can be used; of these `good` ones are
    fresh and show everything, `stale` ones too old, `undated` ones without a day. `hidden` is what must be
    visible and is not. `of_run`: it proves the run itself.
    """

    kind: str
    pieces: int
    why: Text
    of_run: bool = False
    copies: int | None = None
    fresh: str | None = None
    shows: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    listed: int = 0
    there: int = 0
    stale: int = 0
    undated: int = 0
    good: int = 0
    hidden: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """What is wrong with it first: too few, too old, without a date, something not visible."""
        if self.there < self.pieces:
            return "missing"
        if self.there - self.stale < self.pieces:
            return "stale"
        if self.there - self.stale - self.undated < self.pieces:
            return "undated"
        return "not_visible" if self.hidden else "there"


def wants(record: Common, sight: Sight, unusable: Collection[str] = NOTHING) -> tuple[Want, ...]:
    """What state, programme and law demand of the record today, each kind once, in binding order.

    `unusable` are paths of evidence files that are there and cannot be read.
    """
    merged: dict[str, Want] = {}
    for want in (*_by_state(record, sight), *_by_programme(record, sight), *_by_law(record, sight)):
        merged[want.kind] = _stronger(merged[want.kind], want) if want.kind in merged else want
    found = [weigh(want, record, sight, unusable) for want in merged.values()]
    early = [
        weigh(want, record, sight, unusable) for want in _early(record, sight) if want.kind not in merged
    ]
    found += [want for want in early if want.there and want.status != "there"]
    return tuple(sorted(found, key=lambda want: BINDING_ORDER.index(want.kind)))


def lacks(record: Record, sight: Sight) -> tuple[Want, ...]:
    """What the record must carry today and does not, or not as it must be."""
    if not isinstance(record, Common):
        return ()
    return tuple(want for want in wants(record, sight) if want.status != "there")


def of_the_run(record: Common, sight: Sight) -> tuple[Want, ...]:
    """Proofs of the run itself that the record's programme wants once it has run, no contract or invoice."""
    rule = rule_of(record, sight)
    if rule is None:
        return ()
    found = (want for want in _of_run(rule, record, sight) if want.of_run)
    return tuple(weigh(want, record, sight, NOTHING) for want in found)


def rule_of(record: Common, sight: Sight) -> ProofRule | None:
    """What the programme of the record's month wants of its channel, None when it says nothing."""
    channel = kind_of(record).channel
    month = getattr(record, "month", None)
    plan: MonthPlan | None = next(iter(sight.months[month]), None) if month in sight.months else None
    programme = None if plan is None else sight.find(Programme, plan.programme)
    if programme is None or channel is None:
        return None
    wanted = channel(record)
    return next((rule for rule in programme.proof_rules if rule.channel == wanted), None)


def has_run(record: Common, state: State | None, today: date) -> bool:
    """Whether an ad or article came out and its last day is over; an event's own states say that of it."""
    out: date | None = getattr(record, "published_on", None)
    last: date | None = getattr(record, "flight_end", None) or out
    is_off = state is None or state.work == "cancelled"
    return out is not None and last is not None and not is_off and max(out, last) < today


def is_wanted(record: Common, state: State | None, today: date) -> bool:
    """Whether the proofs of the run should be there by now: the state demands them, or it has run."""
    return state is not None and (bool(state.channel_proofs) or has_run(record, state, today))


def weigh(want: Want, record: Common, sight: Sight, unusable: Collection[str]) -> Want:
    """The want with what there is for it; a file that hangs on several records counts once."""
    pieces = list(_pieces(want.kind, record, sight))
    files = sight.records.files
    usable = [
        item
        for path, item in pieces
        if path in files
        and files[path].is_usable
        and path not in unusable
        and not path.casefold().endswith(PHONE_ENDINGS)
    ]
    dated = usable if want.fresh is None else [item for item in usable if item.taken_on is not None]
    fresh = [item for item in dated if is_fresh(want.fresh, item.taken_on, record)]
    good = [item for item in fresh if set(want.shows) <= set(item.shows)]
    return replace(
        want,
        listed=len(pieces),
        there=len(usable),
        undated=len(usable) - len(dated),
        stale=len(dated) - len(fresh),
        good=len(good),
        hidden=_hidden(want, fresh, len(good)),
    )


def is_fresh(how: str | None, day: date | None, record: Common) -> bool:
    """Whether a proof of `day` is as fresh as `how` (FRESHNESS) demands of the record; yes when nothing does.

    "year" and "month" are those of the record's activity month, "run" the days on which it ran.
    """
    month: Month | None = getattr(record, "month", None)
    if how is None or day is None or month is None:
        return True
    if how == "run":
        first, last = _days_of(record)
        return first is None or last is None or first <= day <= last
    return day.year == month.year if how == "year" else Month.of(day) == month


def _days_of(record: Common) -> tuple[date | None, date | None]:
    """First and last day on which an ad, an event or an article ran."""
    names = (("flight_start", "flight_end"), ("starts_on", "ends_on"), ("published_on", "published_on"))
    for first, last in names:
        if hasattr(record, first):
            return getattr(record, first), getattr(record, last)
    return None, None


def _hidden(want: Want, fresh: Sequence[Evidence], good: int) -> tuple[str, ...]:
    """What cannot be seen: on any of the pieces that would be needed, or on none of them."""
    lacking = {thing for item in fresh for thing in want.shows if thing not in item.shows}
    each = [thing for thing in want.shows if thing in lacking and good < want.pieces]
    seen = {thing for item in fresh for thing in item.shows}
    return tuple(dict.fromkeys([*each, *(thing for thing in want.among if thing not in seen)]))


def _pieces(kind: str, record: Common, sight: Sight) -> Iterator[tuple[str, Evidence]]:
    """Different files of that kind, with their paths ("" outside the repository)."""
    for holder, _, item in _entries(kind, record, sight):
        yield evidence_path(holder, item.file) or "", item


def _entries(kind: str, record: Common, sight: Sight) -> Iterator[tuple[Common, int, Evidence]]:
    """Entries of that kind of different files: the record that has it, its place there, the entry."""
    seen: set[str] = set()
    for holder in _holders(kind, record, sight):
        for place, item in readable(holder.evidence, *_READ):
            if item.kind == kind and item.sha256 not in seen:
                seen.add(item.sha256)
                yield holder, place, item


def field_at_fault(want: Want, record: Common, sight: Sight) -> str:
    """The record's field that is to be mended when one of the pieces is stale, undated or does not show all.

    That is the entry of the first such piece; when it lies at the outlet or in the archive, what leads there.
    """
    for holder, place, item in _entries(want.kind, record, sight):
        if want.status == "stale":
            is_wrong = item.taken_on is not None and not is_fresh(want.fresh, item.taken_on, record)
        elif want.status == "undated":
            is_wrong = item.taken_on is None
        else:
            is_wrong = not set(want.hidden) <= set(item.shows)
        if is_wrong and holder is record:
            return f"evidence.{place}.{'shows' if want.status == 'not_visible' else 'taken_on'}"
        if is_wrong:
            return "outlet" if isinstance(holder, Outlet) else "state"
    return "state"


def _holders(kind: str, record: Common, sight: Sight) -> Iterator[Common]:
    """The record, an ad's archive record, and for a rate card the outlet whose it is."""
    yield record
    yield from sight.archived.get(record.id.casefold(), ())
    outlet: str | None = getattr(record, "outlet", None)
    card_of = sight.find(Outlet, outlet) if kind == RATE_CARD and outlet is not None else None
    if card_of is not None:
        yield card_of


def _by_state(record: Common, sight: Sight) -> Iterator[Want]:
    state = sight.state(record)
    if state is not None:
        why = text(N_("The procedure demands it in the state {state}"), state=state.label)
        yield from (Want(kind=kind, pieces=1, why=why) for kind in state.evidence)


def _by_programme(record: Common, sight: Sight) -> Iterator[Want]:
    """Proofs of the run bind once the state says so or it has run, all else once it is over or paid."""
    rule, state = rule_of(record, sight), sight.state(record)
    if rule is None or state is None:
        return
    is_over = state.work == "done" or bucket_of(state) == "spent"
    with_run = is_over or is_wanted(record, state, sight.today)
    yield from (want for want in _of_run(rule, record, sight) if is_over or (with_run and want.of_run))


def _of_run(rule: ProofRule, record: Common, sight: Sight) -> Iterator[Want]:
    """Everything that a rule of the programme names, with a paper for every issue that came out."""
    for want in _of_rule(rule):
        each = issues(record, sight.today) if want.kind in OF_EACH_ISSUE else 0
        why = text(N_("{why}: one for each of {count} issues"), why=want.why, count=each)
        yield replace(want, pieces=each, why=why) if each > want.pieces else want


def issues(record: Common, today: date) -> int:
    """On how many days an ad has come out by that day, as far as it is written down; 0 when it has not.

    What ran goes before what was planned, since an issue that was missed has no paper.
    """
    if not isinstance(record, Ad) or not has_come_out(record):
        return 0
    days = {run.day for run in record.ran} or {day for day in record.issue_days if day <= today}
    return max(1, len(days))


def _early(record: Common, sight: Sight) -> Iterator[Want]:
    """What the programme wants of one piece, also before it demands it: what is bound already and will not do
    is named while another can still be had. From the month on, of records that a volume may hold.
    """
    rule, month = rule_of(record, sight), getattr(record, "month", None)
    is_bound = bucket_of(sight.state(record)) in ("committed", "spent")
    if rule is not None and is_bound and month is not None and month <= Month.of(sight.today):
        yield from (replace(want, pieces=1) for want in _of_rule(rule))


def _of_rule(rule: ProofRule) -> Sequence[Want]:
    """Everything that a rule of the programme names."""
    why = text(N_("The manufacturer's programme demands it"))
    pieces = dict.fromkeys(rule.always, 1) | ({PHOTO: rule.photos} if rule.photos else {})
    needs = {need.kind: need for need in rule.proofs}
    kinds = dict.fromkeys([*pieces, *needs])
    return [_want(kind, pieces.get(kind, 1), needs.get(kind), why) for kind in kinds]


def _want(kind: str, pieces: int, need: ProofNeed | None, why: Text) -> Want:
    of_run = kind in OF_ONE_RUN
    if need is None:
        return Want(kind=kind, pieces=pieces, why=why, of_run=of_run)
    return Want(
        kind=kind,
        pieces=max(pieces, need.pieces or 1),
        why=why,
        of_run=of_run,
        copies=need.copies,
        fresh=need.fresh,
        shows=need.shows,
        among=need.among,
    )


def _by_law(record: Common, sight: Sight) -> Iterator[Want]:
    state = sight.state(record)
    if isinstance(record, Press) and record.paid and state is not None and state.work == "done":
        why = text(N_("Paid text must show the ad label (Advertising Law art. 14)"))
        yield Want(kind="label_screenshot", pieces=1, why=why)


def _stronger(one: Want, other: Want) -> Want:
    """Two demands of one kind as one; the reason is that of the one that asks for more."""
    more = other if (other.pieces, _how_strict(other)) > (one.pieces, _how_strict(one)) else one
    return replace(
        more,
        pieces=max(one.pieces, other.pieces),
        of_run=one.of_run or other.of_run,
        copies=one.copies or other.copies,
        fresh=one.fresh or other.fresh,
        shows=tuple(dict.fromkeys([*one.shows, *other.shows])),
        among=tuple(dict.fromkeys([*one.among, *other.among])),
    )


def _how_strict(want: Want) -> int:
    return len(want.shows) + len(want.among) + (want.fresh is not None)

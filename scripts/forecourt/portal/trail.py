"""What happened to a record: its states by Git's history, and the money that moved by it (M1, M2, M8)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.common import Common
from forecourt.model.vocabulary import ENTRY_TYPES, PARTIES
from forecourt.money.claims import claimed_in
from forecourt.money.ledger_costs import INVOICE
from forecourt.money.ledger_entry import Entry
from forecourt.portal.desk import Desk, Place
from forecourt.portal.rungs import drawn_rungs, entries_of, rungs_of
from forecourt.timeline.screen import LATER
from forecourt.timeline.stand import Span
from forecourt.timeline.track import GONE
from forecourt.words.text import N_, Text, text

# Day, kind of entry, fund and month of accrual, id of another record behind it, what keeps it apart.
_Move = tuple[date | None, str, str, str, str]


class Stage(Struct, frozen=True, kw_only=True):
    """A state that the record was in: its label, days, who took the step, and whether its limit was kept."""

    label: str
    entered: str
    who: str
    workdays: str
    ball: str
    limit: str
    kept: str
    tone: str


class Movement(Struct, frozen=True, kw_only=True):
    """Money that moved: day ("" where none is given), what, yuan, of which fund, and whose record says it."""

    day: str
    what: str
    amount: str
    fund: str
    source: Markup


class Money(Struct, frozen=True, kw_only=True):
    """The movements of a record in order of days, and its rungs as a chart (empty with fewer than two)."""

    movements: tuple[Movement, ...]
    chart: Markup


class Trails:
    """Ledger and claims of the whole dealership, so that each is worked out once for all pages."""

    def __init__(self, desk: Desk) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in desk.once(entries_of):
            self._entries[entry.record.casefold()].append(entry)
        self._claimed = claimed_in(desk.records)

    def money(self, place: Place, record: Common) -> Money | None:
        """What moved by `record`, None when nothing did."""
        moved: dict[_Move, int] = defaultdict(int)
        for entry in self._entries.get(record.id.casefold(), ()):
            # The rows of a cost tab are one sum; two invoices of one day stay two.
            apart = entry.field if entry.type == INVOICE else ""
            moved[entry.day, entry.type, _fund(place, entry), "", apart] += entry.amount
        for claim, line in self._claimed.get(record.id.casefold(), ()):
            for move, amount in _of_claim(claim, line):
                moved[move] += amount
        if not moved:
            return None
        order = list(ENTRY_TYPES.terms)
        rows = sorted(moved.items(), key=lambda row: (row[0][0] or date.max, order.index(row[0][1])))
        return Money(
            movements=tuple(
                Movement(
                    day="" if day is None else day.isoformat(),
                    what=place.display.choice(ENTRY_TYPES, type),
                    amount=place.display.yuan(amount),
                    fund=fund,
                    source=place.link(source) if source else Markup(),
                )
                for (day, type, fund, source, _), amount in rows
            ),
            chart=_chart(place, [(type, amount) for (_, type, *_), amount in rows]),
        )


def stages(place: Place, record: Common) -> tuple[Stage, ...]:
    """The record's states by Git's history, the newest last; nothing without history."""
    line = place.desk.inputs.lines.get(record.id.casefold())
    return () if line is None else tuple(_stage(place, span) for span in line.spans)


def _stage(place: Place, span: Span) -> Stage:
    say = place.desk.words
    return Stage(
        label=say.gettext(N_("(deleted)")) if span.name == GONE else span.label,
        entered=say.say(span.since),
        who=say.gettext(LATER) if span.at_latest else span.who or say.gettext(N_("(not committed)")),
        workdays="" if span.is_over or not span.ended else _workdays(place, span),
        ball=place.display.choice(PARTIES, span.ball) if span.ball and not span.is_over else "",
        limit="" if span.limit is None else span.limit.isoformat(),
        kept="" if span.limit is None else say.say(_kept(span)),
        tone="quiet" if span.limit is None else "bad" if span.late else "done",
    )


def _workdays(place: Place, span: Span) -> str:
    if span.stopped:
        return place.desk.words.say(text(N_("{days} (clock stopped)"), days=span.workdays))
    return str(span.workdays)


def _kept(span: Span) -> Text:
    if span.late:
        return text(N_("{days} working days late"), days=span.late)
    return text(N_("still running") if span.left is None else N_("In time"))


def _fund(place: Place, entry: Entry) -> str:
    label = place.display.fund(entry.fund) if entry.fund else ""
    return f"{label} {entry.accrued_in}" if label and entry.accrued_in else label


def _of_claim(claim: Claim, line: ClaimLine) -> Iterator[tuple[_Move, int]]:
    """What a claim asked and got for one record."""
    yield (claim.postmark_on or claim.sent_on, "claim", "", claim.id, ""), line.claimed
    if line.granted is not None:
        yield (claim.audited_on, "grant", "", claim.id, ""), line.granted


def _chart(place: Place, rungs: list[tuple[str, int]]) -> Markup:
    sums: dict[str, int] = defaultdict(int)
    for type, amount in rungs:
        sums[type] += amount
    say = place.desk.words.gettext
    title, series = say(N_("Money trail (yuan)")), say(N_("Amount (yuan)"))
    return drawn_rungs(place, sums, title, series) if len(rungs_of(sums)) > 1 else Markup()

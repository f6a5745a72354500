"""A month's money and quotas as pages show them: rows with bars, figures with their records (M2, M6, M11)."""

from markupsafe import Markup
from msgspec import Struct

from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.model.vocabulary import CHANNELS, MEDIA_TIERS
from forecourt.model.vocabulary_programme import BASES
from forecourt.money.accrual import AccrualLine, share_text
from forecourt.money.budget import STATUSES, TOTAL, Budget, CostEntry, Line, budget
from forecourt.money.quota import NO_TIER, EventQuota, PressQuota, TierLine, event_quota, press_quota
from forecourt.portal.desk import Place
from forecourt.portal.doubts import Doubts, doubts
from forecourt.tables.charts import Stretch, strip
from forecourt.words.text import N_


class Row(Struct, frozen=True, kw_only=True):
    """A channel's money: amounts in yuan as text, its bar, the records behind it."""

    label: str
    anchor: str
    budget: str
    planned: str
    committed: str
    spent: str
    left: str
    status: str
    status_label: str
    used: str
    bar: Markup
    entries: tuple[CostEntry, ...]


class Quota(Struct, frozen=True, kw_only=True):
    """One quota: what must be reached, what is, what is still open."""

    label: str
    unit: str
    required: int
    done: int
    open: int

    @property
    def missing(self) -> int:
        """What is left to do."""
        return max(self.required - self.done, 0)

    @property
    def reached(self) -> bool:
        """Whether the quota is met."""
        return self.done >= self.required

    @property
    def bar(self) -> Markup:
        """Done and open as stretches of one bar."""
        stretches = (
            Stretch(tone="done", size=self.done),
            Stretch(tone="planned", size=self.open),
        )
        return strip(stretches, max(self.required, self.done + self.open))


class MonthMoney(Struct, frozen=True, kw_only=True):
    """A month's figures for its page and for the home page, and why they may be wrong."""

    month: Month
    doubts: Doubts
    budget: Budget
    rows: tuple[Row, ...]
    total: Row
    press: PressQuota
    events: EventQuota
    quotas: tuple[Quota, ...]


def month_money(place: Place, month: Month) -> MonthMoney:
    """The figures of `month`; raises NoMonthError."""
    records = place.desk.records
    money = budget(records, month)
    press, events = press_quota(records, month), event_quota(records, month)
    return MonthMoney(
        month=month,
        doubts=doubts(place.desk, month),
        budget=money,
        rows=tuple(_row(place, line) for line in money.channels),
        total=_row(place, money.total),
        press=press,
        events=events,
        quotas=_quotas(place, press, events),
    )


def basis_label(place: Place, code: str) -> str:
    """What a fund counts."""
    return place.display.choice(BASES, code)


def share_label(place: Place, line: AccrualLine) -> str:
    """Of what amount a fund in percent accrues its share."""
    return place.desk.words.say(share_text(line))


def tier_label(place: Place, line: TierLine) -> str:
    """The name of a media tier."""
    if line.tier == NO_TIER:
        return place.desk.words.gettext(N_("Outlets without a tier"))
    return place.display.choice(MEDIA_TIERS, line.tier)


def bucket_label(place: Place, bucket: str) -> str:
    """What a rung of the money ladder is called."""
    labels = {"planned": N_("Planned"), "committed": N_("Committed"), "spent": N_("Spent")}
    return place.desk.words.gettext(labels[bucket])


def record_link(place: Place, record: Record) -> Markup:
    """A link to a record and its state."""
    return Markup("%s %s") % (place.link(record), place.chip(record))


def _row(place: Place, line: Line) -> Row:
    yuan, say = place.display.yuan, place.desk.words.gettext
    label = say(N_("Total")) if line.channel == TOTAL else place.display.choice(CHANNELS, line.channel)
    taken = line.planned + line.committed + line.spent
    return Row(
        label=label,
        anchor=f"c-{line.channel or 'total'}",
        budget=yuan(line.budget),
        planned=yuan(line.planned),
        committed=yuan(line.committed),
        spent=yuan(line.spent),
        left=yuan(line.left),
        status=line.status,
        status_label=say(STATUSES.terms[line.status]),
        used=_percent(taken, line.budget),
        bar=_bar(place, line, taken),
        entries=line.records,
    )


def _percent(taken: int, whole: int) -> str:
    """Whole percents, cut off: 99.9 % used is not yet all of it."""
    return f"{taken * 100 // whole} %" if whole else "—"


def _bar(place: Place, line: Line, taken: int) -> Markup:
    amounts = (("spent", line.spent), ("committed", line.committed), ("planned", line.planned))
    stretches = (Stretch(tone=tone, size=fen) for tone, fen in amounts)
    return strip(stretches, max(line.budget, taken))


def _quotas(place: Place, press: PressQuota, events: EventQuota) -> tuple[Quota, ...]:
    say = place.desk.words.gettext
    return (
        Quota(
            label=say(N_("Press quota")),
            unit=say(N_("articles")),
            required=press.pieces_required,
            done=press.pieces_done,
            open=press.pieces_open,
        ),
        Quota(
            label=say(N_("Press quota in points")),
            unit=say(N_("points")),
            required=press.points_required,
            done=press.points_done,
            open=press.points_open,
        ),
        Quota(
            label=say(N_("Event quota")),
            unit=say(N_("events")),
            required=events.required,
            done=len(events.done),
            open=len(events.open),
        ),
    )

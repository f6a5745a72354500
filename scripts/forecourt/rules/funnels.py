"""Rules about the front desk's daily counts: one report a day, possible numbers, no gaps, equal sums."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.funnel import FunnelDay
from forecourt.kinds.month import MonthPlan
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.months import Month
from forecourt.model.unread import readable
from forecourt.model.vocabulary import SOURCES
from forecourt.money.funnel import days_of, differs_from_month, missing_days
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# What cannot be more than what it is a part of.
_PARTS: Final = (
    ("first_visits", "visits", N_("First visits"), N_("Visits")),
    ("valid_leads", "leads", N_("Valid leads"), N_("Leads")),
)
_MOST_DAYS: Final = 10


@code("FN01")
def second_report(report: FunnelDay, sight: Sight) -> Iterator[Problem]:
    """Two reports are about the same day.

    Every sum of the month would count the day twice (A7). Corrections go into the report of the day.
    """
    others = listed(one.id for one in sight.funnel_days.get(report.day, ()) if one is not report)
    if others and sight.is_live(report):
        yield Problem(
            code="FN01",
            field="day",
            message=text(N_("{others} reports this day too"), others=others),
            hint=text(N_("Put the counts together into one of them, and cancel the other")),
        )


@code("FN02")
def impossible_counts(report: FunnelDay, sight: Sight) -> Iterator[Problem]:
    """A part is larger than its whole: more first visits than visits, more valid leads than leads.

    Rates made of such numbers pass 100 %. Most often two columns were mixed up.
    """
    for place, row in readable(report.rows):
        for part, whole, part_label, whole_label in _PARTS:
            part_count, whole_count = getattr(row, part) or 0, getattr(row, whole) or 0
            if part_count > whole_count:
                yield Problem(
                    code="FN02",
                    field=f"rows.{place}.{part}",
                    message=text(
                        N_('"{part}" is {count}, but "{whole}" only {all}'),
                        part=Text(part_label),
                        count=part_count,
                        whole=Text(whole_label),
                        all=whole_count,
                    ),
                    hint=text(N_("Compare with the register of the day; perhaps two columns were mixed up")),
                )


@code("FN03")
def day_of_another_month(report: FunnelDay, sight: Sight) -> Iterator[Problem]:
    """The report's day does not lie in its month.

    The day would be missing in one month and be counted in another.
    """
    if Month.of(report.day) != report.month:
        yield Problem(
            code="FN03",
            field="day",
            message=text(N_("{day} does not lie in {month}"), day=report.day, month=str(report.month)),
            hint=text(N_("Correct the day, or the month and the folder")),
        )


@code("FN04", Severity.WARNING)
def days_missing(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """Days of a month that is reported by the day have no report.

    Visits and calls are summed up every day (A7); a gap looks like a day without customers. A day on which
    the store was closed gets a report without rows.
    """
    missing = missing_days(days_of(sight.all_records, plan.month), plan.month, sight.today)
    if missing and not sight.is_hidden("procedure", "for_kind"):
        days = [str(day) for day in missing[:_MOST_DAYS]]
        yield Problem(
            code="FN04",
            field="month",
            message=text(
                N_("No report of the front desk for {count} day(s): {days}"), count=len(missing), days=days
            ),
            hint=text(N_("Hand them in: ./forecourt new funnel")),
        )


@code("FN05", Severity.WARNING)
def month_and_days_differ(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The month's own sums of a source are not what its days come to.

    One register, two numbers: whoever is asked later cannot say which is right. Told once every day of the
    month has its report.
    """
    days = list(days_of(sight.records, plan.month))
    if not days or missing_days(days, plan.month, sight.today) or sight.today <= plan.month.last_day:
        return
    for source, name, told, found in differs_from_month(sight.records, plan):
        place = next(number for number, row in enumerate(plan.traffic) if row.source == source)
        yield Problem(
            code="FN05",
            field=f"traffic.{place}.{name}",
            message=text(
                N_('"{source}": the month says {told}, its days come to {found}'),
                source=Text(SOURCES.terms[source]),
                told=told,
                found=found,
            ),
            hint=text(N_("Compare with the register, then correct the month or the day")),
        )

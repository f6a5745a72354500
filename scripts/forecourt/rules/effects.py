"""Rules about what the front desk counted in a month: it must fit the ads, and sources must be asked."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.month import MonthPlan
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.vocabulary import SOURCES
from forecourt.money.lifecycle import work_of
from forecourt.money.traffic import UNKNOWN, Desk
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# More than this, and nobody knows what brought the customers.
MOST_UNKNOWN: Final = Fraction(30, 100)


@code("EF01", Severity.WARNING)
def fewer_than_ads(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The front desk counted fewer visits and calls of a source than the month's ads claim together.

    An ad's visits are a part of the register's: what named the ad named the channel too. One of both is
    wrong, most often a visit counted for two ads.
    """
    desk = Desk(plan)
    claimed: dict[str, list[Ad]] = {}
    for ad in sight.records.of(Ad):
        if ad.month == plan.month and ad.visits and work_of(sight.records, ad) != "cancelled":
            claimed.setdefault(ad.channel, []).append(ad)
    for source in desk.sources:
        counted = desk.visits((source,)) or 0
        ads = claimed.get(source, [])
        sum_of_ads = sum(ad.visits or 0 for ad in ads)
        if counted < sum_of_ads:
            yield Problem(
                code="EF01",
                field=_place(plan, source),
                message=text(
                    N_('"{source}" has {counted} visits and calls, but its ads claim {claimed} together'),
                    source=Text(SOURCES.terms[source]),
                    counted=counted,
                    claimed=sum_of_ads,
                ),
                hint=text(
                    N_("Compare the register with the visits of: {records}"), records=[ad.id for ad in ads]
                ),
            )


@code("EF02", Severity.INFO)
def source_not_asked(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """Of more than 30 % of the month's visits and calls nobody knows the source (pitfall 16).

    Where reception does not ask, every cost per visit looks higher than it is, and no channel can be
    compared with another. The figures stay as they are; the share stands beside each of them.
    """
    unknown = Desk(plan).unknown
    if unknown.value is not None and unknown.value > MOST_UNKNOWN:
        share = unknown.hundredths_of_percent or 0
        yield Problem(
            code="EF02",
            field=_place(plan, UNKNOWN),
            message=text(
                N_("The source is unknown for {part} of {whole} visits and calls ({share} %)"),
                part=unknown.part,
                whole=unknown.whole,
                share=f"{share // 100}.{share % 100:02}",
            ),
            hint=text(N_("Let reception ask every visitor and caller how they heard of the shop")),
        )


def _place(plan: MonthPlan, source: str) -> str:
    index = next(place for place, row in enumerate(plan.traffic) if row.source == source)
    return f"traffic.{index}.visits"

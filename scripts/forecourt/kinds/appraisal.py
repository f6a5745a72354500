"""An appraisal sheet (绩效考核表): weighted items, each a query over records, bonus, opinion (M12).

Volume 3 shows what its queries give for the whole department; what one person reached stays with us.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from forecourt.kinds.common import ACTIVITY_MONTH, PERCENT, Common, Kind
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Number, Ref, may, need
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary_queries import QUERIES
from forecourt.words.text import N_

FULL_WEIGHT: Final = 100
POINTS: Final = Number(N_("points"), Decimal(0), Decimal(1000), "87.5")


class AppraisalItem(Group, frozen=True, kw_only=True):
    """One item: how much it weighs in points, and what is asked of the records. Nobody types a score."""

    query: str = need(Choice(QUERIES), N_("Asked of the records"))
    weight: int = need(Count(least=1, most=FULL_WEIGHT), N_("Weight"), unit=N_("points"))
    target: Decimal | None = may(PERCENT, N_("Full marks from"), N_("Left out: 100 %"), unit="%")


class Bonus(Group, frozen=True, kw_only=True):
    """Points for something outstanding, on top of the weights."""

    points: int = need(Count(least=1, most=20), N_("Bonus points"))
    reason: str = need(Line(), N_("Reason"))
    record: str | None = may(Ref(), N_("Record that it is about"))


class Appraisal(Common, frozen=True, kw_only=True):
    """One person in one month; the owner appraises, the signature stands among the approvals."""

    month: Month = ACTIVITY_MONTH
    person: str = need(Ref(("staff",)), N_("Who is appraised"))
    due_on: date = need(Day(), N_("To be signed by"))
    items: tuple[AppraisalItem, ...] = need(ListOf(AppraisalItem, least=1), N_("Appraised items"))
    bonuses: tuple[Bonus, ...] = may(ListOf(Bonus), N_("Bonus"))
    opinion: str | None = may(Line(), N_("Opinion"), N_("Of who appraises"))
    answer: str | None = may(Line(), N_("What the person says"))
    signed_points: Decimal | None = may(
        POINTS, N_("Points as signed"), N_("Copied from: ./forecourt appraisal MONTH")
    )
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was given back or cancelled"))


KIND = Kind(
    name="appraisal",
    prefix="KPI",
    label=N_("Appraisal"),
    record=Appraisal,
    folder="content/appraisals",
    duties=("M12",),
)

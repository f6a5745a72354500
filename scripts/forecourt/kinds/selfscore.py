"""The self-score (自评分) of a month by the manufacturer's criteria, before the volumes are posted (A2).

Volume 3 shows it criterion by criterion, so that whoever gives the score sees what it rests on.
"""

from decimal import Decimal

from forecourt.kinds.appraisal import POINTS
from forecourt.kinds.common import ACTIVITY_MONTH, CODE_WORD, Common, Kind
from forecourt.kinds.fields import Line, ListOf, may, need
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.words.text import N_


class GivenScore(Group, frozen=True, kw_only=True):
    """Points for a criterion of which no record tells, and why so many."""

    criterion: str = need(CODE_WORD, N_("Criterion"), N_("Its code in the programme"))
    points: Decimal = need(POINTS, N_("Points given"), unit=N_("points"))
    reason: str = need(Line(), N_("Reason"))


class SelfScore(Common, frozen=True, kw_only=True):
    """One month. What can be computed is not written here, it follows from the records."""

    month: Month = ACTIVITY_MONTH
    given: tuple[GivenScore, ...] = may(ListOf(GivenScore), N_("Points given by hand"))
    measures: str | None = may(Line(), N_("What is done about lost points"))
    signed_points: Decimal | None = may(
        POINTS, N_("Points as signed"), N_("Copied from: ./forecourt selfscore MONTH")
    )
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was given back or cancelled"))


KIND = Kind(
    name="selfscore",
    prefix="SCR",
    label=N_("Self-score"),
    record=SelfScore,
    folder="plans/{month}/selfscores",
    duties=("A2", "S2", "A3"),
)

"""A showroom check (展厅检查表): weighted items, what is wrong, who mends it by when (M10, A14, S12)."""

from datetime import date
from typing import Final

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Kind
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Ref, YesNo, may, need
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import DECISIONS, SHOWROOM_AREAS
from forecourt.words.text import N_

FULL_MARKS: Final = 10


class CheckItem(Group, frozen=True, kw_only=True):
    """One line of the sheet. The score is 0 (not there) to 10 (as the standard says)."""

    area: str = need(Choice(SHOWROOM_AREAS), N_("Area of the showroom"))
    item: str = need(Line(), N_("What is looked at"))
    standard: str | None = may(Line(), N_("Standard"))
    weight: int = need(Count(least=1), N_("Weight"))
    score: int | None = may(Count(), N_("Score (0 to 10)"))
    defect: str | None = may(Line(), N_("What is amiss"))
    photo: str | None = may(Line(), N_("Photo"), N_("Path from the record's own folder, as under evidence"))
    mender: str | None = may(Ref(("staff",)), N_("Who mends it"))
    due_on: date | None = may(Day(), N_("Mended by"))
    rechecked_on: date | None = may(Day(), N_("Rechecked on"))
    recheck_score: int | None = may(Count(), N_("Score of the recheck (0 to 10)"))

    @property
    def last_score(self) -> int | None:
        """The score of the recheck, else the first one."""
        return self.score if self.recheck_score is None else self.recheck_score


class Display(Group, frozen=True, kw_only=True):
    """A poster or display of the manufacturer (POSM), and until when it may hang."""

    item: str = need(Line(), N_("Poster or display"))
    place: str = need(Line(), N_("Where it hangs"))
    valid_to: date = need(Day(), N_("Valid until"))
    on_display: bool = need(YesNo(), N_("Still on display"))
    taken_down_on: date | None = may(Day(), N_("Taken down on"))


class Suggestion(Group, frozen=True, kw_only=True):
    """What somebody would do better (A14, S12), and what became of it."""

    what: str = need(Line(), N_("Suggestion"))
    by: str = need(Ref(("staff",)), N_("Suggested by"))
    decision: str = need(Choice(DECISIONS), N_("Decision"))
    task: str | None = may(Ref(("task",)), N_("Carried out as"))


class Showroom(Common, frozen=True, kw_only=True):
    """One round through the showroom."""

    month: Month = ACTIVITY_MONTH
    planned_on: date = need(Day(), N_("Planned on"))
    checked_on: date | None = may(Day(), N_("Checked on"))
    checker: str = need(Ref(("staff",)), N_("Examined by"))
    items: tuple[CheckItem, ...] = need(ListOf(CheckItem, least=1), N_("Check items"))
    displays: tuple[Display, ...] = may(ListOf(Display), N_("Posters and displays"))
    suggestions: tuple[Suggestion, ...] = may(ListOf(Suggestion), N_("Suggestions"))
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was cancelled"))


KIND = Kind(
    name="showroom",
    prefix="SHOW",
    label=N_("Showroom check"),
    record=Showroom,
    folder="content/showroom",
    duties=("M10", "A14", "S12"),
)

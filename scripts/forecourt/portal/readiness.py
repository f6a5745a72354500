"""How far each month's volumes are: what is lacking in them, and the record of their posting (A2, A3)."""

from markupsafe import Markup
from msgspec import Struct

from forecourt.kinds.binder import Binder
from forecourt.kinds.common import Common
from forecourt.model.months import Month
from forecourt.model.vocabulary import EVIDENCE
from forecourt.money.lifecycle import work_of
from forecourt.money.reporting import programmes_of
from forecourt.money.volume_items import TITLES
from forecourt.money.workdays import Posting, posting
from forecourt.portal.desk import Place
from forecourt.rules.completeness import ItemScore, VolumeScore, completeness_of, told_of
from forecourt.tables.charts import Stretch, strip
from forecourt.words.text import Text


class Lacking(Struct, frozen=True, kw_only=True):
    """One item of a volume that lacks papers: each in words, and whether the manager excused it."""

    record: Common
    papers: tuple[tuple[str, bool], ...]


class Readiness(Struct, frozen=True, kw_only=True):
    """One volume: its score (percent None: nothing is wanted yet) and the items that lack papers."""

    title: str
    score: VolumeScore
    lacking: tuple[Lacking, ...]

    @property
    def bar(self) -> Markup:
        """The papers that will do, of all that are wanted."""
        return strip([Stretch(tone="done", size=self.score.there)], self.score.wanted)


class MonthOfVolumes(Struct, frozen=True, kw_only=True):
    """The three volumes of a month, and the records of their posting that were not cancelled.

    `posting` is None when the month's programme cannot be read.
    """

    month: Month
    posting: Posting | None
    binders: tuple[Binder, ...]
    volumes: tuple[Readiness, ...]


def months_of_volumes(place: Place) -> list[MonthOfVolumes]:
    """Every month with a plan that has begun, the newest first."""
    begun = (month for month in place.desk.planned if month <= Month.of(place.desk.today))
    return [month_of_volumes(place, month) for month in sorted(begun, reverse=True)]


def month_of_volumes(place: Place, month: Month) -> MonthOfVolumes:
    """How far the volumes of one month are."""
    records = place.desk.records
    found = completeness_of(place.desk.sight, month)
    programme = programmes_of(records).get(month)
    return MonthOfVolumes(
        month=month,
        posting=None if programme is None else posting(programme, month),
        binders=tuple(
            one for one in records.of(Binder) if one.month == month and work_of(records, one) != "cancelled"
        ),
        volumes=tuple(
            Readiness(
                title=place.desk.words.gettext(TITLES[score.volume]),
                score=score,
                lacking=tuple(_lacking(place, item) for item in score.items if item.lacks),
            )
            for score in found.volumes
        ),
    )


def _lacking(place: Place, item: ItemScore) -> Lacking:
    papers = (
        (
            place.desk.words.say(told_of(want, item, Text(EVIDENCE.terms[want.kind]))),
            want.kind in item.excused,
        )
        for want in item.lacks
    )
    return Lacking(record=item.record, papers=tuple(papers))

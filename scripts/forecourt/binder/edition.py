"""What the volumes of one month are made from, and the words they are made in."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from forecourt.binder.content import Align, Column
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Records, World
from forecourt.money.budget import month_plan
from forecourt.rules.sight import Sight
from forecourt.tables.display import Display
from forecourt.words.catalogue import Words
from forecourt.words.text import text

SHORT_COMMIT: Final = 10
DASH: Final = "—"
NOTHING: Final[Mapping[str, Any]] = {}


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that can be printed: URL inside the document ("": damaged) and size in pixels."""

    url: str
    width: int
    height: int


class Edition(Struct, frozen=True, kw_only=True, dict=True):
    """One printing of a month: records, words, the commit they stand at, printable pictures by evidence path,
    and by the same the pages of papers that are PDFs (their sizes in points; none: it cannot be bound).

    `git`: whether they lie in a repository; `commit` is "" without one or before the first commit; `dirty`:
    files differ from the commit; `errors`: errors in the records.
    `lacking` are signs that the fonts lack, printed as GETA in a draft that is wanted all the same.
    `digests` gives the sha256 of every record's file by path.
    """

    world: World
    month: Month
    words: Words
    commit: str
    dirty: bool
    git: bool = True
    errors: int = 0
    pictures: Mapping[str, Picture] = {}
    sheets: Mapping[str, tuple[Picture, ...]] = {}
    lacking: str = ""
    digests: Mapping[str, str] = {}

    @cached_property
    def sight(self) -> Sight:
        """Indexes over the records, made once for all items."""
        return Sight(world=self.world)

    @property
    def records(self) -> Records:
        """The records."""
        return self.world.records

    @property
    def plan(self) -> MonthPlan:
        """The month's record; raises NoMonthError."""
        return month_plan(self.records, self.month)

    @property
    def programme(self) -> Programme | None:
        """The manufacturer's programme that the month follows, None when it cannot be read."""
        return self.records.find(Programme, self.plan.programme)

    @property
    def dealership(self) -> Dealership | None:
        """The dealership's own record."""
        return next(iter(self.records.of(Dealership)), None)

    @property
    def display(self) -> Display:
        """Values as words."""
        return Display(self.words, self.records)

    def say(self, template: str, **params: Any) -> str:
        """A catalogue sentence in the edition's language."""
        return self.words.say(text(template, **params))

    def columns(self, *specs: tuple[str, int] | tuple[str, int, Align]) -> tuple[Column, ...]:
        """Columns from (label source, percent of the width, alignment)."""
        return tuple(
            Column(label=self.words.gettext(label), width=width, align=rest[0] if rest else "left")
            for label, width, *rest in specs
        )

    def model(self, code: str) -> str:
        """The name of one of the dealership's own cars, the code itself when it sells no such car."""
        models = self.dealership.models if self.dealership else ()
        return next((model.label for model in models if model.code == code), code)

    def month_name(self, month: Month) -> str:
        """2026年11月, or 2026-11."""
        return f"{month.year}年{month.number}月" if self.words.lang == "zh" else str(month)

    def day(self, day: date | None) -> str:
        """A day as 2026-11-01, or a dash."""
        return DASH if day is None else day.isoformat()

    def span(self, first: date, last: date) -> str:
        """Two days as "11-18" or "11-18 – 11-20"; the month of the volume tells the year."""
        start, end = f"{first:%m-%d}", f"{last:%m-%d}"
        return start if first == last else f"{start} – {end}"

    def count(self, number: int | None) -> str:
        """A whole number with commas, or a dash."""
        return DASH if number is None else f"{number:,}"

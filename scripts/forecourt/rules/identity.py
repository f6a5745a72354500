"""Rules about what a record is called and where it lies (design: ids are stable and unique)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.table import KINDS, kind_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.limits import FIRST_YEAR, LAST_YEAR
from forecourt.model.record import Record
from forecourt.model.unread import is_read
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.rules.walk import repeated
from forecourt.words.text import N_, Text, text

_DAY: Final = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH: Final = re.compile("[0-9]{4}-[0-9]{2}")


@code("ID01")
def id_taken(record: Record, sight: Sight) -> Iterator[Problem]:
    """Two records have the same id; capital and small letters count as equal.

    References name a record by its id, so one of the two would never be found. It happens when a file is
    copied. `./forecourt new KIND` gives every record an id that is free.
    """
    same = sight.by_id[record.id.casefold()]
    others = listed(other.path for other in same if other is not record)
    if others:
        yield Problem(
            code="ID01",
            field="id",
            message=text(N_("{path} has the id {id} too"), path=others, id=record.id),
            hint=text(N_("Give the newer one an id and a file name of its own")),
        )


@code("ID02")
def id_is_not_file_name(record: Record, sight: Sight) -> Iterator[Problem]:
    """The id differs from the file's name (without .md; case does not matter).

    People look for a record by its file, programs by its id; both must lead to the same one.
    """
    stem = PurePosixPath(record.path).stem
    if stem.casefold() != record.id.casefold():
        yield Problem(
            code="ID02",
            field="id",
            message=text(N_("The id is {id}, but the file is called {name}.md"), id=record.id, name=stem),
            hint=text(N_("Rename the file to {id}.md, or correct the id"), id=record.id),
        )


@code("ID03")
def id_of_another_kind(record: Record, sight: Sight) -> Iterator[Problem]:
    """The id does not begin with the letters of the record's kind.

    AD-… is an ad, EV-… an event, PR-… a press article: whoever reads an id in a mail or a contract knows
    what it is.
    """
    kind = kind_of(record)
    if record.id.partition("-")[0].casefold() != kind.prefix.casefold():
        yield Problem(
            code="ID03",
            field="id",
            message=text(
                N_('The id of a record of the kind "{label}" begins with {prefix}-'),
                label=Text(kind.label),
                prefix=kind.prefix,
            ),
            hint=text(N_("Correct the id, or the kind")),
        )


@code("ID10", Severity.WARNING)
def small_letters(record: Record, sight: Sight) -> Iterator[Problem]:
    """The letters at the beginning of an id are not capital.

    Ids are compared without case, so nothing is lost; but people who search for AD-… do not find ad-…, and on
    some computers the two names are two files.
    """
    prefix, _, rest = record.id.partition("-")
    wanted = kind_of(record).prefix
    if prefix != wanted and prefix.casefold() == wanted.casefold():
        yield Problem(
            code="ID10",
            field="id",
            message=text(
                N_("The letters at the beginning of the id are written in capitals: {prefix}-"), prefix=wanted
            ),
            hint=text(N_("Write {id}, and rename the file to {id}.md"), id=f"{wanted}-{rest}"),
        )


@code("ID11", Severity.WARNING)
def id_of_no_day(record: Record, sight: Sight) -> Iterator[Problem]:
    """The eight digits in an id are no day of the calendar.

    `./forecourt new KIND` puts the day on which a record is made into its id. Who typed it made a slip;
    ids that come from elsewhere without a day of eight digits are fine.
    """
    digits = record.id.split("-")[1:2]
    found = _DAY.fullmatch(digits[0]) if digits else None
    if found is not None and not _is_day(found):
        yield Problem(
            code="ID11",
            field="id",
            message=text(N_("The day {digits} in the id does not exist"), digits=found[0]),
            hint=text(
                N_("Put the day on which the record was made into the id and the file's name, as 20261101")
            ),
        )


@code("ID04", Severity.WARNING)
def wrong_folder(record: Record, sight: Sight) -> Iterator[Problem]:
    """The record does not lie in the folder of its kind.

    It is read and counted all the same, but people will look for it elsewhere. Folders below the kind's own
    are fine.
    """
    home = _home(record.path)
    own = kind_of(record)
    if home is own:
        return
    folder = own.folder.format(month=getattr(record, "month", ""))
    if home is None:
        message = text(
            N_('A record of the kind "{label}" belongs in {folder}/'), label=Text(own.label), folder=folder
        )
    else:
        message = text(
            N_('A record of the kind "{label}" lies in the folder for "{home}"'),
            label=Text(own.label),
            home=Text(home.label),
        )
    yield Problem(
        code="ID04", field="kind", message=message, hint=text(N_("Move the file to {folder}/"), folder=folder)
    )


@code("ID05")
def folder_of_another_month(record: Record, sight: Sight) -> Iterator[Problem]:
    """The month in the path differs from the record's month.

    plans/2026-11/ holds November. A record there that says October is counted in October, and nobody sees why
    November's sums lack it. Usually a plan of the month before was copied.
    """
    own = kind_of(record)
    home = own.folder.split("/")
    stated = getattr(record, "month", "")
    if "{month}" not in home or _folders(record.path)[: len(home)] != home or not is_read(stated):
        return
    month, folder = str(stated), record.path.split("/")[home.index("{month}")]
    if folder != month:
        yield Problem(
            code="ID05",
            field="month",
            message=text(
                N_("The record says {month}, but lies in the folder of {folder}"),
                month=month,
                folder=folder,
            ),
            hint=text(
                N_("Correct the month, or move the file to {folder}/"), folder=own.folder.format(month=month)
            ),
        )


@code("ID06")
def second_dealership(record: Dealership, sight: Sight) -> Iterator[Problem]:
    """There is more than one dealership record.

    One repository keeps one dealership: its name stands on the volumes, its models and fonds code count
    everywhere.
    """
    others = listed(other.path for other in sight.of(Dealership) if other is not record)
    if others:
        yield Problem(
            code="ID06",
            field="kind",
            message=text(N_("There is another dealership record: {path}"), path=others),
            hint=text(N_("Keep one of them")),
        )


@code("ID07")
def second_month(record: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """Two month records are about the same month.

    Which budget and which quota hold would be a matter of luck (M2).
    """
    others = listed(other.path for other in sight.months[record.month] if other is not record)
    if others:
        yield Problem(
            code="ID07",
            field="month",
            message=text(
                N_("{month} has another month record: {path}"), month=str(record.month), path=others
            ),
            hint=text(N_("Keep one of them, or correct the month")),
        )


@code("ID08")
def listed_twice(record: Record, sight: Sight) -> Iterator[Problem]:
    """A list says two things about the same channel, model, fund, media tier or code.

    Two rows for one model would count its cars twice; of two rows for one media tier only one would count.
    """
    for where, first, value in repeated(record):
        yield Problem(
            code="ID08",
            field=where,
            message=text(
                N_('"{value}" stands in this list already, as item {first}'), value=value, first=first
            ),
            hint=text(N_("Make one row of the two, or correct the word")),
        )


@code("ID09")
def no_dealership(record: Common, sight: Sight) -> Iterator[Problem]:
    """There is no dealership record.

    Without it nobody knows the dealership's models, its name for the cover of the volumes, or its fonds
    code for the archive. The finding stands at the first month record, or at the first record when there is
    no month.
    """
    if sight.dealership is not None or sight.is_hidden("dealership", "kind"):
        return
    if record is sight.first(MonthPlan) or (sight.first(MonthPlan) is None and record is sight.first(Record)):
        yield Problem(
            code="ID09",
            message=text(N_("There is no dealership record")),
            hint=text(N_("Make one with: ./forecourt new dealership")),
        )


def _folders(path: str) -> list[str]:
    """The folders of a path as those of kinds are written: {month} in the place of 2026-11."""
    return ["{month}" if _MONTH.fullmatch(folder) else folder for folder in path.split("/")[:-1]]


@cache
def _homes() -> Mapping[str, Kind]:
    """Kinds by their folders."""
    return {kind.folder: kind for kind in reversed(tuple(KINDS.values()))}


def _is_day(digits: re.Match[str]) -> bool:
    year, month, day = map(int, digits.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR


def _home(path: str) -> Kind | None:
    """Whose folder the path lies in; the deepest counts: plans/2026-11/ads lies in plans/2026-11 too."""
    folders = _folders(path)
    places = ("/".join(folders[:depth]) for depth in range(len(folders), 0, -1))
    return next((_homes()[place] for place in places if place in _homes()), None)

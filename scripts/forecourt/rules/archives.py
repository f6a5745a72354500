"""Rules about the archive of ads (A11; DA/T 22-2015; Internet Advertising Measures art. 13)."""

from calendar import isleap
from collections.abc import Iterator
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.money.lifecycle import bucket_of
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text

LEAST_YEARS: Final = 3
# The running number at the end of an archive code.
DIGITS: Final = 4


@code("AR01")
def code_reused(archive: Archive, sight: Sight) -> Iterator[Problem]:
    """Two records have the same archive code.

    An archive code is given once and never again, also when its item has been destroyed (DA/T 22-2015).
    """
    same = sight.archive_codes[archive.archive_code]
    others = listed(other.id for other in same if other is not archive)
    if others:
        yield Problem(
            code="AR01",
            field="archive_code",
            message=text(N_("{others} has this archive code too"), others=others),
            hint=text(N_("Give the newer one the next free number")),
        )


@code("AR02")
def archived_twice(archive: Archive, sight: Sight) -> Iterator[Problem]:
    """Two archive records are about the same ad.

    One ad with all its papers is one item (件).
    """
    same = sight.archived[archive.ad.casefold()]
    others = listed(other.id for other in same if other is not archive)
    if others:
        yield Problem(
            code="AR02",
            field="ad",
            message=text(N_("{ad} is archived as {others} too"), ad=archive.ad, others=others),
            hint=text(N_("Keep one of them")),
        )


@code("AR03")
def archived_without_running(archive: Archive, sight: Sight) -> Iterator[Problem]:
    """The archived ad is in a state that does not mean that it ran.

    The archive holds ads that ran, with their proofs. That an ad ran is known by the meaning of its state
    for money: spent, claimed or granted.
    """
    ad = sight.find(Ad, archive.ad)
    state = None if ad is None else sight.state(ad)
    if ad is not None and state is not None and bucket_of(state) != "spent":
        yield Problem(
            code="AR03",
            field="ad",
            message=text(N_('{ad} is in the state "{state}" and has not run'), ad=ad.id, state=state.label),
            hint=text(N_("Bring the ad's state up to date, or name another ad")),
        )


@code("AR04")
def kept_too_short(archive: Archive, sight: Sight) -> Iterator[Problem]:
    """The archived ad is to be kept for less than three years from the end of its run.

    For ads on own internet media that is the law (Internet Advertising Measures, art. 13); for all others
    it is the time within which claims from a contract can be made, so the archive keeps every ad at least
    as long.
    """
    least = years_later(archive.ran_to, LEAST_YEARS)
    if archive.retain_until < least:
        yield Problem(
            code="AR04",
            field="retain_until",
            message=text(
                N_("The ad ran until {end} and must be kept at least until {least}"),
                end=archive.ran_to,
                least=least,
            ),
            hint=text(N_("Set the day to {least} or later"), least=least),
        )


@code("AR05", Severity.WARNING)
def code_of_other_fonds(archive: Archive, sight: Sight) -> Iterator[Problem]:
    """The archive code does not begin with the dealership's fonds code.

    The first part of an archive code names the owner of the archive (DA/T 22-2015).
    """
    dealership = sight.dealership
    fonds = archive.archive_code.partition("-")[0]
    if dealership is not None and fonds != dealership.archive_fonds:
        yield Problem(
            code="AR05",
            field="archive_code",
            message=text(
                N_("The archive code begins with {fonds}, but the dealership's fonds code is {right}"),
                fonds=fonds,
                right=dealership.archive_fonds,
            ),
            hint=text(N_("Correct the code before the paper is labelled")),
        )


@code("AR06", Severity.WARNING)
def archived_in_other_month(archive: Archive, sight: Sight) -> Iterator[Problem]:
    """The archive record is counted in another month than its ad.

    The first volume of a month lists the month's ads with their archived proofs.
    """
    ad = sight.find(Ad, archive.ad)
    if ad is not None and ad.month != archive.month:
        yield Problem(
            code="AR06",
            field="month",
            message=text(N_("{ad} belongs to {month}"), ad=ad.id, month=str(ad.month)),
            hint=text(N_("Use the month of the ad")),
        )


@code("AR07", Severity.WARNING)
def code_is_missing_before(archive: Archive, sight: Sight) -> Iterator[Problem]:
    """The number before this one is in no record, so that an item of the series is missing.

    Codes run on without a gap, and a code is never given again: the record of an item that was destroyed
    stays, in the state that says so. A gap means that a record was deleted, or a number was left out
    (DA/T 22-2015).
    """
    number = archive.archive_code[-DIGITS:]
    before = f"{archive.archive_code[:-DIGITS]}{int(number) - 1:0{DIGITS}}"
    if int(number) > 1 and not sight.archive_codes[before]:
        yield Problem(
            code="AR07",
            field="archive_code",
            message=text(N_("No record has the archive code before it, {before}"), before=before),
            hint=text(N_("Bring the deleted record back from Git's history; the number is not given again")),
        )


def years_later(day: date, years: int) -> date:
    """The same day years later, the calendar's last one at most; 29 February becomes 28 February."""
    year = day.year + years
    if year > date.max.year:
        return date.max
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if is_leap_day and not isleap(year) else day.day)

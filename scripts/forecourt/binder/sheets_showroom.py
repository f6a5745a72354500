"""Table of volume 3: the month's showroom checks by area, weighted, with what was mended (M10)."""

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.kinds.showroom import CheckItem, Showroom
from forecourt.model.vocabulary import SHOWROOM_AREAS
from forecourt.money.showroom import failed, score
from forecourt.money.volume_items import showroom_checks_of
from forecourt.tables.cells import percent
from forecourt.words.text import N_


def showroom_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """One table a round; none in a month without a round that was made."""
    checks = showroom_checks_of(edition.records, edition.month)
    return tuple(_sheet(edition, place, check) for place, check in enumerate(checks, start=1))


def _sheet(edition: Edition, place: int, check: Showroom) -> Sheet:
    rows = [_row(edition, item) for item in check.items]
    total = ("", edition.say(N_("Weighted score")), "", "", _score(check))
    rows.append(Row(cells=total, strong=True))
    return Sheet(
        anchor=f"showroom-{place}",
        title=edition.say(N_("Showroom check of {day}"), day=check.checked_on),
        columns=edition.columns(
            (SHOWROOM_AREAS.label, 20),
            (N_("What is looked at"), 28),
            (N_("Weight"), 8, "right"),
            (N_("Score"), 8, "right"),
            (N_("What is wrong, and the recheck"), 36),
        ),
        rows=tuple(rows),
    )


def _row(edition: Edition, item: CheckItem) -> Row:
    cells = (
        edition.display.choice(SHOWROOM_AREAS, item.area),
        item.item,
        str(item.weight),
        DASH if item.score is None else str(item.score),
        _story(edition, item),
    )
    return Row(cells=cells)


def _story(edition: Edition, item: CheckItem) -> str:
    if item.defect is None:
        return ""
    if item.recheck_score is None:
        due = edition.say(N_("to be mended by {day}"), day=edition.day(item.due_on)) if failed(item) else ""
        return "，".join(part for part in (item.defect, due) if part)
    again = edition.say(
        N_("rechecked on {day}: {score}"), day=edition.day(item.rechecked_on), score=item.recheck_score
    )
    return f"{item.defect}，{again}"


def _score(check: Showroom) -> str:
    found = score(check.items).hundredths_of_percent
    return DASH if found is None else f"{percent(found)} %"

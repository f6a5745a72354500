"""Rules about showroom checks: scores, defects, rechecks, posters past their date (M10, A14)."""

from collections.abc import Iterator

from forecourt.kinds.showroom import FULL_MARKS, Showroom
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.money.showroom import PASS_MARK, failed
from forecourt.rules import sums
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("SW01")
def not_scored(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """The round was made, and an item has no score, or one beyond 10.

    A sheet with holes gives a better score than the showroom deserves.
    """
    for place, item in readable(check.items, "score", "recheck_score", "item"):
        for field in ("score", "recheck_score"):
            marks = getattr(item, field)
            if marks is not None and marks > FULL_MARKS:
                message = text(
                    N_("{marks} is more than the full mark of {full}"), marks=marks, full=FULL_MARKS
                )
            elif field == "score" and marks is None and check.checked_on is not None:
                message = text(N_('"{item}" was not scored'), item=item.item)
            else:
                continue
            has_line = marks is not None
            yield Problem(
                code="SW01",
                field=f"items.{place}.{field if has_line else 'item'}",
                message=message,
                hint=text(N_("Write 0 to 10: 0 is not there, 10 is as the standard says")),
            )


@code("SW02")
def defect_of_nobody(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """An item is below 6, and it is not said what is wrong, who mends it and by when."""
    for place, item in readable(check.items, "score", "recheck_score", "defect", "mender", "due_on"):
        parts = (
            (N_("What is amiss"), item.defect),
            (N_("Who mends it"), item.mender),
            (N_("Mended by"), item.due_on),
        )
        lacking = [Text(label) for label, value in parts if value is None]
        if lacking and item.score is not None and item.score < PASS_MARK:
            yield Problem(
                code="SW02",
                field=f"items.{place}.score",
                message=text(
                    N_("{marks} is below {mark}, and this is missing: {lacking}"),
                    marks=item.score,
                    mark=PASS_MARK,
                    lacking=lacking,
                ),
                hint=text(N_("Write down what is wrong, who mends it and by when")),
            )


@code("SW03", Severity.WARNING)
def not_rechecked(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """A defect was to be mended by now and nobody has looked again, or the check is closed with it."""
    is_open = sight.is_open(check)
    for place, item in readable(check.items, "score", "recheck_score", "due_on", "item"):
        is_due = item.due_on is not None and item.due_on < sight.today and item.recheck_score is None
        if failed(item) and ((is_open and is_due) or (not is_open and sight.is_live(check))):
            yield Problem(
                code="SW03",
                field=f"items.{place}.item",
                message=text(N_('"{item}" is still below {mark}'), item=item.item, mark=PASS_MARK),
                hint=text(N_("Look again, and write the day and the new score; or agree on a new day")),
            )


@code("SW04", Severity.WARNING)
def past_its_date(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """A poster or display still hangs after the day until which it is valid.

    Told of the newest check only: what hung then is no news. Customers take what hangs there for an offer
    (Advertising Law art. 8; domain 2.14).
    """
    if check is not sums.newest_showroom(sight):
        return
    for place, display in readable(check.displays, "item", "place", "valid_to", "on_display"):
        if display.on_display and display.valid_to < sight.today:
            yield Problem(
                code="SW04",
                field=f"displays.{place}.valid_to",
                message=text(
                    N_("{item} ({place}) was valid until {day} and still hangs"),
                    item=display.item,
                    place=display.place,
                    day=display.valid_to,
                ),
                hint=text(N_('Take it down, then write "on_display: no" and the day')),
            )


@code("SW05", Severity.WARNING)
def photo_not_kept(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """An item names a photo that is not among the evidence of the check."""
    kept = {item.file for _, item in readable(check.evidence, "file")}
    for place, item in readable(check.items, "photo"):
        if item.photo is not None and item.photo not in kept:
            yield Problem(
                code="SW05",
                field=f"items.{place}.photo",
                message=text(N_("{file} does not stand below the evidence"), file=item.photo),
                hint=text(N_('Add it below "evidence" as photo, with its fingerprint')),
            )

"""Rules about showroom checks: scores, defects, rechecks, posters past their date (M10, A14)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.showroom import FULL_MARKS, Showroom
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.money.names import name_key
from forecourt.money.showroom import PASS_MARK, failed, still_hanging
from forecourt.rules import sums
from forecourt.rules.order import Dated, out_of_order
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

TAKEN: Final = "taken"


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

    Told of the newest check only, also of what an older one saw hanging and no later one names: nobody has
    taken it down. Customers take what hangs there for an offer (Advertising Law art. 8; domain 2.14).
    """
    if check is not sums.newest_showroom(sight):
        return
    for seen, display in still_hanging(sight.all_records, sight.today):
        is_here = seen is check
        words = {"item": display.item, "place": display.place, "day": display.valid_to}
        yield Problem(
            code="SW04",
            field=f"displays.{check.displays.index(display)}.valid_to" if is_here else "displays",
            message=text(N_("{item} ({place}) was valid until {day} and still hangs"), **words)
            if is_here
            else text(
                N_("{item} ({place}) was valid until {day}, hung by {check}, and is not on this sheet"),
                **words,
                check=seen.id,
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


@code("SW06", Severity.WARNING)
def halves_and_days(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """A recheck or a display is written down by half, or its days contradict the day of the check.

    A recheck has a day and a score, no day lies before the check; what was taken down has its day and no
    longer hangs (M10).
    """
    checked = Dated("checked_on", N_("Checked on"), check.checked_on)
    for place, item in readable(check.items, "due_on", "rechecked_on", "recheck_score"):
        day = Dated(f"items.{place}.rechecked_on", N_("Rechecked on"), item.rechecked_on)
        due = Dated(f"items.{place}.due_on", N_("Mended by"), item.due_on)
        yield from out_of_order("SW06", ((checked, day), (checked, due)))
        if (item.rechecked_on is None) != (item.recheck_score is None):
            field, lacking = (
                ("recheck_score", N_("Rechecked on"))
                if item.rechecked_on is None
                else ("rechecked_on", N_("Score of the recheck (0 to 10)"))
            )
            yield _half(f"items.{place}.{field}", lacking)
    for place, display in readable(check.displays, "on_display", "taken_down_on"):
        if display.on_display and display.taken_down_on is not None:
            yield Problem(
                code="SW06",
                field=f"displays.{place}.on_display",
                message=text(N_("It was taken down on {day} and still hangs"), day=display.taken_down_on),
                hint=text(N_("Correct one of the two")),
            )
        elif not display.on_display and display.taken_down_on is None:
            yield _half(f"displays.{place}.on_display", N_("Taken down on"))


@code("SW07", Severity.WARNING)
def looked_at_twice(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """An item stands on the sheet twice in one area: its weight counts twice (M10)."""
    seen: set[tuple[str, str]] = set()
    for place, item in readable(check.items, "area", "item"):
        key = (item.area, name_key(item.item))
        if key in seen:
            yield Problem(
                code="SW07",
                field=f"items.{place}.item",
                message=text(N_('"{item}" stands on the sheet already'), item=item.item),
                hint=text(N_("Delete one of the two lines, or name what it looks at")),
            )
        seen.add(key)


@code("SW08", Severity.WARNING)
def defect_without_photo(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """An item is still below 6, and no photo shows it; told as long as the check is open (M10)."""
    if not sight.is_open(check):
        return
    for place, item in readable(check.items, "score", "recheck_score", "photo", "item"):
        if failed(item) and item.photo is None:
            yield Problem(
                code="SW08",
                field=f"items.{place}.score",
                message=text(N_('No photo shows what is wrong with "{item}"'), item=item.item),
                hint=text(N_('Take one, add it below "evidence", and write its path into "photo"')),
            )


@code("SW09", Severity.WARNING)
def round_not_made(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """The day is over on which the showroom was to be looked at, and nobody has (M10)."""
    if check.checked_on is None and check.planned_on < sight.today and sight.is_open(check):
        yield Problem(
            code="SW09",
            field="planned_on",
            message=text(N_("It was planned for {day} and not made"), day=check.planned_on),
            hint=text(N_("Make the round, or plan another day")),
        )


@code("SW10", Severity.WARNING)
def suggestion_not_carried_out(check: Showroom, sight: Sight) -> Iterator[Problem]:
    """A suggestion was taken, and no task carries it out; told as long as the check is open (A14)."""
    for place, one in readable(check.suggestions, "decision", "task") if sight.is_open(check) else ():
        if one.decision == TAKEN and one.task is None:
            yield Problem(
                code="SW10",
                field=f"suggestions.{place}.decision",
                message=text(N_("It was taken, and no task carries it out")),
                hint=text(N_('./forecourt new task, then write its id into "task"')),
            )


def _half(field: str, lacking: str) -> Problem:
    return Problem(
        code="SW06",
        field=field,
        message=text(N_("This is missing: {lacking}"), lacking=Text(lacking)),
        hint=text(N_("Add it, or delete what does not hold")),
    )


SHEET: Final = (
    not_scored,
    defect_of_nobody,
    not_rechecked,
    past_its_date,
    photo_not_kept,
    halves_and_days,
    looked_at_twice,
    defect_without_photo,
    round_not_made,
    suggestion_not_carried_out,
)

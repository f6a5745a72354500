"""Timelines as text: the table of one record, or one line for each record that wants attention."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Styled

from forecourt.model.vocabulary import EVIDENCE, PARTIES
from forecourt.timeline.notes import Notes, sentences
from forecourt.timeline.stand import Line, Span
from forecourt.timeline.track import GONE
from forecourt.timeline.verdict import Passed, Standing, Unproven, Verdict, attention
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

DASH: Final = "—"
VERDICTS: Final = {
    Verdict.ROTTEN: N_("Stale"),
    Verdict.OVERDUE: N_("Overdue"),
    Verdict.CHASE: N_("Chase up"),
    Verdict.SOON: N_("Due soon"),
    Verdict.FINE: N_("In time"),
}
STYLES: Final = {Verdict.ROTTEN: "bold red", Verdict.OVERDUE: "red", Verdict.CHASE: "yellow"}
LATER: Final = N_("(recorded later)")
DELETED: Final = N_("(deleted)")
STATE_COLUMNS: Final = (
    N_("State"),
    N_("Entered on"),
    N_("By whom"),
    N_("Working days"),
    N_("Who has the ball"),
    N_("Last day"),
    N_("Kept?"),
)
RECORD_COLUMNS: Final = (
    N_("Verdict"),
    N_("Record"),
    N_("Title"),
    N_("State"),
    N_("Since"),
    N_("Who has the ball"),
    N_("Last day"),
    N_("What is wrong"),
)
WHOLE: Final = (N_("Record"), N_("Verdict"), N_("Entered on"), N_("Since"), N_("Last day"))
# Nobody reads more, and laying out a table is slow.
MOST_SHOWN: Final = 100
# Plain lines are for other programs and are never folded.
ENDLESS: Final = 2_000


def one(standing: Standing, notes: Notes, words: Words, *, width: int | None) -> str:
    """The table of one record's states, how it stands now, and the notes; plain when `width` is None."""
    line = standing.line
    grid = _grid(STATE_COLUMNS, words, ruled=width is not None, numbers=(3,))
    for span in line.spans:
        grid.add_row(*(Styled(cell) for cell in _state_cells(span, words)))
    title = line.id if line.record is None else f"{line.record.title}  {line.id}"
    closing = [_total(line), *_now(standing, words), *sentences(notes)]
    return _printed([Styled(title, style="bold"), grid, *(words.say(said) for said in closing)], width)


def several(standings: Sequence[Standing], notes: Notes, words: Words, *, width: int | None) -> str:
    """The records that want attention, the worst first, a summary and the notes; plain without a width."""
    found = attention(standings)
    parts: list[Styled | Grid | str] = []
    if found:
        grid = _grid(RECORD_COLUMNS, words, ruled=width is not None)
        for standing in found[:MOST_SHOWN]:
            grid.add_row(*_record_cells(standing, words))
        parts.append(grid)
    if len(found) > MOST_SHOWN:
        left = text(N_("{count} more; see all with --format json"), count=len(found) - MOST_SHOWN)
        parts.append(words.say(left))
    parts.append(words.say(_summary(standings)))
    return _printed([*parts, *(words.say(said) for said in sentences(notes))], width)


def _state_cells(span: Span, words: Words) -> tuple[str, ...]:
    if span.name == GONE:
        return (words.gettext(DELETED), span.entered.isoformat(), span.who, DASH, DASH, DASH, "")
    return (
        span.label,
        words.say(span.since),
        words.gettext(LATER) if span.at_latest else span.who or words.gettext(N_("(not committed)")),
        _days(span, words),
        words.gettext(PARTIES.terms[span.ball]) if span.ball else DASH,
        _day(span.limit),
        words.say(_kept(span)),
    )


def _days(span: Span, words: Words) -> str:
    if span.is_over or not span.ended:
        return DASH
    if span.stopped:
        return words.say(text(N_("{days} (clock stopped)"), days=span.workdays))
    return str(span.workdays)


def _kept(span: Span) -> Text:
    if span.limit is None or span.late is None:
        return text("")
    if span.late:
        return text(N_("{days} working days late"), days=span.late)
    return text(N_("still running") if span.left is None else N_("In time"))


def _record_cells(standing: Standing, words: Words) -> Iterator[Styled]:
    line, due = standing.line, standing.due
    now = line.now
    yield Styled(words.gettext(VERDICTS[standing.verdict]), style=STYLES.get(standing.verdict, ""))
    yield Styled(line.id)
    yield Styled("" if line.record is None else line.record.title)
    yield Styled(now.label)
    yield Styled(words.say(now.since))
    yield Styled(words.gettext(PARTIES.terms[now.ball]) if now.ball else DASH)
    yield Styled(_day(None if due is None else due.day))
    yield Styled(" ".join(words.say(said) for said in _reasons(standing, words)))


def _now(standing: Standing, words: Words) -> Iterator[Text]:
    """How the record stands today, in one line; nothing when no limit counts."""
    reasons = " ".join(words.say(said) for said in _reasons(standing, words))
    if reasons:
        label = Text(VERDICTS[standing.verdict])
        yield text(N_("{verdict}: {reasons}"), verdict=label, reasons=reasons)


def _reasons(standing: Standing, words: Words) -> Iterator[Text]:
    rot, due, now = standing.rot, standing.due, standing.line.now
    if isinstance(rot, Passed):
        label = Text(rot.label)
        yield text(
            N_('{label} ({day}) has passed, yet it is still "{state}".'),
            label=label,
            day=rot.day.isoformat(),
            state=now.label,
        )
    elif isinstance(rot, Unproven):
        yield _unproven(rot)
    if due is not None:
        yield _distance(due.workdays, is_late=standing.is_late)


def _unproven(rot: Unproven) -> Text:
    about = {"label": Text(rot.label), "day": rot.day.isoformat()}
    if not rot.missing:
        return text(N_("{label} ({day}): the days for it are over, and no proof has come."), **about)
    missing = [Text(EVIDENCE.terms[kind]) for kind in rot.missing]
    return text(
        N_("{label} ({day}): the days for it are over, and missing: {missing}."), **about, missing=missing
    )


def _distance(workdays: int, *, is_late: bool) -> Text:
    if is_late:
        lateness = text(N_("{days} working days late"), days=-workdays)
        return lateness if workdays else text(N_("late, no working day since"))
    return text(N_("in {days} working days"), days=workdays) if workdays else text(N_("today"))


def _total(line: Line) -> Text:
    return text(
        N_("On our clock: {own} working days; waiting for others: {others}."),
        own=line.workdays(stopped=False),
        others=line.workdays(stopped=True),
    )


def _summary(standings: Sequence[Standing]) -> Text:
    counts = dict.fromkeys(Verdict, 0)
    for standing in standings:
        counts[standing.verdict] += 1
    return text(
        N_(
            "{all} records: {rotten} stale, {overdue} overdue, {chase} to chase up, "
            "{soon} due within 10 working days."
        ),
        all=len(standings),
        **{verdict.value: count for verdict, count in counts.items() if verdict is not Verdict.FINE},
    )


def _day(day: date | None) -> str:
    return DASH if day is None else day.isoformat()


def _grid(columns: tuple[str, ...], words: Words, *, ruled: bool, numbers: tuple[int, ...] = ()) -> Grid:
    grid = Grid(box=box.ROUNDED if ruled else None, pad_edge=ruled)
    for place, label in enumerate(columns):
        grid.add_column(
            Styled(words.gettext(label)),
            justify="right" if place in numbers else "left",
            overflow="fold",
            # People copy ids and read days: text folds, these stay whole.
            no_wrap=label in WHOLE,
        )
    return grid


def _printed(parts: Sequence[Styled | Grid | str], width: int | None) -> str:
    target = StringIO()
    console = Console(
        file=target,
        width=width or ENDLESS,
        force_terminal=width is not None,
        color_system=None if width is None else "standard",
        legacy_windows=False,
    )
    for part in parts:
        console.print(Styled(part) if isinstance(part, str) else part)
    return "\n".join(line.rstrip() for line in target.getvalue().splitlines()).rstrip()

"""Tables of volume 3: how the department kept its own house in the month, without a person's name.

The self-score by the manufacturer's criteria (A2), what was asked of the records for appraisals (M12), tasks
(M13), rules of the house (M1), the store room (W1.2). What one person reached stays in the dealership.
"""

from collections.abc import Iterator
from datetime import date

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.kinds.appraisal import Appraisal
from forecourt.kinds.policy import Policy
from forecourt.kinds.stock import StockMove
from forecourt.kinds.task import Task
from forecourt.model.months import Month
from forecourt.model.vocabulary import PRINT_TYPES, TASK_ORIGINS
from forecourt.model.vocabulary_queries import QUERIES, SCORE_STANDINGS
from forecourt.money.appraisals import appraisals_of
from forecourt.money.lifecycle import IN_FORCE, work_of
from forecourt.money.punctual import in_time
from forecourt.money.queries import Answer, Asked, ask
from forecourt.money.readers import readers
from forecourt.money.selfscores import Score, ScoreLine, score_of
from forecourt.money.stock import INWARDS, StockLedger, stock_ledgers
from forecourt.tables.appraisals import full_marks, points_text
from forecourt.tables.cells import percent
from forecourt.words.text import N_


def department_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """Those of them for which the month has records."""
    found = (_score(edition), _appraised(edition), _tasks(edition), _rules(edition), _stock(edition))
    return tuple(sheet for sheet in found if sheet is not None)


def _score(edition: Edition) -> Sheet | None:
    """The self-score; only once somebody has begun one, for until then nobody stands for it."""
    found = score_of(edition.records, edition.month, edition.world.today)
    if found is None or found.record is None:
        return None
    total = (edition.say(N_("Total points")), str(found.most), "", "", points_text(found.total) or DASH, "")
    return Sheet(
        anchor="self-score",
        title=edition.say(N_("Self-score by your criteria")),
        columns=edition.columns(
            (N_("Criterion"), 26),
            (N_("At most"), 9, "right"),
            (N_("Done / counted"), 15, "right"),
            (N_("Full marks from"), 11, "right"),
            (N_("Points of the criterion"), 9, "right"),
            (N_("Where they come from"), 30),
        ),
        rows=(*(_criterion(edition, one) for one in found.lines), Row(cells=total, strong=True)),
        note=_of_score(edition, found),
    )


def _criterion(edition: Edition, one: ScoreLine) -> Row:
    standing = edition.display.choice(SCORE_STANDINGS, one.standing)
    cells = (
        one.criterion.label,
        str(one.criterion.points),
        DASH if one.answer is None else _reached(one.answer),
        DASH if one.answer is None else full_marks(one.criterion.target),
        points_text(one.points) or DASH,
        standing if one.given is None else f"{standing}：{one.given.reason}",
    )
    return Row(cells=cells)


def _of_score(edition: Edition, found: Score) -> str:
    parts = []
    if found.record is not None:
        parts.append(edition.say(N_("State: {state}"), state=edition.display.state(found.record)))
        parts.append(found.record.measures or "")
    if found.programme.score_line is not None:
        parts.append(edition.say(N_("Line of the scoring: {points}"), points=found.programme.score_line))
    return "；".join(part for part in parts if part)


def _appraised(edition: Edition) -> Sheet | None:
    """What the appraisals of the month ask, answered for the whole department."""
    found = appraisals_of(edition.records, edition.month)
    asked = {item.query for one in found for item in one.items}
    if not asked:
        return None
    everybody = Asked(records=edition.records, month=edition.month, today=edition.world.today)
    rows = [_query(edition, query, ask(query, everybody)) for query in QUERIES.terms if query in asked]
    return Sheet(
        anchor="appraisal",
        title=edition.say(N_("Work of the department, out of its records")),
        columns=edition.columns(
            (QUERIES.label, 58), (N_("Done / counted"), 22, "right"), (N_("Share"), 20, "right")
        ),
        rows=tuple(rows),
        note=edition.say(
            N_(
                "{signed} of {all} appraisals of the month are signed; what one person reached stays with us."
            ),
            signed=sum(_is_signed(edition, one) for one in found),
            all=len(found),
        ),
    )


def _is_signed(edition: Edition, one: Appraisal) -> bool:
    return work_of(edition.records, one) == "done"


def _query(edition: Edition, query: str, answer: Answer) -> Row:
    share = answer.ratio.hundredths_of_percent
    return Row(
        cells=(
            edition.display.choice(QUERIES, query),
            _reached(answer),
            DASH if share is None else f"{percent(share)} %",
        )
    )


def _reached(answer: Answer) -> str:
    return f"{answer.ratio.part:,} / {answer.ratio.whole:,}"


def _tasks(edition: Edition) -> Sheet | None:
    """Tasks due in the month, by who gave them."""
    day = min(edition.world.today, edition.month.last_day)
    due = [
        one
        for one in edition.records.of(Task)
        if Month.of(one.due_on) == edition.month and _counts(edition, one)
    ]
    if not due:
        return None
    return Sheet(
        anchor="tasks",
        title=edition.say(N_("Tasks of the month")),
        columns=edition.columns(
            (TASK_ORIGINS.label, 40),
            (N_("Due in the month"), 15, "right"),
            (N_("Done in time"), 15, "right"),
            (N_("Done late"), 15, "right"),
            (N_("Overdue"), 15, "right"),
        ),
        rows=tuple(
            _origin(edition, origin, [one for one in due if one.origin == origin], day)
            for origin in TASK_ORIGINS.terms
            if any(one.origin == origin for one in due)
        ),
    )


def _counts(edition: Edition, task: Task) -> bool:
    return work_of(edition.records, task) != "cancelled"


def _origin(edition: Edition, origin: str, tasks: list[Task], day: date) -> Row:
    done = [None if one.done_on is None or one.done_on > day else one.done_on for one in tasks]
    verdicts = [in_time(one.due_on, at, day) for one, at in zip(tasks, done, strict=True)]
    late = sum(at is not None and verdict is False for at, verdict in zip(done, verdicts, strict=True))
    counts = (len(tasks), verdicts.count(True), late, verdicts.count(False) - late)
    return Row(cells=(edition.display.choice(TASK_ORIGINS, origin), *map(edition.count, counts)))


def _rules(edition: Edition) -> Sheet | None:
    """Rules of the house in force, and how many of those who must have read them."""
    rules = [one for one in edition.records.of(Policy) if one.state == IN_FORCE]
    rules = [one for one in rules if one.effective_from <= edition.month.last_day]
    if not rules:
        return None
    return Sheet(
        anchor="rules",
        title=edition.say(N_("Rules of the house in force")),
        columns=edition.columns(
            (N_("Rule of the house"), 46),
            (N_("Version"), 14),
            (N_("In force from"), 20),
            (N_("Signed / must sign"), 20, "right"),
        ),
        rows=tuple(_rule(edition, one) for one in rules),
    )


def _rule(edition: Edition, policy: Policy) -> Row:
    until = min(edition.world.today, edition.month.last_day)
    people = readers(edition.records, policy, until)
    signed = sum(one.signature is not None and one.signature.at <= until for one in people)
    return Row(
        cells=(policy.title, policy.version, edition.day(policy.effective_from), f"{signed} / {len(people)}")
    )


def _stock(edition: Edition) -> Sheet | None:
    """Articles of which something was there or moved in the month."""
    rows = tuple(_articles(edition))
    if not rows:
        return None
    return Sheet(
        anchor="stock",
        title=edition.say(N_("Print and give-aways in stock")),
        columns=edition.columns(
            (N_("Article"), 27),
            (PRINT_TYPES.label, 16),
            (N_("Counted in"), 10),
            (N_("In"), 11, "right"),
            (N_("Out"), 11, "right"),
            (N_("Balance at the end"), 12, "right"),
            (N_("Valid until"), 13),
        ),
        rows=rows,
    )


def _articles(edition: Edition) -> Iterator[Row]:
    for ledger in stock_ledgers(edition.records):
        then = ledger.until(min(edition.world.today, edition.month.last_day))
        moves = [one.move for one in then.entries if Month.of(one.move.at) == edition.month]
        if moves or then.balance:
            yield _article(edition, then, *_moved(moves))


def _moved(moves: list[StockMove]) -> tuple[int, int]:
    came = sum(move.quantity for move in moves if move.type in INWARDS)
    return came, sum(move.quantity for move in moves) - came


def _article(edition: Edition, ledger: StockLedger, came: int, went: int) -> Row:
    stock = ledger.stock
    return Row(
        cells=(
            stock.title,
            edition.display.choice(PRINT_TYPES, stock.type),
            stock.unit,
            edition.count(came),
            edition.count(went),
            edition.count(ledger.balance),
            edition.day(stock.valid_until),
        )
    )

"""The store room and the monthly settlement: figures of one story, and laws that hold for any."""

from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.stock import Stock, StockMove
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import DEPARTMENTS
from forecourt.money.charges import settlement
from forecourt.money.stock import INWARDS, ledger_of, stock_ledgers
from tests.money.make import NOVEMBER, common

FIRST = date(2026, 9, 1)


def job(id: str = "MAT-1", *, paid: int | None = 100_00, good: int = 3) -> PrintJob:
    return PrintJob(
        **common("print_job", id, "stocked"),
        month=NOVEMBER,
        department="sales",
        requester="销售内勤",
        type="leaflet",
        purpose="展厅",
        quantity=good,
        needed_by=FIRST,
        budget=120_00,
        delivered=good,
        paid_cost=paid,
    )


def stock(*moves: StockMove, id: str = "STK-1") -> Stock:
    return Stock(
        **common("stock", id, "in_use"), type="leaflet", unit="张", location="物料间", moves=tuple(moves)
    )


def move(
    type: str, quantity: int, department: str | None = None, *, day: int = 0, id: str = "MAT-1"
) -> StockMove:
    return StockMove(
        at=FIRST + timedelta(days=day),
        type=type,
        quantity=quantity,
        job=id if type == "receipt" else None,
        value=quantity * 7 if type == "opening" else None,
        department=department,
        collector="领用人" if department else None,
    )


def test_three_pieces_of_a_hundred_yuan_cost_33_33_then_33_34_then_33_33() -> None:
    """Each is within a fen of its share, and the three of them are the job."""
    own = stock(move("receipt", 3), *(move("issue", 1, "sales", day=day) for day in (1, 2, 3)))
    (ledger,) = stock_ledgers(Records(items=(job(), own)))

    assert [entry.cost for entry in ledger.entries] == [100_00, 33_33, 33_34, 33_33]
    assert (ledger.balance, ledger.value) == (0, 0)


def test_what_came_first_leaves_first() -> None:
    """The old ones cost 10 yuan a piece, the new ones 1 yuan."""
    own = stock(
        move("receipt", 10), move("receipt", 10, id="MAT-2", day=1), move("issue", 12, "sales", day=2)
    )
    ledger = stock_ledgers(Records(items=(job(good=10), job("MAT-2", paid=10_00, good=10), own)))[0]

    assert [(part.lot.job, part.quantity, part.cost) for part in ledger.entries[-1].parts] == [
        ("MAT-1", 10, 100_00),
        ("MAT-2", 2, 2_00),
    ]


def test_what_a_department_gives_back_is_what_it_took_last() -> None:
    own = stock(
        move("receipt", 10),
        move("issue", 4, "sales", day=1),
        move("issue", 3, "finance", day=2),
        move("give_back", 2, "sales", day=3),
    )
    back = ledger_of(own, {("stk-1", 0): 100_00}).entries[-1]

    assert [(part.first, part.last) for part in back.parts] == [(2, 4)]
    assert (back.balance, back.cost, back.missing) == (5, 20_00, 0)


def test_nobody_can_take_or_give_back_what_is_not_there() -> None:
    own = stock(move("opening", 5), move("issue", 8, "sales", day=1), move("give_back", 9, "finance", day=2))

    entries = ledger_of(own, {}).entries
    assert [(entry.balance, entry.missing) for entry in entries] == [(5, 0), (-3, 3), (6, 9)]


def test_good_pieces_that_no_stock_has_received_keep_their_share() -> None:
    """100 yuan for three pieces, of which one is in stock."""
    (ledger,) = stock_ledgers(Records(items=(job(), stock(move("receipt", 1)))))

    assert ledger.value == 33_33


def test_a_month_settles_what_moved_in_it_and_knows_what_was_settled_before() -> None:
    moves = (
        move("receipt", 3),
        move("issue", 1, "sales", day=10),
        move("issue", 1, "after_sales", day=40),
        move("write_off", 1, day=45),
    )
    found = settlement(Records(items=(job(), stock(*moves))), Month(2026, 10))

    assert [(line.department, line.cost) for line in found.departments] == [("after_sales", 33_34)]
    (line,) = found.jobs
    assert (line.received, line.before, line.charged, line.written_off, line.left) == (
        100_00, 33_33, 33_34, 33_33, 0,
    )  # fmt: skip
    (row,) = found.stocks
    assert (row.opening, row.received, row.taken, row.written_off, row.closing) == (2, 0, 1, 1, 0)
    assert settlement(Records(items=(job(), stock(*moves))), Month(2026, 11)).stocks == ()


departments = st.sampled_from(sorted(DEPARTMENTS.terms))


@st.composite
def stories(draw: st.DrawFn) -> Records:
    """Two articles that receive what was made of up to three jobs, and move by what is really there."""
    jobs = [
        job(f"MAT-{number}", paid=draw(st.integers(0, 10**6)), good=draw(st.integers(1, 900)))
        for number in range(draw(st.integers(1, 2)))
    ]
    moves: tuple[list[StockMove], list[StockMove]] = ([], [])
    day = 0
    for made in jobs:
        first = draw(st.integers(0, made.accepted))
        for rows, pieces in zip(moves, (first, made.accepted - first), strict=True):
            day += draw(st.integers(0, 9))
            if pieces:
                rows.append(move("receipt", pieces, day=day, id=made.id))
            for type, department, wish in draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(["issue", "give_back", "write_off"]), departments, st.integers(1, 400)
                    ),
                    max_size=4,
                )
            ):
                day += draw(st.integers(0, 9))
                there = _there(rows, type, department)
                if there:
                    rows.append(
                        move(type, min(wish, there), None if type == "write_off" else department, day=day)
                    )
    stocks = (stock(*rows, id=f"STK-{place}") for place, rows in enumerate(moves))
    return Records(items=(*jobs, *stocks))


def _there(rows: list[StockMove], type: str, department: str) -> int:
    """Pieces that lie there, or that the department holds."""
    if type == "give_back":
        taken = sum(row.quantity for row in rows if row.type == "issue" and row.department == department)
        return taken - sum(row.quantity for row in rows if row.type == type and row.department == department)
    return sum(row.quantity if row.type in INWARDS else -row.quantity for row in rows)


@settings(max_examples=25, deadline=None)
@given(stories())
def test_stock_conserves_pieces_and_fen(records: Records) -> None:
    """After every line: what came = what is there + what is out; no balance is ever negative."""
    for ledger in stock_ledgers(records):
        signed = [entry.sign * entry.move.quantity for entry in ledger.entries]
        assert [entry.balance for entry in ledger.entries] == list(accumulate(signed))
        assert all(entry.balance >= 0 and entry.missing == 0 for entry in ledger.entries)
        if ledger.entries and ledger.balance == 0:
            assert ledger.value == 0
        assert ledger.value >= 0


@settings(max_examples=25, deadline=None)
@given(stories())
def test_the_settlement_is_the_jobs_to_the_fen(records: Records) -> None:
    """Σ issues × cost of one, over all months, + written off + left = Σ jobs; and so for every month."""
    days = [row.at for own in records.of(Stock) for row in own.moves]
    last = Month.of(max(days))
    months, month = [], Month.of(FIRST)
    while month <= last:
        months.append(settlement(records, month))
        month = month.plus(1)

    left = sum(ledger.value for ledger in stock_ledgers(records))
    gone = sum(found.charged + found.written_off for found in months)
    assert gone + left == sum(made.charged for made in records.of(PrintJob))
    for found in months:
        opening, received, closing = (
            sum(getattr(line, name) for line in found.stocks)
            for name in ("opening_fen", "received_fen", "closing_fen")
        )
        assert opening + received == found.charged + found.written_off + closing
        for line in found.jobs:
            assert line.received == line.before + line.charged + line.written_off + line.left


@settings(max_examples=25, deadline=None)
@given(stories(), st.integers(1, 300))
def test_a_later_line_never_changes_what_was_settled(records: Records, pieces: int) -> None:
    before = stock_ledgers(records)
    longer = Records(
        items=tuple(
            stock(*own.moves, move("write_off", pieces, day=999), id=own.id)
            if isinstance(own, Stock)
            else own
            for own in records
        )
    )
    for old, new in zip(before, stock_ledgers(longer), strict=True):
        assert new.entries[: len(old.entries)] == old.entries

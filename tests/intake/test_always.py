"""What holds for any export: imported once or twice is the same, and no figure is lost on the way."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate, count
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.commands.import_exports import INTAKES
from forecourt.commands.importing import ahead
from forecourt.intake.change import Intake, Scene
from forecourt.intake.files import grids_of
from forecourt.kinds.contact import Contact
from forecourt.kinds.funnel import FunnelDay
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.platform import PlatformMonth
from forecourt.kinds.sem import SearchMonth
from forecourt.model.codes import declared
from forecourt.model.finding import Severity
from forecourt.model.record import World
from forecourt.money.sem import newest
from forecourt.rules.engine import judge
from forecourt.rules.table import RULES
from forecourt.sheets.names import Names
from forecourt.steps.law import Law
from forecourt.store.load import Loaded, load
from forecourt.words.catalogue import words_for
from tests.broken.cases import DEALERSHIP, TODAY

SHOP = load(DEALERSHIP)
FIRST = date(2026, 10, 1)
days = st.integers(min_value=0, max_value=(TODAY - FIRST).days).map(lambda one: FIRST + timedelta(days=one))
counts = st.integers(min_value=0, max_value=5_000)
fen = st.integers(min_value=0, max_value=5_000_00)


def scene(loaded: Loaded, numbers: Iterable[int]) -> Scene:
    chances = (f"{number:04}" for number in numbers)
    return Scene(
        law=Law(records=loaded.records, today=TODAY),
        names=Names(records=loaded.records),
        sources=loaded.sources,
        today=TODAY,
        outlet=loaded.records.find(Outlet, "OUT-daily"),
        words=words_for("zh"),
        chance=lambda: next(chances),
        taken={record.id.casefold() for record in loaded.records},
    )


def imported(what: str, loaded: Loaded, said: str) -> tuple[Intake, Loaded]:
    found = INTAKES[what](grids_of(said.encode(), "export.csv"), scene(loaded, count()), "export.csv")
    return found, ahead(loaded, [(one.record, one.after) for one in found.changes])


def without_accounts() -> Loaded:
    """The dealership before it kept platforms and accounts."""
    kept = tuple(one for one in SHOP.records if not isinstance(one, SearchMonth | PlatformMonth | FunnelDay))
    return replace(SHOP, records=replace(SHOP.records, items=kept))


EMPTY = without_accounts()


def written(rows: Iterable[Iterable[object]], header: str) -> str:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n"


@settings(max_examples=40)
@given(st.lists(st.tuples(days, fen, counts), min_size=1, max_size=12, unique_by=lambda row: row[0]))
def test_an_account_imported_twice_is_as_imported_once(rows: list[tuple[date, int, int]]) -> None:
    said = written(((day, f"{cost / 100:.2f}", clicks) for day, cost, clicks in rows), "日期,消费,点击")
    first, once = imported("sem", EMPTY, said)
    second, twice = imported("sem", once, said)

    assert (first.rows, second.changes, twice.sources) == (len(rows), (), once.sources)
    found = {
        row.day: newest(record, row).cost for record in once.records.of(SearchMonth) for row in record.days
    }
    assert found == {day: cost for day, cost, _ in rows}


@settings(max_examples=40)
@given(st.lists(st.tuples(days, fen), min_size=1, max_size=8, unique_by=lambda row: row[0]), st.data())
def test_the_newest_report_of_a_day_counts_and_the_first_stays(
    rows: list[tuple[date, int]], data: st.DataObject
) -> None:
    later = [(day, data.draw(fen)) for day, _ in rows]
    _, once = imported("sem", EMPTY, written(((day, cost / 100) for day, cost in rows), "日期,消费"))
    _, twice = imported("sem", once, written(((day, cost / 100) for day, cost in later), "日期,消费"))

    records = twice.records.of(SearchMonth)
    assert {row.day: row.cost for record in records for row in record.days} == dict(rows)
    assert {row.day: newest(record, row).cost for record in records for row in record.days} == dict(later)


@settings(max_examples=40)
@given(st.lists(st.tuples(days, st.sampled_from(["行情", "刷新", "回复"]), counts), min_size=1, max_size=12))
def test_a_log_imported_twice_is_as_imported_once(rows: list[tuple[date, str, int]]) -> None:
    said = written(rows, "日期,类型,回复分钟")
    _, once = imported("platform", EMPTY, said)
    second, _ = imported("platform", once, said)

    assert second.changes == ()
    lines = [one for log in once.records.of(PlatformMonth) for one in log.entries]
    assert sorted((one.at, one.minutes) for one in lines) == sorted((day, number) for day, _, number in rows)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(days, st.sampled_from(["云岭Y3", "云岭Y7"]), st.booleans()), min_size=1, max_size=15)
)
def test_leads_imported_twice_are_as_imported_once(rows: list[tuple[date, str, bool]]) -> None:
    said = written(
        ((day, model, "是" if valid else "否") for day, model, valid in rows), "日期,车型,是否有效"
    )
    _, once = imported("leads", EMPTY, said)
    second, _ = imported("leads", once, said)

    assert second.changes == ()
    lines = [row for day in once.records.of(FunnelDay) for row in day.rows]
    assert sum(row.leads or 0 for row in lines) == len(rows)
    assert sum(row.valid_leads or 0 for row in lines) == sum(valid for _, _, valid in rows)


def cuts(length: int) -> st.SearchStrategy[tuple[int, int]]:
    """Where one export ends and how many of its rows the next one has again."""
    return st.tuples(st.integers(1, length - 1), st.integers(0, 5))


@settings(max_examples=15)
@example(opening=500, moved=[(0, 501), (100_00, 1_00)], luck=Random(1), data=None)  # overdrawn overnight
@given(
    st.integers(min_value=0, max_value=9_000_00),
    st.lists(st.tuples(fen, fen), min_size=2, max_size=40),
    st.randoms(use_true_random=False),
    st.data(),
)
def test_a_balance_is_conserved_through_every_import(
    opening: int, moved: list[tuple[int, int]], luck: Random, data: st.DataObject | None
) -> None:
    """Opening + top-ups - costs = closing, however the exports overlap and their rows are ordered."""
    balances = list(accumulate((top_up - cost for top_up, cost in moved), initial=opening))
    rows = [
        (FIRST + timedelta(days=place), left / 100, top_up / 100, cost / 100, (left + top_up - cost) / 100)
        for place, (left, (top_up, cost)) in enumerate(zip(balances, moved, strict=False))
    ]
    cut, overlap = (1, 1) if data is None else data.draw(cuts(len(rows)))
    loaded = EMPTY
    for part in (rows[:cut], rows[max(0, cut - overlap) :], rows):
        mixed = luck.sample(part, len(part))
        found, loaded = imported("sem", loaded, written(mixed, "日期,日初余额,充值,消费,日末余额"))
        assert [one for one in found.remarks if declared(one.code).severity is Severity.ERROR] == []

    found_days = [row for one in loaded.records.of(SearchMonth) for row in one.days]
    days_of = sorted(found_days, key=lambda row: row.day)
    assert len(days_of) == len(rows)
    topped_up, spent = sum(row.top_up or 0 for row in days_of), sum(row.cost for row in days_of)
    assert (topped_up, spent) == (sum(row[0] for row in moved), sum(row[1] for row in moved))
    assert (days_of[0].opening or 0) + topped_up - spent == days_of[-1].closing
    world = World(records=loaded.records, today=TODAY)
    assert [one.code for _, one in judge(world, RULES) if one.code in ("SE01", "SE02", "SE03", "SE06")] == []


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(days, st.sampled_from(["送样报", "谈版面", "问　稿件"]), st.sampled_from(["电话", "拜访"])),
        min_size=1,
        max_size=10,
        unique_by=lambda row: row[:2],
    )
)
def test_contacts_imported_twice_are_as_imported_once(rows: list[tuple[date, str, str]]) -> None:
    said = written(
        ((day, "京畿日报", subject, way, "某某") for day, subject, way in rows), "日期,媒体,事由,方式,记者"
    )
    before = {one.id for one in EMPTY.records.of(Contact)}
    _, once = imported("contacts", EMPTY, said)
    second, twice = imported("contacts", once, said)

    assert (second.changes, twice.sources) == ((), once.sources)
    new = [one for one in twice.records.of(Contact) if one.id not in before]
    told = sorted((day, " ".join(subject.split())) for day, subject, _ in rows)
    assert sorted((one.day, one.title) for one in new) == told
    assert not [one for one in new if "某某" in twice.sources[one.path].decode()]

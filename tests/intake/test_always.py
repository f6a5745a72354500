"""What holds for any export: imported once or twice is the same, and no figure is lost on the way."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.commands.import_exports import INTAKES
from forecourt.commands.importing import ahead
from forecourt.intake.change import Intake, Scene
from forecourt.intake.files import grids_of
from forecourt.kinds.funnel import FunnelDay
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.platform import PlatformMonth
from forecourt.kinds.sem import SearchMonth
from forecourt.money.sem import newest
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

"""A month's effect as frames: integers from end to end, a dash where nothing can be divided."""

import json
from io import BytesIO

import openpyxl
import pytest

from forecourt.kinds.month import Traffic
from forecourt.money.effect import AD_SOURCES, effect
from forecourt.money.effect_terms import COUNTED
from forecourt.tables.commas import as_csv
from forecourt.tables.effect import effect_tables
from forecourt.tables.effect_layout import LAYOUTS
from forecourt.tables.envelope import as_json
from forecourt.tables.frames import Table
from forecourt.tables.layout import Holds, Layout
from forecourt.tables.screen import as_text
from forecourt.tables.workbook import as_xlsx
from forecourt.words.catalogue import words_for
from tests.money.make import NOVEMBER, ad, month_plan, records


def tables() -> tuple[Table, ...]:
    """Newspaper with 30 visits and calls, magazine with none; a fifth is unknown."""
    traffic = (
        Traffic(source="newspaper", visits=20, calls=10, leads=7),
        Traffic(source="walk_by", visits=50),
        Traffic(source="unknown", visits=20),
    )
    made = records(
        ad("AD-1", "paid", 1_000_000, visits=12),
        ad("AD-2", "booked", 500_000, channel="magazine"),
        plan=month_plan(traffic=traffic),
    )
    return effect_tables(effect(made, NOVEMBER), made)


def named(name: str) -> Table:
    (found,) = (one for one in tables() if one.layout.name == name)
    return found


def test_tables_stand_in_the_declared_order() -> None:
    assert [one.layout.name for one in tables()] == list(LAYOUTS)


def test_every_figure_has_both_numbers_what_they_are_and_the_unknown() -> None:
    assert next(named("channels").rows()) == (
        "newspaper",
        "cost_per_visit",
        1_000_000,
        "committed",
        30,
        "desk_visits",
        33_333,
        2_000,
        "MON-2026-11 AD-1",
    )
    assert list(named("shares").rows())[:2] == [
        ("source_share", "ads", 30, "desk_visits", 80, "named", 3_750, 2_000, "MON-2026-11"),
        ("source_share", "newspaper", 30, "desk_visits", 80, "named", 3_750, 2_000, "MON-2026-11"),
    ]
    assert next(named("outlets").rows())[:5] == (
        "OUT-daily",
        "OUT-daily",
        "cost_per_visit",
        1_500_000,
        "committed",
    )


def test_totals_of_what_was_counted() -> None:
    assert named("traffic").total() == {"visits": 90, "arrivals": 100}


def test_no_column_is_a_float() -> None:
    for one in tables():
        assert {str(kind) for kind in one.frame.dtypes} <= {"string", "int64", "Int64"}


def test_json_has_null_for_a_division_by_zero_and_no_float() -> None:
    def refuse(number: str) -> None:
        raise AssertionError(number)

    envelope = json.loads(as_json(NOVEMBER, tables()), parse_float=refuse)
    paper, magazine = (
        next(row for row in envelope["channels"] if (row["channel"], row["item"]) == (name, "cost_per_visit"))
        for name in ("newspaper", "magazine")
    )
    assert (paper["value_fen"], paper["value_yuan"], paper["unknown_percent"]) == (33_333, "333.33", "20.00")
    assert (magazine["count"], magazine["value_fen"], magazine["value_yuan"]) == (0, None, None)


def test_text_csv_and_excel_show_a_dash() -> None:
    words = words_for("zh")
    text = as_text((named("channels"),), words, width=None)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "杂志 单批费用 5,000.00 承诺+支出 0 前台来店来电 — 20.00 % MON-2026-11 AD-2" in lines
    rows = as_csv(named("channels"), words).decode("utf-8-sig").splitlines()
    assert rows[4] == "杂志,单批费用,5000.00,承诺+支出,0,前台来店来电,—,20.00%,MON-2026-11 AD-2"
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(NOVEMBER, tables(), words)))["各渠道效果"]
    paper, magazine = ([cell.value for cell in sheet[line]] for line in (2, 5))
    assert (paper[6], magazine[6], paper[7]) == (333.33, "—", 0.2)


ALL = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.name)


@ALL
def test_names_say_what_a_column_holds(layout: Layout) -> None:
    for column in layout.columns:
        assert column.name.endswith("_fen") == (column.holds in {Holds.FEN, Holds.MAYBE_FEN}), column.name
        assert column.name.endswith("_bp") == (column.holds is Holds.PERCENT), column.name


@ALL
def test_title_and_labels_are_said_in_chinese(layout: Layout) -> None:
    words = words_for("zh")
    english = [layout.title, *(column.label for column in layout.columns)]
    assert [source for source in english if words.say(source) == source] == []
    terms = [term for one in layout.columns if one.vocabulary for term in one.vocabulary.terms.values()]
    assert [term for term in terms if words.say(term) == term] == []


def test_ad_sources_are_counted_under_declared_codes() -> None:
    counted = {row[5] for row in named("channels").rows()}
    assert counted <= COUNTED.terms.keys()
    assert set(AD_SOURCES) == {"newspaper", "magazine", "radio", "tv", "outdoor", "online", "search"}


def test_every_figure_shows_the_unknown_share_of_what_it_divides_by() -> None:
    """Visits 20 of 100, new prospects 1 of 8, orders 1 of 4; the cost ratio stands with the visits' share."""
    plan = month_plan(
        traffic=(
            Traffic(source="newspaper", visits=80, leads=7, orders=3),
            Traffic(source="unknown", visits=20, leads=1, orders=1),
        ),
        revenue=1_000,
    )
    found = {one.layout.name: one for one in effect_tables(effect(records(plan=plan), NOVEMBER), records())}
    shares = {row[0]: row[-2] for row in found["month"].rows()}
    assert shares == {"cost_per_visit": 2_000, "cpl": 1_250, "cps": 2_500, "cost_per_car": 2_000}
    assert [row[-2] for row in found["cost_ratio"].rows()] == [2_000]


@pytest.mark.parametrize(
    ("traffic", "share"),
    [
        ((Traffic(source="newspaper", visits=9, leads=7), Traffic(source="unknown", visits=1)), None),
        ((Traffic(source="newspaper", visits=9, leads=7),), 0),
        ((Traffic(source="newspaper", visits=9),), None),
        ((Traffic(source="unknown", visits=9, leads=2),), 10_000),
    ],
)
def test_leads_that_nobody_counted_have_no_unknown_share(
    traffic: tuple[Traffic, ...], share: int | None
) -> None:
    found = effect(records(plan=month_plan(traffic=traffic)), NOVEMBER)
    assert found.unknown_leads.hundredths_of_percent == share

"""Tables as text."""

from msgspec.structs import replace

from forecourt.tables.frames import month_tables
from forecourt.tables.screen import as_text
from forecourt.words.catalogue import words_for
from tests.money.make import NOVEMBER, ad, records
from tests.tables.month import tables


def test_plain_lines_are_aligned_and_never_folded() -> None:
    channels = tables()["channels"].without("records")
    assert as_text((channels,), words_for("en"), width=None).splitlines() == [
        "Amounts in yuan",
        "",
        "Budget by channel",
        "Channel       Budget    Planned  Committed     Spent      Left  Budget status",
        "Newspaper  20,000.50  12,000.50   4,800.00      0.00  3,200.00  Money left",
        "Radio       1,000.00       0.00       0.00  1,000.01     -0.01  Over budget",
        "Total      21,000.50  12,000.50   4,800.00  1,000.01  3,199.99",
    ]


def test_chinese_lines_are_aligned_by_display_width() -> None:
    """Where no column holds money nothing is said of yuan."""
    assert as_text((tables()["quotas"].without("records"),), words_for("zh"), width=None).splitlines() == [
        "任务完成情况",
        "项目          任务数  已完成  进行中  还差",
        "发稿任务           4       1       0     3",
        "发稿积分任务      10       1       0     9",
        "活动任务           2       0       1     2",
    ]


def test_nothing_known_is_a_dash() -> None:
    lines = as_text((tables()["accrual"].without("records"),), words_for("en"), width=None).splitlines()
    assert lines[5].split() == ["bonus", "基金bonus", "y3", "云岭Y3", "Retail", "sales", "—", "90.00", "—"]


def test_a_terminal_gets_rules_and_colours_for_what_is_over_budget() -> None:
    shown = as_text((tables()["channels"].without("records"),), words_for("zh"), width=100)
    assert "╭─" in shown
    assert "\x1b[1;31m超预算  \x1b[0m" in shown
    assert "\x1b[31m   -0.01\x1b[0m" in shown


def test_on_a_narrow_terminal_text_folds_and_numbers_do_not() -> None:
    shown = as_text((tables()["accrual"],), words_for("zh"), width=80)
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in shown.splitlines() if "│" in line]
    assert ["main", "基金m", "y3", "云岭Y", "提车量", "30", "160.00", "4,800.00", "MON-2"] in rows
    assert ["", "ain", "", "3", "", "", "", "", "026-1"] in rows


def test_a_terminal_gets_one_record_a_line() -> None:
    shown = as_text((tables()["channels"],), words_for("zh"), width=100).splitlines()
    assert [line.split("│")[-2].strip() for line in shown if "AD-" in line] == ["AD-1", "AD-2", "AD-3"]


def test_brackets_in_a_title_are_no_markup() -> None:
    found = records(replace(ad("AD-1", "paid", 1), title="[red]试驾[/red]"))
    entries = next(table for table in month_tables(found, NOVEMBER) if table.layout.name == "entries")
    assert "[red]试驾[/red]" in as_text((entries,), words_for("zh"), width=None)

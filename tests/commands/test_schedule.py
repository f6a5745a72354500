"""forecourt schedule, as people and other programs call it."""

import csv
import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from forecourt.commands import schedule
from forecourt.sheets.base import base_of
from tests.commands.given import Run, finding, given
from tests.house.stub import ROOT
from tests.money.make import records
from tests.tables.schedule import TODAY, november


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command over the November of the schedule's tests."""
    return given(schedule.command, november, TODAY, tmp_path, monkeypatch)


def test_the_plain_view_is_the_matrix_and_the_sums(run: Run) -> None:
    done = run("2026-11")
    lines = done.stdout.splitlines()

    assert (done.exit_code, done.stderr, lines[0]) == (0, "", "2026年11月媒体排期表")
    assert [line.split()[:2] for line in lines if line.startswith("  1 ")] == [["1", "汽车版通栏"]]
    below = lines[lines.index("排期汇总（按渠道）") :]
    assert below == [
        "排期汇总（按渠道）",
        "渠道  净价合计  计入预算金额  活动和稿件  渠道预算已用",
        "报纸  2,400.00      2,400.00        0.00      2,400.00",
        "广播  1,000.00      1,000.00        0.00      1,000.00",
        "活动      0.00          0.00       70.00         70.00",
        "合计  3,400.00      3,400.00       70.00      3,470.00",
    ]


def test_one_table_can_be_had_alone(run: Run) -> None:
    assert run("2026-11", "--table", "cells", "--lang", "en").stdout.splitlines()[:3] == [
        "Insertions by day",
        "Id     Day         Mark                       Planned insertions  Insertions that ran",
        "AD-1   2026-11-05  Ran as booked                               1                    1",
    ]


def test_json_goes_to_standard_output(run: Run) -> None:
    found = json.loads(run("2026-11", "--format", "json").stdout)

    assert (found["month"], [line["record"] for line in found["lines"]]) == (
        "2026-11",
        ["AD-1", "AD-3", "AD-2", "AD-4"],
    )
    assert list(json.loads(run("2026-11", "--format", "json", "--table", "matrix").stdout))[3] == "matrix"


def test_csv_holds_the_matrix_or_the_table_that_is_named(run: Run) -> None:
    matrix = run("2026-11", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    assert next(csv.reader(matrix.splitlines()))[8:10] == ["2026-11-01", "2026-11-02"]
    outlets = run("2026-11", "--format", "csv", "--table", "outlets").stdout_bytes.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(outlets.splitlines())] == ["媒体", "OUT-daily", "交通台"]


def test_a_workbook_knows_the_bytes_that_each_line_was_made_from(run: Run, tmp_path: Path) -> None:
    done = run("2026-11", "--format", "xlsx", "--output", "排期.xlsx")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "已写入：排期.xlsx\n")
    page = openpyxl.load_workbook(BytesIO((tmp_path / "排期.xlsx").read_bytes()))["媒体排期"]
    marks = {
        row[0].value: row[-1].value
        for row in page.iter_rows(min_row=5)
        if str(row[0].value).startswith("AD-")
    }
    assert marks == {f"AD-{number}": base_of(f"AD-{number}".encode()) for number in range(1, 5)}


def test_a_workbook_is_never_one_table(run: Run) -> None:
    done = run("2026-11", "--format", "xlsx", "--table", "cells", "--output", "x.xlsx")

    assert (done.exit_code, "工作簿里是整张排期表，请去掉 --table" in done.stderr) == (2, True)


def test_a_month_of_nobody_is_refused_and_one_that_only_has_ads_is_not(run: Run) -> None:
    done = run("2027-03")
    assert (done.exit_code, "2027-03 没有月度记录" in done.stderr) == (2, True)
    assert run("2026-12").exit_code == 0


def test_a_month_with_a_record_and_no_ads_has_an_empty_schedule(run: Run) -> None:
    done = run("2026-11", found=records())

    assert (done.exit_code, done.stdout.splitlines()[-1]) == (
        0,
        "渠道  净价合计  计入预算金额  活动和稿件  渠道预算已用",
    )


def test_errors_in_records_stop_it_unless_told_otherwise(run: Run) -> None:
    refused = run("2026-11", findings=(finding(),))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "./forecourt check" in refused.stderr
    shown = run("2026-11", "--anyway", findings=(finding(),))
    assert (shown.exit_code, shown.stdout.splitlines()[0]) == (1, "2026年11月媒体排期表")


def test_a_narrow_screen_gets_a_list_with_every_spot_and_whole_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The matrix of 80 columns would lose how often a spot runs and cut names to a letter."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    monkeypatch.setenv("COLUMNS", "80")
    narrow = CliRunner().invoke(schedule.command, ["2026-11", "--anyway"]).stdout
    line = "  5 早高峰 15 秒 暖冬关怀广播  11-16–11-20 计2 11-23–11-27 计2  10,800.00"
    assert line in narrow.splitlines()
    assert "合计  100,000.00" in narrow.splitlines()
    monkeypatch.setenv("COLUMNS", "100")
    wide = CliRunner().invoke(schedule.command, ["2026-11", "--anyway"]).stdout
    assert line not in wide.splitlines()

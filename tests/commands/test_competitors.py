"""forecourt competitors over the repository's own sample."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from forecourt.commands import competitors
from tests.commands.on_sample import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(competitors.command, monkeypatch)


def test_discount_change_and_gap_to_the_fen(run: Run) -> None:
    rows = json.loads(run("2026-11", "--format", "json").stdout)["offers"]
    (song,) = (row for row in rows if row["competitor"] == "song_plus")

    assert {name: song[name] for name in song if name.endswith(("_fen", "_percent"))} == {
        "guide_fen": 14_980_000,
        "street_fen": 13_730_000,
        "discount_fen": 1_250_000,
        "discount_percent": "8.34",
        "change_fen": -100_000,
        "own_fen": 13_790_000,
        "gap_fen": -60_000,
    }


def test_the_week_of_the_national_day_was_missed(run: Run) -> None:
    lines = run("2026-10", "--table", "weeks").stdout.splitlines()

    assert [" ".join(line.split()[:4]) for line in lines[1:4]] == [
        "周一 周日 当周调研 调研车型数",
        "2026-09-28 2026-10-04 已调研 3",
        "2026-10-05 2026-10-11 漏做 0",
    ]


def test_a_workbook_for_the_weekly_meeting(run: Run) -> None:
    book = load_workbook(BytesIO(run("2026-11", "--format", "xlsx").stdout_bytes))

    assert book.sheetnames[:3] == ["竞品报价", "比上次调研的变动", "每周调研情况"]


def test_a_month_before_the_first_survey(run: Run) -> None:
    assert run("2026-08").stdout == "到 2026-08 为止还没有做过竞品调研。\n"

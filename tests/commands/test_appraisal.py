"""forecourt appraisal over the repository's own sample."""

import json

import pytest

from forecourt.commands import appraisal
from tests.commands.on_sample import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(appraisal.command, monkeypatch)


def test_the_missed_week_of_october_costs_the_specialist(run: Run) -> None:
    rows = json.loads(run("2026-10", "--format", "json").stdout)["items"]
    (weeks,) = (row for row in rows if row["query"] == "surveys_made" and row["person_name"] == "程一鸣")

    assert (weeks["part"], weeks["whole"], weeks["share_percent"], weeks["points"]) == (
        3,
        4,
        "75.00",
        "15.0",
    )
    assert [id[:4] for id in weeks["records"]] == ["CMP-", "MON-", "CMP-", "CMP-"]


def test_the_signed_points_are_those_of_the_records(run: Run) -> None:
    for month in ("2026-09", "2026-10"):
        rows = json.loads(run(month, "--format", "json").stdout)["people"]
        assert [row["signed"] for row in rows] == [row["total"] for row in rows]
        assert len(rows) == 3


def test_a_month_without_an_appraisal(run: Run) -> None:
    assert run("2026-08").stdout == "2026-08 还没有考核表。\n"

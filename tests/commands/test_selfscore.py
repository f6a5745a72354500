"""forecourt selfscore over the repository's own sample."""

import json

import pytest

from forecourt.commands import selfscore
from tests.commands.on_sample import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(selfscore.command, monkeypatch)


def test_posted_months_were_signed_with_the_points_of_the_records(run: Run) -> None:
    for month in ("2026-09", "2026-10"):
        (row,) = json.loads(run(month, "--format", "json").stdout)["score"]
        assert (row["signed"], row["most"], row["line"]) == (row["total"], 100, 85)


def test_the_open_month_shows_what_nobody_gave_yet(run: Run) -> None:
    rows = json.loads(run("2026-11", "--format", "json").stdout)["criteria"]

    assert {row["criterion"]: row["standing"] for row in rows} == {
        "press": "computed",
        "events": "computed",
        "traffic": "computed",
        "replies": "computed",
        "online": "computed",
        "showroom": "computed",
        "binding": "missing",
        "image": "given",
    }


def test_the_share_that_gives_all_points_stands_beside_them(run: Run) -> None:
    """82 % of the showroom check are 9.1 of 10 points because 90 % would be all of them."""
    rows = json.loads(run("2026-11", "--format", "json").stdout)["criteria"]
    told = {row["criterion"]: (row["share_bp"], row["target"], row["points"]) for row in rows}

    assert told["showroom"] == (8200, "90 %", "9.1")
    assert told["press"] == (3000, "100 %", "6.0")
    assert told["image"] == (None, None, "5.0")


def test_a_month_without_a_plan(run: Run) -> None:
    assert run("2026-08").stdout == "2026-08 执行的政策里没有评分标准。\n"

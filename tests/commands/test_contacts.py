"""forecourt contacts over the repository's own sample."""

import json

import pytest

from forecourt.commands import contacts
from tests.commands.on_sample import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(contacts.command, monkeypatch)


def test_who_waits_longest_stands_first(run: Run) -> None:
    lines = run("2026-11", "--table", "relations").stdout.splitlines()

    assert [" ".join(line.split()) for line in lines[:3]] == [
        "距上次联系天数",
        "媒体 媒体级别 上次联系 已过天数 联系间隔（天） 最迟联系日 往来情况",
        "京城车周刊（示例） 本地媒体 2026-11-03 21 30 2026-12-03 正常",
    ]


def test_a_past_month_ends_on_its_last_day(run: Run) -> None:
    """The September figures do not know of October's calls."""
    rows = json.loads(run("2026-09", "--format", "json").stdout)["relations"]
    shown = {row["outlet_name"]: (row["last_on"], row["days"], row["standing"]) for row in rows}

    assert shown["汽车之家"] == ("2026-09-03", 27, "in_touch")
    assert shown["京北晚报（示例）"] == (None, None, "never")


def test_a_month_without_a_contact_says_so(run: Run) -> None:
    assert run("2026-01", "--table", "contacts", "--format", "csv").stdout_bytes.decode("utf-8-sig") == (
        "日期,媒体档案,媒体,对方岗位,联系方式,我方人员档案,我方,事由,沟通结果,下一步,下一步期限,"
        "答复用时（天）,状态,对应记录\r\n"
    )

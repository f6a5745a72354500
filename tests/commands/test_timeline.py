"""forecourt timeline, over small dealerships with a real history; today is Tuesday 24 November 2026."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forecourt.commands.timeline import command
from forecourt.timeline import screen
from tests.broken.cases import FILES
from tests.house.stub import ROOT
from tests.store.history import History

Run = Callable[..., Result]

AD = "plans/2026-11/ads/AD-20261012-k3f7.md"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    """The dealership of the tests: its archived ad was a draft on the 2nd, then approved, then booked."""
    history = History(tmp_path)
    shutil.copytree(ROOT / "tests" / "dealership", tmp_path, dirs_exist_ok=True)
    archived = (tmp_path / AD).read_text(encoding="utf-8")
    for day, state, who in (
        ("2026-11-02", "draft", "he"),
        ("2026-11-05", "approved", "zhou"),
        ("2026-11-09", "booked", "lin"),
        ("2026-11-18", "archived", "somebody"),
    ):
        history.commit(day, {AD: archived.replace("state: archived", f"state: {state}")}, who)
    return history


@pytest.fixture
def run(shop: History, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the shop."""
    monkeypatch.chdir(shop.root)

    def call(*arguments: str, lang: str = "en", today: str = "2026-11-24") -> Result:
        return CliRunner().invoke(command, [*arguments, "--lang", lang, "--today", today])

    return call


def put(shop: History, day: str, state: str) -> None:
    """The ad, whose copy is due on 2 November, comes into a state."""
    written = (shop.root / AD).read_text(encoding="utf-8")
    shop.commit(day, {AD: re.sub("^state: .*$", f"state: {state}", written, flags=re.MULTILINE)}, "he")


def test_one_record_by_its_id_in_any_case(run: Run) -> None:
    done = run("ad-20261012-K3F7")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "云岭Y7 上市通栏  AD-20261012-k3f7",
        "State   Entered on  By whom                       Working days  Who has the ball  Last day    Kept?",
        "草稿    2026-11-02  何沐                                     3  The department    —",
        "已批准  2026-11-05  周岩                                     2  The department    —",
        "已签约  2026-11-09  林晓棠                   7 (clock stopped)  Outlet            2026-11-05"
        "  9 working days late",
        "已归档  2026-11-18  somebody@dealer.example                  —  The department    —",
        "On our clock: 5 working days; waiting for others: 7.",
    ]


def test_one_record_in_chinese(run: Run) -> None:
    done = run("AD-20261012-k3f7", lang="zh")
    assert done.stdout.splitlines() == [
        "云岭Y7 上市通栏  AD-20261012-k3f7",
        "状态    进入日期    经手人                      工作日  待谁处理  截止日      是否按期",
        "草稿    2026-11-02  何沐                             3  市场部    —",
        "已批准  2026-11-05  周岩                             2  市场部    —",
        "已签约  2026-11-09  林晓棠                   7（停表）  媒体      2026-11-05  逾期 9 个工作日",
        "已归档  2026-11-18  somebody@dealer.example          —  市场部    —",
        "本店办理共 5 个工作日；等厂家、媒体 7 个工作日（停表，不计入）。",
    ]


def test_all_records_the_worst_first(run: Run, shop: History) -> None:
    put(shop, "2026-11-19", "draft")
    done = run(lang="zh")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "结论      记录              标题              状态    起始日期    待谁处理  截止日      情况说明",
        "状态滞后  AD-20261012-k3f7  云岭Y7 上市通栏   草稿    2026-11-19  市场部    —           "
        "截稿日（2026-11-02）已过，状态还停在“草稿”。",
        "即将到期  DIR-202611-y7     十一月主推云岭Y7  已收到  2026-11-02  市场部    2026-11-25  "
        "还有 1 个工作日",
        f"共 {FILES} 条记录：状态滞后 1，已逾期 0，需催办 0，10 个工作日内到期 1。",
    ]


def test_a_kind_and_nothing_to_do(run: Run) -> None:
    done = run("ad")
    assert done.stdout.splitlines() == [
        "1 records: 0 stale, 0 overdue, 0 to chase up, 0 due within 10 working days."
    ]


def test_json(run: Run, shop: History) -> None:
    put(shop, "2026-11-19", "booked")
    told = json.loads(run("ad", "--format", "json").stdout)
    (record,) = told.pop("records")
    assert told == {
        "schema_version": 1,
        "today": "2026-11-24",
        "counts": {"rotten": 0, "overdue": 0, "chase": 1, "soon": 0, "fine": 0},
        "notes": {"unreadable_versions": 0, "corrected_dates": 0, "provisional": False},
    }
    states = record.pop("states")
    assert record == {
        "id": "AD-20261012-k3f7",
        "kind": "ad",
        "title": "云岭Y7 上市通栏",
        "path": AD,
        "verdict": "chase",
        "due": {
            "day": "2026-11-05",
            "workdays": -13,
            "counts_from": "copy_deadline",
            "ball": "outlet",
            "provisional": False,
        },
        "rot": None,
        "workdays": 5,
        "workdays_stopped": 10,
    }
    assert [state["state"] for state in states] == ["draft", "approved", "booked", "archived", "booked"]
    commit = shop.git("rev-parse", "HEAD~2").strip()
    assert states[2] == {
        "state": "booked",
        "label": "已签约",
        "entered": "2026-11-09",
        "entered_at_latest": False,
        "left": "2026-11-18",
        "by": "林晓棠",
        "commit": commit,
        "workdays": 7,
        "ended": True,
        "ball": "outlet",
        "stopped": True,
        "limit": "2026-11-05",
        "late": 9,
    }


def test_notes_say_what_is_unsure(run: Run, shop: History) -> None:
    shop.commit("2031-01-01", {AD: "<<<<<<< HEAD\n"})
    shop.git("revert", "--quiet", "--no-edit", "HEAD", day="2026-11-19")
    done = run("AD-20261012-k3f7")
    assert done.stdout.splitlines()[-2:] == [
        "Dates of 1 commits run backwards or lie in the future; the order of Git counts, "
        "and these commits got the nearest day that fits.",
        "1 old versions of records cannot be read and were left out.",
    ]


def test_a_calendar_that_is_not_published_makes_days_unsure(run: Run, shop: History) -> None:
    done = run("AD-20261012-k3f7", today="2027-03-01")
    assert done.stdout.splitlines()[-1] == (
        "The working-day calendar of some year is not published yet; days counted in it may move."
    )


def test_records_that_cannot_be_read_now_are_told(run: Run, shop: History) -> None:
    (shop.root / AD).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    done = run("AD-20261012-k3f7")
    assert done.exit_code == 0
    assert "已归档" in done.stdout
    assert done.stderr == (
        "Caution: the records have errors (1); these limits may be wrong. See: ./forecourt check\n"
    )


def test_a_state_that_no_procedure_has_is_told(run: Run, shop: History) -> None:
    """Nothing says when it is late, and so it is on no list of what is late."""
    put(shop, "2026-11-19", "aproved")
    assert run().stderr == (
        "Caution: no procedure has the state of AD-20261012-k3f7, so nothing tells how long they may take. "
        "See: ./forecourt check\n"
    )


def test_two_files_with_one_id_are_told(run: Run, shop: History) -> None:
    second = shop.root / "plans/2026-11/ads/2/AD-20261012-k3f7.md"
    second.parent.mkdir()
    second.write_bytes((shop.root / AD).read_bytes())
    assert run("AD-20261012-k3f7", lang="zh").stderr == (
        "注意：编号 ad-20261012-k3f7 写在几个文件里，这里的天数混在一起了。请先运行：./forecourt check\n"
    )


def test_what_only_the_check_looks_for_makes_no_limit_doubtful(run: Run, shop: History) -> None:
    with (shop.root / AD).open("a", encoding="utf-8") as file:
        file.write("联系人 13812345678\n")
    assert run("AD-20261012-k3f7").stderr == ""


def test_many_records_are_cut_on_the_screen_but_not_in_json(
    run: Run, shop: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(shop, "2026-11-19", "draft")
    monkeypatch.setattr(screen, "MOST_SHOWN", 1)
    lines = run().stdout.splitlines()
    assert lines[2] == "1 more; see all with --format json"
    assert len(json.loads(run("--format", "json").stdout)["records"]) == FILES


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("AD-20261012-k3f8", "Did you mean AD-20261012-k3f7: 云岭Y7 上市通栏?"),
        ("adx", 'Did you mean "ad"?'),
    ],
)
def test_what_is_neither_a_record_nor_a_kind(run: Run, what: str, hint: str) -> None:
    done = run(what)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f'Error: "{what}" is neither the id of a record nor a kind. {hint}\n'


def test_without_git_there_is_no_timeline(run: Run, shop: History) -> None:
    shutil.rmtree(shop.root / ".git")
    done = run()
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: This folder is not kept in Git, so it has no history\n",
    )

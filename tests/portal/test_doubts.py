"""Figures are not shown, or not without a loud word, when the records that decide them cannot be read."""

import re
import shutil
from pathlib import Path

import pytest

from forecourt.model.months import Month
from forecourt.portal.desk import Desk
from forecourt.portal.doubts import doubts
from forecourt.words.catalogue import words_for
from tests.portal.make import SMALL, inputs, page, page_with, site

ZH = words_for("zh")
NOVEMBER = Month(2026, 11)
NO_FIGURES = "2026-11 的费用和任务数字算不出来，所以不显示。下面这些记录决定全部数字，现在缺失或者读不出来："
LAW = [
    (
        "content/procedures/PROC-ad.md",
        "kind: procedure",
        "kind: procedur",
        "content/procedures/PROC-ad.md:2 读不出来：没有“procedur”这种记录类型",
    ),
    (
        "content/procedures/PROC-ad.md",
        "kind: procedure",
        "kind: staff",
        "content/procedures/PROC-ad.md:2 读不出来：",
    ),
    (
        "plans/programmes/PRG-2026.md",
        "effective_from: ",
        "effective_fro: ",
        "plans/programmes/PRG-2026.md:2 读不出来：必填字段 effective_from（生效日）没有写或者是空的",
    ),
    (
        "plans/2026-11/MON-2026-11.md",
        "press_pieces: ",
        "press_pieces: x",
        "plans/2026-11/MON-2026-11.md:20 读不出来：发稿任务：“x2”不是不小于 0 的整数",
    ),
]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the small dealership."""
    return shutil.copytree(SMALL, tmp_path / "shop")


def spoil(root: Path, path: str, old: str, new: str) -> None:
    """Break one record."""
    source = (root / path).read_text(encoding="utf-8")
    assert old in source
    (root / path).write_text(source.replace(old, new, 1), encoding="utf-8")


def amounts(text: str) -> list[str]:
    """Every amount of money on a page."""
    return re.findall(r"\d[\d,]*\.\d\d", text)


def test_of_whole_records_nothing_is_in_doubt() -> None:
    desk = Desk(inputs())
    assert (doubts(desk, NOVEMBER).law, doubts(desk, NOVEMBER).left_out) == ((), ())
    assert "fc-doubts" not in page(site(), "index.md")
    assert amounts(page(site(), "index.md")) != []


@pytest.mark.parametrize(("path", "old", "new", "reason"), LAW)
def test_without_its_law_the_board_shows_no_figure_but_why(
    path: str, old: str, new: str, reason: str, shop: Path
) -> None:
    spoil(shop, path, old, new)
    board = page_with("index.md", root=shop)

    assert "<h1>今日 <small>2026-11-18 周三</small></h1>" in board
    assert NO_FIGURES in board
    assert reason in board
    assert amounts(board) == []
    assert "还没有月度计划" not in board
    assert "fc-quota-figure" not in board
    assert "改正之前，这里的金额、任务和期限都可能不对。" in board


def test_pages_of_months_show_no_figure_either(shop: Path) -> None:
    spoil(shop, "content/procedures/PROC-ad.md", "kind: procedure", "kind: procedur")
    made = site(root=shop)

    assert NO_FIGURES in page(made, "money/2026-11.md")
    assert amounts(page(made, "money/2026-11.md")) == []
    row = re.search(r"<tr><th [^>]*><a [^>]*>2026-11</a>.*?</tr>", page(made, "money/index.md"))
    assert row is not None
    assert "数字算不出来" in row[0]
    assert amounts(row[0]) == []


def test_the_summary_of_a_month_shows_no_figure_and_no_chart_either(shop: Path) -> None:
    spoil(shop, *LAW[0][:3])
    told = page_with("summary/2026-11.md", root=shop)

    assert NO_FIGURES in told
    assert (amounts(told), "<svg" in told) == ([], False)


def test_a_broken_programme_does_not_take_away_the_mark_of_a_sample_in_silence(shop: Path) -> None:
    assert '<span class="fc-chip fc-open">厂家政策为示例，非真实政策</span>' in page(site(), "index.md")
    spoil(shop, "plans/programmes/PRG-2026.md", "effective_from: ", "effective_fro: ")
    assert '<span class="fc-chip fc-bad">厂家政策读不出来</span>' in page_with("index.md", root=shop)


@pytest.mark.parametrize(
    ("gone", "reason"),
    [
        ("content/procedures/PROC-ad.md", "“广告计划”没有工作流程"),
        ("plans/programmes/PRG-2026.md", "月度计划里写的厂家政策 PRG-2026 不存在"),
    ],
)
def test_law_that_is_gone_is_as_bad_as_law_that_cannot_be_read(gone: str, reason: str, shop: Path) -> None:
    (shop / gone).unlink()
    board = page_with("index.md", root=shop)

    assert NO_FIGURES in board
    assert reason in board
    assert amounts(board) == []


def test_a_procedure_that_decides_no_figure_takes_none_away(shop: Path) -> None:
    spoil(shop, "content/procedures/PROC-staff.md", "version: ", "versio: ")
    board = page_with("index.md", root=shop)

    assert "fc-doubts" not in board
    assert amounts(board) != []


def test_what_an_unreadable_ad_costs_is_said_to_be_missing_from_the_figures(shop: Path) -> None:
    spoil(shop, "plans/2026-11/ads/AD-20261012-k3f7.md", "insertions: 1", "insertions: x")
    board = page_with("index.md", root=shop)

    assert "2026-11 的数字不完整。下面这些记录读不出来，没有计入：" in board
    assert "plans/2026-11/ads/AD-20261012-k3f7.md:29 读不出来：" in board
    assert amounts(board) != []
    assert "数字不完整" in page_with("money/index.md", root=shop)


def test_an_unreadable_ad_of_another_month_leaves_this_one_alone(shop: Path) -> None:
    (shop / "plans/2026-10/ads").mkdir(parents=True)
    (shop / "plans/2026-10/ads/AD-20261001-k3f7.md").write_bytes(b"\xb8\xe5")

    assert "fc-doubts" not in page_with("index.md", root=shop)

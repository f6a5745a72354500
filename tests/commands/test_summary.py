"""forecourt summary over the repository's own sample."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from forecourt.commands import summary

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's records, without Git."""
    folder = tmp_path_factory.mktemp("shop")
    for name in ("content", "plans"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def run(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(shop)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    return lambda *arguments: CliRunner().invoke(summary.command, arguments)


def test_october_in_columns_against_september(run: Run) -> None:
    lines = run("2026-10", "--format", "text", "--anyway").stdout.splitlines()

    assert [line.split() for line in lines if line.startswith(("指标", "零售", "发稿积分"))] == [
        ["指标", "计划", "2026年10月", "完成率", "2026年9月", "2026年8月", "较上月"],
        ["零售（台）", "88", "80", "90.9%", "65", "—", "+23.1%"],
        ["发稿积分", "10", "17", "170.0%", "17", "—", "0.0%"],
    ]
    assert lines[-1] == "来店来电为前台登记数，未剔除重复；来源不明 59 批，占 471 批的 12.5%"


def test_other_programs_get_fen_and_counts(run: Run) -> None:
    told = json.loads(run("2026-10", "--format", "json", "--anyway").stdout)

    assert (told["month"], told["months"]) == ("2026-10", ["2026-10", "2026-09", "2026-08"])
    assert {one["name"]: one for one in told["figures"]}["cost"] == {
        "name": "cost",
        "unit": "fen",
        "plan": 13_260_000,
        "reached": [12_403_000, 12_440_000, None],
    }


def test_the_pdf_has_figures_charts_with_words_and_what_the_manager_wrote(run: Run, shop: Path) -> None:
    done = run("2026-10", "--anyway")

    target = shop / "build" / "summaries" / "2026-10.pdf"
    assert f"已写入：{target}" in done.stderr, done.output
    with pikepdf.open(target) as document:
        drawn = [
            str(one.Alt)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert document.docinfo.Title == "北京京北云岭汽车销售服务有限公司（示例） 2026年10月 月度总结"
    assert drawn == [
        "条形图：2026年10月各渠道预算与费用（元），数字见下表",
        "条形图：2026年10月、2026年9月、2026年8月 来店来电、潜客与订单，数字见下表",
        "条形图：2026年10月、2026年9月、2026年8月 单位成本，数字见下表",
        "条形图：2026年10月、2026年9月、2026年8月 近三个月车辆，数字见下表",
        "条形图：2026年10月 发稿任务完成情况，数字见下表",
        "条形图：2026年10月 活动成效与目标，数字见下表",
    ]


def test_a_month_without_record_has_none(run: Run) -> None:
    done = run("2027-03", "--anyway")

    assert (done.exit_code, "2027-03 没有月度记录" in done.stderr) == (2, True)

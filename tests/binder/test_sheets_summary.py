"""The summary in the volumes: each has the figures and charts of its own matter."""

import pytest

from forecourt.binder.sheets_summary import summary_sheets
from forecourt.binder.summary_page import report, summary_html
from forecourt.kinds.month import Traffic
from tests.binder.make import edition, november

DESK = (Traffic(source="newspaper", visits=20, calls=5, leads=9, orders=2),)


@pytest.mark.parametrize(
    ("volume", "anchors"),
    [
        (1, ["summary-figures", "channels-chart", "funnel-chart", "unit-costs-chart", "cars-chart"]),
        (2, ["summary-figures", "press-chart"]),
        (3, ["summary-figures", "events-chart"]),
    ],
)
def test_a_volume_has_its_own_figures_and_charts(volume: int, anchors: list[str]) -> None:
    sheets = summary_sheets(edition(november(traffic=DESK)), volume)

    assert [sheet.anchor for sheet in sheets] == anchors
    assert [bool(sheet.drawing) for sheet in sheets] == [False, *(True for _ in anchors[1:])]


def test_every_number_of_a_chart_stands_in_the_table_below_it() -> None:
    press = summary_sheets(edition(), 2)[1]

    assert [row.cells for row in press.rows] == [("计入任务的稿件（篇）", "1", "4"), ("发稿积分", "1", "10")]
    assert [column.label for column in press.columns] == ["指标", "已达成", "计划"]


def test_the_document_holds_the_manager_s_words_without_internal_notes() -> None:
    made = edition(november(body="本月先服务老客户。\n\n## 内部说明\n\n报纸不再加版。\n"))

    assert report(made).words == "<p>本月先服务老客户。</p>"
    assert "报纸不再加版" not in summary_html(made, made_at="2026-11-24T00:00:00Z")


def test_a_month_without_words_says_so() -> None:
    page = summary_html(edition(november(body="")), made_at="2026-11-24T00:00:00Z")

    assert "本月的总结还没有写：写在月度记录的正文里。" in page

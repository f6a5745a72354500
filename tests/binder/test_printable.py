"""What of a record's text the manufacturer gets to read."""

import pytest

from forecourt.binder.printable import printable


@pytest.mark.parametrize("heading", ["## 内部说明", "## Internal notes"])
def test_the_internal_section_stays_in_the_house(heading: str) -> None:
    internal = f"{heading}\n\n除非晚报回到4折，不再加版。\n\n### 细节\n\n底价。"
    text = f"本月主题暖冬关怀。\n\n{internal}\n\n## 下月\n\n备齐。"

    assert printable(text) == "本月主题暖冬关怀。\n\n## 下月\n\n备齐。"


@pytest.mark.parametrize(
    "unwritten",
    [
        "（月度总结在封账后补写。）",
        "(待补现场照片)",
        "(the summary is to follow)",
        "各渠道为什么这样分配。",
        "Why these channels get these budgets.",
    ],
)
def test_what_still_waits_to_be_written_is_not_printed(unwritten: str) -> None:
    assert (
        printable(f"第一段。\n\n## 费用安排\n{unwritten}\n\n## 下月\n\n备齐。")
        == "第一段。\n\n## 下月\n\n备齐。"
    )
    assert printable(unwritten) == ""


@pytest.mark.parametrize(
    "text",
    [
        "（15秒口播）天冷了，车主到店可做检测。",
        "（文/图 周晓彤）",
        "补充说明（待定）之后的正文。",
        "| 时间 | 内容 |\n| --- | --- |\n| 08:30 | 进场 |",
        "## 缘由\n\n### 一\n\n社区体量大。",
    ],
)
def test_everything_else_is_printed_as_it_is_written(text: str) -> None:
    assert printable(text) == text

"""A wrong value is told with its real reason, and with the spelling that was meant."""

import pytest

from forecourt.kinds import fields as f
from forecourt.kinds.fields import Scalar
from forecourt.model.vocabulary import CHANNELS
from forecourt.words.catalogue import words_for

HOW_DAYS = "请写成年-月-日，月和日各两位，例如 2026-11-01。"
HOW_MONEY = "请写元，最多两位小数，例如 12800、12,800.50 或 1.28万。"
THOUSANDS = "如果点是千位分隔，请写 208000；元最多写两位小数。"
NO_SUCH_YEAR = "年份写四位数，从 1990 到 2100，例如 2026-11-01。"
NO_SUCH_DAY = "对一下日历：这个月没有那么多天，或者月份写错了。"
COUNT_DIGITS = "再数一遍位数；这里填的是元，不是分。"
DIGITS = "只写数字，例如 12。"
ONE_ID = "这里只写一个编号；列表里一行写一个，或者用英文逗号隔开。"
TOO_LARGE = "太大，不可能是部门的费用"


@pytest.mark.parametrize(
    ("field", "written", "message", "hint"),
    [
        (f.Day(), "0026-11-22", "日期“0026-11-22”的年份不对", NO_SUCH_YEAR),
        (f.Day(), "1989-12-31", "日期“1989-12-31”的年份不对", NO_SUCH_YEAR),
        (f.Day(), "2101/1/1", "日期“2101/1/1”的年份不对", NO_SUCH_YEAR),
        (f.Day(), "2026-02-30", "“2026-02-30”这一天不存在", NO_SUCH_DAY),
        (f.Day(), "2026-13-01", "“2026-13-01”这一天不存在", NO_SUCH_DAY),
        (f.Day(), "2026/11/27", "“2026/11/27”不是规定的日期写法", "请写成：2026-11-27"),
        (
            f.Day(),
            "２０２６年１１月２７日",
            "“２０２６年１１月２７日”不是规定的日期写法",
            "请写成：2026-11-27",
        ),
        (f.Day(), "2026-1-5", "“2026-1-5”不是规定的日期写法", "请写成：2026-01-05"),
        (f.Day(), "2026.11.27", "“2026.11.27”不是规定的日期写法", "请写成：2026-11-27"),
        (f.Day(), "20261127", "“20261127”不是规定的日期写法", "请写成：2026-11-27"),
        (f.Day(), "下周一", "“下周一”不是日期", HOW_DAYS),
        (f.MonthField(), "2026/11", "“2026/11”不是规定的月份写法", "请写成：2026-11"),
        (f.MonthField(), "2026年1月", "“2026年1月”不是规定的月份写法", "请写成：2026-01"),
        (
            f.MonthField(),
            "1905-11",
            "月份“1905-11”的年份不对",
            "年份写四位数，从 1990 到 2100，例如 2026-11。",
        ),
        (f.MonthField(), "2026-13", "“2026-13”不是月份", "请写成年-月，例如 2026-11。"),
        (f.Money(), "-7200", "金额“-7200”小于零", "去掉负号；退回来的钱另有字段填写。"),
        (f.Money(), "1" * 41, f"金额“{'1' * 40}…”{TOO_LARGE}", COUNT_DIGITS),
        (f.Money(), "20000万万", "“20000万万”不是以元为单位的金额", HOW_MONEY),
        (f.Money(), "200000万", f"金额“200000万”{TOO_LARGE}", COUNT_DIGITS),
        (f.Money(), "0.001", "金额“0.001”比一分钱还细", HOW_MONEY),
        (f.Money(), "208.000", "“208.000”小数点后有三位数字", THOUSANDS),
        (f.Money(), "208.0000", "金额“208.0000”比一分钱还细", HOW_MONEY),
        (f.Money(), "1,2000", "“1,2000”不是以元为单位的金额", HOW_MONEY),
        (f.Count(), "1.5", "数字“1.5”带了小数", DIGITS),
        (f.Count(), "9" * 20, f"数字“{'9' * 20}”太大", DIGITS),
        (f.Count(), "1.2 万元", "“1.2 万元”不是不小于 0 的整数", DIGITS),
        (f.Count(), "1.23456万", "数字“1.23456万”带了小数", DIGITS),
        (f.Clock(), "9" * 50, f"“{'9' * 40}…”不是时刻", "请写小时和分钟，例如 09:30。"),
        (f.YesNo(), "对" * 50, f"“{'对' * 40}…”既不是“是”也不是“否”", "请写 yes（是）或 no（否）。"),
        (f.Choice(CHANNELS), "报纸", "“报纸”不在“渠道”的选项里", "是不是想写“newspaper”？"),
        (f.Choice(CHANNELS), "Ｒadoi", "“Ｒadoi”不在“渠道”的选项里", "是不是想写“radio”？"),
        (f.Ref(("outlet",)), "OUT-a，OUT-b", "“OUT-a，OUT-b”不止一个编号", ONE_ID),
        (f.Count(), "-3", "“-3”不是不小于 0 的整数", DIGITS),
        (
            f.Fingerprint(),
            "abc",
            "“abc”不是 64 位的 sha256（只有 0-9 和 a-f）",
            "先把文件放好，再运行 ./forecourt check，会给出这里该填的值。",
        ),
    ],
)
def test_the_real_reason(field: Scalar, written: str, message: str, hint: str) -> None:
    with pytest.raises(f.WrongError) as caught:
        field.read(written)

    say = words_for("zh").say
    assert (say(caught.value.message), say(caught.value.hint)) == (message, hint)


def test_a_fingerprint_may_have_capital_letters() -> None:
    assert f.Fingerprint().read(" " + "AB" * 32) == "ab" * 32

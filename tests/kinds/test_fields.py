"""Scalars have no implicit type: the field alone decides what a text means."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from forecourt.kinds import fields as f
from forecourt.kinds.common import CENTIMETRES, DISCOUNT, PERCENT
from forecourt.model.months import Month
from forecourt.model.vocabulary import CHANNELS
from forecourt.words.catalogue import words_for


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (f.Line(), "08", "08"),
        (f.Line(), "no", "no"),
        (f.Line(), "12:30", "12:30"),
        (f.Count(), "08", 8),
        (f.Count(), "1,200", 1200),
        (f.Count(), "1.2万", 12_000),
        (f.Count(), "１．２ 万", 12_000),
        (f.Count(), "１２", 12),
        (f.Clock(), "12:30", time(12, 30)),
        (f.YesNo(), "no", False),
        (f.YesNo(), "是", True),
        (f.Day(), "2026-11-01", date(2026, 11, 1)),
        (f.Day(), "２０２６-１１-０１", date(2026, 11, 1)),
        (f.MonthField(), "2026-11", Month(2026, 11)),
        (f.Money(), "1.10", 110),
        (DISCOUNT, "2.5折", Decimal("2.5")),
        (DISCOUNT, "２．５ 折", Decimal("2.5")),
        (PERCENT, "50 %", Decimal(50)),
        (CENTIMETRES, "34.4cm", Decimal("34.4")),
        (DISCOUNT, "1.10", Decimal("1.10")),
        (f.Choice(CHANNELS), "radio", "radio"),
    ],
)
def test_what_a_text_means_in_its_field(field: Any, written: str, value: object) -> None:
    assert field.read(written) == value


@pytest.mark.parametrize(
    ("field", "written", "message", "hint"),
    [
        (f.Count(least=1), "0", "“0”不是不小于 1 的整数", "只写数字，例如 12。"),
        (f.Clock(), "24:00", "“24:00”不是时刻", "请写小时和分钟，例如 09:30。"),
        (f.YesNo(), "on", "“on”既不是“是”也不是“否”", "请写 yes（是）或 no（否）。"),
        (DISCOUNT, "25", "“25”不是 0.1 到 10 之间的数", "写法示例：2.5"),
        # A discount of 8 % would be 0.8折, one of 8折 is 80 %; a rate of 5折 is no 5 %.
        (DISCOUNT, "8%", "“8%”不是 0.1 到 10 之间的数", "写法示例：2.5"),
        (DISCOUNT, "25折", "“25折”不是 0.1 到 10 之间的数", "写法示例：2.5"),
        (PERCENT, "5折", "“5折”不是 0 到 100 之间的数", "写法示例：50"),
    ],
)
def test_what_does_not_fit_says_so_and_how_to_write_it(
    field: Any, written: str, message: str, hint: str
) -> None:
    with pytest.raises(f.WrongError) as caught:
        field.read(written)
    words = words_for("zh")
    assert words.say(caught.value.message) == message
    assert words.say(caught.value.hint) == hint

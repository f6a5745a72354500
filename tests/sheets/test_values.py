"""What people write in cells, and that every value of every record survives the way out and back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.fields import FieldType, WrongError, slots_of
from forecourt.kinds.month import MonthPlan, Units
from forecourt.kinds.values import slot_of
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.sheets.names import Names
from forecourt.sheets.subjects import is_editable
from forecourt.sheets.values import Around, shown, text_of, value_of
from forecourt.store.load import load
from forecourt.words.catalogue import LANGUAGES, words_for
from tests.broken.cases import DEALERSHIP
from tests.house.stub import ROOT

DECEMBER = Around(names=Names(records=Records(items=())), month=Month(2026, 12))


def field(cls: type[Common], key: str) -> FieldType:
    slot = slot_of(cls, key)
    assert slot is not None
    return slot.spec.type


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("discount", "八折", Decimal(8)),
        ("discount", "八五折", Decimal("8.5")),
        ("discount", "２．５折", Decimal("2.5")),
        ("discount", "25%", Decimal("2.5")),
        ("net_cost", "人民币１２，０００元", 1_200_000),
        ("net_cost", "800元/次", 80_000),
        ("net_cost", "0.00", 0),
        ("insertions", "１２次", 12),
        ("insertions", "1,200", 1200),
        ("seconds", "15秒", 15),
        ("width_cm", "34.4厘米", Decimal("34.4")),
        ("width_cm", "—", None),
        ("brand_area", "50%", Decimal(50)),
        ("copy_deadline", "1月5日", date(2027, 1, 5)),
        ("copy_deadline", "11/30", date(2026, 11, 30)),
        ("copy_deadline", "2026年12月3号", date(2026, 12, 3)),
        ("month", "2026年12月", Month(2026, 12)),
        ("month", "2026-12-01", Month(2026, 12)),
        ("channel", "报 纸", "newspaper"),
        ("channel", "Newspaper", "newspaper"),
        ("channel", "newspaper（报纸）", "newspaper"),
        (
            "issue_days",
            "12月1日，12月8日；2027/1/5",
            (date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 5)),
        ),
        ("issue_days", "", ()),
        ("theme", "（全角）：保留 １２", "（全角）：保留 １２"),
        ("theme", "-", "-"),
    ],
)
def test_a_cell_means_what_people_mean(key: str, said: str, value: Any) -> None:
    assert value_of(said, field(Ad, key), DECEMBER) == value


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("discount", "打八折"),
        ("discount", "250%"),
        ("net_cost", "208.000元整元"),
        ("net_cost", "-5"),
        ("insertions", "1.5"),
        ("copy_deadline", "月底"),
        ("copy_deadline", "13月1日"),
        ("copy_deadline", "2026-11-03 09:30"),
        ("channel", "报"),
        ("issue_days", "12月1日、待定"),
    ],
)
def test_what_is_not_sure_is_not_guessed(key: str, said: str) -> None:
    with pytest.raises(WrongError):
        value_of(said, field(Ad, key), DECEMBER)


@pytest.mark.parametrize("root", [ROOT, DEALERSHIP], ids=["sample", "tests"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_of_every_record_survives_the_way_out_and_back(root: Path, lang: str) -> None:
    records = load(root).records
    words = words_for(lang)
    count = 0
    for record in records:
        around = Around(names=Names(records=records), month=getattr(record, "month", None))
        for slot in slots_of(type(record)):
            value = getattr(record, slot.attribute)
            if is_editable(slot) and value not in (None, ()):
                cell = shown(slot.spec.type, value, around.names, words)
                assert value_of(str(cell), slot.spec.type, around) == value, (record.id, slot.key)
                count += 1
    assert count > 200


def test_money_is_written_as_people_write_it() -> None:
    amount = field(MonthPlan, "own_money")

    assert [text_of(amount, fen) for fen in (1_200_000, 1_200_050, 5, 0)] == [
        "12000",
        "12000.50",
        "0.05",
        "0",
    ]


def test_a_model_is_called_by_its_name_unless_two_are_called_alike() -> None:
    (shop,) = load(DEALERSHIP).records.of(Dealership)
    names = Names(records=Records(items=(shop,)))
    code = next(slot for slot in slots_of(Units) if slot.key == "model").spec.type

    assert shown(code, "y7", names, words_for("zh")) == "云岭Y7"
    assert value_of("云岭 y7", code, Around(names=names)) == "y7"
    assert value_of("y7", code, Around(names=names)) == "y7"

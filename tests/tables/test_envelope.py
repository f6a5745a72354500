"""JSON for other programs."""

import json

from forecourt.tables.envelope import as_json
from forecourt.tables.layout import LAYOUTS
from tests.money.make import NOVEMBER
from tests.tables.month import tables


def test_the_envelope_names_version_month_tables_and_totals() -> None:
    envelope = json.loads(as_json(NOVEMBER, tuple(tables().values())))
    assert list(envelope) == ["schema_version", "month", "currency", *LAYOUTS, "totals"]
    assert (envelope["schema_version"], envelope["month"], envelope["currency"]) == (1, "2026-11", "CNY")


def test_amounts_stand_as_fen_and_as_yuan_and_records_as_a_list() -> None:
    envelope = json.loads(as_json(NOVEMBER, tuple(tables().values())))
    assert envelope["channels"][1] == {
        "channel": "radio",
        "budget_fen": 100_000,
        "budget_yuan": "1000.00",
        "planned_fen": 0,
        "planned_yuan": "0.00",
        "committed_fen": 0,
        "committed_yuan": "0.00",
        "spent_fen": 100_001,
        "spent_yuan": "1000.01",
        "left_fen": -1,
        "left_yuan": "-0.01",
        "status": "exceeded",
        "records": ["AD-3"],
    }
    assert envelope["totals"]["accrual"] == {"amount_fen": 480_000, "amount_yuan": "4800.00"}
    assert envelope["totals"]["press_tiers"] == {"pieces_done": 1, "points_done": 1, "pieces_open": 0}
    assert "money" not in envelope["totals"]


def test_what_is_unknown_is_null_and_text_stays_chinese() -> None:
    written = as_json(NOVEMBER, tuple(tables().values()))
    assert json.loads(written)["accrual"][1]["units"] is None
    assert "云岭Y3" in written


def test_no_number_is_a_float() -> None:
    def refuse(number: str) -> None:
        raise AssertionError(number)

    json.loads(as_json(NOVEMBER, tuple(tables().values())), parse_float=refuse)

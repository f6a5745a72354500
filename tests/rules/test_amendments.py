"""What an amendment may correct."""

from msgspec.structs import replace

from tests.rules.small import AMENDMENT, OUTLET, changed, found, record, said

CHANGE = record(AMENDMENT).changes[0]


def draft(**fields: object) -> object:
    return changed(AMENDMENT, **{"state": "draft", "approvals": ()} | fields)


def test_a_closed_record_may_be_corrected_in_any_field_and_the_body() -> None:
    body = replace(CHANGE, field="body", before=None, after=None)

    assert found(draft(changes=(CHANGE, body))) == []  # type: ignore[arg-type]


def test_a_decided_amendment_may_point_at_a_record_that_moved_on() -> None:
    note = replace(CHANGE, field="note")

    assert found(changed(AMENDMENT, record=OUTLET, changes=(note,))) == []
    assert said(draft(record=OUTLET, changes=(note,))) == [  # type: ignore[arg-type]
        "AM01 OUT-daily 的状态是“已签约”，没有封存 → 直接改那条记录，不用开更正单"
    ]


def test_an_amendment_of_no_record_is_reported_once() -> None:
    assert [code for code, *_ in found(draft(record="AD-1"))] == ["RF01"]  # type: ignore[arg-type]


def test_two_empty_values_are_a_list_or_a_text() -> None:
    listed = replace(CHANGE, field="evidence", before=None, after=None)

    assert found(draft(changes=(listed,))) == []  # type: ignore[arg-type]

"""A hint names what was meant, or nothing: never just another word."""

import pytest

from forecourt.kinds.ad import Ad
from forecourt.kinds.fields import slots_of
from forecourt.model.alike import alike, is_slip, meant_name, related

FIELDS = [slot.key for slot in slots_of(Ad)]
LABELS = {slot.key: slot.spec.label for slot in slots_of(Ad)}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tilte", "title"), ("stat", "state"), ("sate", "state"), ("owmer", "owner"), ("moth", "month"),
        ("publish_on", "published_on"), ("color", "colour"),
        ("List_Price", "list_price"),
    ],
)  # fmt: skip
def test_a_slip_is_understood(written: str, meant: str) -> None:
    assert alike(written.casefold(), FIELDS) == meant


@pytest.mark.parametrize("written", ["date", "price", "name", "size", "合同", "cost", "x", ""])
def test_another_word_is_not_made_a_field(written: str) -> None:
    assert alike(written, FIELDS) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("标题", "title"),
        ("净价合计", "net_cost"),
        ("净价", "net_cost"),
        ("NET_COST", "net_cost"),
        ("net-cost", "net_cost"),
        ("ｎet cost", "net_cost"),
        ("Flight start", "flight_start"),
        ("tilte", "title"),
    ],
)
def test_a_label_or_another_spelling_is_understood(written: str, meant: str) -> None:
    assert meant_name(written, LABELS) == meant


# 金额 is a part of several labels.
@pytest.mark.parametrize("written", ["金额", "价", "date", "", "《》"])
def test_what_may_be_several_names_is_none(written: str) -> None:
    assert meant_name(written, LABELS) is None


def test_names_with_a_part_in_common_are_related() -> None:
    assert related("price", FIELDS) == ["list_price"]
    assert related("invoice_amount", FIELDS) == [
        "invoice_no",
        "invoice_cost",
        "invoice_on",
        "invoice_buyer",
        "invoice_lines",
    ]
    assert related("date", FIELDS) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("out-daily", "out-daily"), ("out-daly", "out-daily"), ("out-daaily", "out-daily"),
        ("out-dialy", "out-daily"), ("out-dayli", "out-daily"), ("ou-daily", "out-daily"),
        ("uot-daily", "out-daily"), ("out-dailyx", "out-daily"), ("xout-daily", "out-daily"),
        ("ad-20261012-k3f8", "ad-20261012-k3f7"), ("ad-20261021-k3f7", "ad-20261012-k3f7"),
        ("ab", "a"), ("a", "b"), ("", "a"),
    ],
)  # fmt: skip
def test_one_slip_is_a_slip(written: str, meant: str) -> None:
    assert is_slip(written, meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("out-radio", "out-video"), ("dir-202610-y5", "dir-202611-y7"),
        ("ad-20261012-p4q5", "ad-20261012-k3f7"),
        ("ad-20260112-k3f7", "ad-20261210-k3f7"), ("out-dai", "out-daily"), ("", "ab"),
    ],
)  # fmt: skip
def test_two_slips_are_another_id(written: str, meant: str) -> None:
    assert not is_slip(written, meant)

"""What ran otherwise, and what is run for free in its place."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Insertion
from tests.rules.small import AD, OUTLET, changed, found, said
from tests.rules.test_schedule import NEW, ad

FREE = "AD-20261114-f5r6"
THU, FRI = date(2026, 11, 12), date(2026, 11, 13)


def ran(*runs: Insertion, **fields: Any) -> Any:
    """Two insertions in the past that ran like that."""
    past = {
        "copy_deadline": date(2026, 11, 9),
        "flight_start": THU,
        "flight_end": FRI,
        "issue_days": (THU, FRI),
    }
    return ad(**(past | {"ran": runs} | fields))


def free(**fields: Any) -> Any:
    """A make-good for that ad on another day."""
    plan = {"insertions": 1, "issue_days": (date(2026, 11, 27),), "net_cost": 0, "make_good_of": NEW}
    made = ad(**(plan | fields))
    return replace(made, id=FREE, path=f"plans/2026-11/ads/{FREE}.md")


def codes(*others: Any, of: str = NEW) -> list[tuple[str, str]]:
    return [(code, field) for code, id, field in found(*others) if id == of]


def test_as_contracted_is_fine() -> None:
    same = Insertion(day=FRI, position="汽车版通栏", width_cm=Decimal("34.40"), height_cm=Decimal(8))

    assert codes(ran(Insertion(day=THU), same)) == []
    assert codes(ran()) == []


@pytest.mark.parametrize(
    ("run", "field", "sentence"),
    [
        (Insertion(day=date(2026, 11, 14)), "day", "2026-11-14 刊播，这一天没有预订"),
        (Insertion(day=FRI, position="综合版通栏"), "position", "2026-11-13 登在了别的版位：综合版通栏"),
        (Insertion(day=FRI, width_cm=Decimal(17)), "width_cm", "2026-11-13 刊出的宽度不对：17 厘米"),
        (Insertion(day=FRI, height_cm=Decimal(4)), "height_cm", "2026-11-13 刊出的高度不对：4 厘米"),
    ],
    ids=["day", "position", "width", "height"],
)
def test_another_day_position_or_size_asks_for_a_make_good(run: Insertion, field: str, sentence: str) -> None:
    wrong = ran(Insertion(day=THU), run)

    assert codes(wrong) == [("SC10", f"ran.1.{field}")]
    assert f"SC10 {sentence} → 向媒体要求补刊，补刊另立一条广告，填 make_good_of: {NEW}" in said(wrong)


def test_twice_on_one_day_is_once_on_a_wrong_day() -> None:
    assert codes(ran(Insertion(day=THU), Insertion(day=THU))) == [("SC10", "ran.1.day")]


def test_a_blank_in_a_position_is_no_other_position() -> None:
    assert codes(ran(Insertion(day=THU), Insertion(day=FRI, position="汽车版 通栏"))) == []


def test_the_day_of_publication_alone_tells_it_too() -> None:
    wrong = ran(published_on=date(2026, 11, 16))

    assert ("SC10", "published_on") in codes(wrong)


def test_the_day_of_publication_is_one_that_ran() -> None:
    both = (Insertion(day=THU), Insertion(day=FRI))
    other = ran(*both, published_on=date(2026, 11, 16))

    assert codes(ran(*both, published_on=THU)) == codes(ran(*both, published_on=FRI)) == []
    assert codes(other) == [("SC27", "published_on")]
    assert [line for line in said(other) if line.startswith("SC27")] == [
        "SC27 刊播日写的是 2026-11-16，而登记的实际刊播日是：2026-11-12、2026-11-13"
        " → 改正日期，或把那一天的刊播也登记上"
    ]


def test_a_make_good_settles_one_and_a_cancelled_one_none() -> None:
    wrong = ran(Insertion(day=THU), Insertion(day=date(2026, 11, 14)))

    assert codes(wrong, free()) == []
    assert codes(wrong, free(state="cancelled", reason="媒体停刊")) == [("SC10", "ran.1.day")]
    assert codes(ran(*(Insertion(day=date(2026, 11, day)) for day in (14, 16))), free()) == [
        ("SC10", "ran.1.day")
    ]


def test_fewer_insertions_than_paid_are_owed_after_the_flight() -> None:
    half = ran(Insertion(day=THU))

    assert codes(half) == [("SC11", "ran")]
    assert codes(half, free()) == []
    assert codes(ran(Insertion(day=THU), flight_end=date(2026, 11, 18))) == []


def test_one_make_good_does_not_settle_two_faults() -> None:
    wrong = ran(Insertion(day=date(2026, 11, 14)))

    assert codes(wrong) == [("SC10", "ran.0.day"), ("SC11", "ran")]
    assert codes(wrong, free()) == [("SC11", "ran")]
    assert codes(wrong, free(insertions=2, issue_days=(date(2026, 11, 26), date(2026, 11, 27)))) == []


def test_a_make_good_is_free_whatever_the_list_price() -> None:
    assert codes(free(make_good_of=AD), of=FREE) == []
    assert codes(free(make_good_of=AD, net_cost=12_000_00), of=FREE) == [("SC12", "net_cost")]
    contract = {"contract_cost": 1, "contract_no": "HT-9"}
    assert ("SC12", "contract_cost") in codes(free(make_good_of=AD, **contract), of=FREE)


def test_a_make_good_is_owed_by_the_outlet_that_ran_it_wrongly() -> None:
    other = changed(OUTLET, id="OUT-other", title="别家日报")

    assert codes(free(make_good_of=AD, outlet="out-DAILY"), of=FREE) == []
    assert codes(free(make_good_of=AD, outlet="OUT-other"), other, of=FREE) == [("SC13", "make_good_of")]
    assert codes(free(make_good_of=FREE), of=FREE) == [("SC13", "make_good_of")]
    # Each in place of the other: neither was ever run wrongly, and both would be free.
    first = ran(Insertion(day=THU), Insertion(day=FRI), make_good_of=FREE, net_cost=0)
    assert codes(first, free(), of=FREE) == [("SC13", "make_good_of")]
    assert codes(first, free()) == [("SC13", "make_good_of")]

"""What a record names: other records, people, models, months and programmes."""

from datetime import date

import pytest
from msgspec.structs import replace

from forecourt.model.months import Month
from tests.rules.small import AD, EVENT, MONTH, OUTLET, PRESS, approval, changed, found, record, said

DECEMBER = Month(2026, 12)


def test_a_name_instead_of_an_id_is_understood() -> None:
    assert said(changed(PRESS, author="何沐")) == ["RF01 没有编号为 何沐 的记录 → 是不是想写 ST-he（何沐）？"]


def test_a_slip_in_an_id_is_understood() -> None:
    assert said(changed(PRESS, outlet="OUT-dialy")) == [
        "RF01 没有编号为 OUT-dialy 的记录 → 是不是想写 OUT-daily：京畿日报？"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "content/outlets/OUT-daily.md",
        "OUT-daily.md",
        "ＯＵＴ-daily",
        "OUT-daily（京畿日报）",
        "京畿日报",
    ],
)
def test_what_was_copied_in_place_of_an_id_is_understood(written: str) -> None:
    assert said(changed(PRESS, outlet=written)) == [
        f"RF01 没有编号为 {written} 的记录 → 是不是想写 OUT-daily：京畿日报？"
    ]


def test_another_order_of_letters_is_a_slip() -> None:
    assert said(changed(PRESS, outlet="OUT-dayli")) == [
        "RF01 没有编号为 OUT-dayli 的记录 → 是不是想写 OUT-daily：京畿日报？"
    ]


@pytest.mark.parametrize("id", ["ST-qian", "ST-qia", "ST-lim", "ST-ling", "ST-heh", "ST-eh"])
def test_another_person_is_never_offered(id: str) -> None:
    assert said(changed(PRESS, author=id)) == [
        f"RF01 没有编号为 {id} 的记录 → 改正编号；人员离职后记录也要留着，只写上离职日期 left_on"
    ]


@pytest.mark.parametrize("id", ["ST he", "sthe", "ST_HE", "ＳＴ－ｈｅ", "he"])
def test_a_persons_id_that_is_only_written_otherwise_is_understood(id: str) -> None:
    assert said(changed(PRESS, author=id)) == [f"RF01 没有编号为 {id} 的记录 → 是不是想写 ST-he（何沐）？"]


def test_the_same_place_of_another_month_is_not_offered() -> None:
    assert said(changed(AD, directive="DIR-202610-y5")) == [
        "RF01 没有编号为 DIR-202610-y5 的记录 → 改正编号，或者新建这条记录：./forecourt new directive"
    ]


def test_an_id_near_to_nothing_offers_to_make_the_record() -> None:
    assert said(changed(PRESS, directive="DIR-7")) == [
        "RF01 没有编号为 DIR-7 的记录 → 改正编号，或者新建这条记录：./forecourt new directive"
    ]


def test_references_in_lists_are_followed() -> None:
    assert found(changed(EVENT, team=("ST-he", "ST-heh"))) == [("RF01", EVENT, "team.1")]
    assert found(changed(AD, approvals=(approval("approve", "ST-limm"),))) == [("RF01", AD, "approvals.0.by")]


def test_case_does_not_matter_in_a_reference() -> None:
    assert found(changed(PRESS, outlet="out-DAILY", author="st-HE")) == []


def test_an_unreadable_target_is_reported_once_only() -> None:
    lost = {"out-daily": "content/outlets/OUT-daily.md"}

    assert [code for code, *_ in found(without=[OUTLET], unreadable=lost)] == []


def test_among_many_records_the_near_one_is_still_found() -> None:
    many = [
        changed(OUTLET, id=f"OUT-20{number:04}-k{number:03}", contact_every=None) for number in range(1000)
    ]
    directive = replace(
        record(OUTLET),
        id="OUT-20261124-k3f7",
        path="content/outlets/OUT-20261124-k3f7.md",
        contact_every=None,
    )

    assert said(changed(PRESS, outlet="OUT-20261124-k3f8"), *many, directive) == [
        "RF01 没有编号为 OUT-20261124-k3f8 的记录 → 是不是想写 OUT-20261124-k3f7：京畿日报？"
    ]


def test_who_left_may_own_finished_work_but_no_open_work() -> None:
    gone = changed("ST-qiao", left_on=date(2026, 11, 17), roles=(), state="left")
    findings = found(gone)

    assert ("RF03", OUTLET, "owner") in findings
    assert ("RF03", AD, "owner") not in findings


def test_the_last_day_counts_as_on_the_staff() -> None:
    assert ("RF03", OUTLET, "owner") not in found(changed("ST-qiao", left_on=date(2026, 11, 18)))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 29), [("RF04", AD, "approvals.0.by")]),
        (date(2024, 3, 1), []),
        (date(2026, 11, 18), []),
    ],
)
def test_an_approver_is_on_the_staff_that_day(day: date, expected: list[tuple[str, str, str]]) -> None:
    assert found(changed(AD, approvals=(approval("approve", "ST-lin", at=day),))) == expected


def test_programmes_may_know_more_models_than_the_dealership() -> None:
    programme = record("PRG-2026")
    fund = programme.funds[0]
    more = replace(fund, per_unit=(*fund.per_unit, replace(fund.per_unit[0], model="y9")))

    assert found(changed("PRG-2026", funds=(more,))) == []


def test_the_programme_that_covers_the_month_is_named() -> None:
    old = changed("PRG-2026", id="PRG-2025", effective_from=date(2025, 1, 1), effective_to=date(2025, 12, 31))

    assert said(changed(MONTH, programme="PRG-2025"), old) == [
        "RF07 PRG-2025 的有效期是 2025-01-01 至 2025-12-31，没有覆盖整个 2026-11 → 改成当时有效的 PRG-2026"
    ]


def test_a_month_without_a_record_matters_once_money_is_planned() -> None:
    days = {"starts_on": date(2026, 12, 5), "ends_on": date(2026, 12, 6), "report_due": date(2026, 12, 9)}

    assert found(changed(EVENT, month=DECEMBER, **days)) == [("RF08", EVENT, "month")]
    assert found(changed(EVENT, month=DECEMBER, state="cancelled", **days)) == []
    assert found(changed(EVENT, month=DECEMBER, costs=(), **days)) == []


def test_a_month_that_cannot_be_read_is_not_missed() -> None:
    days = {"starts_on": date(2026, 12, 5), "ends_on": date(2026, 12, 6), "report_due": date(2026, 12, 9)}
    lost = {"mon-2026-12": "plans/2026-12/MON-2026-12.md"}

    assert found(changed(EVENT, month=DECEMBER, **days), unreadable=lost) == []

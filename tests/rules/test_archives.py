"""The archive of ads."""

from datetime import date

import pytest

from tests.rules.small import AD, ARCHIVE, CLAIM, changed, found, said


@pytest.mark.parametrize(
    ("ran_to", "retain_until", "is_too_short"),
    [
        (date(2026, 11, 5), date(2029, 11, 5), False),
        (date(2026, 11, 5), date(2029, 11, 4), True),
        (date(2024, 2, 29), date(2027, 2, 28), False),
        (date(2024, 2, 29), date(2027, 2, 27), True),
        (date(1999, 1, 1), date(9999, 12, 31), False),
    ],
)
def test_three_years_are_counted_to_the_day(
    ran_to: date,
    retain_until: date,
    is_too_short: bool,  # noqa: FBT001
) -> None:
    item = changed(ARCHIVE, ran_from=ran_to, ran_to=ran_to, retain_until=retain_until)

    assert found(item) == ([("AR04", ARCHIVE, "retain_until")] if is_too_short else [])


def test_a_mistyped_year_stops_nothing() -> None:
    item = changed(ARCHIVE, ran_to=date(9998, 1, 1), retain_until=date(9999, 12, 31))

    assert [code for code, *_ in found(item)] == ["TM07"]


def test_the_same_code_and_ad_name_each_other() -> None:
    second = changed(ARCHIVE, id="ARC-20261118-c7d8")

    assert said(second) == [
        "AR01 ARC-20261118-c7d8 也用了这个档号 → 给后来的一条换下一个没用过的号",
        "AR02 AD-20261012-k3f7 已经归档为 ARC-20261118-c7d8 → 只保留一份",
        "AR01 ARC-20261117-b5n9 也用了这个档号 → 给后来的一条换下一个没用过的号",
        "AR02 AD-20261012-k3f7 已经归档为 ARC-20261117-b5n9 → 只保留一份",
    ]


def test_an_ad_that_is_gone_is_only_missed() -> None:
    assert found(changed(ARCHIVE, ad="AD-20261012-xxxx"))[0] == ("RF01", ARCHIVE, "ad")


def test_a_published_ad_has_run() -> None:
    assert found(changed(AD, state="published")) == []
    assert found(changed(AD, state="approved"), without=[CLAIM]) == [("AR03", ARCHIVE, "ad")]


@pytest.mark.parametrize(
    ("archive_code", "has_gap"),
    [
        ("HY-GG·2026-D10-SCB-0002", False),
        ("HY-GG·2026-D10-SCB-0003", True),
        # Another year begins its own series.
        ("HY-GG·2027-D10-SCB-0001", False),
    ],
)
def test_a_series_of_codes_has_no_gap(
    archive_code: str,
    has_gap: bool,  # noqa: FBT001
) -> None:
    second = changed(ARCHIVE, id="ARC-20261118-c7d8", ad="AD-20261012-xxxx", archive_code=archive_code)
    gap = (
        "AR07 前一个档号 HY-GG·2026-D10-SCB-0002 不在任何记录里 → "
        "从 Git 历史里把删掉的记录恢复回来；这个号不能再给别的件"
    )
    assert [one for one in said(second) if one.startswith("AR07")] == ([gap] if has_gap else [])

"""What a record is called and where it lies."""

import pytest

from tests.rules.small import AD, AMENDMENT, ARCHIVE, EVENT, MONTH, PRESS, changed, found, record, said


def test_the_dealership_has_no_finding() -> None:
    assert found() == []


def test_case_does_not_make_an_id_another() -> None:
    twin = changed(PRESS, id="pr-20261103-M2P8", path="content/press/2026/pr-20261103-m2p8.md")

    assert sorted(found(twin)) == [
        ("ID01", PRESS, "id"),
        ("ID01", "pr-20261103-M2P8", "id"),
        ("ID10", "pr-20261103-M2P8", "id"),
    ]


@pytest.mark.parametrize(
    ("id", "code"),
    [
        ("ad-20261125-jjjj", "ID10"),
        ("AD-20261399-jjjj", "ID11"),
        ("AD-20260230-jjjj", "ID11"),
        ("AD-00261125-jjjj", "ID11"),
    ],
)
def test_an_id_that_no_program_would_give_is_told(id: str, code: str) -> None:
    assert [one for one in found(changed(AD, id=id), without=[AD, ARCHIVE]) if one[2] == "id"] == [
        (code, id, "id")
    ]


@pytest.mark.parametrize(
    "id", ["AD-20261125-jjjj", "AD-2019-7", "AD-201907-a", "AD-123456789", "AD-jjjj-20261399"]
)
def test_ids_from_elsewhere_are_fine(id: str) -> None:
    codes = {code for code, one, _ in found(changed(AD, id=id), without=[AD, ARCHIVE]) if one == id}

    assert not codes & {"ID10", "ID11"}


def test_a_lower_cased_file_name_is_the_same_name() -> None:
    assert found(changed(PRESS, path="content/press/pr-20261103-m2p8.md"), without=[PRESS]) == []


@pytest.mark.parametrize(
    ("id", "path"),
    [
        (PRESS, "content/press/2026-11/PR-20261103-m2p8.md"),
        (AD, "plans/2026-11/ads/newspaper/AD-20261012-k3f7.md"),
        (MONTH, "plans/2026-11/plan/MON-2026-11.md"),
    ],
)
def test_folders_below_the_kind_s_own_are_fine(id: str, path: str) -> None:
    findings = found(changed(id, path=path, evidence=()), without=[id])

    assert [code for code, *_ in findings if code.startswith("ID")] == []


@pytest.mark.parametrize(
    ("id", "path", "message"),
    [
        (PRESS, "content/notes/PR-20261103-m2p8.md", "“媒介稿件”应放在 content/press/"),
        (PRESS, "plans/PR-20261103-m2p8.md", "“媒介稿件”应放在 content/press/"),
        (MONTH, "plans/2026-11/ads/MON-2026-11.md", "“月度计划”放在了“广告计划”的文件夹里"),
        (EVENT, "content/pressed/EV-20261104-t6w2.md", "“活动”应放在 content/events/"),
    ],
)
def test_a_record_elsewhere_is_told_its_folder(id: str, path: str, message: str) -> None:
    findings = said(changed(id, path=path), without=[id])

    assert [line.partition(" → ")[0] for line in findings] == [f"ID04 {message}"]


def test_one_thing_twice_in_a_list_names_the_first() -> None:
    units = record(MONTH).units

    assert said(changed(MONTH, units=(*units, units[0]))) == [
        "ID08 “y3”在这个列表的第 1 项已经有了 → 两行并成一行，或者改正写错的"
    ]


def test_without_a_dealership_record_the_first_month_says_so() -> None:
    assert found(without=["DLR-hengyuan"]) == [("ID09", MONTH, "")]


def test_without_any_month_the_first_record_says_so() -> None:
    assert found(without=["DLR-hengyuan", MONTH]).count(("ID09", AMENDMENT, "")) == 1


def test_a_dealership_record_that_cannot_be_read_is_not_missed() -> None:
    assert (
        found(without=["DLR-hengyuan"], unreadable={"dlr-hengyuan": "content/dealership/DLR-hengyuan.md"})
        == []
    )

"""Online work in the volumes: search-ad accounts reconciled in volume 1, platforms in volume 2."""

from forecourt.binder.edition import Edition
from forecourt.binder.sheets_online import platform_sheets, sem_sheets
from forecourt.model.months import Month
from forecourt.words.catalogue import words_for
from tests.rules.small import changed, world


def edition(month: str = "2026-11", **log: object) -> Edition:
    records = [changed("PLT-20261102-k4m7", **log)] if log else []
    return Edition(
        world=world(*records), month=Month.parse(month), words=words_for("zh"), commit="0" * 40, dirty=False
    )


def test_the_account_is_reconciled_and_its_results_stand_below() -> None:
    balances, results = sem_sheets(edition())

    assert [row.cells for row in balances.rows] == [
        ("京畿日报", "900.00", "1,000.00", "12.00", "330.50", "1,581.50", "0.00")
    ]
    assert balances.note == "期初＋充值＋退回－消费＝期末"
    assert [row.cells for row in results.rows] == [
        ("京畿日报", "318.50", "5,700", "285", "5.0%", "1.12", "5", "63.70")
    ]


def test_a_platform_stands_with_its_answers_in_time() -> None:
    (sheet,) = platform_sheets(edition())

    assert [row.cells for row in sheet.rows] == [("京畿日报", "2", "1", "1（100.0%）", "—", "3", "2", "0")]
    assert sheet.note == "按时：120 分钟以内"


def test_a_month_without_accounts_has_no_sheet() -> None:
    assert sem_sheets(edition("2026-10")) == ()
    assert platform_sheets(edition("2026-10")) == ()
    assert platform_sheets(edition(state="cancelled")) == ()

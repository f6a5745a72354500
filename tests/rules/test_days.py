"""Days: their order, their month, and what cannot have happened yet."""

from datetime import date

from forecourt.model.months import Month
from tests.rules.small import AD, ARCHIVE, CLAIM, EVENT, PRESS, approval, changed, found

DIRECTIVE = "DIR-202611-y7"


def test_one_day_may_be_beginning_end_and_deadline() -> None:
    day = date(2026, 11, 21)

    assert found(changed(EVENT, starts_on=day, ends_on=day, report_due=day)) == []
    assert found(changed(AD, copy_deadline=date(2026, 11, 5), contract_signed_on=date(2026, 11, 5))) == []
    assert found(changed(DIRECTIVE, due_on=date(2026, 11, 18), received_on=date(2026, 11, 18))) == []


def test_a_flight_over_several_months_touches_its_own() -> None:
    over = {
        "flight_start": date(2026, 10, 15),
        "flight_end": date(2026, 12, 15),
        "copy_deadline": date(2026, 10, 9),
    }
    signed = {"contract_signed_on": date(2026, 10, 8)}

    assert found(changed(AD, **over, **signed)) == []
    assert found(changed(AD, **{**over, "flight_end": date(2026, 10, 31)}, **signed), without=[CLAIM]) == [
        ("TM02", AD, "flight_start")
    ]


def test_an_article_counts_for_the_month_in_which_it_appeared() -> None:
    late = changed(PRESS, month=Month(2026, 10), published_on=date(2026, 11, 10))

    assert [one for one in found(late) if one[0] == "TM02"] == [("TM02", PRESS, "published_on")]
    assert ("TM02", PRESS, "published_on") not in found(changed(PRESS, published_on=date(2026, 11, 1)))


def test_today_has_come() -> None:
    today, tomorrow = date(2026, 11, 18), date(2026, 11, 19)

    assert found(changed(PRESS, published_on=today)) == []
    assert found(changed(PRESS, published_on=tomorrow)) == [("TM07", PRESS, "published_on")]
    assert found(changed(ARCHIVE, archived_on=tomorrow)) == [("TM07", ARCHIVE, "archived_on")]
    assert found(changed(AD, approvals=(approval("approve", "ST-lin", at=tomorrow),))) == [
        ("TM07", AD, "approvals.0.at")
    ]


def test_plans_may_lie_in_the_future() -> None:
    assert found(changed(DIRECTIVE, due_on=date(2027, 1, 8))) == []


def test_time_on_the_staff_is_a_period() -> None:
    left_first = changed("ST-qiao", joined_on=date(2026, 11, 19), left_on=date(2026, 11, 18))

    assert found(left_first) == [("TM01", "ST-qiao", "left_on")]

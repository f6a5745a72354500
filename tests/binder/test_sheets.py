"""The month's tables of the three volumes, figure by figure."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import Edition
from forecourt.binder.sheets_ads import per_visit
from forecourt.binder.tabs import share
from forecourt.kinds.event import Figures
from forecourt.model.record import Records
from tests.binder.make import edition, november, wrapped_event
from tests.money.make import YUAN, ad, fund, month_plan, programme, records


def sheets(number: int, edition_: Edition | None = None) -> dict[str, Sheet]:
    made = volume(edition_ or edition(), VOLUMES[number - 1])
    return {sheet.anchor: sheet for sheet in made.sheets}


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def test_money_of_the_month() -> None:
    assert cells(sheets(1)["money"]) == [
        ("上月结转", "0.00"),
        ("厂家返款计提", "16,000.00"),
        ("自有费用", "10,000.00"),
        ("本月可用费用", "26,000.00"),
        ("已分配到渠道", "25,000.00"),
        ("尚未分配", "1,000.00"),
    ]


def test_accrual_says_cars_times_rate() -> None:
    assert cells(sheets(1)["accrual"]) == [
        ("基金main", "云岭Y3", "提车量", "100", "160.00", "16,000.00"),
        ("合计", "", "", "", "", "16,000.00"),
    ]


def test_accrual_in_percent_says_of_which_invoices() -> None:
    part = replace(fund("share", "purchases"), per_unit=(), percent=Decimal("2.50"))

    def accrual(purchases: int | None) -> list[tuple[str, ...]]:
        made = records(plan=month_plan(purchases=purchases), policy=programme(part))
        return cells(sheets(1, edition(made))["accrual"])

    assert accrual(1_000_000 * YUAN)[0] == (
        "基金share", "1,000,000.00 的 2.5%", "当月提车发票金额", "—", "—", "25,000.00",
    )  # fmt: skip
    assert accrual(None)[0] == ("基金share", "— 的 2.5%", "当月提车发票金额", "—", "—", "—")
    unknown = records(plan=month_plan(purchases=None), policy=programme(part))
    assert (
        sheets(1, edition(unknown))["accrual"].note == "“基金share”按当月提车发票金额计提，却没有填这个金额"
    )


def test_budget_by_channel_counts_each_record_once() -> None:
    assert cells(sheets(1)["channels"]) == [
        ("报纸", "20,000.00", "0.00", "4,800.00", "11,500.00", "3,700.00", "有余额"),
        ("活动", "5,000.00", "0.00", "0.00", "4,800.00", "200.00", "有余额"),
        ("媒介发稿", "0.00", "0.00", "0.00", "2,000.00", "-2,000.00", "超预算"),
        ("合计", "25,000.00", "0.00", "4,800.00", "18,300.00", "1,900.00", "有余额"),
    ]


def test_schedule_shows_planned_flight_and_the_day_it_ran() -> None:
    rows = sheets(1)["schedule"].rows

    assert [(row.cells[0], *row.cells[2:6], row.target) for row in rows] == [
        ("京畿日报・云岭Y3试驾季", "11-18", "1", "11-18", "1", "item-1"),
        ("京畿日报・二次投放", "11-18", "1", "—", "—", "item-2"),
        ("尚未上报的计划", "11-18", "1", "—", "—", ""),
        ("合计", "", "3", "", "1", ""),
    ]


def test_a_flight_is_planned_on_all_its_days_also_on_the_first_on_which_it_ran() -> None:
    booked = ad("AD-9", "booked", 1_000 * YUAN)
    week = replace(
        booked, flight_start=date(2026, 11, 5), flight_end=date(2026, 11, 11), published_on=date(2026, 11, 5)
    )
    over = replace(
        week, id="AD-8", title="AD-8", path="plans/2026-11/AD-8.md", flight_start=date(2026, 10, 30)
    )
    found = november(week, replace(over, published_on=date(2026, 11, 3)))
    days = {row.cells[0]: row.cells[2] for row in sheets(1, edition(found))["schedule"].rows}

    assert (days["AD-9"], days["AD-8"]) == ("11-05 – 11-11", "11-01 – 11-11")


def test_costs_add_up() -> None:
    assert cells(sheets(1)["costs"]) == [
        ("京畿日报・云岭Y3试驾季", "12,000.00", "10", "12,000.00", "11,500.00", "11,500.00", "11,500.00"),
        ("京畿日报・二次投放", "5,000.00", "10", "5,000.00", "4,800.00", "—", "—"),
        ("合计", "", "", "17,000.00", "16,300.00", "11,500.00", "11,500.00"),
    ]


def test_effect_divides_what_was_paid_by_visits() -> None:
    assert cells(sheets(1)["effect"]) == [("京畿日报・云岭Y3试驾季", "11,500.00", "46", "250.00")]


def test_cost_per_visit_is_rounded_and_never_divides_by_zero() -> None:
    assert per_visit(100_000, 3) == "333.33"
    assert per_visit(200_000, 3) == "666.67"
    assert per_visit(100_000, 0) == "—"
    assert per_visit(100_000, None) == "—"


def test_shares_name_a_percentage_or_a_dash() -> None:
    assert [share(1, 3), share(2, 3), share(3, 3), share(1, 0), share(None, 3)] == [
        "33.3%",
        "66.7%",
        "100.0%",
        "—",
        "—",
    ]


def test_press_quota_in_pieces_and_points() -> None:
    assert cells(sheets(2)["quota"]) == [
        ("发稿任务", "4", "1", "1", "3", "25.0%"),
        ("发稿积分任务", "10", "1", "1", "9", "10.0%"),
    ]
    assert cells(sheets(2)["tiers"]) == [
        ("全国性媒体", "5", "0", "0", "0"),
        ("本地媒体", "1", "1", "1", "1"),
        ("合计", "", "1", "1", "1"),
    ]


def test_articles_say_whether_they_were_paid_and_labelled() -> None:
    rows = {row.cells[1]: (row.cells[0], row.cells[4], row.cells[5], row.target) for row in _articles()}

    assert rows == {
        "云岭Y3长测：通勤一千公里": ("2026-11-12", "付费，已标“广告”", "1", "item-1"),
        "还在写的稿件": ("—", "新闻稿", "—", ""),
    }


def _articles() -> tuple[Row, ...]:
    return sheets(2)["articles"].rows


def test_directives_say_when_they_were_answered() -> None:
    assert cells(sheets(2)["directives"])[0][2:5] == ("2026-11-02", "2026-11-10", "2026-11-09")


def test_event_costs_by_tab() -> None:
    assert cells(sheets(3)["costs"])[-1] == ("合计", "2", "5,000.00", "3,800.00", "200.00")


def test_event_results_against_targets() -> None:
    assert cells(sheets(3)["results"]) == [("暖冬到店礼", "66 / 60", "— / —", "— / —", "0 / 3", "— / —")]


def test_an_event_shows_its_own_figures_and_cost_tabs() -> None:
    item = volume(edition(), VOLUMES[2]).items[0]
    (costs,), (figures,) = item.sheets, item.results

    assert cells(figures) == [("到场人数", "60", "66", "110.0%"), ("现场订单", "3", "0", "0.0%")]
    assert cells(costs) == [
        ("现场搭建", "第1项", "4,000.00", "3,800.00"),
        ("", "第2项", "1,000.00", "—"),
        ("", "小计", "5,000.00", "3,800.00"),
        ("合计", "", "5,000.00", "3,800.00"),
    ]


def test_an_event_without_targets_says_so() -> None:
    bare = replace(wrapped_event(), id="EV-9", targets=Figures(), results=None, costs=())
    items = volume(edition(november(bare)), VOLUMES[2]).items
    (costs,), (figures,) = next((one.sheets, one.results) for one in items if one.record.id == "EV-9")

    assert (figures.rows, figures.empty) == ((), "未设目标")
    assert (costs.rows, costs.empty) == ((), "未列费用")


def test_an_empty_month_says_so_in_every_table() -> None:
    bare = edition(Records(items=tuple(records())))

    said = [sheet.empty for number in (1, 2, 3) for sheet in sheets(number, bare).values() if not sheet.rows]
    assert said == [
        "本月没有渠道预算",
        "本月没有广告计划",
        "已付款的广告还没有来店来电统计",
        "本月前台没有登记数",
        "本月没有稿件",
        "本月没有厂家指令",
        "本月没有计入任务的稿件",
        "本月没有活动",
        "本月没有已执行或已落实的活动",
        "本月没有落实或支出的费用",
    ]

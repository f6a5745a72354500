"""Boards, calendars and media schedules; today is Wednesday 18 November 2026."""

import re
from datetime import date

from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.model.months import Month
from forecourt.portal.calendar import DayCell, sheet
from forecourt.portal.desk import Desk
from forecourt.portal.kanban import boards
from forecourt.portal.tasks import tasks_of
from tests.portal.make import inputs, page, page_with, site

AD = next(one for one in inputs().world.records.of(Ad) if one.id == "AD-20261012-k3f7")
BOOKED = replace(AD, state="booked", evidence=(), published_on=None, ran=())
EVENT = inputs().world.records.of(Event)[0]


def days(month: Month, *more: Ad | Event) -> dict[date, DayCell]:
    desk = Desk(inputs(*more))
    found = sheet(desk.at("calendar/index.md"), month, tasks_of(desk))
    return {cell.day: cell for week in found.weeks for cell in week if cell is not None}


def told(cell: DayCell) -> list[tuple[str, str]]:
    return [(item.sort, re.sub("<[^>]*>", "", item.link)) for item in cell.items]


def test_a_board_has_a_column_for_each_state_with_counts_and_cards_of_open_work() -> None:
    desk = Desk(inputs(BOOKED))
    board = next(one for one in boards(desk.at("board/ad.md"), tasks_of(desk)) if one.kind.name == "ad")
    assert [(column.label, column.count, len(column.cards)) for column in board.columns] == [
        ("草稿", 0, 0),
        ("已批准", 0, 0),
        ("已签约", 1, 1),
        ("已刊出", 0, 0),
        ("已归档", 0, 0),
        ("已取消", 0, 0),
    ]
    assert (board.open, board.late, board.count) == (1, 1, 1)


def test_a_card_says_by_when_what_is_next_what_is_missing_and_who_owns_it() -> None:
    text = page_with("board/ad.md", BOOKED)
    card = text.partition("<article")[2].partition("</article>")[0]
    assert '<b><a href="../ad/AD-20261012-k3f7.html">云岭Y7 上市通栏</a></b>' in card
    assert "2026-11-05" in card
    assert "逾期 9 个工作日" in card
    assert "→ 刊出" in card
    assert "还缺： 刊出日、样报" in card
    assert '负责人 <a href="../staff/ST-qiao.html">乔一鸣</a>' in card


def test_what_is_over_stands_without_cards_by_its_newest_records() -> None:
    text = page(site(), "board/ad.md")
    assert '<h2>已归档 <span class="fc-lane-count">1</span></h2>\n<p class="fc-kdone"><a href=' in text
    assert "<article" not in text


def test_the_overview_of_boards_counts_open_and_late_work() -> None:
    row = (
        page_with("board/index.md", BOOKED)
        .partition('<a href="ad.html">广告计划</a>')[2]
        .partition("</tr>")[0]
    )
    assert re.findall(r'<td class="fc-n">(?:<[^>]*>)?(\d+)', row) == ["1", "1", "0", "1"]


def test_days_off_and_make_up_days_are_those_of_the_notice() -> None:
    october = days(Month(2026, 10))
    notices = [october[date(2026, 10, day)].column.notice for day in (1, 7, 8, 10)]
    assert notices == ["off", "off", "", "make_up"]
    plan = replace(inputs().world.records.of(MonthPlan)[0], id="MON-2026-10", month=Month(2026, 10))
    text = page_with("calendar/2026-10.md", plan)
    assert '<b>1</b><span class="fc-weekday"> 周四</span> <span class="fc-off">休</span>' in text
    assert '<b>10</b><span class="fc-weekday"> 周六</span> <span class="fc-make-up">班</span>' in text


def test_issues_events_and_limits_stand_on_their_days() -> None:
    november = days(Month(2026, 11), BOOKED)
    # It runs on the day of its limit and stands there once, with both said of it.
    assert told(november[date(2026, 11, 5)]) == [("run", AD.title)]
    assert november[date(2026, 11, 5)].items[0].late
    assert november[date(2026, 11, 5)].items[0].about == "京畿日报 · 截稿日"
    assert ("happens", EVENT.title) in told(november[EVENT.starts_on])
    assert november[date(2026, 11, 18)].is_today
    assert told(november[date(2026, 11, 30)])[-1] == ("due", "2026-11 三本资料册")


def test_what_goes_on_is_said_again_only_at_the_beginning_of_a_week() -> None:
    runs = tuple(date(2026, 11, day) for day in (5, 6, 7, 8, 9, 11))
    november = days(Month(2026, 11), replace(BOOKED, state="archived", issue_days=runs, ran=()))
    items = {day: next(one for one in november[day].items if AD.title in one.link) for day in runs}
    assert [(day.day, item.about, item.goes_on) for day, item in items.items()] == [
        (5, "京畿日报", False),
        (6, "", True),
        (7, "", True),
        (8, "", True),
        (9, "京畿日报", False),
        (11, "京畿日报", False),
    ]


def test_a_day_with_much_shows_some_and_folds_the_rest() -> None:
    day = EVENT.starts_on
    more = [replace(EVENT, id=f"EV-20261001-aaa{n}", title=f"活动{n}", ends_on=day) for n in range(7)]
    assert days(Month(2026, 11), *more[:6])[day].shown == 7
    assert days(Month(2026, 11), *more)[day].shown == 6
    cell = page_with("calendar/2026-11.md", *more).partition(f"<b>{day.day}</b>")[2].partition("</td>")[0]
    open_, _, folded = cell.partition('<details class="fc-folded"><summary>还有 2 项</summary>')
    assert (open_.count("<li"), folded.count("<li")) == (6, 2)


def test_what_was_cancelled_is_in_no_calendar() -> None:
    november = days(Month(2026, 11), replace(BOOKED, state="cancelled"))
    assert told(november[date(2026, 11, 5)]) == []


def test_a_flight_is_drawn_from_its_first_to_its_last_day_within_the_month() -> None:
    long = replace(BOOKED, flight_start=date(2026, 10, 28), flight_end=date(2026, 11, 3))
    text = page_with("calendar/2026-11.md", long)
    assert '<rect class="fc-committed" x="0" y="1.5" width="3" height="7"' in text
    assert "2026-10-28 – 11-03" in text


def test_the_schedule_marks_each_day_with_a_sign_and_sums_by_outlet() -> None:
    text = page(site(), "schedule/2026-11.md")
    row = text.partition("云岭Y7 上市通栏</a>")[2].partition("</tr>")[0]
    assert '<span class="fc-m fc-m-ran" title="2026-11-05 已刊播">●</span>' in row
    assert row.count("fc-m-") == 1
    assert '<td class="fc-n">12,000.00</td>' in row
    planned = page_with("schedule/2026-11.md", BOOKED)
    assert 'title="2026-11-05 计划刊播">○</span>' in planned

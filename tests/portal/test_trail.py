"""A record's page tells what happened to it, which money moved by it, and what comes next."""

from datetime import date

from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.staff import Staff
from forecourt.timeline.stand import lines
from forecourt.timeline.track import Entered, Track, Tracks
from tests.portal.make import inputs, page, page_from, page_with, site

AD = next(one for one in inputs().world.records.of(Ad) if one.id == "AD-20261012-k3f7")
PAGE = f"ad/{AD.id}.md"


def section(text: str, anchor: str) -> str:
    return text.partition(f"{{ #{anchor} ")[2].partition("\n## ")[0]


def rows(part: str) -> list[str]:
    return [line for line in part.splitlines() if line.startswith("<tr><t") and "<thead>" not in line]


def test_the_money_of_an_ad_is_told_from_plan_to_claim() -> None:
    found = rows(section(page(site(), PAGE), "money"))
    assert [
        (row.partition('class="fc-day">')[2][:10], row.partition('scope="row">')[2].partition("<")[0])
        for row in found
    ] == [
        ("2026-10-20", "已计划"),
        ("2026-10-27", "已承诺"),
        ("2026-11-16", "已开票"),
        ("2026-11-16", "已付款"),
        ("2026-11-17", "已报核销"),
    ]
    assert '<td class="fc-n">12,000.00</td>' in found[0]
    assert '<a href="../claim/CLM-20261117-q4n8.html">11 月报纸广告核销</a>' in found[-1]
    assert 'aria-label="费用流水（元）: 已计划 12,000.00; 已承诺 12,000.00;' in page(site(), PAGE)


def test_a_fund_is_named_as_the_programme_names_it() -> None:
    trail = section(page(site(), "claim/CLM-20261117-q4n8.md"), "money")
    assert "<td>市场基金 2026-11</td>" in trail


def test_where_no_money_moved_no_trail_is_shown() -> None:
    assert "{ #money }" not in page(site(), "staff/ST-lin.md")


def test_the_timeline_says_who_when_how_long_and_whether_in_time() -> None:
    booked = replace(AD, state="booked")
    given = inputs(booked)
    he = next(one for one in given.world.records.of(Staff) if one.id == "ST-he")
    told = Track(
        id=AD.id,
        kind="ad",
        entered=(
            Entered(state="draft", day=date(2026, 10, 12), email=he.emails[0], commit="a"),
            Entered(state="booked", day=date(2026, 10, 27), email="x@y.example", commit="b"),
        ),
    )
    known = lines(given.world, Tracks(by_id={AD.id.casefold(): told}, corrected=0))
    found = rows(section(page_from(replace(given, lines=known), PAGE), "timeline"))
    assert found[0].startswith(
        '<tr><th scope="row">草稿</th><td class="fc-day">2026-10-12</td><td>何沐</td><td class="fc-n">11</td>'
    )
    assert '<td>x@y.example</td><td class="fc-n">16（停表）</td><td>媒体</td>' in found[1]
    assert '2026-11-05</td><td><span class="fc-chip fc-bad">逾期 9 个工作日</span></td>' in found[1]
    assert "{ #timeline }" not in page(site(), PAGE)


def test_what_comes_next_names_who_may_do_it_and_what_is_missing() -> None:
    text = page_with(PAGE, replace(AD, state="booked", evidence=(), published_on=None))
    steps = text.partition('<ul class="fc-next"')[2].partition("</ul>")[0]
    assert '<li class="fc-forward"><b>刊出</b> → 已刊出 <a href="../today/ST-he.html">何沐</a>、' in steps
    assert '<small class="fc-lacks">还缺： 刊出日、样报</small>' in steps
    assert '<li class="fc-out"><b>取消</b> → 已取消 <a href="../today/ST-lin.html">林晓棠</a>' in steps


def test_a_step_that_nobody_may_take_says_so() -> None:
    text = page_with(PAGE, replace(AD, state="draft", owner="ST-lin"))
    assert '<b>批准</b> → 已批准 <span class="fc-chip fc-bad">没有人能办</span>' in text

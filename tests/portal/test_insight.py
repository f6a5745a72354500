"""Pages that sum up: an outlet, a person, a procedure, the manufacturer's funds."""

from datetime import date

from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.staff import Staff
from forecourt.portal.site import portal
from forecourt.timeline.stand import lines
from forecourt.timeline.track import Entered, Track, Tracks
from tests.portal.make import inputs, page, page_with, site
from tests.portal.test_trail import section

OUTLET = "outlet/OUT-daily.md"
DAILY = next(iter(inputs().world.records.of(Outlet)))


def facts(text: str) -> dict[str, str]:
    """What stands under each label of a record's page."""
    told = text.partition('<dl class="fc-facts">')[2].partition("</dl>")[0]
    pairs = (line.split("</dt><dd", 1) for line in told.splitlines() if "<dt>" in line)
    return {
        label.partition("<dt>")[2]: rest.partition(">")[2].removesuffix("</dd></div>")
        for label, rest in pairs
    }


def test_an_outlet_tells_what_it_costs_brings_and_asks_for_an_area() -> None:
    told = facts(page(site(), OUTLET))
    assert told["今日刊例"] == '<span class="fc-chip fc-done">有效至 2026-12-31</span>'
    assert told["广告费用（元）"] == "12,000.00"
    assert told["单批费用（元）"] == '1,333.33<small class="fc-how">12,000.00 ÷ 9</small>'
    assert told["元/cm²"] == '170.8<small class="fc-how">没有可比的同类媒体</small>'
    assert '<a href="../contact/MC-20261113-k4w7.html">2026-11-13</a>' in told["距上次联系天数"]


def test_an_outlet_is_held_against_the_others_of_its_channel() -> None:
    dearer = replace(
        DAILY,
        id="OUT-other",
        title="京郊晚报",
        rates=(replace(DAILY.rates[1], list_price=27_600_000),),
    )
    made = site(dearer)
    assert facts(page(made, OUTLET))["元/cm²"] == '170.8<small class="fc-how">同类 334.3，-49 %</small>'
    assert '334.3<small class="fc-how">同类 170.8，+96 %</small>' in page(made, "outlet/index.md")


def test_a_rate_card_says_which_of_its_rows_are_valid_today() -> None:
    first, second, third = DAILY.rates
    old = replace(first, valid_to=date(2026, 11, 17))
    coming = replace(second, valid_from=date(2026, 11, 19))
    text = page_with(OUTLET, replace(DAILY, rates=(old, coming, third)))
    rows = [line for line in text.splitlines() if "汽车版" in line and line.startswith("<tr>")]
    assert [row.rpartition("<span class=")[2] for row in rows] == [
        '"fc-chip fc-bad">已过期</span></td><td class="fc-n">174.4</td></tr>',
        '"fc-chip fc-open">尚未生效</span></td><td class="fc-n">167.2</td></tr>',
        '"fc-chip fc-done">有效</span></td><td class="fc-n">163.5</td></tr>',
    ]
    none = page_with(OUTLET, replace(DAILY, rates=(old, coming)))
    assert facts(none)["今日刊例"] == '<span class="fc-chip fc-bad">今日无有效刊例</span>'


def test_a_person_s_page_tells_work_and_punctuality_with_their_definitions() -> None:
    text = page(site(), "staff/ST-he.md")
    told = facts(text)
    assert told["手头工作"].startswith('<a href="../today/ST-he.html">')
    assert "/ " in told["按时率"]
    assert (
        "按时率：本人现负责的交办任务、厂家要求、媒介稿件和物料制作单中，按期完成的 ÷ 已完成的和已过期的"
        in text
    )
    assert "时限遵守率：流程中有时限的状态，在期限内离开的次数 ÷ 已离开的和已逾期的次数" in text


def test_a_procedure_tells_how_long_records_stay_in_each_state() -> None:
    given = inputs()
    ad = next(iter(given.world.records.of(Ad)))
    he = next(one for one in given.world.records.of(Staff) if one.id == "ST-he")
    steps = (("draft", date(2026, 10, 12)), ("booked", date(2026, 10, 27)), (ad.state, date(2026, 11, 2)))
    told = Track(
        id=ad.id,
        kind="ad",
        entered=tuple(Entered(state=name, day=day, email=he.emails[0], commit="a") for name, day in steps),
    )
    known = lines(given.world, Tracks(by_id={ad.id.casefold(): told}, corrected=0))
    made = portal(replace(given, lines=known))
    rows = section(page(made, "procedure/PROC-ad.md"), "states")
    assert '草稿</span></th><td class="fc-n">0</td><td class="fc-n">11.0 <small>1 次</small></td>' in rows
    assert "平均停留：从进入某状态到离开的工作日数之和 ÷ 次数，只算进出日期都有记录的，" in rows
    assert '11.0<small class="fc-how">草稿 (11 ÷ 1)</small>' in page(made, "procedure/index.md")


def test_the_page_of_money_tells_tranches_and_the_ladder() -> None:
    text = page(site(), "money/index.md")
    assert "计提金额 = 使用金额 + 已过期 + 余额。" in section(text, "funds")
    ladder = section(text, "ladder")
    assert 'aria-label="资金阶梯（元）: 已计划 ' in ladder
    assert '<td><a class="fc-day" href="2026-11.html">2026-11</a></td>' in ladder

"""forecourt import platform, leads and contacts: exports of others, without the people in them."""

from datetime import date

import pytest

from forecourt.kinds.contact import Contact
from forecourt.kinds.funnel import FunnelDay
from forecourt.kinds.platform import PlatformMonth
from forecourt.model.vocabulary_contacts import COUNTERPARTS
from forecourt.store.load import load
from forecourt.words.catalogue import words_for
from tests.intake.shop import LOG, Shop, told

POSTS = (
    "发布时间,类型,标题,网址,浏览量,回复时长,客户电话\n"
    "2026-11-17 10:00,行情,云岭Y7 本周行情,https://example.com/1,320,,\n"
    "2026-11-17 11:20,回复,,,,1小时5分,13812345678\n"
    "2026-11-16,论坛,【经销商】周末试驾招募,,,,\n"
)
LEADS = (
    "总计,2,,,\n"
    "线索时间,来源,意向车型,姓名,手机号,车牌,是否有效\n"
    "2026-11-18 09:12,网络平台,云岭Y7,张某某,13812345678,京A12345,有效\n"
    "2026-11-18 10:40,网络平台,云岭Y7,李某某,13912345678,,空号\n"
    "2026-11-18 11:00,百度,云岭Y3,王某某,13712345678,,是\n"
)
CONTACTS = (
    "日期,媒体,方式,对方身份,事由,我方,结果,记者姓名,联系电话\n"
    "2026-11-17,京畿日报,电话,记者,沟通试驾稿选题,何沐,答应看样车,张某,13812345678\n"
)
PEOPLE = ("张某", "李某某", "王某某", "13812345678", "13912345678", "京A12345")


def everything(shop: Shop) -> str:
    return "\n".join(data.decode("utf-8", "replace") for data in shop.snapshot().values())


def test_lines_of_a_platform_are_added_and_counts_of_known_ones_filled_in(shop: Shop) -> None:
    done = shop.run("platform", POSTS, "--write")

    assert done.exit_code == 0, done.output
    assert told(done)[:5] == [
        "export.csv!A1: 提示 IM04",
        "    有 1 列个人信息，没有读取",
        "    → 只保存合计数。用完请删除这个文件",
        f"PLT-20261102-k4m7  京畿日报网,11月平台日志  ({LOG})",
        "    新增 2 行",
    ]
    (log,) = load(shop.root).records.of(PlatformMonth)
    added = [(one.at, one.type, one.subject, one.minutes, one.views) for one in log.entries[4:]]
    assert added == [
        (date(2026, 11, 17), "prices", "云岭Y7 本周行情", None, 320),
        (date(2026, 11, 17), "reply", None, 65, None),
    ]


def test_a_later_export_raises_the_views_of_a_line_that_is_there(shop: Shop) -> None:
    shop.run("platform", POSTS, "--write")
    done = shop.run("platform", POSTS.replace(",320,", ",480,"), "--write")

    assert (done.exit_code, told(done)[4]) == (0, "    已有的行里改了 1 个数")
    assert "views: 480" in shop.text(LOG)
    assert "views: 320" not in shop.text(LOG)


def test_a_forum_post_that_hides_who_speaks_is_not_taken_over(shop: Shop) -> None:
    before = shop.snapshot()
    done = shop.run("platform", "日期,类型,标题\n2026-11-17,帖子,车主分享用车感受\n", "--write")

    assert (done.exit_code, shop.snapshot()) == (1, before)
    assert told(done)[:2] == [
        "export.csv!A2: 不能接受 IM10 · PLT-20261102-k4m7",
        "    这样改，记录会出错：这条论坛帖没有写明是经销商发的",
    ]


def test_a_title_with_a_telephone_number_is_refused_and_not_repeated(shop: Shop) -> None:
    done = shop.run("platform", "日期,类型,标题\n2026-11-17,促销,详询13812345678\n", "--write")

    assert (done.exit_code, told(done)[:2]) == (
        1,
        ["export.csv!C2: 不能接受 IM05", "    标题：里面有个人信息（手机号）"],
    )
    assert "13812345678" not in done.output


def test_leads_are_counted_and_nobody_is_kept(shop: Shop) -> None:
    done = shop.run("leads", LEADS, "--write", "--diff", outlet="")

    assert done.exit_code == 0, done.output
    (day,) = (one for one in load(shop.root).records.of(FunnelDay) if one.day == date(2026, 11, 18))
    assert [(row.source, row.model, row.leads, row.valid_leads) for row in day.rows] == [
        ("online", "y7", 2, 1),
        ("search", "y3", 1, 1),
    ]
    assert not any(name in done.output + everything(shop) for name in PEOPLE)


def test_leads_of_a_platform_are_set_and_not_added(shop: Shop) -> None:
    shop.run("leads", LEADS, "--write")
    before = shop.snapshot()
    again = shop.run("leads", LEADS, "--write")
    more = shop.run("leads", LEADS + "2026-11-18 15:00,网络平台,云岭Y7,赵某,13612345678,,有效\n", "--write")

    assert (told(again)[-1], shop.snapshot() == before) == ("读取 3 行，与记录一致，没有要改的", False)
    assert told(more)[4] == "    报纸、京畿日报、云岭Y7：线索 3，有效 2（写入）"


def test_leads_counted_by_hand_are_not_counted_twice(shop: Shop) -> None:
    shop.run("leads", LEADS.replace("网络平台", "报纸"), "--write", outlet="")
    before = shop.snapshot()
    done = shop.run("leads", LEADS.replace("网络平台", "京畿日报"), "--write", outlet="")

    assert (done.exit_code, shop.snapshot()) == (1, before)
    assert "    2026-11-18：“报纸”的线索已经用另一种写法记过" in told(done)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("百度", "隔壁老王", "    来源：“隔壁老王”看不懂"),
        ("云岭Y3", "云岭Y9", "    意向车型：“云岭Y9”看不懂"),
        ("2026-11-18 11:00", "2026-11-19 11:00", "    线索时间：“2026-11-19 11:00”看不懂"),
        ("空号", "再联系", "    是否有效：“再联系”看不懂"),
    ],
)
def test_an_unknown_word_stops_the_whole_list(shop: Shop, old: str, new: str, expected: str) -> None:
    before = shop.snapshot()
    done = shop.run("leads", LEADS.replace(old, new), "--write", outlet="")

    assert (done.exit_code, shop.snapshot()) == (1, before)
    assert expected in told(done)


def test_a_contact_becomes_a_record_and_the_journalist_stays_out(shop: Shop) -> None:
    done = shop.run("contacts", CONTACTS, "--write", outlet="")

    assert done.exit_code == 0, done.output
    made = [one for one in load(shop.root).records.of(Contact) if one.title == "沟通试驾稿选题"]
    assert [(one.day, one.outlet, one.by, one.way, one.counterpart, one.outcome) for one in made] == [
        (date(2026, 11, 17), "OUT-daily", "ST-he", "call", "journalist", "答应看样车")
    ]
    assert not any(name in everything(shop) for name in PEOPLE)
    again = shop.run("contacts", CONTACTS, "--write", outlet="")
    assert told(again)[-1] == "读取 1 行，与记录一致，没有要改的"


def test_two_files_are_taken_together_or_not_at_all(shop: Shop) -> None:
    first, second = shop.root.parent / "a.csv", shop.root.parent / "b.csv"
    first.write_text("日期,类型\n2026-11-17,刷新\n", encoding="utf-8")
    second.write_text("日期,类型\n2026-11-18,刷新\n2026-11-18,舞龙\n", encoding="utf-8")
    before = shop.snapshot()
    refused = shop.run("platform", first.read_bytes(), str(second), "--write", name="a.csv")
    second.write_text("日期,类型\n2026-11-18,刷新\n", encoding="utf-8")
    unchanged = shop.snapshot()
    done = shop.run("platform", first.read_bytes(), str(second), "--write", name="a.csv")

    assert (refused.exit_code, unchanged) == (1, before)
    assert "    类型：“舞龙”看不懂" in told(refused)
    assert (done.exit_code, told(done)[1:3]) == (0, ["    新增 1 行", "    新增 1 行"])
    assert shop.text(LOG).count("type: refresh") == 2


def test_what_a_closed_list_does_not_know_is_refused_with_the_list(shop: Shop) -> None:
    done = shop.run("contacts", CONTACTS.replace(",电话,记者,", ",电话,门卫,"))

    assert done.exit_code == 1
    labels = "、".join(words_for("zh").gettext(label) for label in COUNTERPARTS.terms.values())
    assert told(done)[3:6] == [
        "export.csv!D2: 不能接受 IM01",
        "    对方身份：“门卫”看不懂",
        f"    → 应该是：{labels}之一。改正单元格，或者重新导出",
    ]
    assert "记者、" in labels


def test_a_lost_prospect_was_a_valid_lead(shop: Shop) -> None:
    assert shop.run("leads", LEADS.replace("空号", "战败"), "--write", outlet="").exit_code == 0

    (day,) = (one for one in load(shop.root).records.of(FunnelDay) if one.day == date(2026, 11, 18))
    assert [(row.leads, row.valid_leads) for row in day.rows] == [(2, 2), (1, 1)]


def test_a_list_that_names_some_platforms_and_not_others_changes_nothing_the_second_time(shop: Shop) -> None:
    """The rows without an outlet are the list's own, not somebody's count by hand."""
    mixed = "日期,来源,线索状态\n2026-11-18,京畿日报,有效\n2026-11-18,报纸,待跟进\n"
    first = shop.run("leads", mixed, "--write", outlet="")
    before = shop.snapshot()
    again = shop.run("leads", mixed, "--write", outlet="")

    assert first.exit_code == 0, first.output
    assert (told(again), shop.snapshot()) == (["读取 2 行，与记录一致，没有要改的"], before)


def test_a_column_that_names_people_in_other_words_is_left_out_too(shop: Shop) -> None:
    done = shop.run(
        "leads", "日期,来源,车主姓名*,客户手机号（主）\n2026-11-18,百度,张某,13812345678\n", outlet=""
    )

    assert told(done)[:2] == ["export.csv!A1: 提示 IM04", "    有 2 列个人信息，没有读取"]


def test_a_title_that_begins_like_a_sum_is_a_line(shop: Shop) -> None:
    """Beside a day a cell that says nothing but 合计 makes a sum, a title does not."""
    posts = (
        "发布时间,类型,标题,浏览量\n2026-11-17,行情,汇总：十一月行情,320\n"
        "2026-11-17,小计,,320\n总计：1条,,,320\n平均,,,320\n"
    )

    assert "    新增 1 行" in told(shop.run("platform", posts))


def test_a_refused_line_is_told_at_its_own_row(shop: Shop) -> None:
    posts = "发布时间,类型,标题\n2026-11-17,行情,云岭Y7 行情\n2026-11-17,论坛,周末去哪儿\n"

    assert told(shop.run("platform", posts))[0] == "export.csv!A3: 不能接受 IM10 · PLT-20261102-k4m7"


def test_a_header_without_rows_is_told_as_such(shop: Shop) -> None:
    assert told(shop.run("platform", "发布时间,类型,标题\n")) == ["表头下面没有数据行，没有可导入的内容"]


def test_whom_one_spoke_with_may_be_called_as_people_say(shop: Shop) -> None:
    done = shop.run("contacts", CONTACTS.replace(",记者,", ",责编,", 1), "--write")

    assert done.exit_code == 0, done.output
    assert "section_editor" in {one.counterpart for one in load(shop.root).records.of(Contact)}


def test_a_register_of_the_front_desk_counts_visits_and_calls_and_nobody_is_kept(shop: Shop) -> None:
    register = (
        "日期,来店/来电,姓名,电话,来源,意向车型,是否试驾\n"
        "2026-11-18,来店,张某,13812345678,报纸,云岭Y7,是\n"
        "2026-11-18,来店,李某某,13912345678,报纸,云岭Y7,否\n"
        "2026-11-18,来电,王某某,13712345678,报纸,云岭Y7,\n"
    )
    done = shop.run("leads", register, "--write", outlet="")
    before = shop.snapshot()
    again = shop.run("leads", register, "--write", outlet="")

    assert "    报纸、云岭Y7：来店 2、来电 1、试驾数 1（新增）" in told(done), done.output
    assert (told(again)[-1], shop.snapshot()) == ("读取 3 行，与记录一致，没有要改的", before)
    assert not any(name in done.output + everything(shop) for name in PEOPLE)


def test_a_sheet_of_sums_gives_every_count_of_the_day(shop: Shop) -> None:
    sheet = (
        "日期,来源,车型,来店,首次来店,来电数,线索,有效线索,订单\n"
        "2026-11-18,报纸,云岭Y7,3批,2,1,4,2,1\n合计,,,3,2,1,4,2,1\n"
    )
    done = shop.run("leads", sheet, outlet="")

    assert told(done)[1] == "    报纸、云岭Y7：来店 3、首次到店 2、来电 1、订单 1、线索 4，有效 2（新增）"


def test_what_became_of_leads_is_not_read_from_their_list(shop: Shop) -> None:
    done = shop.run("leads", "日期,来源,姓名,是否到店\n2026-11-18,百度,张某,是\n", outlet="")

    assert told(done)[:2] == ["export.csv!A1: 提示 IM04", "    有 1 列个人信息，没有读取"]
    assert "    “是否到店”这一列没有读取" in told(done)
    assert "    搜索推广：线索 1，有效 —（新增）" in told(done)

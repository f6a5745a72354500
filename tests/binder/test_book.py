"""A volume as values: cover, posting days, the list of fingerprints, papers in place."""

import pytest
from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume, wanted_pictures
from forecourt.binder.content import Chapter, Item
from forecourt.binder.manifest import manifest, printed
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.budget import NoMonthError
from tests.binder.make import COMMIT, FILES, edition, november, paid_ad, wrapped_event


def test_the_cover_says_who_what_and_when() -> None:
    cover = volume(edition(), VOLUMES[1]).cover

    assert (cover.dealer, cover.dealer_code, cover.receiver) == (
        "示例汽车销售有限公司",
        "D001",
        "示例厂家 销售督导部",
    )
    assert (cover.month, cover.title, cover.volume, cover.count) == (
        "2026年11月",
        "媒介传播",
        "第 2 册 共 3 册",
        "2",
    )
    assert (cover.commit, cover.post_by) == (COMMIT[:10], "2026-11-30")


def test_this_posting_day_and_the_next_are_printed_the_next_one_provisional() -> None:
    assert [(fact.label, fact.value) for fact in _ending().facts] == [
        ("本月三册最迟寄出日", "2026-11-30"),
        ("2026年12月三册最迟寄出日", "2026-12-31（暂定：有关年份的放假安排尚未公布）"),
    ]


def _ending() -> Chapter:
    return next(one for one in volume(edition(), VOLUMES[0]).chapters if one.role == "ending")


def test_a_month_without_a_record_is_an_error_that_knows_the_months() -> None:
    with pytest.raises(NoMonthError) as raised:
        volume(replace(edition(), month=Month(2027, 1)), VOLUMES[0])

    assert raised.value.known == (Month(2026, 11),)


def test_an_item_shows_facts_archive_approvals_and_papers() -> None:
    item = volume(edition(), VOLUMES[0]).items[0]
    facts = {fact.label: fact.value for fact in item.facts}

    assert (item.number, item.kind, item.state) == ("1", "广告计划", "状态paid")
    assert (facts["主推车型"], facts["档号"]) == ("云岭Y3", "YL-GG·2026-D10-SCB-0001")
    assert [row.cells for row in item.approvals.rows] == [
        ("批准", "林悦", "市场部经理", "2026-11-05", "同意，按计划执行")
    ]
    assert item.body == "<h4>文案</h4>\n<p>试驾<strong>有礼</strong>，到店即可。</p>"
    assert [[figure.url for figure in row] for row in item.plans] == [["picture:plan.png"]]
    assert [[figure.url for figure in row] for row in item.rows] == [
        ["picture:paper.png"],
        ["picture:screen.png"],
    ]
    assert [row.cells[:4] for row in item.files.rows] == [
        ("录音录像", "当天口播录音", "recording.mp3", "1 KB")
    ]


def test_a_caption_says_kind_words_and_day() -> None:
    figure = volume(edition(), VOLUMES[0]).items[0].rows[0][0]

    assert figure.caption == "样报 · 汽车版通栏 · 2026-11-18"
    assert figure.fingerprint == paid_ad().evidence[0].sha256[:12]
    assert (figure.width, figure.height) == ("135.6", "195.8")


def test_five_photos_take_two_pages_of_four() -> None:
    photos = volume(edition(), VOLUMES[2]).items[0].photos

    assert [[len(row) for row in page] for page in photos] == [[2, 2], [1]]


def event_with_photos(count: int) -> Item:
    some = replace(wrapped_event(), id="EV-8", evidence=wrapped_event().evidence[:count])
    items = volume(edition(november(some)), VOLUMES[2]).items
    return next(item for item in items if item.record.id == "EV-8")


def test_two_photos_stand_side_by_side_and_a_single_one_stands_large() -> None:
    pair, single = event_with_photos(2), event_with_photos(1)

    assert [[figure.width for figure in row] for page in pair.photos for row in page] == [["80.0", "80.0"]]
    assert [[figure.width for figure in row] for row in single.rows] == [["110.6"]]
    assert (pair.rows, single.photos) == ((), ())


def test_the_list_of_fingerprints_names_records_companions_and_files() -> None:
    made = volume(edition(), VOLUMES[0])
    names = [row.cells[:2] for row in made.manifest.rows]

    assert names[:4] == [
        ("1", "plans/2026-11/AD-1.md"),
        ("", "plans/2026-11/ARC-1.md"),
        ("", "plans/2026-11/papers/plan.png"),
        ("", "plans/2026-11/papers/invoice.png"),
    ]
    assert all(len(row.cells[2]) == 64 for row in made.manifest.rows)
    assert made.manifest.note == f"提交号 {COMMIT}。文件的 sha256 与此处一致，即未被改动。"


def test_wanted_pictures_are_those_that_are_there() -> None:
    found = november(without=frozenset({"plan.png"}))

    wanted = {
        picture.path.rpartition("/")[2]: picture.longest
        for picture in wanted_pictures(edition(found), VOLUMES[0])
    }
    assert wanted == {"invoice.png": 1543, "contract.png": 1543, "paper.png": 1543, "screen.png": 1543}


def test_the_manifest_names_every_volume_item_and_file() -> None:
    of = edition()
    made = volume(of, VOLUMES[2])
    described = manifest(of, [made], {3: printed(b"%PDF", ("a1", "b2"), ("PDF/UA-1",))})
    (item,) = described["volumes"][0]["items"]

    assert {key: value for key, value in described.items() if key != "volumes"} == {
        "schema_version": 1,
        "month": "2026-11",
        "git": True,
        "commit": COMMIT,
        "dirty": False,
    }
    outside = manifest(edition(commit="", git=False), [])
    assert (outside["git"], outside["commit"], outside["dirty"]) == (False, None, None)
    assert {key: value for key, value in described["volumes"][0].items() if key != "items"} == {
        "number": 3,
        "title": "市场推广",
        "file": "vol3-events.pdf",
        "sha256": "315d429b7714cedb6ad04ac31240145257692630457f3c88253c5beceac76027",
        "bytes": 4,
        "pages": 2,
        "page_prints": ["a1", "b2"],
        "standards": ["PDF/UA-1"],
        "missing": 1,
    }
    assert (item["record"], item["state"], item["path"]) == ("EV-1", "paid", "plans/2026-11/EV-1.md")
    assert len(item["evidence"]) == sum(name.startswith("photo-") for name in FILES)


def test_the_cover_and_the_plan_of_the_month_tell_a_reporting_period() -> None:
    found = november()
    items = [replace(one, period_from_day=26) if isinstance(one, Programme) else one for one in found.items]
    made = volume(edition(Records(items=tuple(items), files=found.files)), VOLUMES[0])

    assert made.cover.period == "2026-10-26 – 2026-11-25"
    assert {one.anchor: one.note for one in made.chapters}["month-part"] == (
        "项目按上报周期归册；预算、任务和排期仍按活动月份。"
    )
    assert volume(edition(), VOLUMES[0]).cover.period == ""

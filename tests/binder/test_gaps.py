"""The marked page: what is missing or damaged; and the checklist."""

from datetime import date

from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.content import Gap
from forecourt.binder.edition import Picture
from forecourt.kinds.dealership import Dealership
from forecourt.model.record import Records
from tests.binder.make import edition, november, pictures, wrapped_event

PAPERS = "plans/2026-11/papers"


def told(gaps: tuple[Gap, ...]) -> list[tuple[str, str, str]]:
    return [(gap.record.id, gap.what, gap.why) for gap in gaps]


def test_a_whole_volume_has_no_gap() -> None:
    assert volume(edition(), VOLUMES[0]).gaps == ()
    assert volume(edition(), VOLUMES[0]).cover.draft == ""


def test_what_the_law_or_the_programme_demands_is_named_when_it_is_missing() -> None:
    assert told(volume(edition(), VOLUMES[1]).gaps) == [
        ("PR-1", "缺“广告”标识截图", "付费软文须标明“广告”（《广告法》第十四条）")
    ]
    assert told(volume(edition(), VOLUMES[2]).gaps) == [("EV-1", "缺签到统计", "厂家政策要求")]
    assert volume(edition(), VOLUMES[2]).cover.draft == "材料缺失（1 项）"


def test_too_few_photos_are_counted() -> None:
    found = november(without=frozenset({"photo-1.jpg", "photo-2.jpg", "photo-3.jpg"}))

    told_ = told(volume(edition(found), VOLUMES[2]).gaps)
    assert ("EV-1", "照片：应有 4 张，现有 2 张", "厂家政策要求") in told_


def test_a_file_that_is_not_there_is_named_with_its_path() -> None:
    found = november(without=frozenset({"invoice.png"}))

    assert told(volume(edition(found), VOLUMES[0]).gaps) == [
        ("AD-1", "缺发票", "厂家政策要求"),
        ("AD-1", f"发票：找不到文件 {PAPERS}/invoice.png", "记录中列有此文件"),
    ]


def test_a_damaged_picture_is_named_and_does_not_count_as_a_paper() -> None:
    found = november()
    damaged = pictures(found) | {f"{PAPERS}/contract.png": Picture(url="", width=0, height=0)}

    assert told(volume(edition(found, pictures=damaged), VOLUMES[0]).gaps) == [
        ("AD-1", "缺已盖章合同", "厂家政策要求"),
        ("AD-1", f"已盖章合同：图片 {PAPERS}/contract.png 无法读取", "文件损坏、过大或不是图片"),
    ]


def test_a_photo_that_does_not_say_who_is_on_it_is_not_printed_and_makes_a_draft() -> None:
    bare = november()
    shops = [replace(one, people_from=date(2026, 11, 21)) for one in bare.of(Dealership)]
    found = Records(items=(*(one for one in bare if one.kind != "dealership"), *shops), files=bare.files)

    made = volume(edition(found), VOLUMES[2])
    first = made.items[0].photos[0][0][0]

    said = "没有写明里面的人认不认得出"
    assert told(made.gaps)[1:3] == [
        ("EV-1", "照片：应有 4 张，现有 0 张", "厂家政策要求"),
        ("EV-1", f"照片：{PAPERS}/photo-1.jpg {said}", "认得出的人须本人书面同意"),
    ]
    assert (first.url, first.instead) == ("", f"这张照片没有印出：还{said}，见“缺失材料”页。")
    assert made.cover.draft == "材料缺失（7 项）"


def test_a_photo_that_says_who_is_on_it_is_printed() -> None:
    shops = [replace(one, people_from=date(2026, 11, 21)) for one in november().of(Dealership)]
    shown = replace(
        wrapped_event(), evidence=tuple(replace(one, people="blurred") for one in wrapped_event().evidence)
    )
    others = [one for one in november() if one.id not in (shown.id, *(shop.id for shop in shops))]
    found = Records(items=(*others, shown, *shops), files=november().files)

    assert [gap.what for gap in volume(edition(found), VOLUMES[2]).gaps] == ["缺签到统计"]


def test_the_cover_gives_every_reason_why_it_is_a_draft() -> None:
    spoiled = edition(commit="", errors=3)

    outside = volume(edition(commit="", git=False), VOLUMES[0]).cover
    assert (outside.commit, outside.draft) == ("未用 Git", "记录没有放在 Git 里")
    assert (
        volume(spoiled, VOLUMES[2]).cover.draft
        == "记录有错误（3 处）；材料缺失（1 项）；有改动尚未提交到 Git"
    )
    assert volume(replace(spoiled, words=edition(lang="en").words), VOLUMES[0]).cover.draft == (
        "the records have errors (3); changes are not committed"
    )


def test_the_checklist_marks_what_is_bound_in_and_what_is_missing() -> None:
    sheets = {sheet.anchor: sheet for sheet in volume(edition(), VOLUMES[2]).sheets}
    rows = sheets["checklist"].rows

    assert [row.cells for row in rows] == [("1", "暖冬到店礼", "× 签到统计  √ 照片", "5", "1")]
    assert rows[0].strong

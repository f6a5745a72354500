"""The pages of the small dealership as text, and what must hold for every page."""

import hashlib
import re
import shutil
from difflib import unified_diff
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme, ProofRule
from forecourt.model.months import Month
from forecourt.model.record import Records, World
from forecourt.portal.inputs import Inputs, Site, Volume
from forecourt.portal.site import portal
from forecourt.words.catalogue import words_for
from tests.portal.make import SMALL, TODAY, inputs, page, page_from, page_with, site

GOLDENS = Path(__file__).parent / "goldens"
KEPT = [
    "index.md",
    "money/2026-11.md",
    "summary/2026-11.md",
    "ad/index.md",
    "ad/AD-20261012-k3f7.md",
    "archive/index.md",
    "procedure/PROC-ad.md",
    "staff/ST-lin.md",
    "findings.md",
]


@pytest.mark.parametrize("path", KEPT)
def test_page_as_text(path: str, *, update_goldens: bool) -> None:
    golden = GOLDENS / path.replace("/", "_")
    made = page(site(), path)
    if update_goldens:
        golden.write_text(made, encoding="utf-8")
    kept = golden.read_text(encoding="utf-8")
    difference = "".join(unified_diff(kept.splitlines(True), made.splitlines(True), str(golden), "made now"))
    assert made == kept, f"\n{difference}\nread the difference; if it is meant: pytest --update-goldens"


def test_a_proof_that_has_not_come_in_stands_on_the_record_s_page() -> None:
    world = inputs().world
    programme = world.records.find(Programme, "PRG-2026")
    ad = world.records.find(Ad, "AD-20261012-k3f7")
    assert programme is not None
    assert ad is not None
    rule = ProofRule(channel="newspaper", always=("tear_sheet",), photos=2)
    wanted = replace(programme, proof_rules=(rule,))

    assert '待收凭证： <span class="fc-chip fc-open">照片：应有 2 件，现有 0 件</span>' in page(
        site(wanted, ad), "ad/AD-20261012-k3f7.md"
    )
    assert "待收凭证" not in page_with("ad/AD-20261012-k3f7.md", ad)


def test_a_fund_with_many_fields_is_told_downwards() -> None:
    programme = inputs().world.records.find(Programme, "PRG-2026")
    assert programme is not None
    few = programme.funds[0]
    many = replace(few, usable_after=1, priority=2, least_claim=50_000, claim_by="12-01")
    path = "programme/PRG-2026.md"

    assert "<th>基金</th><th>名称</th>" in page_with(path, programme)
    told = page_with(path, replace(programme, funds=(many, replace(few, name="bonus"))))
    assert "<th>基金</th><th>main</th><th>bonus</th>" in told
    assert "<tr><td>最低核销金额（元）</td><td>500.00</td><td></td></tr>" in told


class Links(HTMLParser):
    """Gathers what a page points to and the anchors that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors = set(re.findall(r"\{ #([\w.-]+) \}", page))
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.targets += [values[name] or "" for name in ("href", "src") if name in values]
        if values.get("id"):
            self.anchors.add(values["id"] or "")


def dead_links(made: Site) -> list[str]:
    pages = {path: Links(data.decode()) for path, data in made.files.items() if path.endswith(".md")}
    dead = []
    for path, links in pages.items():
        for target in links.targets:
            parts = urlsplit(target)
            if parts.scheme:
                continue
            there = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            source = str(PurePosixPath(there).with_suffix(".md")) if there.endswith(".html") else there
            if not any(source in found for found in (made.files, made.copies, made.thumbs)):
                dead.append(f"{path} -> {target}")
            elif parts.fragment and source in pages and parts.fragment not in pages[source].anchors:
                dead.append(f"{path} -> {target} (no such anchor)")
    return dead


def test_no_link_is_dead_and_no_picture_missing() -> None:
    assert dead_links(site()) == []


def test_the_portal_loads_nothing_from_outside() -> None:
    outside = re.compile(rb"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""")
    assert [path for path, data in site().files.items() if outside.search(data)] == []


def test_every_record_has_a_page_and_stands_in_the_list_of_its_kind() -> None:
    for record in inputs().world.records:
        assert f"{record.kind}/{record.id}.md" in site().files
        assert f'href="{record.id}.html"' in page(site(), f"{record.kind}/index.md")


def test_the_home_page_says_which_day_counts_as_today_and_that_it_is_pinned() -> None:
    assert "今天按 2026-11-18 计（样本店在店铺档案里固定了日期）" in page(site(), "index.md")
    unpinned = page_from(replace(inputs(), pinned=False), "index.md")
    assert "今天是 2026-11-18" in unpinned
    assert "固定了日期" not in unpinned


def test_a_channel_at_exactly_its_budget_is_used_up_and_one_beyond_it_exceeded() -> None:
    plan = next(one for one in inputs().world.records.of(MonthPlan) if one.month == Month(2026, 11))
    newspaper = next(row for row in plan.channel_budgets if row.channel == "newspaper")
    others = tuple(row for row in plan.channel_budgets if row is not newspaper)

    def chip(fen: int) -> str:
        budgets = (replace(newspaper, amount=fen), *others)
        text = page_with("index.md", replace(plan, channel_budgets=budgets))
        row = re.search(r'<tr><th scope="row"><a [^>]*#c-newspaper.*?</tr>', text)
        assert row is not None
        return row[0].rpartition("<td>")[2]

    assert chip(1_200_000) == '<span class="fc-chip fc-money-used_up">已用完</span></td></tr>'
    assert chip(1_199_999) == '<span class="fc-chip fc-money-exceeded">超预算</span></td></tr>'
    assert chip(1_200_001) == '<span class="fc-chip fc-money-open">有余额</span></td></tr>'


def test_a_channel_to_which_nothing_is_given_and_which_nobody_uses_is_not_used_up() -> None:
    plan = next(one for one in inputs().world.records.of(MonthPlan) if one.month == Month(2026, 11))
    budgets = (*plan.channel_budgets, replace(plan.channel_budgets[0], channel="radio", amount=0))
    text = page_with("index.md", replace(plan, channel_budgets=budgets))
    row = re.search(r'<tr><th scope="row"><a [^>]*#c-radio.*?</tr>', text)

    assert row is not None
    assert row[0].endswith('<span class="fc-chip fc-money-not_set">未安排</span></td></tr>')


def test_volumes_that_were_built_are_offered_for_download() -> None:
    volume = Volume(
        month=Month(2026, 11),
        file="1-ads.pdf",
        title="广告宣传",
        pages=26,
        items=7,
        size=1_588_224,
        sha256="ab" * 32,
        commit="f2b9cbe0" * 5,
        dirty=False,
    )
    made = portal(replace(inputs(), volumes=(volume,)))
    assert made.copies["volumes/2026-11/1-ads.pdf"] == "build/binders/2026-11/1-ads.pdf"
    assert '<a href="volumes/2026-11/1-ads.pdf">广告宣传</a>' in page(made, "index.md")
    assert '<a href="2026-11/1-ads.pdf">广告宣传</a>' in page(made, "volumes/index.md")
    assert "./forecourt binder 2026-11" in page(site(), "index.md")
    assert "草稿" not in page(made, "index.md")
    draft = portal(replace(inputs(), volumes=(replace(volume, missing=2),)))
    reprint, same = (
        page_from(replace(inputs(), volumes=(replace(volume, posted=posted),)), "index.md")
        for posted in (False, True)
    )
    assert '广告宣传</a> <span class="fc-chip fc-bad">重印，不是寄出的那一册</span>' in reprint
    assert '广告宣传</a> <span class="fc-chip fc-done">就是寄出的那一册</span>' in same
    assert '广告宣传</a> <span class="fc-chip fc-bad">草稿：缺材料 2 件</span>' in page(draft, "index.md")


def test_volumes_stand_in_their_order_below_the_newest_month() -> None:
    volume = Volume(
        month=Month(2026, 10), file="", title="", pages=1, items=1, size=1, sha256="a", commit="", dirty=False
    )
    given = tuple(
        replace(volume, month=Month(2026, month), file=f"vol{number}.pdf", title=f"{month}月第{number}册")
        for month in (10, 11)
        for number in (3, 1, 2)
    )
    made = page_from(replace(inputs(), volumes=given), "volumes/index.md")

    assert re.findall(r">(\d+月第\d册)</a>", made) == [
        f"{month}月第{number}册" for month in (11, 10) for number in (1, 2, 3)
    ]


def test_an_edit_link_stands_in_the_page_text_when_an_address_is_configured() -> None:
    base = "https://git.example/edit/main/"
    made = page_from(replace(inputs(), edit_base=base), "ad/AD-20261012-k3f7.md")
    assert f'href="{base}plans/2026-11/ads/AD-20261012-k3f7.md">编辑这条记录</a>' in made
    assert "要修改本页，请编辑文件 <code>plans/2026-11/ads/AD-20261012-k3f7.md</code>" in page(
        site(), "ad/AD-20261012-k3f7.md"
    )


def test_a_dealership_without_any_record_still_has_every_page_of_the_navigation() -> None:
    empty = portal(Inputs(world=World(records=Records(items=()), today=TODAY), words=words_for("zh")))
    assert "还没有月度计划。" in page(empty, "index.md")
    assert "./forecourt new ad" in page(empty, "ad/index.md")
    navigation = re.findall(
        r"- ([\w/]+\.md)$", (SMALL.parent.parent / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
    )
    assert len(navigation) >= 26
    assert [path for path in navigation if path not in empty.files] == []
    assert dead_links(empty) == []


def test_the_portal_speaks_english_too() -> None:
    made = site(lang="en")
    assert "<h1>Today <small>2026-11-18 Wednesday</small></h1>" in page(made, "index.md")
    assert "Nothing is overdue." in page(made, "index.md")
    assert dead_links(made) == []


def test_pages_show_small_copies_and_link_the_whole_picture() -> None:
    sheet = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"
    text = page(site(), "ad/AD-20261012-k3f7.md")
    assert f'<a href="../evidence/{sheet}"><img src="../thumbs/{sheet}.webp"' in text
    source, sha256 = site().thumbs[f"thumbs/{sheet}.webp"]
    assert source == sheet
    assert sha256 == hashlib.sha256((SMALL / sheet).read_bytes()).hexdigest()


def test_a_record_that_cannot_be_read_keeps_its_page_which_says_what_is_wrong(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "shop")
    broken = root / "plans/2026-11/ads/AD-20261012-k3f7.md"
    broken.write_text(broken.read_text("utf-8").replace("insertions: 1", "insertions: 很多"), "utf-8")
    made = site(root=root)
    text = page(made, "ad/AD-20261012-k3f7.md")
    assert "这条记录读不出来" in text
    assert "plans/2026-11/ads/AD-20261012-k3f7.md · 第 " in text
    assert "很多" in text
    assert "核对结果：1 个错误" in page(made, "index.md")
    assert dead_links(made) == []


def test_references_go_both_ways() -> None:
    assert "引用本记录" in page(site(), "directive/DIR-202611-y7.md")
    assert 'href="../ad/AD-20261012-k3f7.html"' in page(site(), "directive/DIR-202611-y7.md")
    assert 'href="../directive/DIR-202611-y7.html"' in page(site(), "ad/AD-20261012-k3f7.md")


def test_a_reference_to_nothing_is_shown_as_lost_and_not_as_a_link() -> None:
    ad = inputs().world.records.of(Ad)[0]
    text = page_with(f"ad/{ad.id}.md", replace(ad, outlet="OUT-nowhere"))
    assert '<span class="fc-lost">OUT-nowhere</span>' in text


def test_a_list_of_procedures_names_kinds_as_people_do() -> None:
    text = page(site(), "procedure/index.md")
    assert ">广告计划</td>" in text
    assert ">ad</td>" not in text


def test_a_delegation_shows_who_acts_for_whom_and_how_long() -> None:
    text = page(site(), "delegation/index.md")
    heads = re.findall(r"<th>(.*?)</th>", text)
    assert heads == ["标题", "状态", "授权人", "代批人", "授权角色", "有效期起", "有效期止", "负责人"]


def test_the_home_page_says_when_the_next_volumes_go_and_that_the_day_may_still_change() -> None:
    assert '<small>下月 2026-12-31 · <span title="暂定：下一年放假安排尚未公布">暂定</span></small>' in page(
        site(), "index.md"
    )

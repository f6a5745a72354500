"""The archive as one page: what can be filtered, what is missing, what is on hold."""

from datetime import date

from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.programme import Programme, ProofRule
from forecourt.model.record import FileFact, World
from forecourt.portal.archive import stock
from forecourt.portal.desk import Desk
from tests.portal.make import inputs, page, page_from, page_with, site

WORLD = inputs().world
ITEM = next(one for one in WORLD.records.of(Archive) if one.id == "ARC-20261117-b5n9")
AD = next(one for one in WORLD.records.of(Ad) if one.id == ITEM.ad)
SHEET = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"
NOTE = (
    "2026-11-18 完整性核对：已逐份比对 {} 份文件的指纹，丢失或被改动 {} 份；"
    "缺件的广告 {} 条；冻结（涉诉、涉检查）{} 条。"
)


def test_every_row_says_by_what_it_can_be_found() -> None:
    text = page(site(), "archive/index.md")
    assert 'data-by="媒体|车型|活动月份|渠道|主题"' in text
    assert '<tr id="ARC-20261117-b5n9" data-by="京畿日报|云岭Y7|2026-11|报纸|新车上市">' in text
    assert "<code>HY-GG·2026-D10-SCB-0001</code>" in text
    assert NOTE.format(1, 0, 0, 0) in text


def test_a_bar_in_a_word_does_not_shift_the_others() -> None:
    filed = stock(Desk(inputs(replace(AD, theme="新车|上市"))).at("archive/index.md")).filed[0]
    assert filed.filters == "京畿日报|云岭Y7|2026-11|报纸|新车/上市"


def test_a_file_that_changed_since_it_was_filed_is_told() -> None:
    files = {**WORLD.records.files, SHEET: FileFact(size=1, sha256="0" * 64)}
    given = replace(inputs(), world=replace(WORLD, records=replace(WORLD.records, files=files)))
    text = page_from(given, "archive/index.md")
    assert NOTE.format(1, 1, 0, 0) in text
    assert '<span class="fc-chip fc-bad">1 份丢失或被改动</span>' in text


def test_missing_proofs_holds_and_days_that_are_past_stand_in_the_row() -> None:
    programme = WORLD.records.of(Programme)[0]
    rule = ProofRule(channel="newspaper", always=("tear_sheet",), photos=2)
    lacking = replace(programme, proof_rules=(rule,))
    held = replace(ITEM, legal_hold=True, paper_location="档案柜 A-1 层", retain_until=date(2026, 11, 17))
    text = page_with("archive/index.md", lacking, held)
    assert (
        '<span class="fc-chip fc-bad">缺件</span><small class="fc-lacks">照片：应有 2 件，现有 0 件</small>'
        in text
    )
    assert '2026-11-17 <span class="fc-chip fc-bad">封存</span></span>' in text
    assert '<small class="fc-kind">档案柜 A-1 层</small>' in text
    due = page_with("archive/index.md", replace(ITEM, retain_until=date(2026, 11, 17)))
    assert '2026-11-17 <span class="fc-chip fc-open">到期待鉴定</span>' in due


def test_days_count_from_today() -> None:
    world = World(records=WORLD.records, today=date(2036, 11, 6))
    assert [one.is_due for one in stock(Desk(replace(inputs(), world=world)).at("x.md")).filed] == [True]

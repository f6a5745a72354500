"""Blocks on a record's page: two of the same fields side by side, one with a table of its own unfolded."""

import re
from datetime import date

from markupsafe import Markup
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.amendment import Amendment, Change
from forecourt.kinds.event import Draw, Event, Figures, Prize
from forecourt.kinds.print_job import PrintJob, ProofRound
from forecourt.kinds.programme import Programme, ProofNeed, ProofRule
from forecourt.portal.desk import Desk
from tests.portal.make import inputs, page_with
from tests.portal.test_insight import facts

EVENT = next(iter(inputs().world.records.of(Event)))
PAGE = f"event/{EVENT.id}.md"


def table(text: str, label: str) -> list[list[str]]:
    """The words of a table's cells, row by row, its head first."""
    told = text.partition(f"<h3>{label}</h3>")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", told)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_targets_and_results_stand_side_by_side() -> None:
    event = replace(EVENT, targets=Figures(visits=60, leads=9), results=Figures(visits=48, orders=2))
    text = page_with(PAGE, event)

    assert table(text, "目标与结果") == [
        ["指标", "目标", "结果"],
        ["到场人数", "60", "48"],
        ["新增潜客", "9", "—"],
        ["现场订单", "—", "2"],
    ]
    assert "目标" not in facts(text)
    assert table(page_with(PAGE, EVENT), "目标与结果")[1:] == [
        ["到场人数", "60", "—"],
        ["试驾数", "30", "—"],
    ]


def test_the_prizes_of_a_draw_are_a_table_and_its_days_stand_by_themselves() -> None:
    draw = Draw(
        prizes=(Prize(name="保温杯", value=4_500, number=12), Prize(name="代金券", value=60_000, number=1)),
        drawn_on=date(2026, 11, 22),
    )
    text = page_with(PAGE, replace(EVENT, draw=draw))

    assert table(text, "抽奖") == [
        ["奖品", "单个价值（元）", "数量"],
        ["保温杯", "45.00", "12"],
        ["代金券", "600.00", "1"],
    ]
    assert facts(text)["开奖日期"] == '<span class="fc-day">2026-11-22</span>'
    assert "抽奖" not in facts(text)


def test_blocks_in_a_cell_are_told_apart_from_the_lists_in_them() -> None:
    old = next(iter(inputs().world.records.of(Programme)))
    need = ProofNeed(kind="tear_sheet", shows=("whole_page", "masthead"), copies=2)
    needs = (need, replace(need, copies=None))
    rule = ProofRule(channel="newspaper", always=("invoice", "tear_sheet"), proofs=needs)
    text = page_with(f"programme/{old.id}.md", replace(old, proof_rules=(rule,)))

    assert table(text, "凭证要求")[1] == [
        "报纸",
        "发票、样报",
        "凭证种类：样报，每件都要看得见：整版原件（非复印）、报头、日期和版次，提交份数：2；"
        "凭证种类：样报，每件都要看得见：整版原件（非复印）、报头、日期和版次",
    ]


def test_an_amendment_names_the_fields_as_the_corrected_record_does() -> None:
    old = next(iter(inputs().world.records.of(Amendment)))
    changes = tuple(Change(field=name, before="1") for name in ("invoice_cost", "body", "no_such"))
    text = page_with(f"amendment/{old.id}.md", replace(old, changes=changes))

    assert [row[0] for row in table(text, "更正内容")[1:]] == ["发票金额（元）", "正文", "no_such"]


def test_many_links_in_a_cell_are_folded_behind_their_number() -> None:
    place = Desk(inputs()).at("index.md")

    assert place.folded([Markup("甲")] * 2) == "甲、甲"
    assert place.folded([Markup("甲")] * 7) == (
        f'<details class="fc-folded"><summary>7 项</summary>{"、".join("甲" * 7)}</details>'
    )


def test_a_file_of_the_evidence_that_a_row_names_is_a_link_to_it() -> None:
    ad = next(one for one in inputs().world.records.of(Ad) if one.evidence)
    proofs = tuple(
        ProofRound(round="layout", at=date(2026, 11, 3), verdict="passed", signer="何沐", file=file)
        for file in (ad.evidence[0].file, "elsewhere.png")
    )
    old = next(iter(inputs().world.records.of(PrintJob)))
    job = replace(old, id="MAT-20261021-z9z9", evidence=ad.evidence, proofs=proofs)
    text = page_with(f"print_job/{job.id}.md", replace(job, path=ad.path.replace(ad.id, job.id)))

    first, second = (row[2] for row in table(text, "样稿记录")[1:])
    assert re.fullmatch(r'<a href="[^"]+\.png">样报</a>', first)
    assert second == "elsewhere.png"

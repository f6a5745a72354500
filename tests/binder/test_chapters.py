"""The chapters of a volume: their order, where papers are bound, what says that there is nothing."""

import pytest
from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.content import Chapter
from forecourt.model.record import Records
from tests.binder.make import edition, evidence, november, paid_ad
from tests.money.make import YUAN, budgets, month_plan, records


def titles(number: int, **fields: object) -> list[str]:
    made = volume(edition(**fields), VOLUMES[number - 1])  # type: ignore[arg-type]
    return [chapter.title for chapter in made.chapters]


def chapter(number: int, anchor: str, found: Records | None = None) -> Chapter:
    made = volume(edition(found), VOLUMES[number - 1])
    return next(one for one in made.chapters if one.anchor == anchor)


def test_a_volume_is_bound_in_the_order_that_the_manufacturer_asks_for() -> None:
    assert titles(1) == [
        "核销结算表",
        "费用明细",
        "材料核对表",
        "本月计划与执行",
        "项目与审批",
        "合同与刊例",
        "发票与付款凭证",
        "刊播与执行凭证",
        "效果与小结",
        "2026年12月 月度计划",
    ]


@pytest.mark.parametrize("number", [2, 3])
def test_chapters_without_papers_are_left_out(number: int) -> None:
    assert "合同与刊例" not in titles(number)
    assert "发票与付款凭证" not in titles(number)


def test_a_volume_without_items_has_neither_settlement_nor_proofs() -> None:
    made = volume(edition(Records(items=tuple(records()))), VOLUMES[0])

    assert [one.title for one in made.chapters] == ["本月计划与执行", "效果与小结", "2026年12月 月度计划"]


def test_contracts_stand_together_and_say_whose_they_are() -> None:
    ((figure,),) = chapter(1, "contracts").rows

    assert (figure.caption, figure.source) == ("已盖章合同", "第 1 项 · AD-1 · 京畿日报・云岭Y3试驾季")
    assert (figure.anchor, figure.back) == ("contracts-1", "item-1")
    assert [(one.title, one.target) for one in chapter(1, "contracts").entries] == [
        ("已盖章合同（1 件）", "contracts-1")
    ]


def test_a_contract_of_two_items_is_bound_once_and_names_both() -> None:
    other = replace(paid_ad(), id="AD-8", title="同一合同", evidence=(evidence("contract", "contract.png"),))
    ((figure,),) = chapter(1, "contracts", november(other)).rows

    assert figure.source == "第 1、3 项 · AD-1 · 京畿日报・云岭Y3试驾季"
    links = {
        item.record.id: [link.target for link in item.links]
        for item in volume(edition(november(other)), VOLUMES[0]).items
    }
    assert links["AD-8"] == ["contracts-1"]


def test_an_item_leads_to_every_paper_wherever_it_is_bound() -> None:
    item = volume(edition(), VOLUMES[0]).items[0]

    assert [(link.label, link.target) for link in item.links] == [
        ("已批计划表", "item-1-paper-1"),
        ("发票", "invoices-1"),
        ("已盖章合同", "contracts-1"),
        ("录音录像", "item-1-files"),
        ("样报", "item-1-paper-5"),
        ("截图", "item-1-paper-6"),
    ]
    assert item.proof_anchor == "item-1-proofs"


def test_every_file_of_an_item_is_printed_or_listed() -> None:
    for plan in VOLUMES:
        made = volume(edition(), plan)
        shared = [one for part in made.chapters for row in part.rows for one in row]
        for item in made.items:
            rows = (*item.plans, *item.rows, *(row for page in item.photos for row in page))
            printed = {figure.anchor for row in rows for figure in row} | {one.anchor for one in shared}
            listed = {f"{item.anchor}-files"} if item.files.rows else set()
            assert {proof.anchor for proof in item.proofs} <= printed | listed


def test_next_month_shows_its_budgets_once_it_has_a_record() -> None:
    plan = month_plan(channel_budgets=budgets(newspaper=9_000 * YUAN), theme="岁末答谢")
    december = replace(plan, id="MON-2026-12", path="plans/2026-12/MON.md", month=plan.month.plus(1))
    found = chapter(1, "next", november(december))

    assert found.note == "2026年12月主题：岁末答谢"
    assert [row.cells for row in found.sheets[0].rows] == [("报纸", "9,000.00"), ("合计", "9,000.00")]
    assert chapter(1, "next").note == "2026年12月的计划尚未建档。"

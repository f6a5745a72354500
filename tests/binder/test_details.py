"""Lists that a record holds stand as tables on the page of its item."""

from datetime import date

from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.content import Sheet
from forecourt.kinds.event import Assignment, Draw, Permit, Prize
from forecourt.kinds.purchase import InvoiceLine, Purchase
from forecourt.model.record import Records
from tests.binder.make import edition, november, paid_ad, wrapped_event
from tests.money.make import YUAN

DRAW = Draw(
    prizes=(
        Prize(name="冬季保养代金券", value=600 * YUAN, number=1),
        Prize(name="车载保温杯", value=45 * YUAN, number=12),
    ),
    published_on=date(2026, 11, 20),
    odds="二十人抽一名",
)


def tables(changed: object, number: int) -> tuple[tuple[Sheet, ...], list[str]]:
    """The tables of a record's item, and the labels of its single values."""
    others = [one for one in november() if one.id != changed.id]  # type: ignore[attr-defined]
    found = Records(items=(*others, changed), files=november().files)  # type: ignore[arg-type]
    items = volume(edition(found), VOLUMES[number]).items
    item = next(one for one in items if one.record.id == changed.id)  # type: ignore[attr-defined]
    return item.details, [fact.label for fact in item.facts]


def test_a_prize_draw_is_a_table_of_its_prizes_with_its_terms_below() -> None:
    (sheet,), labels = tables(replace(wrapped_event(), draw=DRAW), 2)

    assert (sheet.title, [column.label for column in sheet.columns]) == (
        "抽奖",
        ["奖品", "单个价值（元）", "数量"],
    )
    assert [row.cells for row in sheet.rows] == [
        ("冬季保养代金券", "600.00", "1"),
        ("车载保温杯", "45.00", "12"),
    ]
    assert sheet.note == "规则公示日期：2026-11-20；中奖概率：二十人抽一名"
    assert "抽奖" not in labels


def test_permits_and_who_does_what_stand_on_the_page_of_their_event() -> None:
    permit = Permit(
        what="消防备案",
        authority="会展广场管理处",
        needed_by=date(2026, 11, 18),
        granted_on=date(2026, 11, 17),
        number="示例-118",
    )
    task = Assignment(what="电话邀约", who="展厅主管", due_on=date(2026, 11, 19))
    sheets, _ = tables(replace(wrapped_event(), permits=(permit,), assignments=(task,)), 2)

    assert {sheet.title: [row.cells for row in sheet.rows] for sheet in sheets} == {
        "分工": [("电话邀约", "展厅主管", "2026-11-19")],
        "许可": [("消防备案", "会展广场管理处", "2026-11-18", "2026-11-17", "示例-118")],
    }


def test_a_list_is_a_table_without_columns_that_nothing_fills() -> None:
    lines = (InvoiceLine(item="广告发布费", amount=11_500 * YUAN),)
    (sheet,), labels = tables(replace(paid_ad(), invoice_lines=lines), 0)

    assert [row.cells for row in sheet.rows] == [("广告发布费", "11,500.00")]
    assert [column.align for column in sheet.columns] == ["left", "right"]
    assert sheet.title not in labels


def test_blocks_of_many_fields_stand_upright_three_abreast() -> None:
    bought = tuple(
        Purchase(
            what=f"第{place}项",
            contract_no=f"HT-{place}",
            contract_signed_on=date(2026, 11, 2),
            contract_cost=place * YUAN,
            invoice_no=f"FP-{place}",
            invoice_cost=place * YUAN,
            invoice_on=date(2026, 11, 24),
            invoice_buyer="恒远示例",
            paid_on=date(2026, 11, 25),
            paid_cost=place * YUAN,
        )
        for place in range(1, 5)
    )
    first, second = tables(replace(wrapped_event(), purchases=bought), 2)[0]

    assert [column.label for column in first.columns] == ["采购内容", "第1项", "第2项", "第3项"]
    assert [row.cells for row in first.rows][:3] == [
        ("合同号", "HT-1", "HT-2", "HT-3"),
        ("合同签订日", "2026-11-02", "2026-11-02", "2026-11-02"),
        ("合同金额（元）", "1.00", "2.00", "3.00"),
    ]
    assert [column.label for column in second.columns] == ["采购内容", "第4项"]
    assert first.anchor != second.anchor


def test_a_record_without_lists_has_no_table() -> None:
    assert tables(paid_ad(), 0)[0] == ()

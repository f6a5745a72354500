"""Changes of what was approved, each trap with a small real history."""

from pathlib import Path

from tests.histories.history import AD, ID, RECORD, History

OTHER = "plans/2026-11/ads/AD-20261103-c3d4.md"


def test_a_frozen_field_is_named_with_both_values(approved: History) -> None:
    approved.edit("net_cost: 12,000", "net_cost: 13,000")
    approved.commit("ma")
    [found] = approved.step()
    assert (found.code, found.record, found.field) == ("SP10", ID, "net_cost")
    assert found.message == "净价合计（net_cost）已锁定，何沐 把它从 12000.00 改成了 13000.00"
    assert found.hint.startswith("请改回原值，或走允许修改的步骤：“退回”→ 已退回")


def test_a_frozen_field_may_be_put_back(approved: History) -> None:
    approved.edit("net_cost: 12,000", "net_cost: 13,000")
    approved.commit("ma")
    approved.edit("net_cost: 13,000", "net_cost: 12000.00")
    approved.commit("ma")
    assert approved.step() == []


def test_line_ends_and_a_byte_order_mark_change_nothing(approved: History) -> None:
    path = approved.root / AD
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    approved.commit("ms")
    assert approved.step() == []


def test_a_proof_that_was_exchanged_is_seen(approved: History) -> None:
    (approved.root / AD.removesuffix(".md") / "plan.pdf").write_bytes(b"%PDF-1.4 another\n%%EOF\n")
    approved.commit("ma")
    assert [(one.code, one.field) for one in approved.step()] == [("EV04", "evidence.0.sha256")]


def test_a_proof_that_was_exchanged_with_its_fingerprint_is_seen(approved: History) -> None:
    approved.edit("plan.pdf", "plan2.pdf")
    text = approved.text()
    approved.write(AD, text[: text.index("evidence:")] + text[text.index("---\n画面") :])
    approved.proof("plan2.pdf", "另一张")
    approved.commit("ma")
    assert approved.refusals() == [("SP11", f"批准过的凭证 {ID}/plan.pdf（已批计划表）被拿掉或换掉了")]


def test_an_emptied_proof_is_seen(approved: History) -> None:
    (approved.root / AD.removesuffix(".md") / "plan.pdf").write_bytes(b"")
    approved.commit("ma")
    assert [one.code for one in approved.step()] == ["EV03"]


def test_a_proof_serves_one_record(approved: History) -> None:
    approved.git("checkout", "--quiet", "main")
    approved.git("merge", "--quiet", "--ff-only", "work")
    approved.restart()
    approved.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    approved.commit("ma")
    approved.move("submitted", "ma", Path(OTHER).stem)
    approved.proof(path=OTHER)
    approved.commit("ma")
    done = approved.move("approved", "gm", Path(OTHER).stem)
    assert done.exit_code == 1
    assert "错误 SP26" in done.output
    assert f"同一个文件（已批计划表）也归在 {ID} 里" in done.output


def test_the_proofs_of_the_channel_are_demanded_of_the_step(shop: History) -> None:
    plain = "evidence: [plan_sheet], frozen: [net_cost, outlet]}"
    rules = "proof_rules: [{channel: newspaper, always: [tear_sheet]}]\nclaim_window_days:"
    shop.on_main(
        "mm",
        ("content/procedures/PROC-ad.md", plain, f"channel_proofs: yes, {plain}"),
        ("plans/programmes/PRG-2026.md", "claim_window_days:", rules),
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    refused = shop.move("approved", "gm")
    assert refused.exit_code == 1
    assert "状态“已批准”要求渠道“报纸”的刊播凭证，还缺：样报" in refused.output
    shop.state("approved")
    shop.entry("gm")
    shop.commit("gm")
    assert [one.message for one in shop.step() if one.code == "EV11"] == [
        "状态“已批准”要求渠道“报纸”的刊播凭证，还缺：样报（tear_sheet）"
    ]

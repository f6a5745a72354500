"""Proofs that no approval rests on may be exchanged or taken out; what is approved or demanded stays."""

from tests.histories.history import AD, ID, History

SEEN = ("SP11", f"批准过的凭证 {ID}/sheet.pdf（样报）被拿掉或换掉了")


def filed(shop: History, name: str) -> None:
    """A tear sheet, which no state of the small procedure demands, behind the other proofs."""
    shop.proof(name, name)
    start, _, end = shop.text().rpartition("kind: plan_sheet")
    shop.write(AD, f"{start}kind: tear_sheet{end}")


def taken_out(shop: History) -> None:
    """The last proof is named no longer."""
    text = shop.text()
    shop.write(AD, text[: text.rindex("  - kind: ")] + text[text.index("---\n画面") :])


def test_a_proof_that_came_after_the_approval_may_be_taken_out_again(approved: History) -> None:
    filed(approved, "sheet.pdf")
    approved.commit("ma")
    taken_out(approved)
    approved.commit("ma")

    assert approved.step() == []


def test_it_may_be_exchanged_in_a_later_pull_request(approved: History) -> None:
    filed(approved, "sheet.pdf")
    approved.commit("ma")
    approved.git("checkout", "--quiet", "main")
    approved.git("merge", "--quiet", "--ff-only", "work")
    approved.restart()
    taken_out(approved)
    filed(approved, "better.pdf")
    approved.commit("ms")

    assert approved.step() == []


def test_what_stood_there_at_the_approval_stays_though_no_state_demands_it(shop: History) -> None:
    shop.proof()
    filed(shop, "sheet.pdf")
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0
    taken_out(shop)
    shop.commit("ma")

    assert shop.refusals() == [SEEN]


def test_what_the_state_demands_stays_though_it_came_later(approved: History) -> None:
    approved.on_main(
        "mm", ("content/procedures/PROC-ad.md", "evidence: [plan_sheet]", "evidence: [tear_sheet]")
    )
    approved.git("merge", "--quiet", "--no-edit", "main")
    filed(approved, "sheet.pdf")
    approved.commit("ma")
    taken_out(approved)
    filed(approved, "other.pdf")
    approved.commit("ma")

    assert SEEN in approved.refusals()

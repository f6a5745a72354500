"""Changes of what steps are judged by, each trap with a small real history."""

import subprocess
from pathlib import Path

from tests.histories.history import PEOPLE, History

PROC = "content/procedures/PROC-ad.md"


def test_a_pull_request_cannot_use_its_own_procedure(shop: History) -> None:
    shop.edit("roles: [general_manager], other", "roles: [finance], other", PROC)
    shop.commit("ma")
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "fi")
    assert done.exit_code == 1
    assert "范亦 不能走“批准”这一步：要由 总经理 来走" in done.output
    assert [(one.code, one.record, one.field) for one in shop.step()] == [("SP10", "PROC-ad", "steps")]


def test_a_quota_is_changed_by_a_step_of_the_month_only(shop: History) -> None:
    month = "plans/2026-11/MON-2026-11.md"
    line = next(line for line in shop.text(month).splitlines() if line.startswith("own_money: "))
    shop.edit(line, "own_money: 9,999,999", month)
    shop.commit("mm")
    assert [(one.code, one.record, one.field) for one in shop.step()] == [
        ("SP10", "MON-2026-11", "own_money")
    ]


def test_a_closed_record_changes_by_an_amendment_only(shop: History) -> None:
    old = "plans/2026-11/ads/AD-20261012-k3f7.md"
    shop.edit("theme: 新车上市", "theme: 新车登场", old)
    shop.commit("ma")
    [found] = shop.step()
    assert found.message == "记录已封存，没有更正单就改了 主题（theme）"
    amendment = """\
---
kind: amendment
id: AMD-20261118-t1t1
title: 更正主题
state: draft
owner: ST-he
record: AD-20261012-k3f7
changes:
  - {field: theme, before: 新车上市, after: 新车登场}
reason: 录入有误
---
按原件更正。
"""
    shop.write("content/amendments/AMD-20261118-t1t1.md", amendment)
    shop.commit("ma")
    assert [one.code for one in shop.step()] == ["SP12"]
    assert shop.move("approved", "mm", "AMD-20261118-t1t1").exit_code == 0
    assert shop.step() == []


def test_a_deputy_needs_a_delegation_for_that_day(shop: History) -> None:
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "mm").exit_code == 0
    assert "deputy_for: ST-zhou" in shop.text()
    assert shop.step() == []
    shop.restart()
    shop.on_main(
        "gm", ("content/delegations/DEL-20261110-w4c2.md", "valid_to: 2026-11-20", "valid_to: 2026-11-17")
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "mm").exit_code == 1


def test_a_role_that_signs_needs_a_signature_by_its_own_key(shop: History, tmp_path: Path) -> None:
    keys = {name: tmp_path / name for name in ("right", "wrong")}
    for key in keys.values():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = keys["right"].with_suffix(".pub").read_text(encoding="utf-8").strip()
    shop.on_main(
        "gm",
        (PROC, "for_kind: ad\n", "for_kind: ad\nsigned_roles: [general_manager]\n"),
        ("content/staff/ST-zhou.md", "emails:", f'ssh_keys: ["{public}"]\nemails:'),
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert "commit -S" in shop.move("approved", "gm").output
    unsigned = ("SP18", "周岩 的提交没有用档案里的密钥签名；总经理必须签名")
    assert shop.refusals() == [unsigned]
    for name, refusals in (("right", []), ("wrong", [unsigned])):
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={keys[name]}")
        shop.git(*signing, "commit", "--quiet", "--amend", "--no-edit", "-S", who="gm")
        assert shop.refusals() == refusals


def test_people_of_the_shop_are_those_of_its_records(shop: History) -> None:
    for name, email, id in PEOPLE.values():
        text = shop.text(f"content/staff/{id}.md")
        assert f"title: {name}" in text
        assert email in text

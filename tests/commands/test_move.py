"""forecourt move, as people call it."""

import itertools
from pathlib import Path

import pytest

from tests.histories.history import AD, ID, PEOPLE, History

pytestmark = pytest.mark.slow

TEXT_BEFORE = "state: submitted   # 等总经理\n"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    return History(tmp_path)


def test_a_move_changes_state_and_log_and_nothing_else(shop: History) -> None:
    shop.proof()
    shop.edit("state: submitted\n", TEXT_BEFORE)
    shop.commit("ma")
    before = shop.text()
    done = shop.move_only("approved", "gm", ID, "--opinion", "同意: 按计划")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        f"{ID}：已上报 → 已批准，已写入 {AD}",
        "现在提交：",
        f"  git add -- {AD} {AD.removesuffix('.md')}/plan.pdf",
        "  git -c user.name='周岩' -c user.email=zhou@dealer.example commit -m 'AD-20261102-a1b2: 批准'",
        "须由 周岩 本人提交，别人提交不算",
    ]
    after = shop.text().splitlines()
    fresh = [line for line in after if line not in before.splitlines()]
    assert fresh[0] == "state: approved   # 等总经理"
    assert "seal: " in fresh[-1]
    assert [line for line in before.splitlines() if line not in after] == [TEXT_BEFORE.rstrip()]


def test_a_move_that_is_refused_writes_nothing(shop: History) -> None:
    before = shop.text()
    done = shop.move_only("approved", "gm")
    assert done.exit_code == 1
    assert "状态“已批准”要求的凭证还缺：已批计划表（plan_sheet）" in done.output
    assert shop.text() == before


def test_a_move_keeps_carriage_returns(shop: History) -> None:
    shop.proof()
    path = shop.root / AD
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    shop.commit("ma")
    assert shop.move_only("approved", "gm").exit_code == 0
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere", "gm"), "ad 没有“nowhere”这个状态；从这里可以到：approved（已批准）、returned（已退回）"),
        (("submitted", "gm"), "AD-20261102-a1b2 已经是“已上报”，没有写入任何内容"),
        (("已上报", "ma"), "AD-20261102-a1b2 已经是“已上报”，没有写入任何内容"),
        (("approved", "gm", "AD-20261102-zzzz"), "当前提交里没有记录“AD-20261102-zzzz”"),
    ],
)
def test_a_move_that_cannot_be_tried(shop: History, arguments: tuple[str, ...], told: str) -> None:
    done = shop.move_only(*arguments)
    assert done.exit_code == 2
    assert told in done.output


def test_what_move_writes_is_what_step_accepts(shop: History) -> None:
    """Every person tries every state from every state that can be reached."""
    shop.proof()
    shop.edit("net_cost: 12,000\n", "net_cost: 12,000\ncontract_no: HT-1\ncontract_cost: 12,000\n")
    shop.commit("ms")
    states = ("draft", "submitted", "approved", "returned", "booked", "archived")
    made = 0
    for _ in range(2):
        start = shop.git("rev-parse", "HEAD")
        ahead = ""
        for who, state in itertools.product(PEOPLE, states):
            if shop.move(state, who, ID, "--opinion", "同意").exit_code == 0:
                assert shop.step() == [], (who, state)
                made += 1
                ahead = ahead or shop.git("rev-parse", "HEAD")
                shop.git("reset", "--quiet", "--hard", start)
        shop.git("reset", "--quiet", "--hard", ahead)
    assert made >= 4


def test_a_move_names_the_line_that_cannot_be_read(shop: History) -> None:
    shop.edit("state: submitted", "state\uff1asubmitted")
    before = shop.text()
    done = shop.move_only("returned", "gm", ID, "--opinion", "价格没谈下来")
    assert done.exit_code == 1
    assert done.output.splitlines()[:4] == [
        f"{AD}:5:6: 错误 FM17 · {ID}",
        "    这里用了中文冒号",
        "      5 | state：submitted",
        "        |      ^",
    ]
    assert shop.text() == before


@pytest.mark.parametrize(
    ("place", "rule", "told"),
    [
        (".gitignore", "# Word\n*.pdf\n", ".gitignore 第 2 行“*.pdf”"),
        (
            ".git/info/exclude",
            "plans/2026-11/ads/AD*/\n",
            ".git/info/exclude 第 1 行“plans/2026-11/ads/AD*/”",
        ),
    ],
)
def test_a_proof_that_git_ignores_is_refused_with_the_rule(
    shop: History, place: str, rule: str, told: str
) -> None:
    shop.write(place, rule)
    shop.proof()
    shop.commit("ma")
    proof = f"{AD.removesuffix('.md')}/plan.pdf"
    before = shop.text()
    done = shop.move_only("approved", "gm")
    assert done.exit_code == 1
    assert f"{AD}:" in done.output
    assert f"错误 MV01 · {ID} · evidence.0.file" in done.output
    assert f"凭证 {proof} 提交不进去：被忽略规则挡住了（{told}）" in done.output
    assert f"→ 删掉或改掉这条规则；确定要交这个文件的，先运行：git add -f -- {proof}" in done.output
    assert shop.text() == before
    shop.git("add", "-f", "--", proof)
    done = shop.move_only("approved", "gm")
    (printed,) = (line for line in done.output.splitlines() if line.startswith("  git add "))
    assert printed == f"  git add -f -- {AD} {proof}"
    shop.git(*printed.split()[1:])

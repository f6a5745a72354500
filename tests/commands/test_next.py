"""forecourt next, as people call it: who may act, which are those whom the judge of steps accepts."""

from pathlib import Path

import pytest

from forecourt.commands import next as next_command
from tests.histories.history import AD, ID, PEOPLE, History

pytestmark = pytest.mark.slow

# The two who can approve the shop's ads: the general manager, and the deputy of these days.
BOTH = "周岩、林晓棠"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    return History(tmp_path)


def told(shop: History, *arguments: str) -> list[str]:
    done = shop.run(next_command.command, *arguments, "--base", "main")
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def approvers(shop: History) -> str:
    """Who may approve the ad, as its one line says."""
    (line,) = told(shop, ID)
    _, _, rest = line.partition("已批准：")
    return rest.partition("；已退回：")[0]


def on_main(shop: History, who: str) -> None:
    shop.on_main(who, (AD, "画面按厂家确认稿。", "画面按厂家第二稿。"))
    shop.restart()


def test_next_says_who_and_what_is_missing(shop: History) -> None:
    done = shop.run(next_command.command, ID, "--base", "main")
    assert done.output == (
        f"{ID} 周末试驾通栏 · 已上报 → "
        "已批准：周岩、林晓棠（先补：状态“已批准”要求的凭证还缺：已批计划表（plan_sheet））；"
        "已退回：周岩、林晓棠（先补：状态“已退回”要求填写的栏还空着：原因（reason））\n"
    )
    everything = shop.run(next_command.command, "--base", "main").output.splitlines()
    assert any(line.startswith(f"{ID} ") for line in everything)
    assert not any("AD-20261012-k3f7" in line for line in everything)


def test_next_leaves_out_whoever_wrote_on_the_branch(shop: History) -> None:
    shop.proof()
    shop.commit("ma")
    assert approvers(shop) == BOTH
    shop.edit("画面按厂家确认稿。", "画面按厂家第二稿。")
    shop.commit("mm")
    assert approvers(shop) == "周岩"


def test_next_leaves_out_whoever_wrote_before_the_branch_began(shop: History) -> None:
    on_main(shop, "mm")
    shop.proof()
    shop.commit("ma")
    assert approvers(shop) == "周岩"


def test_next_leaves_out_who_was_the_owner_or_is(shop: History) -> None:
    shop.proof()
    shop.edit("owner: ST-he", "owner: ST-lin")
    shop.commit("ma")
    assert approvers(shop) == "周岩"
    shop.edit("owner: ST-lin", "owner: ST-zhou")
    assert (
        approvers(shop)
        == "无人可走（周岩、林晓棠 是负责人或写过内容，须授权给别人：./forecourt new delegation）"
    )


def test_next_says_when_nobody_is_left_deputies_counted(shop: History) -> None:
    on_main(shop, "mm")
    shop.proof()
    shop.commit("gm")
    shop.edit("画面按厂家第二稿。", "画面按厂家第三稿。")
    shop.commit("gm")
    assert (
        approvers(shop)
        == "无人可走（周岩、林晓棠 是负责人或写过内容，须授权给别人：./forecourt new delegation）"
    )


def test_next_says_that_nobody_may_follow_an_unknown_writer(shop: History) -> None:
    shop.proof()
    shop.edit("画面按厂家确认稿。", "画面按厂家第二稿。")
    shop.commit("stranger")
    assert approvers(shop) == (
        "无人可走（someone@elsewhere.example 写过内容，但不在人员档案里；请用档案里的邮箱重新提交）"
    )


@pytest.mark.parametrize("writer", ["ma", "mm", "gm", "ms"])
@pytest.mark.parametrize("place", ["main", "branch"])
def test_next_names_exactly_those_whom_step_accepts(shop: History, writer: str, place: str) -> None:
    if place == "main":
        on_main(shop, writer)
    else:
        shop.edit("画面按厂家确认稿。", "画面按厂家第二稿。")
        shop.commit(writer)
    shop.proof()
    shop.commit("ma")
    named = approvers(shop)
    start = shop.git("rev-parse", "HEAD")
    for who, (name, _, _) in PEOPLE.items():
        is_taken = shop.move("approved", who).exit_code == 0 and shop.step() == []
        assert is_taken is (name in named), (who, named)
        shop.git("reset", "--quiet", "--hard", start)


def test_the_list_says_what_it_leaves_out(shop: History) -> None:
    on_main(shop, "mm")
    shop.proof()
    shop.commit("ma")
    *lines, last = told(shop)
    (line,) = (line for line in lines if line.startswith(f"{ID} "))
    assert f"已批准：{BOTH}" in line
    assert last == (
        "一览不查进这个分支以前谁写过内容，写过的人同样不能批；办理之前请单查这一条：./forecourt next 编号"
    )


def refused(shop: History, *arguments: str) -> tuple[int, str]:
    done = shop.run(next_command.command, *arguments, "--base", "main")
    return done.exit_code, done.output


def test_a_record_with_errors_is_told_apart_from_none(shop: History) -> None:
    shop.edit("title: 周末试驾通栏\n", "")

    assert refused(shop, ID) == (2, f"Error: {AD} 有错误，请看 ./forecourt check\n")
    assert refused(shop, "AD-20261102-zzzz") == (2, "Error: 没有记录“AD-20261102-zzzz”\n")


def test_an_id_in_two_files_is_no_record(shop: History) -> None:
    other = AD.replace("ads/", "ads/b/")
    shop.write(other, shop.text())

    assert refused(shop, ID) == (2, f"Error: “{ID}”同时写在几个文件里：{AD}、{other}；只能留一个\n")


def test_a_state_that_no_procedure_has_fails(shop: History) -> None:
    shop.state("aproved")

    status, told = refused(shop, ID)
    assert (status, "流程里没有“aproved”这个状态" in told) == (1, True)
    assert refused(shop)[0] == 1

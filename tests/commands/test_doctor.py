"""forecourt doctor: the whole dealership, examined."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forecourt.commands.doctor import command
from tests.house.stub import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shop")
    for folder in ("content", "plans", ".github"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def run(root: Path, *arguments: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return CliRunner().invoke(command, arguments, env={"FORECOURT_LANG": "zh"})


def changed(shop: Path, tmp_path: Path, path: str, old: str, new: str) -> Path:
    """A copy of the dealership with one text replaced in one file."""
    root = tmp_path / "changed"
    shutil.copytree(shop, root)
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    return root


def test_the_sample_has_no_error_and_honest_warnings(shop: Path) -> None:
    done = run(shop, "--format", "json")
    answer = json.loads(done.stdout)
    errors_and_warnings = [one for one in answer["findings"] if one["severity"] != "info"]

    assert done.exit_code == 0
    assert answer["schema_version"] == 1
    assert Counter(one["code"] for one in errors_and_warnings) == {"DR10": 6, "DR12": 1, "DR17": 5, "DR19": 1}
    steps = sum(len(kind["steps"]) for kind in answer["kinds"])
    assert (
        answer["verdict"]
        == f"结论：每种记录都有执行中的流程，{steps} 个步骤个个有人能办；有 13 个警告要拿主意"
    )
    assert all(step["open"] for kind in answer["kinds"] for step in kind["steps"])


def test_json_names_who_can_take_a_step_and_until_when(shop: Path) -> None:
    answer = json.loads(run(shop, "--format", "json").stdout)
    ad = next(kind for kind in answer["kinds"] if kind["kind"] == "ad")

    assert (ad["procedure"], ad["states"]) == ("PROC-ad", 18)
    assert ad["steps"][1] == {
        "name": "approve",
        "needed": 1,
        "other_than_owner": True,
        "open": True,
        "people": [
            {"id": "ST-20240301-gm", "until": None},
            {"id": "ST-20240301-sm", "until": "2026-11-27"},
        ],
    }


def test_text_ends_with_the_matrix_and_the_verdict(shop: Path) -> None:
    lines = run(shop).stdout.splitlines()

    assert any(re.fullmatch(r"检查了 3\d\d 个文件：13 个警告、\d+ 个提示", line) for line in lines)
    assert "广告计划（PROC-ad）：18 个状态，17 个步骤" in lines
    assert "  批准计划（非负责人）：沈国平、韩立强（代批至 2026-11-27）" in lines
    assert lines[-1].startswith("结论：每种记录都有执行中的流程")


def test_a_delegation_that_is_over_lends_nothing(shop: Path) -> None:
    lines = run(shop, "--today", "2026-11-28").stdout.splitlines()

    assert "  批准计划（非负责人）：沈国平" in lines


def test_without_finance_nothing_is_paid(shop: Path, tmp_path: Path) -> None:
    root = changed(shop, tmp_path, "content/staff/ST-20240301-fi.md", "state: active", "state: proposed")
    done = run(root)

    assert done.exit_code == 1
    assert re.search(
        r"content/procedures/PROC-ad\.md:\d+:12: 错误 DR01 · PROC-ad · steps\.8\.roles\n"
        r"    “付款”没人能办：要 1 人，能办的有 0 人\n",
        done.stdout,
    )
    assert "  付款（非负责人）：没人能办\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("结论：不能照此把关。8 个步骤没人能办")


def test_a_procedure_that_is_only_a_draft_is_no_law(shop: Path, tmp_path: Path) -> None:
    root = changed(shop, tmp_path, "content/procedures/PROC-press.md", "state: in_force", "state: draft")
    done = run(root)

    assert done.exit_code == 1
    assert "“媒介稿件”没有执行中的流程" in done.stdout
    assert "→ 把 PROC-press 批准执行" in done.stdout
    assert "媒介稿件：没有执行中的流程\n" in done.stdout


def test_a_record_that_cannot_be_read_is_part_of_the_answer(shop: Path, tmp_path: Path) -> None:
    root = changed(shop, tmp_path, "content/procedures/PROC-staff.md", "kind: procedure", "kind: procedur")
    done = run(root)

    assert done.exit_code == 1
    assert "content/procedures/PROC-staff.md:2:7: 错误 SH06" in done.stdout
    assert "人员：没有执行中的流程\n" in done.stdout


def test_a_procedure_that_freezes_nothing_any_more_is_an_error(shop: Path, tmp_path: Path) -> None:
    root = changed(
        shop,
        tmp_path,
        "content/procedures/PROC-press.md",
        "    frozen: [title, type, model, paid, offers, body]\n",
        "",
    )
    done = run(root)

    assert done.exit_code == 1
    assert re.search(
        r"content/procedures/PROC-press\.md:\d+:9: 错误 DR20 · PROC-press · steps\.1\.to\n"
        r"    “部门审稿”批准以后什么都没锁定，批过的内容还能改\n",
        done.stdout,
    )
    assert "→ 把批准的栏目写进 dept_ok 的 frozen（正文写 body）\n" in done.stdout


def test_without_a_dealership_it_could_not_run(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 2


def test_english_is_complete(shop: Path) -> None:
    text = run(shop, "--lang", "en").stdout

    assert "Ad plan (PROC-ad): 18 state(s), 17 step(s)\n" in text
    assert "Verdict: every kind has a procedure in force" in text

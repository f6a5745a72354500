"""forecourt check, as people and other programs call it."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forecourt.commands import check
from forecourt.edge import files
from tests.broken.cases import DEALERSHIP, FILES, dealership_with
from tests.edge.paper import A4, pdf

PRESS = "content/press/PR-20261103-m2p8.md"
Run = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small dealership with one bad article."""
    good = dealership_with(tmp_path / "店 一")
    path = good / PRESS
    path.write_text(path.read_text(encoding="utf-8").replace("paid: no", "paid: 也许"), encoding="utf-8")
    return good


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the root, or in `cwd` below it."""
    monkeypatch.setenv("FORECOURT_LANG", "zh")

    def call(*arguments: str, cwd: Path = root) -> Result:
        monkeypatch.chdir(cwd)
        return CliRunner().invoke(check.command, arguments)

    return call


def mended(root: Path) -> None:
    path = root / PRESS
    path.write_text(path.read_text(encoding="utf-8").replace("也许", "no"), encoding="utf-8")


def tree(root: Path) -> str:
    """One hash over all names, contents and times below `root`."""
    found = [
        (str(path.relative_to(root)), path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(root.rglob("*"))
    ]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def test_errors_give_1_and_every_finding(run: Run) -> None:
    done = run()

    assert done.exit_code == 1
    assert done.stdout == (
        "content/press/PR-20261103-m2p8.md:11:7: 错误 SH03 · PR-20261103-m2p8 · paid\n"
        "    付费：“也许”既不是“是”也不是“否”\n"
        "     11 | paid: 也许\n"
        "        |       ^\n"
        "    → 请写 yes（是）或 no（否）。\n"
        "\n"
        f"检查了 {FILES} 个文件：1 个错误\n"
    )


def test_a_clean_dealership_gives_0_and_says_so(run: Run, root: Path) -> None:
    mended(root)

    assert (run().exit_code, run().stdout) == (0, f"检查了 {FILES} 个文件：0 个问题\n")
    assert run("--lang", "en").stdout == f"{FILES} file(s) checked: 0 findings\n"


def test_warnings_do_not_fail(run: Run, root: Path) -> None:
    mended(root)
    path = root / PRESS
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([lines[0], lines[2], lines[1], *lines[3:]]), encoding="utf-8")

    done = run()
    assert "警告 SH07" in done.stdout
    assert done.exit_code == 0


def test_json_is_a_versioned_envelope(run: Run) -> None:
    done = run("--format", "json", "--lang", "en")

    assert done.exit_code == 1
    assert json.loads(done.stdout) == {
        "schema_version": 1,
        "counts": {"files": FILES, "error": 1, "warning": 0, "info": 0},
        "findings": [
            {
                "code": "SH03",
                "severity": "error",
                "path": PRESS,
                "line": 11,
                "column": 7,
                "record": "PR-20261103-m2p8",
                "field": "paid",
                "message": 'Paid: "也许" is neither yes nor no',
                "hint": "Write yes or no.",
            }
        ],
    }
    assert "也许" in done.stdout


@pytest.mark.parametrize("paths", [[PRESS], ["content/press"], ["."], ["plans", "content/press/"]])
def test_paths_choose_what_is_printed(run: Run, paths: list[str]) -> None:
    assert "SH03" in run(*paths).stdout


def test_other_paths_leave_the_finding_out(run: Run) -> None:
    done = run("plans")

    count = len(list((DEALERSHIP / "plans").rglob("*.md")))
    assert (done.exit_code, done.stdout) == (0, f"检查了 {count} 个文件：0 个问题\n")


def test_paths_count_from_the_current_folder(run: Run, root: Path) -> None:
    press = root / "content" / "press"

    assert run("PR-20261103-m2p8.md", cwd=press).exit_code == 1
    assert run("../events", cwd=press).exit_code == 0
    assert run(str(root / "plans"), cwd=press).exit_code == 0


def test_chosen_paths_still_see_every_record(run: Run, root: Path) -> None:
    mended(root)

    # The ad names an outlet, a directive and a person that lie elsewhere.
    assert run("plans/2026-11/ads").exit_code == 0


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("content/none.md", "没有 content/none.md 这个文件或文件夹"),
        ("", "没有  这个文件或文件夹"),
        ("..", ".. 不在本店资料库里"),
        # A slip in a workflow's path would pass every pull request.
        ("plans/2026-11/ads/AD-20261012-k3f7", "AD-20261012-k3f7 里没有记录（*.md），什么也没有检查"),
        ("/etc/hostname", "/etc/hostname 不在本店资料库里"),
        (
            "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png",
            "tear-sheet.png 不是记录：记录是 content/ 和 plans/ 里的 *.md 文件",
        ),
    ],
)
def test_a_path_that_is_no_record_gives_2(run: Run, path: str, sentence: str) -> None:
    done = run(path)

    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_no_dealership_gives_2(run: Run, tmp_path: Path) -> None:
    done = run(cwd=tmp_path)

    assert done.exit_code == 2
    assert "这里不是店铺资料库" in done.stderr


@pytest.mark.parametrize("folders", [("content", "plans"), ("templates/records",)])
def test_a_dealership_without_records_gives_2(run: Run, tmp_path: Path, folders: tuple[str, ...]) -> None:
    for folder in folders:
        (tmp_path / "empty" / folder).mkdir(parents=True)

    done = run(cwd=tmp_path / "empty")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "一条记录（*.md）都没有，所以什么都没检查" in done.stderr


def test_a_folder_that_cannot_be_read_gives_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "content/press")

    monkeypatch.setattr(files, "walk", refuse)

    done = run()
    assert done.exit_code == 2
    assert "读不了 content/press：没有权限" in done.stderr


def test_a_file_that_cannot_be_read_is_a_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    read = files.read_bytes

    def refuse(path: Path | str, most: int) -> bytes:
        if Path(path).name.startswith("PR-"):
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, most)

    monkeypatch.setattr(files, "read_bytes", refuse)

    done = run()
    assert done.exit_code == 1
    assert "PR-20261103-m2p8.md:1:1: 错误 FS02\n    文件读不了：没有权限\n" in done.stdout


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_check_never_writes(run: Run, root: Path, form: str) -> None:
    # What is known of a PDF is remembered by commands that write anyway.
    order = pdf(A4)
    (root / "content/press/order.pdf").write_bytes(order)
    record = root / "content/press/PR-20261103-m2p8.md"
    digest = hashlib.sha256(order).hexdigest()
    proof = f"evidence:\n  - kind: contract\n    file: order.pdf\n    sha256: {digest}\n"
    text = record.read_text(encoding="utf-8")
    assert "\nevidence:\n" not in text
    record.write_text(text.replace("\n---\n", f"\n{proof}---\n", 1), encoding="utf-8")
    before = tree(root)
    run("--format", form)

    assert tree(root) == before


def test_a_reader_that_leaves_early_sees_no_traceback(root: Path) -> None:
    command = f"{sys.executable} -m forecourt check --format json | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("{\n", "")


def test_a_list_that_git_keeps_beside_the_records_is_told(tmp_path: Path, run: Run) -> None:
    clean = dealership_with(tmp_path / "店 二")
    for path in ("名单.csv", "docs/a.txt", "tests/made_up.csv", "not_kept.csv"):
        (clean / path).parent.mkdir(exist_ok=True)
        (clean / path).write_text("来店 3\n13812345678\n", encoding="utf-8")
    for arguments in (["init", "--quiet"], ["add", "名单.csv", "docs", "tests", "content"]):
        subprocess.run(["git", *arguments], cwd=clean, check=True)

    done = run("--format", "json", cwd=clean)
    found = json.loads(done.stdout)["findings"]
    assert done.exit_code == 1
    assert [(one["code"], one["path"], one["line"]) for one in found] == [
        ("PD01", "docs/a.txt", 2),
        ("PD01", "名单.csv", 2),
    ]

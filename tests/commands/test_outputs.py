"""--output never takes the place of somebody's work."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forecourt.cli import group
from tests.broken.cases import DEALERSHIP, dealership_with

MONTH = "plans/2026-11/MON-2026-11.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = dealership_with(tmp_path / "shop")
    (folder / "README.md").write_text("# 店\n", encoding="utf-8")
    for command in (("init", "-q"), ("add", ".")):
        subprocess.run(["git", *command], cwd=folder, check=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    return folder


def budget(output: str, format: str = "csv") -> Result:
    return CliRunner().invoke(
        group, ["budget", "2026-11", "--format", format, "--output", output, "--today", "2026-11-18"]
    )


def said(done: Result) -> str:
    """The sentence without click's own "Error: "."""
    return done.stderr.partition(": ")[2]


def binder(output: Path) -> Result:
    return CliRunner().invoke(group, ["binder", "2026-11", "--output", str(output), "--today", "2026-11-18"])


@pytest.mark.parametrize(
    "output",
    [MONTH, "content/x.csv", "scripts/x.csv", ".git/x.csv", "README.md", ".", "build/../plans/x.csv"],
)
def test_what_the_repository_holds_is_not_overwritten(root: Path, output: str) -> None:
    before = (root / MONTH).read_bytes(), (root / "README.md").read_bytes()

    done = budget(output)

    assert done.exit_code == 2
    if output != ".":
        assert said(done) == f"{output} 是资料库里的内容，不能覆盖；请写到 build/ 里或者别处\n"
    assert ((root / MONTH).read_bytes(), (root / "README.md").read_bytes()) == before


def test_a_link_is_no_way_around_it(root: Path, tmp_path: Path) -> None:
    link = tmp_path / "x.csv"
    link.symlink_to(root / MONTH)

    assert "是资料库里的内容" in budget(str(link)).stderr
    assert (root / MONTH).read_bytes() == (DEALERSHIP / MONTH).read_bytes()


def test_a_folder_that_is_not_there_is_not_made(root: Path, tmp_path: Path) -> None:
    done = budget(str(tmp_path / "none" / "x.csv"))

    assert (done.exit_code, said(done)) == (2, f"没有文件夹 {tmp_path}/none，请先建好\n")
    assert not (tmp_path / "none").exists()


def test_a_file_of_another_kind_stays(root: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"dear")

    assert said(budget(str(letter))) == f"{letter} 已经存在，扩展名又不是 .csv，不会覆盖\n"
    assert letter.read_bytes() == b"dear"


def test_a_device_stays(root: Path) -> None:
    assert said(budget("/dev/null")) == "/dev/null 不是普通文件\n"


@pytest.mark.parametrize("output", ["build/out/x.csv", "new.csv", "../there.csv"])
def test_other_places_are_written(root: Path, output: str) -> None:
    (root / ".." / "there.csv").write_bytes(b"old")

    assert budget(output).exit_code == 0
    assert (root / output).read_bytes().startswith("\ufeff".encode())


@pytest.mark.parametrize("held", ["manifest.json", "report.pdf"])
def test_volumes_do_not_go_among_other_peoples_files(root: Path, tmp_path: Path, held: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / held).write_text(json.dumps({"name": "app"}), encoding="utf-8")

    done = binder(tmp_path / "mine")

    assert done.exit_code == 2
    assert said(done) == f"{tmp_path}/mine 里有不是本程序生成的 manifest.json 或 PDF，请换一个文件夹\n"


@pytest.mark.parametrize("output", ["plans", "content/volumes", "."])
def test_volumes_do_not_go_among_records(root: Path, output: str) -> None:
    assert said(binder(Path(output))) == f"{output} 是资料库里的内容，不能覆盖；请写到 build/ 里或者别处\n"


def test_a_month_that_cannot_be_read_is_said_to_be_that(root: Path) -> None:
    path = root / MONTH
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("own_money: 6万", "own_money: abc"), encoding="utf-8")

    done = CliRunner().invoke(group, ["budget", "2026-11", "--anyway"])

    assert done.exit_code == 2
    assert said(done).startswith(f"2026-11 的月度计划读不了：{MONTH}:")
    assert "“abc”不是" in done.stderr


def test_the_month_may_have_wide_digits(root: Path) -> None:
    arguments = ["--format", "json", "--today", "２０２６－１１－１８"]
    wide = CliRunner().invoke(group, ["budget", "２０２６－１１", *arguments])

    assert wide.exit_code == 0
    assert json.loads(wide.stdout)["month"] == "2026-11"

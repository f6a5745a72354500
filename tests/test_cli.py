"""The command line as a person meets it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from forecourt.cli import COMMANDS, group
from tests.broken.cases import dealership_with

HEAVY = ("pandas", "mkdocs", "weasyprint", "pydantic", "jieba", "rich", "yaml")


def run(*arguments: str, lang: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run forecourt in a process of its own."""
    environ = {**os.environ, "FORECOURT_LANG": lang, "COLUMNS": "120"}
    command = [sys.executable, "-m", "forecourt", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environ, cwd=folder, check=False
    )


def test_help_names_every_command_in_chinese() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("用法： ./forecourt") or done.stdout.startswith("用法：./forecourt")
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout
    assert "检查记录，列出全部问题" in done.stdout


def test_help_in_english() -> None:
    done = run("--help", lang="en")
    assert "Check records and print every finding" in done.stdout
    assert "用法" not in done.stdout


def test_an_unknown_command_says_so_with_exit_2() -> None:
    done = run("chek")
    assert done.returncode == 2
    assert done.stderr.endswith("出错：没有“chek”这个命令。是不是想写“check”？\n")


def test_an_unknown_command_that_is_like_none_is_only_refused() -> None:
    done = run("xyzzy")
    assert done.returncode == 2
    assert done.stderr.endswith("出错：没有“xyzzy”这个命令。\n")


def test_the_version_is_told() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, "forecourt 0.1.0\n")
    assert "显示版本号" in run("--help").stdout
    assert "Show the version" in run("--help", lang="en").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name: str) -> None:
    chinese, english = (
        CliRunner().invoke(group, [name, "--help"], env={"FORECOURT_LANG": lang}) for lang in ("zh", "en")
    )
    assert (chinese.exit_code, english.exit_code) == (0, 0)
    assert chinese.stdout != english.stdout


def test_outside_a_dealership_it_says_what_is_missing(tmp_path: Path) -> None:
    done = run("check", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "出错：这里不是店铺资料库：本文件夹及其上级都没有 content/ 和 plans/\n"


def test_a_wrong_day_says_how_to_write_it() -> None:
    done = run("check", "--today", "2026-13-01")
    assert done.returncode == 2
    assert "“2026-13-01”不是日期，请写成 2026-11-01 的样子" in done.stderr


@pytest.mark.parametrize(
    ("command", "place"),
    [
        (("build", "--today", "2026-11-18"), "build/cache/pictures"),
        (("binder", "2026-11", "--today", "2026-11-18"), "build/cache/pictures"),
    ],
)
def test_a_folder_that_cannot_be_written_is_one_sentence(
    command: tuple[str, ...], place: str, tmp_path: Path
) -> None:
    root = dealership_with(tmp_path / "shop")
    # A file where a folder should be refuses everybody, the administrator too.
    (root / "build").write_bytes(b"")

    done = run(*command, folder=root)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("出错：无法")
    assert done.stderr.splitlines()[-1].endswith(f"{root}/{place}：路径中间有一段不是文件夹")


def test_a_folder_in_the_place_of_a_file_says_so(tmp_path: Path) -> None:
    done = run("budget", "2026-11", "--output", str(tmp_path))

    assert done.returncode == 2
    assert done.stderr.endswith(f"文件 '{tmp_path}' 是文件夹，这里要的是文件。\n")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['forecourt', '--help']\n"
        "from forecourt.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"

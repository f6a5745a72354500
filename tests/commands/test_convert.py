"""forecourt convert: bytes of Chinese Windows programs become UTF-8, everything uncertain stays."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forecourt.commands.convert import command

SOURCE = "---\r\nkind: press\r\ntitle: 云岭Y7 到店\r\n---\r\n本月到店，可预约试驾。\r\n"
WANTED = SOURCE.replace("\r\n", "\n").encode()


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty dealership, and the current folder."""
    (tmp_path / "content").mkdir()
    (tmp_path / "plans").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def convert(*paths: Path) -> Result:
    return CliRunner().invoke(command, [*map(str, paths), "--lang", "zh"])


def file(folder: Path, data: bytes, name: str = "稿件.md") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_chinese_of_windows_becomes_utf8(tmp_path: Path, encoding: str, name: str) -> None:
    path = file(tmp_path, SOURCE.encode(encoding))
    done = convert(path)

    assert (done.exit_code, done.stdout) == (0, f"{path}：已从 {name} 转成 UTF-8\n")
    assert path.read_bytes() == WANTED
    assert set(tmp_path.iterdir()) == {path, tmp_path / "content", tmp_path / "plans"}


@pytest.mark.parametrize("data", [SOURCE.encode(), SOURCE.encode("utf-8-sig"), b"", b"plain\r\n"])
def test_utf8_stays_byte_by_byte(tmp_path: Path, data: bytes) -> None:
    path = file(tmp_path, data)
    done = convert(path)

    assert (done.exit_code, done.stdout) == (0, f"{path}：本来就是 UTF-8，没有改动\n")
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "data",
    [
        "café à la crème".encode("latin-1"),
        "雲嶺汽車廣告企劃書".encode("big5"),
        "広告キャンペーンのお知らせ".encode("shift-jis"),
        SOURCE.encode() + b"\xe5\x88\xff",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_not_certain_stays(tmp_path: Path, data: bytes) -> None:
    path = file(tmp_path, data)
    done = convert(path)

    assert (done.exit_code, done.stderr) == (2, f"{path}：拿不准是什么编码，没有改动\n")
    assert path.read_bytes() == data


def test_each_file_is_told_and_one_refusal_counts(tmp_path: Path) -> None:
    good, bad = file(tmp_path, SOURCE.encode("gbk")), tmp_path / "none.md"
    done = convert(bad, good)

    assert done.exit_code == 2
    assert done.stderr == f"{bad}：不是文件，没有改动\n"
    assert good.read_bytes() == WANTED


def test_a_link_and_a_large_file_stay(tmp_path: Path) -> None:
    large = file(tmp_path, SOURCE.encode("gbk") * 10_000, "large.md")
    link = tmp_path / "link.md"
    link.symlink_to(file(tmp_path, SOURCE.encode("gbk")))

    done = convert(large, link)
    assert done.stderr == f"{large}：超过了记录允许的大小，没有改动\n{link}：不是文件，没有改动\n"
    assert link.is_symlink()


def test_who_may_read_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = file(tmp_path, SOURCE.encode("gb18030"))
    path.chmod(0o640)

    assert convert(path).exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("way", ["../elsewhere.md", "folder/elsewhere.md"])
def test_files_outside_the_dealership_are_left_alone(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, way: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (tmp_path / "folder").symlink_to(outside)
    target = (tmp_path / way).parent.resolve() / "elsewhere.md"
    target.write_bytes(SOURCE.encode("gb18030"))

    done = convert(Path(way))

    assert (done.exit_code, done.stderr) == (2, f"{way}：在本店资料库之外，没有改动\n")
    assert target.read_bytes() == SOURCE.encode("gb18030")

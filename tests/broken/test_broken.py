"""Each bad record gives exactly the findings that stand beside it, and its good twin gives none."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from forecourt.kinds.table import KINDS
from forecourt.model.codes import all_codes
from forecourt.model.limits import MAX_EVIDENCE_BYTES
from tests.broken.cases import (
    COUNTED,
    DEALERSHIP,
    HERE,
    Case,
    all_cases,
    dealership_with,
    opened,
    report_of,
    without_good_twin,
)
from tests.broken.front_desk import (
    FUNNEL,
    make_days_of_a_past_month,
    make_ended_month,
    make_platforms_of_a_past_month,
    make_two_reports,
)
from tests.broken.papers import (
    TEAR_SHEET,
    make_early_photo,
    make_empty_paper,
    make_endless_paper,
    make_half_proof,
    make_late_photo,
    make_locked_list,
    make_locked_paper,
    make_long_paper,
    make_other_form,
    make_photo_of_a_phone,
    make_photo_of_another_day,
    make_photo_of_somebody,
    make_program,
    make_proof_in_other_signs,
    register,
)
from tests.words.extraction import import_everything

CASES = all_cases()
CHECKED = ("forecourt.reading.", "forecourt.store.", "forecourt.rules.")
PRESS = "content/press/PR-20261103-m2p8.md"
CLEAN = f"{COUNTED}：0 个问题\n"


def make_link(root: Path) -> None:
    (root / "content" / "press" / "link.md").symlink_to(root / PRESS)


def make_folder_link(root: Path) -> None:
    (root / "content" / "more").symlink_to(root / "plans")


def make_pipe(root: Path) -> None:
    os.mkfifo(root / "content" / "pipe.md")


def make_other_ending(root: Path) -> None:
    (root / PRESS).rename(root / "content" / "press" / "PR-20261103-m2p8.MD")


def make_odd_name(root: Path) -> None:
    name = os.fsdecode("content/稿件.md".encode("gb18030"))
    (root / name).write_bytes((root / PRESS).read_bytes())


def make_folder(root: Path) -> None:
    (root / "content" / "稿件.md").mkdir()
    (root / "content" / "稿件.md" / "x.txt").write_text("x", encoding="utf-8")


PROOF = "plans/2026-11/ads/AD-20261012-k3f7.md:14:11: 错误"
WARNED = PROOF.replace("错误", "警告")


def make_empty_proof(root: Path) -> None:
    (root / TEAR_SHEET).write_bytes(b"")


def make_huge_proof(root: Path) -> None:
    with (root / TEAR_SHEET).open("r+b") as file:
        file.truncate(MAX_EVIDENCE_BYTES + 1)


def make_spoilt_proof(root: Path) -> None:
    data = (root / TEAR_SHEET).read_bytes()
    register(root, data[: len(data) // 2] + b"spoilt" + data[len(data) // 2 + 6 :])


def make_endless_proof(root: Path) -> None:
    header = (30_000).to_bytes(4) * 2 + b"\x08\x00\x00\x00\x00"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    parts = [
        len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)
        for name, content in chunks
    ]
    register(root, b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def make_linked_proof(root: Path) -> None:
    (root / TEAR_SHEET).unlink()
    (root / TEAR_SHEET).symlink_to(root / "content")


def make_piped_proof(root: Path) -> None:
    (root / TEAR_SHEET).unlink()
    os.mkfifo(root / TEAR_SHEET)


def make_proof_folder(root: Path) -> None:
    (root / TEAR_SHEET).unlink()
    (root / TEAR_SHEET).mkdir()


def make_expired_exception(root: Path) -> None:
    """The programme wants a photo of newspaper ads, too; the exception for it has run out."""
    programme = root / "plans" / "programmes" / "PRG-2026.md"
    rule = "proof_rules:\n  - channel: newspaper\n    always: [tear_sheet]\n    photos: 1\nmix_rules:"
    programme.write_text(programme.read_text(encoding="utf-8").replace("mix_rules:", rule), encoding="utf-8")
    exception = root / "plans" / "2026-11" / "exceptions" / "EXC-20261112-n4w8.md"
    text = exception.read_text(encoding="utf-8").replace("evidence_kind: tear_sheet", "evidence_kind: photo")
    text = text.replace("state: collected", "state: approved").replace(
        "until: 2026-11-20", "until: 2026-11-17"
    )
    exception.write_text(text, encoding="utf-8")


def make_own_media(root: Path) -> None:
    """The daily becomes the dealership's own account."""
    outlet = root / "content" / "outlets" / "OUT-daily.md"
    text = outlet.read_text(encoding="utf-8")
    outlet.write_text(text.replace("tier: local", "tier: own"), encoding="utf-8")


def make_list_of_visitors(root: Path) -> None:
    (root / "content" / "visitors.csv").write_text("姓名,电话\n某某,13812345678\n", encoding="gb18030")


# What no file in this folder can show, because Git or the file system would not carry it.
def make_two_events(root: Path) -> None:
    """Two events in one place, both being prepared."""
    first = root / "content/events/EV-20261104-t6w2.md"
    second = first.with_name("EV-20261105-b2k7.md")
    second.write_bytes((HERE / "sc24_venue.md").read_bytes())
    for event in (first, second):
        event.write_text(
            event.read_text(encoding="utf-8").replace("state: plan", "state: running"), encoding="utf-8"
        )


MADE: list[tuple[str, Callable[[Path], None], str]] = [
    ("FS01", make_link, "content/press/link.md:1:1: 错误 FS01\n    这是一个符号链接（快捷方式）\n"),
    ("FS01", make_folder_link, "content/more:1:1: 错误 FS01\n    这是一个符号链接（快捷方式）\n"),
    ("FS02", make_pipe, "content/pipe.md:1:1: 错误 FS02\n    文件读不了：它是管道或设备，不是文件\n"),
    (
        "FS03",
        make_other_ending,
        "PR-20261103-m2p8.MD:1:1: 错误 FS03\n    文件名“PR-20261103-m2p8.MD”不是以 .md 结尾，所以没有读取\n",
    ),
    ("FS04", make_odd_name, "content/\\xb8\\xe5\\xbc\\xfe.md:1:1: 错误 FS04\n    文件名不是 UTF-8 编码\n"),
    ("FS05", make_folder, "content/稿件.md/x.txt:1:1: 错误 FS05\n    文件夹“稿件.md”用了记录的名字\n"),
    (
        "EV03",
        make_empty_proof,
        f"{PROOF} EV03 · AD-20261012-k3f7 · evidence.0.file\n"
        "    文件 AD-20261012-k3f7/tear-sheet.png 是空的\n",
    ),
    (
        "EV05",
        make_huge_proof,
        f"{PROOF} EV05 · AD-20261012-k3f7 · evidence.0.file\n"
        "    文件 AD-20261012-k3f7/tear-sheet.png 超过 50 MB\n",
    ),
    (
        "EV09",
        make_other_form,
        f"{PROOF} EV09 · AD-20261012-k3f7 · evidence.0.file\n"
        "    文件 AD-20261012-k3f7/tear-sheet.png 不是 PNG 格式，而是别的内容，或者已经损坏\n",
    ),
    (
        "EV10",
        make_half_proof,
        f"{PROOF.replace('错误', '警告')} EV10 · AD-20261012-k3f7 · evidence.0.file\n"
        "    文件 AD-20261012-k3f7/tear-sheet.png 缺了结尾，不完整\n",
    ),
    (
        "SC26",
        make_two_events,
        "content/events/EV-20261104-t6w2.md:10:8: 错误 SC26 · EV-20261104-t6w2 · venue\n"
        "    “展厅”2026-11-22 还有 EV-20261105-b2k7 要用\n",
    ),
    (
        "EV16",
        make_spoilt_proof,
        f"{PROOF} EV16 · AD-20261012-k3f7 · evidence.0.file\n"
        "    文件 AD-20261012-k3f7/tear-sheet.png 里面损坏了\n",
    ),
    (
        "EV14",
        make_endless_proof,
        f"{PROOF} EV14 · AD-20261012-k3f7 · evidence.0.file\n"
        "    图片 AD-20261012-k3f7/tear-sheet.png 超过 8000 万像素\n",
    ),
    (
        "EV15",
        make_program,
        f"{PROOF} EV15 · AD-20261012-k3f7 · evidence.0.file\n"
        "    文件 AD-20261012-k3f7/tear-sheet.png 是程序，不是凭证\n",
    ),
    (
        "EX01",
        make_early_photo,
        f"{WARNED} EX01 · AD-20261012-k3f7 · evidence.0.file\n"
        "    照片 AD-20261012-k3f7/paper.jpg 拍于 2026-11-04，而执行从 2026-11-05 才开始\n",
    ),
    (
        "EX02",
        make_late_photo,
        f"{WARNED} EX02 · AD-20261012-k3f7 · evidence.0.file\n"
        "    照片 AD-20261012-k3f7/paper.jpg 拍于 2026-12-06，而执行早在 2026-11-05 就结束了\n",
    ),
    (
        "EX03",
        make_photo_of_another_day,
        "警告 EX03 · AD-20261012-k3f7 · evidence.0.taken_on\n"
        "    记录写的是 2026-11-05，照片 AD-20261012-k3f7/paper.jpg 里记的是 2026-11-06\n",
    ),
    (
        "EX04",
        make_locked_paper,
        f"{PROOF} EX04 · AD-20261012-k3f7 · evidence.0.file\n"
        "    PDF 文件 AD-20261012-k3f7/paper.pdf 要密码才能打开\n",
    ),
    (
        "EX05",
        make_empty_paper,
        f"{PROOF} EX05 · AD-20261012-k3f7 · evidence.0.file\n"
        "    PDF 文件 AD-20261012-k3f7/paper.pdf 一页也没有\n",
    ),
    (
        "EX06",
        make_long_paper,
        f"{PROOF} EX06 · AD-20261012-k3f7 · evidence.0.file\n"
        "    PDF 文件 AD-20261012-k3f7/paper.pdf 有 101 页，最多装订 100 页\n",
    ),
    (
        "EX07",
        make_endless_paper,
        f"{PROOF} EX07 · AD-20261012-k3f7 · evidence.0.file\n"
        "    PDF 文件 AD-20261012-k3f7/paper.pdf 打开以后数据量过大\n",
    ),
    (
        "EX08",
        make_photo_of_a_phone,
        f"{WARNED} EX08 · AD-20261012-k3f7 · evidence.0.file\n"
        "    照片 AD-20261012-k3f7/paper.heic 是 HEIC 格式，印不出来\n",
    ),
    (
        "AL15",
        make_own_media,
        f"{PRESS}:13:15: 错误 AL15 · PR-20261103-m2p8 · published_on\n"
        "    登在自有媒体上，至少要保存到 2029-11-10\n",
    ),
    (
        "EX09",
        make_photo_of_somebody,
        "错误 EX09 · AD-20261012-k3f7 · evidence.1.people\n"
        "    照片 AD-20261012-k3f7/shot.jpg 没有写明里面的人认不认得出\n",
    ),
    (
        "FN01",
        make_two_reports,
        f"{FUNNEL}:8:6: 错误 FN01 · FUN-20261101-a2b3 · day\n    FUN-20261102-c4d5 也报了这一天\n",
    ),
    (
        "FN04",
        make_two_reports,
        "警告 FN04 · MON-2026-11 · month\n    前台缺 16 天的日报：2026-11-02、2026-11-03、",
    ),
    (
        "FN05",
        make_days_of_a_past_month,
        "警告 FN05 · MON-2026-10 · traffic.0.visits\n    “报纸”：月度记录是 9，按日合计是 3\n",
    ),
    (
        "PL06",
        make_platforms_of_a_past_month,
        "警告 PL06 · PLT-20261102-k4m7 · month\n    “线索”：各平台日志合计 3，前台日报合计 4\n",
    ),
    (
        "PD01",
        make_list_of_visitors,
        "content/visitors.csv:2:4: 错误 PD01\n    个人信息：手机号 138…78\n",
    ),
    (
        "PD02",
        make_locked_list,
        "content/list.pdf:1:1: 警告 PD02\n    这份 PDF 没有查过个人信息：打开要密码\n",
    ),
    (
        "EV02",
        make_linked_proof,
        f"{PROOF} EV02 · AD-20261012-k3f7 · evidence.0.file\n"
        f"    {TEAR_SHEET} 是符号链接（快捷方式），或者放在符号链接后面，别人的电脑上没有\n",
    ),
    (
        "EV02",
        make_piped_proof,
        f"{PROOF} EV02 · AD-20261012-k3f7 · evidence.0.file\n    {TEAR_SHEET} 是管道或设备，不是文件\n",
    ),
    (
        "EV02",
        make_proof_folder,
        f"{PROOF} EV02 · AD-20261012-k3f7 · evidence.0.file\n    {TEAR_SHEET} 是文件夹，不是文件\n",
    ),
    (
        "EV02",
        make_proof_in_other_signs,
        f"{PROOF} EV02 · AD-20261012-k3f7 · evidence.0.file\n"
        "    没有 plans/2026-11/ads/AD-20261012-k3f7/yàngbào.png 这个文件；"
        "那里有一个名字看起来一样的文件，但组成名字的字符不同\n",
    ),
    (
        "BN07",
        make_expired_exception,
        "警告 BN07 · EXC-20261112-n4w8 · collect_until\n    照片应在 2026-11-17 以前补到，至今没有\n",
    ),
    (
        "PG09",
        make_ended_month,
        "警告 PG09 · MON-2026-10 · channel_budgets\n"
        "    2026-10：实际费用里“活动”占 0.00%，政策要求不低于 20%\n",
    ),
]


def test_the_dealership_itself_has_no_finding(tmp_path: Path) -> None:
    assert report_of(dealership_with(tmp_path)) == CLEAN


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_record_gives_its_complete_findings(
    case: Case, tmp_path: Path, *, update_goldens: bool
) -> None:
    report = report_of(dealership_with(tmp_path, case.place, case.record.read_bytes()))
    if update_goldens:
        case.expected.write_text(f"place: {case.place}\n\n{report}", encoding="utf-8")

    assert report != CLEAN
    assert case.expected.read_text(encoding="utf-8").partition("\n\n")[2] == report


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.good_twin.exists()], ids=lambda case: case.name
)
def test_the_good_twin_gives_none(case: Case, tmp_path: Path) -> None:
    root = dealership_with(tmp_path, case.place, case.good_twin.read_bytes())

    assert "0 个问题" in report_of(root)


@pytest.mark.parametrize(("code", "make", "expected"), MADE, ids=[make.__name__ for _, make, _ in MADE])
def test_a_bad_file_gives_its_finding(
    code: str, make: Callable[[Path], None], expected: str, tmp_path: Path
) -> None:
    root = dealership_with(tmp_path)
    make(root)

    assert expected in report_of(root)
    assert code in {finding.code for finding in opened(root).findings}


def test_every_finding_code_has_a_failing_and_a_passing_case() -> None:
    import_everything()
    failing = {code for case in CASES for code in case.codes} | {code for code, _, _ in MADE}
    # What judges a branch or the dealership as a whole cannot be shown by one bad record.
    declared = {code.id for code in all_codes() if code.function.__module__.startswith(CHECKED)}

    assert declared - failing == set()
    assert [case.name for case in without_good_twin(CASES)] == []


def test_the_dealership_has_a_record_of_every_kind() -> None:
    kinds = {record.kind for record in opened(DEALERSHIP).world.records}

    assert kinds == set(KINDS)

"""forecourt binder, end to end: papers on disk, a Git commit, three PDFs and a manifest."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from forecourt.binder.page import html
from forecourt.commands import binder, volumes
from forecourt.commands.desk import Desk
from forecourt.commands.volumes import Built, print_volumes
from forecourt.edge import git, pdf
from forecourt.model.finding import Finding, Severity
from forecourt.model.record import Records
from forecourt.words.catalogue import words_for
from forecourt.words.text import text
from tests.binder.make import COMMIT_TIME, desk, november, paid_ad
from tests.money.make import NOVEMBER, records

# The volumes are made once: every test of this file on one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("binder")]

Run = Callable[..., Result]
NAMES = ("vol1-ads.pdf", "vol2-press.pdf", "vol3-events.pdf")


@pytest.fixture
def run(tmp_path: Path, printed_before: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in a November on disk, or over `found`, or over a desk with findings."""
    assert printed_before.is_dir()
    monkeypatch.setenv("FORECOURT_LANG", "zh")

    def call(*arguments: str, found: Records | None = None, errors: int = 0) -> Result:
        opened = desk(tmp_path, found, commit=not (tmp_path / ".git").exists())
        findings = tuple(error(number) for number in range(errors))
        spoiled = Desk(root=opened.root, loaded=opened.loaded, world=opened.world, findings=findings)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(binder, "open_desk", lambda *_, **__: spoiled)
        return CliRunner().invoke(binder.command, arguments)

    return call


def error(line: int) -> Finding:
    return Finding(
        code="X1",
        severity=Severity.ERROR,
        path="plans/2026-11/AD-1.md",
        line=line,
        column=1,
        record="AD-1",
        field="",
        message=text("wrong"),
        hint=text("mend it"),
    )


def words_of(path: Path, *options: str) -> str:
    """The text of a PDF without any white space."""
    return "".join(lines_of(path, *options))


def lines_of(path: Path, *options: str) -> list[str]:
    """The lines of a PDF without any white space."""
    command = ["pdftotext", *options, str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return [squeezed(line) for line in done.stdout.decode().splitlines()]


def squeezed(piece: str) -> str:
    """A text as the PDF gives it back: without white space, and with the one dot that the fonts have."""
    return re.sub(r"\s+", "", piece).replace("・", "·")


def outline(made: Built) -> list[tuple[int, str]]:
    """Level and title of every bookmark."""

    def walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, item.title
            yield from walk(list(item.children), level + 1)

    with pikepdf.open(BytesIO(made.pdf)) as document, document.open_outline() as opened:
        return list(walk(list(opened.root), 1))


def test_three_volumes_and_a_manifest_are_written(built: list[Built]) -> None:
    folder = built[0].path.parent

    assert [made.path.name for made in built] == list(NAMES)
    assert folder.parts[-3:] == ("build", "binders", "2026-11")
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", *NAMES]
    assert [(made.items, made.missing) for made in built] == [(2, 0), (2, 1), (1, 1)]


def test_the_manifest_tells_the_truth_about_the_files(built: list[Built]) -> None:
    folder = built[0].path.parent
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))

    assert (told["schema_version"], told["month"], told["dirty"]) == (1, "2026-11", False)
    assert told["commit"] == git.head_commit(folder.parents[2])
    for entry, made in zip(told["volumes"], built, strict=True):
        data = (folder / entry["file"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        with pikepdf.open(BytesIO(data)) as document:
            assert entry["pages"] == made.pages == len(document.pages)
    first = told["volumes"][0]["items"][0]
    assert first["record"] == "AD-1"
    assert first["sha256"] == hashlib.sha256(b"AD-1").hexdigest()
    assert [paper["kind"] for paper in first["evidence"]] == [
        "plan_sheet",
        "invoice",
        "contract",
        "recording",
        "tear_sheet",
        "screenshot",
    ]


def test_every_word_and_amount_of_the_source_is_printed(built: list[Built]) -> None:
    for made in built:
        printed = words_of(made.path)
        wanted = [item.record.title for item in made.volume.items]
        wanted += [fact.value for item in made.volume.items for fact in item.facts]
        wanted += [cell for sheet in made.volume.sheets for row in sheet.rows for cell in row.cells]
        wanted += [row.cells[2] for row in made.volume.manifest.rows]
        wanted += [figure.caption for item in made.volume.items for row in item.rows for figure in row]
        assert [piece for piece in wanted if squeezed(piece) not in printed] == []


def test_contents_give_the_pages_where_things_are(built: list[Built]) -> None:
    for made in built:
        contents = lines_of(made.path, "-f", "2", "-l", "2", "-layout")
        for part in made.volume.chapters:
            line = re.compile(re.escape(squeezed(part.title)) + r"[.]+([0-9]+)")
            (number,) = (found[1] for entry in contents if (found := line.fullmatch(entry)))
            assert squeezed(part.title) in words_of(made.path, "-f", number, "-l", number)
        for item in made.volume.items:
            entry = f"{item.number}{squeezed(item.record.title)}{item.state}"
            (number,) = (line.rpartition(".")[2] for line in contents if line.startswith(entry))
            there = words_of(made.path, "-f", number, "-l", number)
            assert squeezed(item.record.title) in there
            assert item.record.id in there


def test_every_page_but_the_cover_says_dealer_volume_month_and_page(built: list[Built]) -> None:
    for made in built:
        for page in range(2, made.pages + 1):
            printed = words_of(made.path, "-f", str(page), "-l", str(page))
            assert "示例汽车销售有限公司" in printed
            assert f"2026年11月·{made.volume.cover.title}·第{made.volume.number}册共3册" in printed
            assert f"第{page}页共{made.pages}页" in printed
        assert f"第1页共{made.pages}页" not in words_of(made.path, "-l", "1")


def test_the_cover_has_everything_that_is_filled_in_by_hand(built: list[Built]) -> None:
    cover = words_of(built[0].path, "-l", "1")

    for word in ("广告宣传", "D001", "编制", "审核", "经理签字", "经销商盖章处", "寄出日期", "快递单号"):
        assert word in cover
    assert f"页数{built[0].pages}" in cover
    assert "样本：册中厂家政策为虚构示例" in cover


def test_bookmarks_reach_parts_items_and_their_sections(built: list[Built]) -> None:
    assert outline(built[0]) == [
        (1, "广告宣传"),
        (1, "目录"),
        (1, "核销结算表"),
        (2, "逐项核销"),
        (2, "核销单动用的返款"),
        (1, "费用明细"),
        (2, "广告费用清单"),
        (1, "材料核对表"),
        (1, "本月计划与执行"),
        (2, "当月费用总览"),
        (2, "返款计提明细（按基金和车型）"),
        (2, "各渠道预算执行"),
        (2, "广告排期：计划与执行"),
        (1, "项目与审批"),
        (2, "1 京畿日报·云岭Y3试驾季"),
        (3, "审批记录"),
        (3, "文案与说明"),
        (3, "报批与确认材料"),
        (3, "已批计划表"),
        (2, "2 京畿日报·二次投放"),
        (3, "审批记录"),
        (1, "合同与刊例"),
        (2, "已盖章合同 · 第 1 项 · AD-1 · 京畿日报·云岭Y3试驾季"),
        (1, "发票与付款凭证"),
        (2, "发票 · 第 1 项 · AD-1 · 京畿日报·云岭Y3试驾季"),
        (1, "刊播与执行凭证"),
        (2, "1 京畿日报·云岭Y3试驾季"),
        (3, "以文件形式保存的凭证"),
        (3, "样报 · 汽车版通栏"),
        (3, "截图 · 存档页"),
        (1, "效果与小结"),
        (2, "广告效果统计"),
        (2, "本月投入产出"),
        (2, "客户来源"),
        (2, "当月指标"),
        (2, "各渠道预算与费用"),
        (2, "单位成本"),
        (2, "近三个月车辆"),
        (2, "寄送"),
        (1, "2026年12月 月度计划"), (1, "文件清单与校验值"),
    ]  # fmt: skip
    assert (1, "缺失材料") in outline(built[2])


def test_volumes_are_a4_tagged_and_dated_by_their_commit(built: list[Built]) -> None:
    for made in built:
        with pikepdf.open(BytesIO(made.pdf)) as document:
            boxes = {tuple(round(float(side)) for side in page.mediabox) for page in document.pages}
            assert boxes == {(0, 0, 595, 842)}
            assert "/StructTreeRoot" in document.Root
            assert str(document.Root.Lang) == "zh-CN"
            assert str(document.docinfo.CreationDate) == "D:20261124003000Z"
            with document.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"


@pytest.mark.usefixtures("own_printer")
def test_the_same_commit_gives_the_same_bytes_in_another_folder(built: list[Built], tmp_path: Path) -> None:
    output, only = tmp_path / "build", frozenset({3})
    again = print_volumes(desk(tmp_path), NOVEMBER, words_for("zh"), output=output, only=only)[1]

    assert COMMIT_TIME.startswith("2026-11-24T08:30")
    assert [(made.pdf == built[2].pdf, made.seconds > 0) for made in again] == [(True, True)]


def test_a_second_run_prints_nothing_anew(
    built: list[Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = built[0].path.parents[3]
    told: list[str] = []

    def nothing(jobs: Sequence[pdf.Job], *_: object) -> dict[str, pdf.Rendered]:
        told.extend(job.name for job in jobs)
        return {}

    monkeypatch.setattr(pdf, "render_all", nothing)

    again = binder.build_volumes(desk(root, commit=False), NOVEMBER, output=tmp_path, lang="zh")

    assert told == []
    assert [made.seconds for made in again] == [0.0] * 3
    assert [made.path.read_bytes() for made in again] == [made.pdf for made in built]


def test_the_command_says_what_it_made_and_why_it_is_a_draft(run: Run) -> None:
    done = run("2026-11", "--volume", "3")
    path = "build/binders/2026-11/vol3-events.pdf"
    (pages,) = re.findall(r"(\d+) 页", done.stdout)

    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "2026-11 三册：2026-11-26 前备齐，2026-11-30 前寄出",
        f"第 3 册 共 3 册《市场推广》：1 项，缺材料 1 件，{pages} 页，{path}",
        "  草稿：材料缺失（1 项）",
    ]


def test_json_is_the_manifest_and_one_volume_keeps_the_others_of_the_same_commit(
    run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "build" / "out"
    first = run("2026-11", "--volume", "2", "--format", "json", "--output", str(target))
    second = run("2026-11", "--volume", "3", "--format", "json", "--output", str(target))
    written = json.loads((target / "manifest.json").read_text(encoding="utf-8"))

    assert [entry["number"] for entry in json.loads(first.stdout)["volumes"]] == [2]
    assert [entry["number"] for entry in json.loads(second.stdout)["volumes"]] == [3]
    assert written["volumes"] == [*json.loads(first.stdout)["volumes"], *json.loads(second.stdout)["volumes"]]


def test_a_month_without_a_record_names_the_months_that_have_one(run: Run) -> None:
    done = run("2027-01")

    assert done.exit_code == 2
    assert "2027-01 没有月度记录。已有记录的月份：2026-11" in done.stderr


def test_an_empty_month_makes_three_volumes_that_say_so(run: Run, tmp_path: Path) -> None:
    done = run("2026-11", found=Records(items=tuple(records())))

    assert done.exit_code == 0, done.output
    assert done.stdout.count("：0 项") == 3
    printed = words_of(tmp_path / "build" / "binders" / "2026-11" / NAMES[0])
    assert "本月没有需要装入本册的项目。" in printed


def test_records_with_errors_give_no_volume_unless_a_draft_is_wanted(run: Run, tmp_path: Path) -> None:
    refused = run("2026-11", errors=2)
    assert refused.exit_code == 1
    assert "记录中有 2 处错误，据此生成的资料册不能寄出。" in refused.stderr
    assert not (tmp_path / "build").exists()

    draft = run("2026-11", "--volume", "2", "--anyway", errors=2)
    assert draft.exit_code == 1
    assert "  草稿：记录有错误（2 处）；材料缺失（1 项）" in draft.stdout
    printed = words_of(tmp_path / "build" / "binders" / "2026-11" / NAMES[1], "-l", "1")
    assert "草稿，不得寄出：记录有错误（2处）；材料缺失（1项）" in printed


@pytest.mark.parametrize(("character", "point"), [("𰻝", "U+30EDD"), ("😀", "U+1F600")])
def test_a_character_that_no_font_has_is_named_with_its_record(
    run: Run, tmp_path: Path, character: str, point: str
) -> None:
    done = run("2026-11", found=november(replace(paid_ad(), id="AD-8", body=f"今日{character}")))

    assert done.exit_code == 1
    path = paid_ad().path
    assert done.stderr.endswith(
        f"资料册字体里没有下面这些字，请改用别的写法：\n  {path}：“{character}”（{point}）\n"
    )
    assert not (tmp_path / "build" / "binders").exists()


def test_a_remote_address_in_a_record_is_never_fetched(run: Run) -> None:
    # A fetch would be a warning, and any warning stops the volume.
    evil = replace(
        paid_ad(),
        id="AD-8",
        theme="url(https://evil.example/theme.png)",
        body="![x](https://evil.example/a.png)\n\n<img src='file:///etc/hostname'><style>@import 'x'</style>",
    )
    done = run("2026-11", "--volume", "1", found=Records(items=tuple(records(evil))))

    assert done.exit_code == 0, done.output
    assert "《广告宣传》：1 项" in done.stdout


def test_a_damaged_picture_leaves_a_marked_place_and_a_line_on_the_marked_page(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The shelf of the others has a copy of the picture as it was.
    monkeypatch.setattr(volumes, "CACHE", "build/cache")
    folder = tmp_path / "plans" / "2026-11" / "papers"
    folder.mkdir(parents=True)
    (folder / "contract.png").write_bytes(b"\x89PNG not whole")

    done = run("2026-11", "--volume", "1")
    printed = words_of(tmp_path / "build" / "binders" / "2026-11" / NAMES[0])

    assert done.exit_code == 0, done.output
    assert "这份凭证打不开，见“缺失材料”页。" in printed
    assert "已盖章合同：图片plans/2026-11/papers/contract.png无法读取" in printed


def test_uncommitted_changes_make_a_draft(run: Run, tmp_path: Path) -> None:
    run("2026-11", "--volume", "2")
    (tmp_path / "note.txt").write_text("新", encoding="utf-8")
    elsewhere = run("2026-11", "--volume", "2", "--format", "json")
    assert json.loads(elsewhere.stdout)["dirty"] is False

    (tmp_path / "plans" / "note.txt").write_text("新", encoding="utf-8")
    done = run("2026-11", "--volume", "2", "--format", "json")

    assert json.loads(done.stdout)["dirty"] is True
    printed = words_of(tmp_path / "build" / "binders" / "2026-11" / NAMES[1], "-l", "1")
    assert "草稿，不得寄出：材料缺失（1项）；有改动尚未提交到Git" in printed


def test_without_pango_the_line_to_run_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_pango(*_: object) -> None:
        raise pdf.BinderUnavailable

    monkeypatch.setattr(pdf, "render_all", no_pango)
    done = run("2026-11")

    assert done.exit_code == 2
    assert f"缺少排版所需的 Pango。请运行：{pdf.INSTALL_LINE}" in done.stderr


def test_a_warning_of_the_typesetter_stops_the_volume(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil = "forecourt.commands.volumes.html"
    monkeypatch.setattr(spoil, lambda *a, **k: html(*a, **k).replace("size: A4", "sise: A4"))
    done = run("2026-11", "--volume", "2")

    assert done.exit_code == 1
    assert "资料册 vol2-press 排版时有警告，未写出：" in done.stderr
    assert "sise" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "taken").write_text("", encoding="utf-8")
    done = run("2026-11", "--volume", "1", "--output", str(tmp_path / "build" / "taken" / "deeper"))

    assert done.exit_code == 2
    assert "无法写入" in done.stderr

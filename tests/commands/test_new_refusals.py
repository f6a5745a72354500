"""When forecourt new writes nothing, and in which order an empty repository is filled."""

from pathlib import Path

import pytest

from forecourt.commands.new import Wish, write
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.model.refusal import RefusedError
from tests.broken.cases import TODAY, dealership_with
from tests.commands.fresh import ZH, empty, errors, made, run

DECEMBER = Month(2026, 12)


@pytest.fixture
def dealership(tmp_path: Path) -> Path:
    dealership_with(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_in_an_empty_repository_only_a_person_can_be_first(kind: str, tmp_path: Path) -> None:
    empty(tmp_path)
    if kind == "staff":
        _, person = made(tmp_path, kind)
        assert person.owner == person.id == "ST-20261118-k3f7"
        # Only what is missing in the repository itself, no fault of the draft.
        assert [code for code, _ in errors(tmp_path)] == ["ID09", "ST02"]
        return
    with pytest.raises(RefusedError) as refusal:
        made(tmp_path, kind)
    if kind == "procedure":
        assert ZH.say(refusal.value.sentence) == (
            "还没有在职人员，没人可以当负责人。请先建人员档案：./forecourt new staff"
        )
    else:
        assert ZH.say(refusal.value.sentence) == (
            f"“{ZH.gettext(KINDS[kind].label)}”还没有工作流程，"
            f"请先写好：./forecourt new procedure --for {kind}"
        )


def test_from_an_empty_repository_each_record_follows_the_one_before_without_an_error(
    tmp_path: Path,
) -> None:
    empty(tmp_path)
    made(tmp_path, "staff")
    assert made(tmp_path, "procedure")[1].id == "PROC-staff"
    assert made(tmp_path, "procedure")[1].id == "PROC-procedure"
    for kind in KINDS:
        if kind not in ("staff", "procedure"):
            made(tmp_path, "procedure", for_kind=kind)
    with pytest.raises(RefusedError) as refusal:
        made(tmp_path, "outlet")
    assert ZH.say(refusal.value.sentence) == "还没有店铺档案，请先建：./forecourt new dealership"
    refused = {}
    for kind in KINDS:
        if kind not in ("staff", "procedure"):
            try:
                made(tmp_path, kind)
            except RefusedError as refusal:
                refused[kind] = ZH.say(refusal.sentence)
            assert (kind, errors(tmp_path)) == (kind, [])

    fits = "要写一条记录的编号，现有的记录里还没有合适的"
    told = {
        "delegation": f"“代批人”{fits}",
        "archive": "没有已经投放、还没归档的广告，眼下不用新建归档记录",
        "claim": f"“核销项目”{fits}",
        "survey": "店铺档案里还没有竞品名单，请先在 competitors 里添上",
        "amendment": f"“被更正的记录”{fits}",
    }
    assert {kind: refused.get(kind) for kind in told} == told


def test_what_a_draft_must_name_comes_before_it(dealership: Path) -> None:
    for outlet in (dealership / "content/outlets").glob("*.md"):
        outlet.unlink()

    with pytest.raises(RefusedError) as refusal:
        write(dealership, KINDS["ad"], ZH, Wish(today=TODAY))
    assert ZH.say(refusal.value.sentence) == (
        "“媒体”要写一条“媒体”记录的编号，现在一条也没有。请先新建：./forecourt new outlet"
    )


def test_a_procedure_that_cannot_be_read_does_not_count_as_none(dealership: Path) -> None:
    (dealership / "content/procedures/PROC-press.md").write_bytes(b"\xb8\xe5")

    assert made(dealership, "press")[1].state == "draft"


def test_an_unreadable_record_keeps_its_id(dealership: Path) -> None:
    (dealership / "plans/2026-12").mkdir()
    (dealership / "plans/2026-12/MON-2026-12.md").write_bytes(b"\xb8\xe5")

    with pytest.raises(RefusedError) as refusal:
        write(dealership, KINDS["month"], ZH, Wish(today=TODAY, month=DECEMBER))
    assert ZH.say(refusal.value.sentence) == "plans/2026-12/MON-2026-12.md 已经存在"
    assert (dealership / "plans/2026-12/MON-2026-12.md").read_bytes() == b"\xb8\xe5"


def test_a_linked_folder_is_not_followed(dealership: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (dealership / "plans/2026-12").symlink_to(outside)

    with pytest.raises(RefusedError):
        write(dealership, KINDS["month"], ZH, Wish(today=TODAY, month=DECEMBER))
    assert list(outside.iterdir()) == []


REFUSALS = [
    ("dealership", Wish(), "已经有店铺档案了：content/dealership/DLR-hengyuan.md"),
    ("month", Wish(month=Month(2026, 11)), "2026-11 已经有月度计划了：plans/2026-11/MON-2026-11.md"),
    ("ad", Wish(owner="何沐"), "在职人员里没有编号 何沐。是不是想写 ST-he（何沐）？"),
    (
        "ad",
        Wish(owner="nobody"),
        "在职人员里没有编号 nobody。可以填：ST-fan（范亦）、ST-he（何沐）、ST-lin（林晓棠）、"
        "ST-qiao（乔一鸣）、ST-zhou（周岩）",
    ),
    ("ad", Wish(title="找何沐 13800138000"), "标题里有手机号、车牌之类的个人信息，不能写进资料库"),
    (
        "month",
        Wish(month=Month(2027, 1)),
        "还没有覆盖 2027-01 的返款政策，请先新建：./forecourt new programme --month 2027-01",
    ),
    ("ad", Wish(title=" \n"), "标题是空的，或者含有看不见的字符"),
    ("ad", Wish(title="隐\u200b身"), "标题是空的，或者含有看不见的字符"),
    ("ad", Wish(title="长" * 501), "标题超过 500 个字"),
    ("archive", Wish(), "没有已经投放、还没归档的广告，眼下不用新建归档记录"),
    ("press", Wish(for_kind="ad"), "--for 只用于新建工作流程；新建“媒介稿件”不用写"),
    ("procedure", Wish(), "每种记录都有工作流程了；要出新版，请用 --for 写明是哪一种"),
]


@pytest.mark.parametrize(
    ("kind", "wish", "sentence"), REFUSALS, ids=[sentence for _, _, sentence in REFUSALS]
)
def test_what_cannot_be_made_is_refused(kind: str, wish: Wish, sentence: str, dealership: Path) -> None:
    with pytest.raises(RefusedError) as refusal:
        write(dealership, KINDS[kind], ZH, wish)
    assert ZH.say(refusal.value.sentence) == sentence


def test_the_help_lists_every_kind_with_its_label() -> None:
    told = run("--help").output
    listed = told.partition("记录种类:\n")[2].splitlines()

    assert [line.split() for line in listed] == [
        [name, ZH.gettext(kind.label)] for name, kind in KINDS.items()
    ]
    assert "dealership|" not in told


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("pres", "是不是想写“press”？"),
        ("媒介稿件", "是不是想写“press”？"),
        ("bogus", "可以填：dealership（店铺档案）、staff（人员）、procedure（工作流程）"),
    ],
)
def test_an_unknown_kind_is_told_once_with_what_is_meant(
    word: str, hint: str, dealership: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dealership)
    result = run(word)

    assert result.exit_code == 2
    assert f"没有“{word}”这种记录。{hint}" in result.output
    assert result.output.count("amendment") == (word == "bogus")


def test_a_kind_without_a_procedure_says_what_is_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert run("staff").output.endswith(
        "“人员”还没有工作流程，请先写好：./forecourt new procedure --for staff\n"
    )

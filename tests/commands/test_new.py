"""forecourt new: drafts that check accepts, with every field of their kind explained."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from forecourt.commands import new
from forecourt.commands.new import Wish, write
from forecourt.edge import clock
from forecourt.edge.git import git
from forecourt.kinds.ad import Ad
from forecourt.kinds.amendment import Amendment
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Kind
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.event import Event
from forecourt.kinds.fields import ListOf, is_group, slots_of
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.finding import Finding
from forecourt.model.months import Month
from forecourt.reading.record import read_record
from forecourt.store.load import load
from forecourt.words.catalogue import words_for
from tests.broken.cases import TODAY, dealership_with
from tests.commands.fresh import ZH, blank_of, findings, made, run, with_second_ad
from tests.house.stub import ROOT

DECEMBER = Month(2026, 12)
FIRST_LINES = re.compile(r"---\n# .+\n# 以 # 开头的行是说明，留着、删掉都可以。\nkind: ")


@pytest.fixture
def dealership(tmp_path: Path) -> Path:
    dealership_with(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample")
    for folder in ("content", "plans"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.fixture(scope="module")
def before(sample: Path) -> list[Finding]:
    """What is found in the sample as it is."""
    return findings(sample)


def keys_of(cls: type) -> set[str]:
    """Every key that a record or block of `cls` may have, nested ones too."""
    found = set()
    for slot in slots_of(cls):
        found.add(slot.key)
        inner = slot.spec.type.item if isinstance(slot.spec.type, ListOf) else slot.spec.type
        if is_group(inner):
            found |= keys_of(inner)  # type: ignore[arg-type]
    return found


@pytest.fixture(scope="module")
def drafts(sample: Path, before: list[Finding]) -> dict[str, str]:
    """A new record of each kind in the sample: its path by its kind."""
    kinds = [name for name in KINDS if name not in ("dealership", "archive")]
    return {
        kind: write(sample, KINDS[kind], ZH, Wish(for_kind="press" if kind == "procedure" else None))
        for kind in kinds
    }


def test_new_records_of_all_kinds_give_the_sample_no_finding(
    drafts: dict[str, str], sample: Path, before: list[Finding]
) -> None:
    # One check for all: a finding names the path of whose blank it is.
    assert findings(sample) == before
    for kind, path in drafts.items():
        assert path.startswith(KINDS[kind].folder.format(month=path.split("/")[1]))
        assert FIRST_LINES.match((sample / path).read_text(encoding="utf-8"))


def test_a_new_archive_record_of_the_sample_gives_no_finding(sample: Path) -> None:
    for archived in sorted((sample / "content/archive").glob("*.md"))[-2:]:
        archived.unlink()
    before = findings(sample)
    path = write(sample, KINDS["archive"], ZH, Wish())
    after = findings(sample)

    assert [finding for finding in after if finding.path == path] == []
    assert {finding.code for finding in after} <= {finding.code for finding in before}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_blank_shows_every_field_of_its_kind(kind: Kind, tmp_path: Path) -> None:
    path = blank_of(kind, tmp_path)
    shown = re.findall(
        r"^[ #-]*([a-z][a-z0-9_]*):", (tmp_path / path).read_text(encoding="utf-8"), re.MULTILINE
    )

    assert keys_of(kind.record) - set(shown) == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_optional_fields_are_known_once_their_signs_are_deleted(kind: Kind, tmp_path: Path) -> None:
    path = blank_of(kind, tmp_path)
    head, sign, optional = (tmp_path / path).read_text(encoding="utf-8").partition("# 以下各栏可以不填")
    uncommented = re.sub(r"^# (?=[a-z][a-z0-9_]*:|  )", "", optional, flags=re.MULTILINE)
    reading = read_record(path, (head + sign + uncommented).encode())

    assert uncommented.count("\n# ") < optional.count("\n# ")
    # Emptied items of lists and blocks are missed; nothing is unknown, and the block is well formed.
    assert {finding.code for finding in reading.findings} <= {"SH01", "SH08"}


def test_an_ad_takes_what_the_records_say(dealership: Path) -> None:
    path, ad = made(dealership, "ad", month=DECEMBER, title="年末：冲刺 #1", owner="st-HE")

    assert path == "plans/2026-12/ads/AD-20261118-k3f7.md"
    assert isinstance(ad, Ad)
    assert (ad.title, ad.owner, ad.state) == ("年末：冲刺 #1", "ST-he", "draft")
    assert (ad.outlet, ad.channel) == ("OUT-daily", "newspaper")
    # The outlet appears on Thursdays and Fridays; the copy is due three working days before.
    assert (ad.copy_deadline, ad.flight_start) == (date(2026, 11, 30), date(2026, 12, 3))
    assert findings(dealership) == []


@pytest.mark.parametrize(
    "title", ["'", '"引号"', "a: b", "- 横线", "{x}", "yes", "#", "---", "末尾:", "反\\斜"]
)
def test_any_title_reads_back_as_it_was_given(title: str, dealership: Path) -> None:
    assert made(dealership, "event", title=title)[1].title == title


def test_a_month_has_the_models_and_channels_of_before(dealership: Path) -> None:
    path, plan = made(dealership, "month")

    assert path == "plans/2026-12/MON-2026-12.md"
    assert isinstance(plan, MonthPlan)
    assert (plan.title, plan.programme) == ("2026-12 月度计划", "PRG-2026")
    assert [units.model for units in plan.units] == ["y3", "y7"]
    assert [row.channel for row in plan.channel_budgets] == ["newspaper", "event"]


def test_a_month_asks_for_cars_only_where_a_fund_counts_cars(dealership: Path) -> None:
    policy = dealership / "plans/programmes/PRG-2026.md"
    source = policy.read_text(encoding="utf-8").replace("basis: pick_up", "basis: purchases\n    percent: 3")
    policy.write_text(source, encoding="utf-8")
    _, plan = made(dealership, "month")

    assert isinstance(plan, MonthPlan)
    assert [(units.pick_up, units.retail) for units in plan.units] == [(0, None), (0, None)]


def test_a_new_programme_says_until_when_to_claim(dealership: Path) -> None:
    _, programme = made(dealership, "programme")

    assert isinstance(programme, Programme)
    assert (programme.claim_window_days, programme.claim_window_months) == (30, None)
    assert [finding.code for finding in findings(dealership)] == []


def test_a_delegation_lends_the_owner_s_role_for_a_week(dealership: Path) -> None:
    path, lent = made(dealership, "delegation", owner="ST-zhou")

    assert path == "content/delegations/DEL-20261118-k3f7.md"
    assert isinstance(lent, Delegation)
    assert (lent.grantor, lent.deputy, lent.roles) == ("ST-zhou", "ST-fan", ("general_manager",))
    assert (lent.valid_from, lent.valid_to) == (date(2026, 11, 18), date(2026, 11, 25))
    assert findings(dealership) == []


def test_an_amendment_points_at_what_is_closed(dealership: Path) -> None:
    _, amendment = made(dealership, "amendment")

    assert isinstance(amendment, Amendment)
    assert (amendment.record, amendment.changes[0].field) == ("EXC-20261112-n4w8", "note")
    assert findings(dealership) == []


def test_the_next_free_archive_code_is_given(dealership: Path) -> None:
    (dealership / "content/archive/ARC-20261117-b5n9.md").unlink()
    _, archive = made(dealership, "archive")

    assert isinstance(archive, Archive)
    assert archive.archive_code == "HY-GG·2026-D10-SCB-0001"
    assert (archive.ad, archive.title) == ("AD-20261012-k3f7", "云岭Y7 上市通栏")
    assert (archive.ran_from, archive.ran_to) == (date(2026, 11, 5), date(2026, 11, 5))
    assert archive.retain_until == date(2036, 12, 31)


def test_of_the_ads_that_wait_for_their_archive_the_last_is_taken_and_the_others_are_told(
    dealership: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (dealership / "content/archive/ARC-20261117-b5n9.md").unlink()
    with_second_ad(dealership)
    monkeypatch.chdir(dealership)
    done = CliRunner().invoke(new.command, ["archive", "--lang", "zh", "--today", str(TODAY)])

    told = done.stdout.splitlines()[-1]
    assert told == "已经投放、还没归档的广告（1 条）：AD-20261012-m8q2 云岭Y7 再次通栏"


def test_a_new_colleague_may_approve_nothing(dealership: Path) -> None:
    _, person = made(dealership, "staff")

    assert isinstance(person, Staff)
    assert (person.department, person.roles, person.emails) == ("marketing", (), ())


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("ad", ("copy_deadline", "flight_start")),
        ("press", ("due_on",)),
        ("event", ("starts_on", "report_due")),
    ],
)
@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 2), date(2026, 11, 27), date(2026, 11, 30)])
def test_no_day_of_a_draft_has_passed(
    dealership: Path, kind: str, days: tuple[str, ...], today: date
) -> None:
    path = write(dealership, KINDS[kind], ZH, Wish(today=today))
    record: Any = load(dealership).records.get(Path(path).stem)

    assert [day for day in days if getattr(record, day) < today] == []


def test_a_second_archive_code_follows_the_first(dealership: Path) -> None:
    with_second_ad(dealership)
    _, archive = made(dealership, "archive")

    assert isinstance(archive, Archive)
    assert archive.archive_code == "HY-GG·2026-D10-SCB-0002"
    assert archive.ad == "AD-20261012-m8q2"


def test_an_archive_code_that_was_deleted_is_never_given_again(dealership: Path) -> None:
    path = dealership / "content/archive/ARC-20261117-b5n9.md"
    who = ("-c", "user.name=何沐", "-c", "user.email=he@dealer.example")
    git(dealership, "init", "-q")
    git(dealership, "add", ".")
    git(dealership, *who, "commit", "-qm", "everything")
    path.unlink()
    git(dealership, *who, "commit", "-qam", "deleted")
    _, archive = made(dealership, "archive")

    assert isinstance(archive, Archive)
    assert archive.archive_code == "HY-GG·2026-D10-SCB-0002"


def test_natural_keys_become_ids(dealership: Path) -> None:
    assert made(dealership, "programme")[1].id == "PRG-2027"
    assert made(dealership, "procedure", for_kind="press")[1].id == "PROC-press-k3f7"


def test_a_kind_without_a_procedure_gets_the_first(dealership: Path) -> None:
    (dealership / "content/procedures/PROC-press.md").unlink()

    assert made(dealership, "procedure")[1].id == "PROC-press"


def test_fields_that_the_first_state_requires_are_not_optional(dealership: Path) -> None:
    procedure = dealership / "content/procedures/PROC-event.md"
    procedure.write_text(
        procedure.read_text(encoding="utf-8").replace(
            "    ball: us\n", "    ball: us\n    requires: [audience]\n", 1
        ),
        encoding="utf-8",
    )
    path, event = made(dealership, "event")

    assert isinstance(event, Event)
    assert event.audience == "待定"
    assert path not in {finding.path for finding in findings(dealership)}


def test_ids_never_collide_and_nothing_is_overwritten(dealership: Path) -> None:
    first, _ = made(dealership, "event")
    ends = iter(["k3f7", "K3F7", "m8q2"])
    second = write(dealership, KINDS["event"], ZH, Wish(today=TODAY), chance=lambda: next(ends))

    assert first == "content/events/EV-20261118-k3f7.md"
    assert second == "content/events/EV-20261118-m8q2.md"


def test_the_command_says_where_it_is_and_what_is_next(
    dealership: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dealership / "content")
    monkeypatch.setattr(clock, "short_random", lambda: "k3f7")
    result = run("month", "--month", "2026-12")

    assert result.exit_code == 0
    assert result.output == (
        "已写入：plans/2026-12/MON-2026-12.md\n"
        "1. 打开它，改掉“待定”和不对的内容；每一栏上面都写着该填什么。\n"
        "2. 改完检查一遍：./forecourt check plans/2026-12/MON-2026-12.md\n"
    )


def test_the_command_stops_with_two_when_it_cannot(dealership: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dealership)
    result = run("dealership")

    assert result.exit_code == 2
    assert result.output.endswith("已经有店铺档案了：content/dealership/DLR-hengyuan.md\n")


def test_blanks_are_written_in_english_too(dealership: Path) -> None:
    path = write(dealership, KINDS["press"], words_for("en"), Wish(today=TODAY))
    text = (dealership / path).read_text(encoding="utf-8")

    assert "title: to be decided\n" in text
    assert "# Lines that begin with # explain; they may stay or go.\n" in text
    assert "# Paid: Paid text must carry the ad label (Advertising Law art. 14)\npaid: no\n" in text


def test_random_ends_have_no_letters_that_look_alike() -> None:
    ends = {clock.short_random() for _ in range(200)}

    assert len(ends) > 190
    assert all(re.fullmatch("[2-9a-hjkmnp-z]{4}", end) for end in ends)


def test_a_waiver_begins_with_the_word_and_the_reason_that_fits_it(dealership: Path) -> None:
    """An award wants its paper; what nobody can keep gets no waiver; what is allowed already needs none."""
    press = next((dealership / "content/press").glob("*.md"))
    text = press.read_text(encoding="utf-8")
    plain = re.sub(r"(?m)^(state: ).*$", r"\1draft", text)
    awarded = re.sub(r"(?m)^title: .*$", "title: 购车送京牌，荣获2025年度最佳服务店称号", plain)
    press.write_text(awarded, encoding="utf-8")
    written = (dealership / write(dealership, KINDS["waiver"], ZH, Wish())).read_text(encoding="utf-8")

    assert re.findall(r"(?m)^(?:words|reason): .*$", written) == ["words: [最佳]", "reason: award"]

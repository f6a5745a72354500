"""A November with papers: a few records of every kind that volumes print, and their pictures on disk."""

import hashlib
import subprocess
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace
from PIL import Image, ImageDraw

from forecourt.binder.edition import Edition, Picture
from forecourt.commands.desk import Desk
from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Approval, Common, Evidence
from forecourt.kinds.event import Event, Figures
from forecourt.kinds.press import Press
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import ProofRule
from forecourt.kinds.staff import Staff
from forecourt.model.record import FileFact, Record, Records, World
from forecourt.store.load import Loaded, evidence_path
from forecourt.words.catalogue import words_for
from tests.money.make import (
    NOVEMBER,
    YUAN,
    ad,
    budgets,
    common,
    directive,
    event,
    month_plan,
    press,
    programme,
    records,
)

TODAY: Final = date(2026, 11, 24)
COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
COMMIT_TIME: Final = "2026-11-24T08:30:00+08:00"


def picture(width: int, height: int, *, form: str = "PNG", tint: int = 0, **options: Any) -> bytes:
    """A picture of that size with a frame; different tints give different files."""
    image = Image.new("RGB", (width, height), (250, 250, 255 - tint))
    ImageDraw.Draw(image).rectangle((4, 4, width - 5, height - 5), outline=(20, 20, 20), width=3)
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


FILES: Final[Mapping[str, bytes]] = {
    "plan.png": picture(600, 850, tint=1),
    "invoice.png": picture(600, 850, tint=2),
    "contract.png": picture(600, 850, tint=3),
    "paper.png": picture(900, 1300, tint=4),
    "screen.png": picture(1280, 800, tint=5),
    "recording.mp3": b"ID3 sound",
    **{f"photo-{number}.jpg": picture(800, 600, form="JPEG", tint=10 * number) for number in range(1, 6)},
}


def evidence(kind: str, file: str, **fields: Any) -> Evidence:
    """A piece of evidence in the folder beside the records."""
    return Evidence(
        kind=kind, file=f"papers/{file}", sha256=hashlib.sha256(FILES.get(file, b"")).hexdigest(), **fields
    )


def staff() -> Staff:
    """The manager."""
    fields = common("staff", "ST-lin", "active") | {"title": "林悦"}
    return Staff(**fields, department="marketing", roles=("marketing_manager",), emails=("a@b.example",))


def paid_ad() -> Ad:
    """An ad that ran and was paid, whole in its papers."""
    return replace(
        ad("AD-1", "paid", 12_000 * YUAN, 11_500 * YUAN, 11_500 * YUAN),
        title="京畿日报・云岭Y3试驾季",
        model="y3",
        published_on=date(2026, 11, 18),
        invoice_cost=11_500 * YUAN,
        visits=46,
        body="## 文案\n\n试驾**有礼**，到店即可。",
        approvals=(
            Approval(
                step="approve",
                by="ST-lin",
                role="marketing_manager",
                at=date(2026, 11, 5),
                opinion="同意，按计划执行",
            ),
        ),
        evidence=(
            evidence("tear_sheet", "paper.png", caption="汽车版通栏", taken_on=date(2026, 11, 18)),
            evidence("plan_sheet", "plan.png"),
            evidence("invoice", "invoice.png"),
            evidence("contract", "contract.png"),
            evidence("recording", "recording.mp3", caption="当天口播录音"),
        ),
    )


def archived() -> Archive:
    """The archived ad of AD-1."""
    return Archive(
        **common("archive", "ARC-1", "filed"),
        month=NOVEMBER,
        archive_code="YL-GG·2026-D10-SCB-0001",
        ad="AD-1",
        ran_from=date(2026, 11, 18),
        ran_to=date(2026, 11, 18),
        archived_on=date(2026, 11, 20),
        retain_until=date(2029, 11, 18),
        evidence=(evidence("screenshot", "screen.png", caption="存档页"),),
    )


def counted_press() -> Press:
    """A paid article without the screenshot of its label."""
    return replace(
        press("PR-1", "paid"),
        title="云岭Y3长测：通勤一千公里",
        paid=True,
        ad_label=True,
        published_on=date(2026, 11, 12),
        cost=2_000 * YUAN,
        body="长测正文第一段。",
        evidence=(evidence("clipping", "screen.png"),),
    )


def wrapped_event() -> Event:
    """An event with five photos and results."""
    return replace(
        event("EV-1", "paid", [(4_000 * YUAN, 3_800 * YUAN), (1_000 * YUAN, None)]),
        title="暖冬到店礼",
        targets=Figures(visits=60, orders=3),
        results=Figures(visits=66, orders=0),
        evidence=tuple(
            evidence("photo", f"photo-{number}.jpg", caption=f"现场{number}", taken_on=date(2026, 11, 21))
            for number in range(1, 6)
        ),
    )


def november(*more: Record, without: frozenset[str] = frozenset(), **plan: Any) -> Records:
    """The November of these tests with `more` records; evidence files named in `without` are not there."""
    policy = programme(
        sample=True,
        proof_rules=(
            ProofRule(channel="newspaper", always=("invoice", "contract", "tear_sheet")),
            ProofRule(channel="event", always=("sign_in",), photos=4),
        ),
    )
    month = month_plan(channel_budgets=budgets(newspaper=20_000 * YUAN, event=5_000 * YUAN), **plan)
    frame = records(
        staff(),
        paid_ad(),
        replace(ad("AD-2", "booked", 5_000 * YUAN, 4_800 * YUAN), title="京畿日报・二次投放"),
        replace(ad("AD-3", "draft", 3_000 * YUAN), title="尚未上报的计划"),
        replace(ad("AD-4", "cancelled", 3_000 * YUAN), title="已取消的计划"),
        archived(),
        counted_press(),
        replace(press("PR-2", "draft"), title="还在写的稿件"),
        wrapped_event(),
        replace(event("EV-2", "approved"), title="只批准未执行的活动"),
        replace(
            directive("DIR-1", "paid", date(2026, 11, 10)),
            title="十一月宣传导向",
            replied_on=date(2026, 11, 9),
        ),
        *more,
        plan=month,
        policy=policy,
    )
    return Records(items=frame.items, files=facts(frame, without))


def facts(found: Records, without: frozenset[str] = frozenset()) -> dict[str, FileFact]:
    """What is known of the files that the records name."""
    named = {}
    for record in found:
        for item in record.evidence if isinstance(record, Common) else ():
            path, name = evidence_path(record, item.file), item.file.rpartition("/")[2]
            if path and name in FILES and name not in without:
                named[path] = FileFact(size=len(FILES[name]), sha256=item.sha256)
    return named


def pictures(found: Records) -> dict[str, Picture]:
    """Printable pictures of every file, by path, without reading any."""
    shown = {}
    for path in found.files:
        data = FILES[path.rpartition("/")[2]]
        if not path.endswith(".mp3"):
            with Image.open(BytesIO(data)) as image:
                shown[path] = Picture(
                    url=f"picture:{path.rpartition('/')[2]}", width=image.width, height=image.height
                )
    return shown


def edition(found: Records | None = None, lang: str = "zh", **fields: Any) -> Edition:
    """An edition of November at one clean commit."""
    world = World(records=november() if found is None else found, today=TODAY)
    values: dict[str, Any] = {"commit": COMMIT, "dirty": False, "pictures": pictures(world.records)}
    digests = {record.path: hashlib.sha256(record.id.encode()).hexdigest() for record in world.records}
    return Edition(world=world, month=NOVEMBER, words=words_for(lang), digests=digests, **values | fields)


def desk(root: Path, found: Records | None = None, *, commit: bool = True) -> Desk:
    """A dealership on disk: papers beside the records, one Git commit of a known time."""
    world = World(records=november() if found is None else found, today=TODAY)
    folder = root / "plans" / "2026-11" / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "content").mkdir(exist_ok=True)
    for name, data in FILES.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(data)
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    if commit:
        git_commit(root)
    sources = {record.path: record.id.encode() for record in world.records}
    loaded = Loaded(records=world.records, findings=(), sources=sources)
    return Desk(root=root, loaded=loaded, world=world, findings=())


def git_commit(root: Path) -> None:
    """Commit everything at COMMIT_TIME."""
    who = ("-c", "user.name=林悦", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    environ = {"GIT_COMMITTER_DATE": COMMIT_TIME, "GIT_AUTHOR_DATE": COMMIT_TIME, "PATH": "/usr/bin:/bin"}
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "十一月")):
        subprocess.run(["git", "-C", str(root), *arguments], env=environ, check=True)


def procedure_with(found: Records, kind: str, state: str, *demanded: str) -> Records:
    """The records with a procedure whose state demands those evidence kinds."""
    items = []
    for record in found:
        changed: Record = record
        if isinstance(record, Procedure) and record.for_kind == kind:
            changed = replace(
                record,
                states=tuple(
                    replace(one, evidence=demanded) if one.name == state else one for one in record.states
                ),
            )
        items.append(changed)
    return Records(items=tuple(items), files=found.files)

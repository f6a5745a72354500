"""A builder of small real Git histories: a shop with its law on main, and a branch on which people work."""

import functools
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from click.testing import CliRunner, Result

from forecourt.commands import move, step

SHOP: Final = Path(__file__).parent.parent / "dealership"
ID: Final = "AD-20261102-a1b2"
AD: Final = f"plans/2026-11/ads/{ID}.md"
TODAY: Final = "2026-11-18"
# Short names of the shop's people: general manager, marketing manager, assistant, specialist, finance.
PEOPLE: Final = {
    "gm": ("周岩", "zhou@dealer.example", "ST-zhou"),
    "mm": ("林晓棠", "lin@dealer.example", "ST-lin"),
    "ma": ("何沐", "he@dealer.example", "ST-he"),
    "ms": ("乔一鸣", "qiao@dealer.example", "ST-qiao"),
    "fi": ("范亦", "fan@dealer.example", "ST-fan"),
}
STRANGER: Final = ("路人", "someone@elsewhere.example", "")
PROCEDURE: Final = """\
---
kind: procedure
id: PROC-ad
title: 广告投放流程
state: in_force
owner: ST-lin
for_kind: ad
version: "1.0"
effective_from: 2026-01-01
duties: [M2, W1.1]
states:
  - {name: draft, label: 起草, money: none, work: open, ball: us}
  - {name: submitted, label: 已上报, money: planned, work: open, ball: management}
  - {name: approved, label: 已批准, money: planned, work: open, ball: us, evidence: [plan_sheet], frozen: [net_cost, outlet]}
  - {name: returned, label: 已退回, money: none, work: open, ball: us, requires: [reason]}
  - {name: booked, label: 已签约, money: committed, work: open, ball: us, requires: [contract_no, contract_cost], evidence: [plan_sheet], frozen: [net_cost, outlet, contract_cost]}
  - {name: archived, label: 已归档, money: granted, work: done, ball: us, frozen: [net_cost, outlet, contract_cost], closed: yes}
steps:
  - {name: submit, label: 上报, from: [draft, returned], to: submitted, roles: [marketing_assistant, marketing_specialist], approval: yes}
  - {name: approve, label: 批准, from: [submitted], to: approved, roles: [general_manager], other_than_owner: yes, approval: yes}
  - {name: return, label: 退回, from: [submitted, approved], to: returned, roles: [general_manager], reason: yes}
  - {name: book, label: 签约, from: [approved], to: booked, roles: [marketing_manager]}
  - {name: archive, label: 归档, from: [booked], to: archived, roles: [marketing_assistant]}
---
广告按上面的步骤走。
"""  # noqa: E501  one state, one step a line
RECORD: Final = f"""\
---
kind: ad
id: {ID}
title: 周末试驾通栏
state: draft
owner: ST-he
month: 2026-11
outlet: OUT-daily
channel: newspaper
theme: 周末试驾
model: y7
position: 汽车版通栏
copy_deadline: 2026-11-20
flight_start: 2026-11-26
flight_end: 2026-11-26
insertions: 1
list_price: 48,000
discount: 2.5折
net_cost: 12,000
---
画面按厂家确认稿。
"""


@dataclass(frozen=True)
class Found:
    """A finding as the command gives it."""

    code: str
    record: str
    field: str
    message: str
    hint: str


class History:
    """A repository whose main holds the shop with one submitted ad, and a branch `work`."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "shop"
        shutil.copytree(_template(), self.root, symlinks=True)
        self.git("checkout", "--quiet", "-b", "work")

    # Files of the work tree.

    def text(self, path: str = AD) -> str:
        """What a file says."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file, with its folder."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str, path: str = AD) -> None:
        """Replace one piece of a file, which must be there."""
        text = self.text(path)
        assert old in text, text
        self.write(path, text.replace(old, new, 1))

    def state(self, new: str, path: str = AD) -> None:
        """Write another state by hand."""
        line = next(line for line in self.text(path).splitlines() if line.startswith("state: "))
        self.edit(line, f"state: {new}", path)

    def proof(self, name: str = "plan.pdf", content: str = "计划表", path: str = AD) -> None:
        """File a plan sheet as evidence of the record."""
        data = b"%PDF-1.4 " + content.encode() + b"\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
        folder = path.removesuffix(".md")
        (self.root / folder).mkdir(exist_ok=True)
        (self.root / folder / name).write_bytes(data)
        item = (
            f"  - kind: plan_sheet\n    file: {folder.rpartition('/')[2]}/{name}\n"
            f"    sha256: {hashlib.sha256(data).hexdigest()}\n"
        )
        head, _, body = self.text(path)[4:].partition("---\n")
        head += item if "evidence:\n" in head else "evidence:\n" + item
        self.write(path, f"---\n{head}---\n{body}")

    def entry(
        self,
        by: str,
        step: str = "approve",
        *,
        role: str = "general_manager",
        seal: str = "0" * 64,
        day: str = "2026-11-18",
        deputy_for: str = "",
    ) -> None:
        """Write an approval entry by hand, behind the others."""
        self.edit("month: 2026-11\n", entry_text(by, step, role, seal, day, deputy_for) + "month: 2026-11\n")

    # Git.

    def git(
        self, *arguments: str, who: str = "mm", committer: str = "", date: str = "2026-11-18T10:00:00"
    ) -> str:
        """Run Git as a person; the author's date is `date`."""
        name, email, _ = PEOPLE.get(who, STRANGER)
        second, its_email, _ = PEOPLE.get(committer or who, STRANGER)
        environment = os.environ | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": email,
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_NAME": second,
            "GIT_COMMITTER_EMAIL": its_email,
            "GIT_EDITOR": "true",
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def commit(self, who: str, message: str = "change", **more: str) -> str:
        """Commit everything as a person; gives the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message, who=who, **more)
        return self.git("rev-parse", "HEAD")

    def on_main(self, who: str, *edits: tuple[str, str, str]) -> None:
        """Edit files (path, old, new) on main in one commit and come back."""
        self.git("checkout", "--quiet", "main")
        for path, old, new in edits:
            self.edit(old, new, path)
        self.commit(who, "law")
        self.git("checkout", "--quiet", "work")

    def restart(self) -> None:
        """Let the branch begin again at main."""
        self.git("checkout", "--quiet", "--force", "-B", "work", "main")

    def lose(self, name: str) -> None:
        """Take one object away, as a failing disk does."""
        objects = self.root / ".git/objects"
        for pack in (objects / "pack").glob("*.pack"):
            # Git unpacks nothing that it has already: the pack must be elsewhere.
            away = shutil.move(pack, self.root.parent)
            pack.with_suffix(".idx").unlink()
            with Path(away).open("rb") as packed:
                subprocess.run(["git", "unpack-objects", "-q"], cwd=self.root, stdin=packed, check=True)
        (objects / name[:2] / name[2:]).unlink()

    # Forecourt.

    def move(self, to: str, who: str, id: str = ID, *more: str) -> Result:
        """Run `forecourt move` as that person, and commit what it wrote."""
        done = self.move_only(to, who, id, *more)
        if done.exit_code == 0:
            self.commit(who, f"{id}: {to}")
        return done

    def move_only(self, to: str, who: str, id: str = ID, *more: str) -> Result:
        """Run `forecourt move` as that person; nothing is committed."""
        return self.run(move.command, id, to, "--as", PEOPLE[who][0], "--base", "main", *more)

    def run(self, command: Any, *arguments: str) -> Result:
        """Run a command in the shop on its day."""
        before = Path.cwd()
        os.chdir(self.root)
        try:
            environment = {
                "FORECOURT_LANG": "zh",
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_NOSYSTEM": "1",
            }
            return CliRunner(env=environment).invoke(command, [*arguments, "--today", TODAY])
        finally:
            os.chdir(before)

    def step(self, base: str = "main", head: str = "HEAD") -> list[Found]:
        """The findings of `forecourt step`; an exit status that does not fit them fails."""
        done = self.run(step.command, base, head, "--format", "json")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code in (0, 1), done.output
        told = json.loads(done.stdout)["findings"]
        assert done.exit_code == any(one["severity"] == "error" for one in told), done.output
        return [Found(*(one[key] for key in ("code", "record", "field", "message", "hint"))) for one in told]

    def refusals(self, base: str = "main", head: str = "HEAD") -> list[tuple[str, str]]:
        """Code and message of every finding."""
        return [(one.code, one.message) for one in self.step(base, head)]


def entry_text(by: str, step: str, role: str, seal: str, day: str, deputy_for: str) -> str:  # noqa: PLR0917
    """An approval entry as people write it."""
    more = f", deputy_for: {PEOPLE[deputy_for][2]}" if deputy_for else ""
    more += f", seal: {seal}" if seal else ""
    return f"  - {{step: {step}, by: {PEOPLE[by][2]}, role: {role}, at: {day}{more}}}\n"


@functools.cache
def _template() -> Path:
    """The shop on main with one submitted ad, made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="forecourt-history-"))
    shutil.copytree(SHOP, folder, dirs_exist_ok=True)
    (folder / "content/procedures/PROC-ad.md").write_text(PROCEDURE, encoding="utf-8")
    (folder / AD).write_text(
        RECORD.replace("state: draft", "state: submitted").replace(
            "owner: ST-he\n",
            "owner: ST-he\napprovals:\n"
            "  - {step: submit, by: ST-he, role: marketing_assistant, at: 2026-11-10}\n",
        ),
        encoding="utf-8",
    )
    for arguments in (
        ("init", "--quiet", "--template=", "--initial-branch", "main"),
        # Copies have other inodes: that alone makes no file worth reading again.
        ("config", "core.checkStat", "minimal"),
        ("config", "core.trustCtime", "false"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "shop"),
        # One file in place of two hundred to copy.
        ("repack", "-a", "-d", "--quiet"),
    ):
        _plain_git(folder, arguments)
    return folder


def _plain_git(folder: Path, arguments: Sequence[str]) -> None:
    who = ("-c", "user.name=林晓棠", "-c", "user.email=lin@dealer.example", "-c", "gc.auto=0")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

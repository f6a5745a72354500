"""A small dealership with ads that may be edited, its sheets, and the import of an edited one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook

from forecourt.commands import import_
from forecourt.kinds.ad import Ad
from forecourt.kinds.month import MonthPlan
from forecourt.sheets.editable import Editable, add_editable, budget_sheet, schedule_sheet
from forecourt.sheets.names import Names
from forecourt.store.load import load
from forecourt.words.catalogue import words_for
from tests.broken.cases import TODAY, dealership_with

DRAFT, OTHER, BOOKED, CLOSED = (
    "AD-20261110-a1b2",
    "AD-20261111-c3d4",
    "AD-20261112-e5f6",
    "AD-20261012-k3f7",
)
MONTH = "MON-2026-11"
MONTH_PATH = f"plans/2026-11/{MONTH}.md"
FRONT = """---
kind: ad
id: {id}
title: "云岭Y7：首批到店"   # 等画面
state: {state}
owner: ST-qiao
month: 2026-11
outlet: OUT-daily   # 京畿日报
channel: newspaper
theme: '新车到店'
model: y7
position: 汽车版通栏
colour: full
width_cm: 34.4
height_cm: 8
copy_deadline: 2026-11-23
flight_start: 2026-11-26
flight_end: 2026-11-27
insertions: 1
list_price: "48,000"
discount: 2.5折
net_cost: 1.2万   # 已谈好
creative_version: v1
{more}---

## 画面文案

首批到店，周末试驾。
"""


def path_of(id: str) -> str:
    """Where an ad's file lies."""
    return f"plans/2026-11/ads/{id}.md"


def front(id: str, state: str = "draft", more: str = "") -> bytes:
    """An ad's file."""
    return FRONT.format(id=id, state=state, more=more).encode()


Edit = Callable[[Worksheet], None]


@dataclass(frozen=True)
class Shop:
    """The dealership in `root`."""

    root: Path

    def text(self, id: str) -> str:
        """An ad's file as it is now."""
        return (self.root / path_of(id)).read_bytes().decode()

    def edit_file(self, path: str, old: str, new: str) -> None:
        """Change a record's file as somebody else would."""
        file = self.root / path
        text = file.read_bytes().decode()
        assert old in text
        file.write_bytes(text.replace(old, new, 1).encode())

    def snapshot(self) -> Mapping[str, bytes]:
        """All files."""
        return {str(path): path.read_bytes() for path in sorted(self.root.rglob("*.md"))}

    def exported(self, what: str = "schedule") -> bytes:
        """The editable sheet as a workbook."""
        loaded = load(self.root)
        names = Names(records=loaded.records)
        if what == "schedule":
            return book(schedule_sheet(loaded.records.of(Ad), names, loaded.sources))
        plan = loaded.records.find(MonthPlan, MONTH)
        assert plan is not None
        return book(budget_sheet(plan, names, loaded.sources))

    def run(self, data: bytes, *options: str, what: str = "schedule", name: str = "排期.xlsx") -> Result:
        """Import a workbook."""
        file = self.root / name
        file.write_bytes(data)
        arguments = [what, str(file), "--today", TODAY.isoformat(), *options]
        return CliRunner().invoke(import_.command, arguments, catch_exceptions=False)

    def changed(self, edit: Edit, *options: str, what: str = "schedule") -> Result:
        """Export, edit, import."""
        return self.run(edited(self.exported(what), edit), *options, what=what)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    root = dealership_with(tmp_path / "店")
    folder = root / "plans/2026-11/ads"
    (folder / f"{DRAFT}.md").write_bytes(front(DRAFT))
    (folder / f"{OTHER}.md").write_bytes(front(OTHER).replace(b"\n", b"\r\n"))
    signed = "contract_no: HT-2026-200\ncontract_signed_on: 2026-11-12\ncontract_cost: 12000\n"
    (folder / f"{BOOKED}.md").write_bytes(front(BOOKED, "booked", signed))
    monkeypatch.chdir(root)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    return Shop(root)


def book(sheet: Editable) -> bytes:
    """A workbook of one editable sheet."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as made:
        add_editable(made, sheet, words_for("zh"))
    return target.getvalue()


def edited(data: bytes, edit: Edit) -> bytes:
    """The workbook after `edit` of its first sheet, as openpyxl saves it."""
    opened = openpyxl.load_workbook(BytesIO(data))
    page = opened.worksheets[0]
    edit(page)
    target = BytesIO()
    opened.save(target)
    return target.getvalue()


def column_of(page: Worksheet, label: str) -> int:
    """The column headed by that label (without its unit)."""
    for row in page.iter_rows():
        for cell in row:
            if str(cell.value).partition("（")[0] == label and cell.column is not None:
                return cell.column
    raise AssertionError(f"no column {label}")


def row_of(page: Worksheet, id: str, nth: int = 0) -> int:
    """The row of a record."""
    rows = [cell.row for column in page.iter_cols() for cell in column if cell.value == id]
    return sorted(rows)[nth]


def put(id: str, label: str, value: Any, nth: int = 0) -> Edit:
    """The edit of one cell."""

    def edit(page: Worksheet) -> None:
        page.cell(row_of(page, id, nth), column_of(page, label)).value = value

    return edit


def both(*edits: Edit) -> Edit:
    """Several edits as one."""

    def edit(page: Worksheet) -> None:
        for one in edits:
            one(page)

    return edit


def told(done: Result) -> list[str]:
    """What was printed as the result, else the error, line by line; not which sheets were read."""
    return [line for line in (done.stdout or done.stderr).splitlines() if line]

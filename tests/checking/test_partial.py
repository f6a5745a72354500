"""All findings in one run: what cannot be read of a record hides nothing else, and is told once."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from forecourt.commands.desk import open_desk
from tests.broken.cases import DEALERSHIP, TODAY, Case, all_cases, dealership_with, opened

AD = "plans/2026-11/ads/AD-20261012-k3f7.md"
EVENT = "content/events/EV-20261104-t6w2.md"
PRESS = "content/press/PR-20261103-m2p8.md"
STAFF = "content/staff/ST-lin.md"
PROCEDURE = "content/procedures/PROC-ad.md"
RECORDS = sorted(path.relative_to(DEALERSHIP).as_posix() for path in DEALERSHIP.rglob("*.md"))
# A sum that lacks a record would be wrong, so records that are read in part are never counted.
SUMS = (
    "MO13",
    "MO14",
    "MO15",
    "MO16",
    "CL08",
    "CL16",
    "FN04",
    "FN05",
    "LD04",
    "CP04",
    "CP06",
    "SK08",
    "DV01",
    "KP03",
    "SS02",
    "SS05",
    "PG08",
    "PG09",
    "BN03",
    "CL16",
    "CL17",
    "CL18",
    "CL19",
    "CL20",
)
# What is told besides about a field of which the parser stumbles, or about the place of another.
OF_READING = ("FM15", "SH07")

# What makes one procedure another than the next: its other fields mean the same in each of the thirty.
OWN = ("kind", "id", "state", "for_kind", "states", "steps")

# Code, path of the record, field.
Found = tuple[str, str, str]


def found(root: Path) -> Counter[Found]:
    return Counter((one.code, one.path, one.field) for one in opened(root).findings)


def from_rules() -> list[Case]:
    """Cases whose record is read whole, so that every finding comes from a rule."""
    return [case for case in all_cases() if not any(code[:2] in ("FM", "SH") for code in case.codes)]


def edit(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    source = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    (root / path).write_text(source, encoding="utf-8")


@pytest.mark.parametrize("case", from_rules(), ids=lambda case: case.name)
def test_a_missing_title_hides_no_other_finding(case: Case, tmp_path: Path) -> None:
    source = case.record.read_text(encoding="utf-8")
    root = dealership_with(tmp_path, case.place, source.encode())
    before = found(root)
    (root / case.place).write_text(re.sub(r"(?m)^title:.*\n", "", source, count=1), encoding="utf-8")

    after, title = found(root), Counter([("SH01", case.place, "title")])
    assert after - before == title
    assert {code for code, _, _ in before - after} <= set(SUMS)


def fields(source: str) -> Iterator[tuple[str, str, str, str]]:
    """Each field of the front matter: what stands before it, its key, its lines, what stands behind."""
    head, mark, body = source.partition("\n---\n")
    for match in re.finditer(r"(?m)^([a-z_]+):.*\n?(?:[ #].*\n?)*", head):
        yield head[: match.start()], match[1], match[0], head[match.end() :] + mark + body


@pytest.mark.parametrize("path", RECORDS)
def test_a_field_that_cannot_be_read_is_all_that_is_told(path: str, tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    source = (root / path).read_text(encoding="utf-8")
    for place, (before, key, lines, behind) in enumerate(fields(source), start=len(path)):
        if path.startswith("content/procedures/") and path != PROCEDURE and key not in OWN:
            continue
        rest = lines.partition("\n")[2]
        ways = (f"{key}: [[x]]\n", f'{key}: "？\\n？"\n', f'{key}: "no end\n{rest}')
        broken = ways[place % len(ways)]  # each field meets each way in some record
        (root / path).write_text(before + broken + behind, encoding="utf-8")
        told = opened(root).findings

        assert told
        others = [
            (one.code, one.path, one.field)
            for one in told
            if one.path != path or (one.field.split(".")[0] != key and one.code not in OF_READING)
        ]
        assert (broken, others) == (broken, [])


def test_everything_of_one_bad_record_is_found_in_one_run(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    edit(
        root, AD,
        ("id: AD-20261012-k3f7\n", "id: EV-20261104-t6w2\n"),
        ("title: 云岭Y7 上市通栏\n", ""),
        ("by: ST-lin", "by: ST-linn"),
        ("at: 2026-10-20", "at: gestern"),
        ("file: AD-20261012-k3f7/tear-sheet.png", "file: AD-20261012-k3f7/lost.png"),
        ("outlet: OUT-daily", "outlet: OUT-dayly"),
        ("model: y7", "model: y9"),
        ("net_cost: 12,000\n", "net_cost: viel\n"),
        ("invoice_no: FP-0099\n", ""),
    )  # fmt: skip

    assert found(root) == Counter(
        [
            ("EV02", AD, "evidence.0.file"),
            ("ID01", AD, "id"),
            ("ID01", EVENT, "id"),
            ("ID02", AD, "id"),
            ("ID03", AD, "id"),
            ("MO06", AD, "invoice_cost"),
            ("RF01", AD, "approvals.0.by"),
            ("RF01", AD, "outlet"),
            ("RF06", AD, "model"),
            ("SH01", AD, "title"),
            ("SH03", AD, "approvals.0.at"),
            ("SH03", AD, "net_cost"),
            # These name an ad that is not called so any more.
            ("RF01", "content/archive/ARC-20261117-b5n9.md", "ad"),
            ("RF01", "content/amendments/AMD-20261117-h8r3.md", "record"),
            ("RF01", "plans/2026-11/claims/CLM-20261117-q4n8.md", "lines.0.record"),
            ("RF01", "plans/2026-11/exceptions/EXC-20261112-n4w8.md", "record"),
        ]
    )


def test_one_bad_item_of_a_list_does_not_hide_the_next(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    edit(
        root,
        AD,
        ("evidence:\n", "evidence:\n  - kind: photo\n    file: a.jpg\n    sha256: x\n  - kind: photo\n"),
    )

    assert found(root) == Counter(
        [
            ("SH03", AD, "evidence.0.sha256"),
            ("EV02", AD, "evidence.0.file"),
            ("SH01", AD, "evidence.1.file"),
            ("SH01", AD, "evidence.1.sha256"),
        ]
    )


def test_a_proof_that_is_shared_with_a_record_read_in_part_is_found_at_both(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    proof = re.search(r"  - kind: tear_sheet\n.*\n.*\n", (root / AD).read_text(encoding="utf-8"))
    assert proof is not None
    shared = proof[0].replace("file: ", "file: ../../plans/2026-11/ads/")
    edit(root, PRESS, ("month: 2026-11\n", "month: November\n"), ("state: published\n", "state: publisht\n"))
    source = (root / PRESS).read_text(encoding="utf-8")
    (root / PRESS).write_text(source.replace("owner: ST-he\n", f"owner: ST-he\nevidence:\n{shared}"), "utf-8")

    assert found(root) == Counter(
        [
            ("SH03", PRESS, "month"),
            ("ST01", PRESS, "state"),
            ("EV07", PRESS, "evidence.0.file"),
            ("EV07", AD, "evidence.0.file"),
        ]
    )


def test_records_that_name_one_read_in_part_are_judged_by_what_is_known_of_it(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    edit(root, PRESS, ("title: ", "titel: "))
    edit(root, AD, ("outlet: OUT-daily", "outlet: PR-20261103-m2p8"))

    assert found(root) == Counter(
        [("SH01", PRESS, "title"), ("SH02", PRESS, "titel"), ("RF02", AD, "outlet")]
    )


def test_a_procedure_read_in_part_still_judges_states(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    edit(root, PROCEDURE, ("owner: ST-lin\n", ""))
    edit(root, AD, ("state: archived\n", "state: archivd\n"))

    assert found(root)[("ST01", AD, "state")] == 1


def test_of_an_unknown_kind_the_common_fields_are_judged(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    edit(
        root,
        PRESS,
        ("kind: press\n", "kind: pres\n"),
        ("owner: ST-he\n", "owner: ST-hee\n"),
        ("title: ", "x: "),
    )

    assert found(root) == Counter(
        [("SH06", PRESS, "kind"), ("SH01", PRESS, "title"), ("RF01", PRESS, "owner")]
    )


def test_the_pinned_day_holds_though_its_record_is_read_in_part(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    shop = next(path for path in RECORDS if path.startswith("content/dealership/"))
    edit(root, shop, ("city: ", "today: 2026-11-02\ntown: "))

    assert open_desk(root, today=None, clock=TODAY).world.today == date(2026, 11, 2)


def test_what_is_read_in_part_is_never_counted(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    edit(root, AD, ("title: 云岭Y7 上市通栏\n", ""))
    records = opened(root).world.records

    assert [one.path for one in records.partial] == [AD]
    assert AD not in {one.path for one in records}
    assert records.get("AD-20261012-k3f7") is None
    assert records.unreadable["ad-20261012-k3f7"] == AD

"""What no file in this folder can show about the front desk: two reports of a day, a whole past month."""

from pathlib import Path

FUNNEL = "plans/2026-11/funnel/FUN-20261101-a2b3.md"


def make_ended_month(root: Path) -> None:
    """November becomes an October that is over, with all of its money on the newspaper."""
    plans = root / "plans" / "2026-11"
    ended = plans / "MON-2026-11.md"
    ended.write_text(ended.read_text(encoding="utf-8").replace("2026-11", "2026-10"), encoding="utf-8")
    ended.rename(root / "plans" / "MON-2026-10.md")
    ad = plans / "ads" / "AD-20261012-k3f7.md"
    ad.write_text(
        ad.read_text(encoding="utf-8").replace("month: 2026-11", "month: 2026-10"), encoding="utf-8"
    )


def make_two_reports(root: Path) -> None:
    """The cancelled report of a day counts, and a second one is about the same day."""
    first = root / FUNNEL
    text = first.read_text(encoding="utf-8").replace("state: cancelled", "state: closed")
    first.write_text(text, encoding="utf-8")
    first.with_name("FUN-20261102-c4d5.md").write_text(
        text.replace("FUN-20261101-a2b3", "FUN-20261102-c4d5"), encoding="utf-8"
    )


def make_days_of_a_past_month(root: Path) -> None:
    """An October that is over, of which every day is reported, with other sums than its record."""
    make_ended_month(root)
    month = root / "plans" / "MON-2026-10.md"
    counted = "traffic:\n  - source: newspaper\n    visits: 9\n---\n"
    month.write_text(
        month.read_text(encoding="utf-8").replace("---\n", counted, 2).replace(counted, "---\n", 1),
        encoding="utf-8",
    )
    report = (root / FUNNEL).read_text(encoding="utf-8").replace("state: cancelled", "state: closed")
    for day in range(1, 32):
        id = f"FUN-202610{day:02}-a2b3"
        text = report.replace("2026-11-01", f"2026-10-{day:02}").replace("month: 2026-11", "month: 2026-10")
        text = text.replace("FUN-20261101-a2b3", id)
        if day > 1:
            text = text.partition("rows:")[0] + "rows: []\n---\n"
        path = root / "plans" / "2026-10" / "funnel" / f"{id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def make_platforms_of_a_past_month(root: Path) -> None:
    """An October that is over, of which the platform log has other leads than the front desk."""
    make_days_of_a_past_month(root)
    for report in (root / "plans" / "2026-10" / "funnel").glob("FUN-20261001-*.md"):
        text = report.read_text(encoding="utf-8")
        report.write_text(text.replace("source: newspaper", "source: online\n    leads: 4"), encoding="utf-8")
    log = root / "plans" / "2026-11" / "platforms" / "PLT-20261102-k4m7.md"
    text = log.read_text(encoding="utf-8").replace("2026-11", "2026-10")
    moved = root / "plans" / "2026-10" / "platforms" / log.name
    moved.parent.mkdir(parents=True)
    moved.write_text(text.replace("state: open", "state: closed"), encoding="utf-8")
    log.unlink()

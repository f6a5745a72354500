"""What was done by its last day, by person and kind; today is 24 November 2026."""

from datetime import date

from msgspec.structs import replace

from forecourt.model.record import Records
from forecourt.money.punctual import on_time
from forecourt.money.ratio import Ratio
from tests.money.make import directive, press, procedures

TODAY = date(2026, 11, 24)
BEFORE, DUE, AFTER = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23)


def found(*records: object) -> dict[tuple[str, str], Ratio]:
    return dict(on_time(Records(items=(*procedures(), *records)), TODAY))  # type: ignore[arg-type]


def test_the_last_day_itself_is_in_time_and_open_work_past_it_is_not() -> None:
    assert found(
        press("PR-1", "paid", published_on=DUE),
        press("PR-2", "paid", published_on=AFTER),
        press("PR-3", "draft"),
        replace(directive("DIR-1", "draft", DUE), replied_on=BEFORE, owner="ST-He"),
    ) == {
        ("st-lin", "press"): Ratio(part=1, whole=3),
        ("st-he", "directive"): Ratio(part=1, whole=1),
    }


def test_what_still_has_time_was_cancelled_or_has_no_day_is_not_judged() -> None:
    assert (
        found(
            press("PR-1", "draft", due_on=TODAY),
            press("PR-2", "cancelled"),
            # Done, and nobody wrote when.
            press("PR-3", "paid"),
        )
        == {}
    )

"""The day that counts is the dealership's, wherever the computer stands."""

import time
from datetime import UTC, date, datetime

import pytest

from forecourt.edge import clock


class _Early(datetime):
    """Half past two in the morning of 24 November 2026 in Beijing, which is still the 23rd in London."""

    @classmethod
    def now(cls, tz: object = None) -> "_Early":
        moment = cls(2026, 11, 23, 18, 30, tzinfo=UTC)
        return moment.astimezone(tz)  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Shanghai", "Pacific/Auckland"])
def test_today_is_the_day_in_china_on_every_computer(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "datetime", _Early)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert clock.today() == date(2026, 11, 24)
    finally:
        monkeypatch.undo()
        time.tzset()

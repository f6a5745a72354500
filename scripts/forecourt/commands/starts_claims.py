"""What a new claim and a new override begin with."""

from typing import Any

from forecourt.commands.start import Start, programme_of
from forecourt.kinds.programme import Programme
from forecourt.model.money import format_yuan
from forecourt.model.record import Record
from forecourt.money.claims import claimable_on, unclaimed


def claim(start: Start) -> dict[str, Any]:
    """The first record that is paid and not claimed yet; how much is asked back is for a person to say."""
    programme = programme_of(start)
    record = next(iter(unclaimed(start.records)), None)
    month = getattr(record, "month", start.month)
    return {
        "month": str(month),
        "programme": programme.id if programme else start.open_text,
        "lines": [_line(record, programme, start)],
        "tranches": [
            {
                "fund": programme.funds[0].name if programme else "main",
                "accrued_in": str(month),
                "amount": "0",
            }
        ],
    }


def override(start: Start) -> dict[str, Any]:
    """Which record, which rung and up to how much is for a person to say."""
    return {"reason": start.open_text}


def _line(record: Record | None, programme: Programme | None, start: Start) -> dict[str, str]:
    return {
        "record": start.open_text if record is None else record.id,
        "spent": format_yuan(0 if record is None else claimable_on(record)),
        "rate": str(programme.funds[0].match_rate) if programme else "0",
        "claimed": "0",
    }

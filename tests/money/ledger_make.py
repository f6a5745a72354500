"""Claims and a dealership with their procedure, for tests of the ledger and of what is folded from it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.claim import Claim, ClaimLine, TrancheUse
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.staff import Staff
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from tests.money.make import (
    NOVEMBER,
    common,
    dealership,
    month_plan,
    outlet,
    procedure,
    procedures,
    programme,
)

# Fund, month of accrual, fen.
Use = tuple[str, Month, int]
POSTED = date(2026, 11, 20)
AUDITED = date(2026, 12, 10)


def claim(id: str, state: str, uses: Sequence[Use] = (), **fields: Any) -> Claim:
    """A claim posted on 20 November for AD-1, of twice what it takes of its tranches."""
    taken = sum(fen for _, _, fen in uses)
    made = Claim(
        **common("claim", id, state),
        month=NOVEMBER,
        programme="PRG-2026",
        lines=(ClaimLine(record="AD-1", spent=2 * taken, rate=Decimal(50), claimed=taken),),
        tranches=tuple(TrancheUse(fund=fund, accrued_in=month, amount=fen) for fund, month, fen in uses),
        sent_on=POSTED,
        postmark_on=POSTED,
    )
    return replace(made, **fields)


def _of_overrides() -> Procedure:
    """The general manager approves overrides."""
    law = procedure("override")
    [step] = law.steps
    return replace(law, steps=(replace(step, to="paid", approval=True, roles=("general_manager",)),))


def staff(id: str, role: str) -> Staff:
    """Somebody on the staff."""
    made = common("staff", id, "active")
    return Staff(**made, department="management", roles=(role,), emails=(f"{id}@dealer.example".lower(),))


def shop(*items: Record, months: Sequence[Any] = (), policy: Any = None) -> Records:
    """A dealership with claims: by default one month, November, that accrues 16,000 yuan in the fund main."""
    frame = [
        dealership(),
        *procedures(),
        procedure("claim"),
        _of_overrides(),
        staff("ST-gm", "general_manager"),
        policy or programme(),
        *(months or [month_plan()]),
        outlet(),
    ]
    return Records(items=(*frame, *items))

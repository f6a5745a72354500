"""The peer: python-frontmatter and pydantic reading the same files, as most projects would."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import frontmatter
from pydantic import BaseModel, ConfigDict, TypeAdapter


class Approval(BaseModel):
    """One approval."""

    model_config = ConfigDict(extra="forbid")
    step: str
    by: str
    role: str
    at: date
    opinion: str | None = None


class Base(BaseModel):
    """What all records have."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    kind: str
    id: str
    title: str
    state: str
    owner: str
    note: str | None = None
    approvals: list[Approval] = []
    month: str
    outlet: str
    model: str | None = None
    published_on: date | None = None
    position: str | None = None


class Ad(Base):
    """An ad plan line."""

    channel: str
    theme: str
    colour: str | None = None
    width_cm: Decimal | None = None
    height_cm: Decimal | None = None
    copy_deadline: date
    flight_start: date
    flight_end: date
    insertions: int
    list_price: Decimal
    discount: Decimal
    net_cost: Decimal
    creative_version: str | None = None
    contract_no: str | None = None
    contract_signed_on: date | None = None
    contract_cost: Decimal | None = None
    invoice_no: str | None = None
    invoice_cost: Decimal | None = None
    paid_on: date | None = None
    paid_cost: Decimal | None = None
    visits: int | None = None


class Press(Base):
    """A press article."""

    type: str
    author: str
    paid: bool
    due_on: date
    web_link: str | None = None
    words: int | None = None
    reprints: int | None = None
    reads: int | None = None


def main(root: Path) -> int:
    """Read and validate every record below `root`; gives how many there are."""
    kinds: dict[str, TypeAdapter[Ad] | TypeAdapter[Press]] = {
        "ad": TypeAdapter(Ad),
        "press": TypeAdapter(Press),
    }
    count = 0
    for path in sorted(root.rglob("*.md")):
        metadata = frontmatter.load(str(path)).metadata
        kinds[str(metadata["kind"])].validate_python(metadata)
        count += 1
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]))}\n")

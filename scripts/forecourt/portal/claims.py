"""What the manufacturer owes and what is lost soon, as the page of money shows it (M2, A3)."""

from markupsafe import Markup, escape
from msgspec import Struct

from forecourt.model.record import Record
from forecourt.money.claims import AGES, ageing
from forecourt.money.claims_risk import RISKS, SOON, at_risk, days_to, workdays_to
from forecourt.portal.desk import Place


class Age(Struct, frozen=True, kw_only=True):
    """The claims of one age: how many yuan are awaited, how many only estimated, and links to them."""

    label: str
    issued: str
    estimated: str
    claims: Markup


class Danger(Struct, frozen=True, kw_only=True):
    """What is lost after a day: kind, link to what it is about, yuan, day, and how long it is until then."""

    kind: str
    about: Markup
    amount: str
    day: str
    days: int
    workdays: int


class Owed(Struct, frozen=True, kw_only=True):
    """Ages that have a claim with their sums, and what is at risk within `within` days."""

    ages: tuple[Age, ...]
    issued: str
    estimated: str
    dangers: tuple[Danger, ...]
    within: int


def owed(place: Place) -> Owed:
    """The figures as of the day of the page."""
    records, today = place.desk.records, place.desk.today
    lines = ageing(records, today)
    yuan = place.display.yuan
    return Owed(
        ages=tuple(
            Age(
                label=place.display.choice(AGES, line.age),
                issued=yuan(line.issued),
                estimated=yuan(line.estimated),
                claims=_links(place, tuple(one.claim for one in line.receivables)),
            )
            for line in lines
            if line.receivables
        ),
        issued=yuan(sum(line.issued for line in lines)),
        estimated=yuan(sum(line.estimated for line in lines)),
        dangers=tuple(
            Danger(
                kind=place.display.choice(RISKS, risk.risk),
                about=_about(place, risk.title, risk.records),
                amount=yuan(risk.amount),
                day=risk.day.isoformat(),
                days=days_to(today, risk.day),
                workdays=workdays_to(today, risk.day),
            )
            for risk in at_risk(records, today, within=SOON)
        ),
        within=SOON,
    )


def _about(place: Place, title: str, records: tuple[Record, ...]) -> Markup:
    return place.link(records[0], title) if records else escape(title)


def _links(place: Place, records: tuple[Record, ...]) -> Markup:
    return place.joined(place.link(one) for one in records)

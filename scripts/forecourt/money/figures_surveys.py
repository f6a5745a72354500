"""The figures of competitors' surveys by name, with the fields behind: CMP-….cars.0.discount (M7).

discount (guide price - street price), gap (their price - ours), change (against the survey before), in fen.
"""

from collections.abc import Iterator

from forecourt.kinds.survey import Survey
from forecourt.model.record import Records
from forecourt.money.figure import Figure, combined, of_parts, part_of
from forecourt.money.surveys import Offer, offers
from forecourt.words.text import N_, text


def survey_figures(records: Records) -> Iterator[Figure]:
    """What follows from the prices of every offer of every survey that counts."""
    for offer in offers(records):
        yield from _of_offer(offer)


def _of_offer(offer: Offer) -> Iterator[Figure]:
    """Each difference from its two prices; those without a second price are left out."""
    here, street = f"{offer.survey.id}.cars.{offer.place}", _price(offer.survey, offer.place, "street_price")
    title, code = offer.survey.title, offer.car.competitor
    guide = _price(offer.survey, offer.place, "guide_price")
    label = text(N_("{title}: money off, {code}"), title=title, code=code)
    yield combined(f"{here}.discount", label, (1, guide), (-1, street))
    if offer.car.own_price is not None:
        own = _price(offer.survey, offer.place, "own_price")
        label = text(N_("{title}: their price - ours, {code}"), title=title, code=code)
        yield combined(f"{here}.gap", label, (1, street), (-1, own))
    if offer.before is not None and offer.before_at is not None:
        before = _price(*offer.before_at, "street_price")
        label = text(N_("{title}: against the survey before, {code}"), title=title, code=code)
        yield combined(f"{here}.change", label, (1, street), (-1, before))


def _price(survey: Survey, place: int, field: str) -> Figure:
    path = f"cars.{place}.{field}"
    label = text(N_("{title}: {what}"), title=survey.title, what=path)
    part = part_of(survey, path, getattr(survey.cars[place], field))
    return of_parts(f"{survey.id}.{path}", label, (part,))

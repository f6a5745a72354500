"""Rules about what ran otherwise than contracted, and the free make-good in its place (domain 2.3; W1.1)."""

from collections.abc import Iterator
from itertools import islice

from forecourt.kinds import purchase
from forecourt.kinds.ad import Ad
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.unread import readable
from forecourt.money.insertions import elsewhere
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

DIFFERENCES = {
    "day": N_("It ran on {day}, a day that was not booked"),
    "position": N_("On {day} it ran in another position: {position}"),
    "width_cm": N_("On {day} it ran in another width: {width} cm"),
    "height_cm": N_("On {day} it ran in another height: {height} cm"),
}
COSTS = ("net_cost", *purchase.COSTS)
CLAIM = N_("Claim a make-good, and enter the free ad with: make_good_of: {id}")


@code("SC10", Severity.WARNING)
def ran_otherwise(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The ad ran on another day, in another position or size than contracted, and no make-good is entered.

    The contract's clause for wrong and missed issues gives a free one in its place (漏播/错刊补偿), and the
    manufacturer does not pay for what differs from the approved plan. An ad with "make_good_of" that names
    this one settles it, one for each insertion.
    """
    if not sight.is_open(ad):
        return
    for wrong in islice(elsewhere(ad), _given(ad, sight), None):
        run = wrong.run
        where = "published_on" if wrong.place is None else f"ran.{wrong.place}.{wrong.field}"
        yield Problem(
            code="SC10",
            field=where,
            message=Text(
                DIFFERENCES[wrong.field],
                {"day": run.day, "position": run.position, "width": run.width_cm, "height": run.height_cm},
            ),
            hint=text(CLAIM, id=ad.id),
        )


@code("SC27", Severity.WARNING)
def published_on_no_day_that_ran(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The day of publication is none of the days on which the ad ran.

    The terms of payment and the claim window are counted from these days; two that disagree make one of them
    wrong (W1.1).
    """
    days = sorted({run.day for _, run in readable(ad.ran, "day")})
    if ad.published_on is not None and days and ad.published_on not in days:
        yield Problem(
            code="SC27",
            field="published_on",
            message=text(
                N_("Published on {day}, but by what is entered it ran on: {days}"),
                day=ad.published_on,
                days=[day.isoformat() for day in days],
            ),
            hint=text(N_("Correct the day, or enter what ran that day too")),
        )


@code("SC11", Severity.WARNING)
def ran_too_seldom(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The flight is over and fewer insertions ran than are paid for.

    Looked at when what ran is written down ("ran"); make-goods count (M9; domain 2.3).
    """
    if not ad.ran or ad.flight_end >= sight.today or not sight.is_open(ad):
        return
    spare = max(_given(ad, sight) - sum(1 for _ in elsewhere(ad)), 0)
    missing = ad.insertions - len(ad.ran) - spare
    if missing > 0:
        yield Problem(
            code="SC11",
            field="ran",
            message=text(
                N_("{ran} of {insertions} insertions ran; {missing} are owed"),
                ran=len(ad.ran),
                insertions=ad.insertions,
                missing=missing,
            ),
            hint=text(CLAIM, id=ad.id),
        )


@code("SC12")
def make_good_costs(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """A make-good costs money.

    It is run for free in place of what went wrong. What costs money is a new ad: plan it as one (domain
    2.3).
    """
    if ad.make_good_of is None:
        return
    for field in COSTS:
        amount = getattr(ad, field)
        if amount:
            yield Problem(
                code="SC12",
                field=field,
                message=text(
                    N_("A make-good is free, but {amount} yuan stand here"), amount=format_yuan(amount)
                ),
                hint=text(N_("Write 0, or leave out make_good_of when it is a new ad")),
            )


@code("SC13")
def make_good_of_another_outlet(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """A make-good stands in place of itself, of an ad that is its own make-good, or of one in another outlet.

    The outlet that ran the ad wrongly owes the free one, nobody else (domain 2.3).
    """
    first = None if ad.make_good_of is None else sight.find(Ad, ad.make_good_of)
    if first is None:
        return
    is_elsewhere = first.outlet.casefold() != ad.outlet.casefold()
    if is_elsewhere or _comes_back(ad, sight):
        said = N_("{id} itself stands in place of this ad")
        if first is ad:
            said = N_("The ad names itself")
        elif is_elsewhere:
            said = N_("{id} runs in another outlet: {outlet}")
        yield Problem(
            code="SC13",
            field="make_good_of",
            message=Text(said, {} if first is ad else {"id": first.id, "outlet": first.outlet}),
            hint=text(N_("Enter the id of the ad that the same outlet ran wrongly")),
        )


def _comes_back(ad: Ad, sight: Sight) -> bool:
    """Whether the ads that make-goods stand in place of lead back to `ad`."""
    seen: set[str] = set()
    one: Ad | None = ad
    while one is not None and one.make_good_of is not None and one.id not in seen:
        seen.add(one.id)
        one = sight.find(Ad, one.make_good_of)
        if one is ad:
            return True
    return False


def _given(ad: Ad, sight: Sight) -> int:
    """Insertions of the live make-goods that name the ad."""
    ads = sight.make_goods.get(ad.id.casefold(), ())
    return sum(one.insertions for one in ads if one is not ad and sight.is_live(one))

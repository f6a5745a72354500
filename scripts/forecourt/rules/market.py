"""What rules see of the market around the dealership: relations with outlets, competitors (M4, M7)."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from forecourt.kinds.dealership import Dealership
from forecourt.kinds.survey import Survey
from forecourt.model.record import Records
from forecourt.model.unread import readable
from forecourt.money.contacts import Relation, relations
from forecourt.money.surveys import Offer, newest_offers, surveys_of


# No slots: cached_property keeps each index in the instance's own dict.
class Market(Struct, frozen=True, kw_only=True, dict=True):
    """Indexes over the records of a day; `everything` holds those too that are read in part."""

    records: Records
    everything: Records
    today: date

    @cached_property
    def answered(self) -> frozenset[str]:
        """Ids of directives (case folded) that some ad, article or event says it answers."""
        named = (getattr(record, "directive", None) for record in self.everything)
        return frozenset(one.casefold() for one in named if isinstance(one, str))

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """Id of an outlet in use (case folded) -> how the relation with it stands today."""
        return {one.outlet.id.casefold(): one for one in relations(self.everything, self.today)}

    @cached_property
    def rival_names(self) -> Mapping[str, str]:
        """Code of a competitor's car -> its name, of the dealership record."""
        shops = self.everything.of(Dealership)
        return {
            car.code: car.label for shop in shops for _, car in readable(shop.competitors, "code", "label")
        }

    @cached_property
    def newest_survey(self) -> Survey | None:
        """The competitor survey that was made last."""
        return next(reversed(surveys_of(self.everything)), None)

    @cached_property
    def newest_offers(self) -> tuple[Offer, ...]:
        """The last offer of each car of a competitor, beside the one before."""
        return tuple(newest_offers(self.records, self.today))

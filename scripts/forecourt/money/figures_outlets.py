"""Each outlet over all months: what its ads cost, and the cost per visit where visits are known (A6)."""

from collections.abc import Iterator, Mapping

from forecourt.kinds.outlet import Outlet
from forecourt.model.record import Records
from forecourt.money.figure import Figure, combined, divided
from forecourt.money.outlets import rates_by_outlet
from forecourt.words.text import N_, text


def outlet_figures(records: Records, made: Mapping[str, Figure]) -> Iterator[Figure]:
    """An outlet's cost (outlet.OUT-….cost), and of the months whose visits somebody counted the cost, the
    visits and their quotient (outlet.OUT-….per_visit).

    `made` are the figures of the months' effect by name.
    """
    for id, rates in rates_by_outlet(records).items():
        outlet = records.find(Outlet, id)
        if outlet is None:
            continue
        start, title = f"outlet.{outlet.id}", outlet.title
        names = {month: f"{month}.effect.{rate.outlet}.{rate.name}" for month, rate in rates}
        counted = [names[month] for month, rate in rates if rate.ratio.whole is not None]
        yield combined(
            f"{start}.cost",
            text(N_("{outlet}: cost of its ads"), outlet=title),
            *((1, made[f"{name}.cost"]) for name in names.values()),
        )
        if not counted:
            continue
        cost, visits = (
            combined(
                f"{start}.per_visit.{end}",
                text(label, outlet=title),
                *((1, made[f"{name}.{end}"]) for name in counted),
            )
            for end, label in (
                ("cost", N_("{outlet}: cost in months with a count")),
                ("count", N_("{outlet}: visits that the ads brought")),
            )
        )
        yield from (cost, visits)
        yield divided(f"{start}.per_visit", text(N_("{outlet}: cost per visit"), outlet=title), cost, visits)

"""One article of the store room: what came in, who took how much, what is left (A13, W1.2, W2.1)."""

from datetime import date

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, Ref, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary import DEPARTMENTS, PRINT_TYPES, STOCK_MOVES
from forecourt.words.text import N_


class StockMove(Group, frozen=True, kw_only=True):
    """One line of the stock ledger. Who takes something signs the slip; the name stands here."""

    at: date = need(Day(), N_("Day"))
    type: str = need(Choice(STOCK_MOVES), N_("Movement"))
    quantity: int = need(Count(least=1), N_("Quantity"))
    job: str | None = may(Ref(("print_job",)), N_("Print job"), N_("Which job it was received from"))
    value: int | None = may(
        Money(), N_("Worth"), N_("Only of an opening stock: what it once cost"), unit=N_("yuan")
    )
    department: str | None = may(Choice(DEPARTMENTS), N_("Department"), N_("Who takes it and pays for it"))
    collector: str | None = may(Line(), N_("Taken by"), N_("Who signed the slip"))
    used_for: str | None = may(Ref(("event", "ad", "press", "directive", "print_job")), N_("Used for"))
    note: str | None = may(Line(), N_("Note"))


class Stock(Common, frozen=True, kw_only=True):
    """One article; the title is its name. The balance is never written down, it follows from the moves."""

    type: str = need(Choice(PRINT_TYPES), N_("Kind of material"))
    unit: str = need(Line(), N_("Counted in"), N_("copies, boxes, pieces"))
    location: str = need(Line(), N_("Where it lies"))
    reorder_at: int | None = may(Count(), N_("Reorder at"), N_("When so many or fewer are left"))
    valid_until: date | None = may(
        Day(), N_("Valid until"), N_("Last day on which it may be handed out, as the promotion it names ends")
    )
    moves: tuple[StockMove, ...] = need(
        ListOf(StockMove), N_("Stock ledger"), N_("In the order of days; only ever added to")
    )


KIND = Kind(
    name="stock",
    prefix="STK",
    label=N_("Stock"),
    record=Stock,
    folder="content/stock",
    duties=("A13", "W1.2", "W2.1"),
)

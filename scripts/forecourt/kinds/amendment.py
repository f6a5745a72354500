"""An amendment (更正单): the only way to change a record that is closed (A11)."""

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Line, ListOf, Pattern, Ref, may, need
from forecourt.model.record import Group
from forecourt.words.text import N_

FIELD_PATH = Pattern(N_("name of a field"), r"[a-z][a-z0-9_]{0,39}", "paid_cost")


class Change(Group, frozen=True, kw_only=True):
    """One field that is corrected, with what stood there and what stands there now."""

    field: str = need(FIELD_PATH, N_("Field"), N_('"body" stands for the text below the front matter'))
    before: str | None = may(Line(), N_("Before"), N_("Left out: the field was empty, a list or a text"))
    after: str | None = may(Line(), N_("After"), N_("Left out: the field is empty, a list or a text"))


class Amendment(Common, frozen=True, kw_only=True):
    """What is corrected in which closed record, and why."""

    record: str = need(Ref(), N_("Record corrected"))
    changes: tuple[Change, ...] = need(ListOf(Change, least=1), N_("Corrections"))
    reason: str = need(Line(), N_("Reason"), N_("Why the record was wrong"))


KIND = Kind(
    name="amendment",
    prefix="AMD",
    label=N_("Amendment"),
    record=Amendment,
    folder="content/amendments",
    duties=("A11", "M8"),
)

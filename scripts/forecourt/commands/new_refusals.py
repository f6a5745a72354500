"""When `./forecourt new` writes nothing: no such kind, no procedure yet, a second dealership or month."""

from collections.abc import Mapping
from typing import Any, Final

from forecourt.kinds.common import Kind
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.table import KINDS
from forecourt.model.alike import meant_by
from forecourt.model.record import Records
from forecourt.model.refusal import RefusedError
from forecourt.money.lifecycle import procedure_of
from forecourt.words.text import N_, Text, text

# Nothing can stand without a person and a procedure, so these two come before their own procedures.
FIRST_KINDS: Final = ("staff", "procedure")
MAKE_DEALERSHIP: Final = N_("There is no dealership record yet. Make it first: ./forecourt new dealership")


def kind_named(name: str) -> Kind:
    """The kind of that name; raises RefusedError with the one that is meant."""
    if name in KINDS:
        return KINDS[name]
    hint = meant_by(name, {known: kind.label for known, kind in KINDS.items()})
    unknown = text(N_('There is no kind of record "{name}"'), name=name)
    raise RefusedError(text(N_("{what}. {hint}"), what=unknown, hint=hint))


def refuse_early(kind: Kind, records: Records, for_kind: str | None) -> None:
    """What can be said before anything is looked for; raises RefusedError."""
    if for_kind and kind.name != "procedure":
        label = Text(kind.label)
        raise RefusedError(text(N_('--for is for procedures only; "{label}" takes none'), label=label))
    if kind.name not in FIRST_KINDS and lacks_procedure(kind, records):
        raise RefusedError(write_procedure(kind))
    if kind.name not in (*FIRST_KINDS, "dealership") and lacks_dealership(records):
        raise RefusedError(text(MAKE_DEALERSHIP))


def lacks_procedure(kind: Kind, records: Records) -> bool:
    """Whether nothing says what states the kind has; one that cannot be read may say it."""
    folder = KINDS["procedure"].folder
    hidden = any(path.rpartition("/")[0] == folder for path in records.unreadable.values())
    return procedure_of(records, kind.name) is None and not hidden


def lacks_dealership(records: Records) -> bool:
    """Whether no record says whose desk this is; one that cannot be read may say it."""
    folder = KINDS["dealership"].folder
    hidden = any(path.rpartition("/")[0] == folder for path in records.unreadable.values())
    return not records.of(Dealership) and not hidden


def write_procedure(kind: Kind) -> Text:
    """Which procedure comes first."""
    return text(
        N_('"{label}" has no procedure yet. Write it first: ./forecourt new procedure --for {kind}'),
        label=Text(kind.label),
        kind=kind.name,
    )


def refuse_second(kind: Kind, values: Mapping[str, Any], records: Records) -> None:
    """What there may be once only; raises RefusedError."""
    dealership = next(iter(records.of(Dealership)), None)
    if kind.name == "dealership" and dealership is not None:
        raise RefusedError(text(N_("There is a dealership record already: {path}"), path=dealership.path))
    months = {str(plan.month): plan.path for plan in records.of(MonthPlan)}
    if kind.name == "month" and values["month"] in months:
        path = months[values["month"]]
        raise RefusedError(text(N_("{month} has a record already: {path}"), month=values["month"], path=path))

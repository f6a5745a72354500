"""Why a row of an export is not taken over: each with its code and manual page."""

from typing import Final

from forecourt.model.codes import code
from forecourt.model.finding import Severity
from forecourt.sheets.faults import Reason
from forecourt.words.text import N_, Text, text

OPEN_EXPORT: Final = N_("Look at the export; when the name is right, tell us, and it is added to the list")


@code("IM01")
def unreadable(column: str, said: str, wanted: Text) -> Reason:
    """A cell does not hold what its column should: a day, an amount, a number, a known word.

    Nothing of the file is taken over then. A guess would be a figure that nobody has seen.
    """
    return (
        "IM01",
        text(N_('{column}: "{said}" is not understood'), column=column, said=said),
        text(N_("Wanted is: {wanted}. Correct the cell, or export the file anew"), wanted=wanted),
    )


@code("IM02")
def missing(column: str) -> Reason:
    """A row has no value in a column that it needs, so nobody can say what its figures are about."""
    return (
        "IM02",
        text(N_("{column} is empty"), column=column),
        text(N_("Fill in the cell, or delete the row when it is none")),
    )


@code("IM03", Severity.INFO)
def not_read(column: str) -> Reason:
    """A column has a name that is not known here, and was not read.

    Nothing is wrong when its figures are not wanted. Else give the column the name that it has in the export
    as it comes, and import again.
    """
    return "IM03", text(N_('The column "{column}" was not read'), column=column), text(OPEN_EXPORT)


@code("IM04", Severity.INFO)
def left_out(count: int) -> Reason:
    """The file names people. Their columns were counted by row and read no further; nothing of them is kept.

    Visitors' data belongs into the dealer system, never into the repository (PIPL art. 6, 51).
    """
    return (
        "IM04",
        text(N_("{count} column(s) with data of people were left out"), count=count),
        text(N_("Only sums are kept. Delete the file when you have done")),
    )


@code("IM05")
def names_somebody(column: str, kind: Text) -> Reason:
    """A text that would be kept holds a telephone number, plate, ID card or the like."""
    return (
        "IM05",
        text(N_("{column}: it holds personal data ({kind})"), column=column, kind=kind),
        text(N_("Take it out of the text in the file, then import it again")),
    )


@code("IM06")
def fixed(id: str, what: Text, state: str, way: Text) -> Reason:
    """The record is in a state in which the written procedure lets nothing be added to it."""
    return "IM06", text(N_('{id}: {what} is fixed while it is "{state}"'), id=id, what=what, state=state), way


@code("IM07")
def older(day: str, told: str, known: str) -> Reason:
    """The report is older than what the record knows of the day, so it would undo a newer figure."""
    return (
        "IM07",
        text(
            N_("{day}: this report of {told} is older than that of {known}"), day=day, told=told, known=known
        ),
        text(N_("Export the days anew, and import that file")),
    )


@code("IM08")
def several(column: str, said: tuple[str, ...]) -> Reason:
    """The file has figures of several accounts, and a record is about one."""
    return (
        "IM08",
        text(N_("{column}: the file has several, {said}"), column=column, said=list(said)),
        text(N_("Export each account by itself, or take the other rows out")),
    )


@code("IM09")
def counted_by_hand(day: str, source: Text) -> Reason:
    """The day already has leads of that source without the platform's name, or with it; both would add up."""
    return (
        "IM09",
        text(N_("{day}: leads of {source} are counted there already in another way"), day=day, source=source),
        text(N_('Name the platform in those rows ("outlet"), or take their leads out, then import again')),
    )


@code("IM10")
def breaks_rule(message: Text, hint: Text) -> Reason:
    """With the rows of the file a record would have an error that it does not have now."""
    return "IM10", text(N_("The record would have an error then: {message}"), message=message), hint


@code("IM11")
def part_of_month(first: str) -> Reason:
    """A keyword report must begin on the first of the month: sums of keywords are kept from then on.

    Two reports of a part each could not be added up, because they may overlap.
    """
    return (
        "IM11",
        text(N_("The report begins on {first}, not on the first of the month"), first=first),
        text(N_("Export the keywords from the first of the month until now")),
    )


@code("IM12")
def other_balance(column: str, told: str, noted: str) -> Reason:
    """The file has another balance or top-up of a day than the record.

    A day is never rewritten. Which of the two is right, the account's bill says.
    """
    return (
        "IM12",
        text(N_("{column}: the file says {told}, the record {noted}"), column=column, told=told, noted=noted),
        text(N_("Compare with the account's bill, and correct the one that is wrong")),
    )

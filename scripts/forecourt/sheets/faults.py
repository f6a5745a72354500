"""Why a cell, row or column of a sheet is not taken over: each with its code and manual page."""

from typing import Any, Final, TypeAlias

from msgspec import Struct

from forecourt.kinds.fields import FieldType, WrongError
from forecourt.model.codes import code, declared
from forecourt.model.finding import Severity
from forecourt.words.text import N_, Text, text

NOTHING: Final = Text(N_("(nothing)"))
# Code, what is wrong, next step.
Reason: TypeAlias = tuple[str, Text, Text]


class Differs(Struct, frozen=True, kw_only=True):
    """A field of which the record now says something else than the sheet."""

    label: Text
    type_: FieldType
    now: Any
    said: Any


class Remark(Struct, frozen=True, kw_only=True):
    """Something of a sheet that was not taken over: sheet, cell ("D7"), record id or "", words, next step.

    `differs` are the fields of a stale row, with what each side says.
    """

    code: str
    sheet: str
    place: str
    record: str
    message: Text
    hint: Text
    differs: tuple[Differs, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it weighs, by its code."""
        return declared(self.code).severity

    @property
    def stops(self) -> bool:
        """Whether it stops the whole import."""
        return self.severity is Severity.ERROR


@code("XL01")
def stale_row(again: str) -> Reason:
    """The record has changed since the sheet was written, so the row's other cells may be old.

    Taking the row over could undo what somebody else has written meanwhile. Every field is named of which
    record and sheet say something else, with both. Write the sheet anew and make your own changes in it.
    """
    return (
        "XL01",
        text(N_("The record has changed since this sheet was written")),
        text(N_("Write the sheet anew with: {command}, and make the change in it"), command=again),
    )


@code("XL02")
def protected(label: Text, id: str) -> Reason:
    """A column that a sheet cannot change was edited: id, kind, state, owner, approvals, evidence.

    States change by steps, which are checked and signed; the rest is changed in the record itself.
    """
    return (
        "XL02",
        text(N_("{label} cannot be changed in a sheet"), label=label),
        text(N_("Put the old value back; steps are taken with: ./forecourt move {id} …"), id=id),
    )


@code("XL03")
def frozen(label: Text, state: str, way: Text) -> Reason:
    """The written procedure does not let this field change while the record is in its state.

    What was approved or contracted stays as it was approved (M1). The hint names the step that opens it.
    """
    return "XL03", text(N_('{label} is fixed while the record is "{state}"'), label=label, state=state), way


@code("XL04")
def unknown_record(id: str) -> Reason:
    """No readable record of this sheet's kind has the id of the row.

    An id that was typed over, a record of another kind or one whose file has errors: nothing tells what the
    row is about.
    """
    return (
        "XL04",
        text(N_('No record that this sheet could change has the id "{id}"'), id=id),
        text(N_("Copy the id from the record; when its file has errors, see them with: ./forecourt check")),
    )


@code("XL05")
def two_values(label: Text, other: str) -> Reason:
    """The same field of the same record stands twice in the workbook, with different values.

    Which of the two is meant, nobody can tell.
    """
    return (
        "XL05",
        text(N_("{label}: {other} says something else for the same record"), label=label, other=other),
        text(N_("Make both cells equal, or delete one of the two rows")),
    )


@code("XL06")
def new_row(command: str) -> Reason:
    """A row has values but no id: it would be a new record.

    A sheet changes what is there. New records begin with a blank that has every field they need.
    """
    return (
        "XL06",
        text(N_("This row belongs to no record yet")),
        text(N_("Make it with: {command}, then delete the row"), command=command),
    )


@code("XL20")
def new_item(said: str, path: str) -> Reason:
    """A row names a channel or model that the record does not list, or lists twice.

    A sheet changes the items that are there; a new one is written into the record itself.
    """
    return (
        "XL20",
        text(N_('The record does not list "{said}" exactly once'), said=said),
        text(N_("Add it in the file itself: {path}, then write the sheet anew"), path=path),
    )


@code("XL07")
def unreadable(label: Text, wrong: WrongError) -> Reason:
    """The cell's text cannot be read as the field's value; the reason is the one that a record would get."""
    return "XL07", text(N_("{label}: {wrong}"), label=label, wrong=wrong.message), wrong.hint


@code("XL22")
def unknown_name(label: Text, said: str) -> Reason:
    """The cell names a record (an outlet, a directive …) that is not there, or a title that several have.

    A record is named by its id, or by its title when no other one has the same.
    """
    return (
        "XL22",
        text(N_('{label}: no single record is called "{said}"'), label=label, said=said),
        text(N_("Write its id, or its title as it stands in the record")),
    )


@code("XL08")
def emptied(label: Text, id: str) -> Reason:
    """A field that the record needs was emptied.

    Only fields that may be missing can be removed by emptying their cell.
    """
    return (
        "XL08",
        text(N_("{label} is needed and cannot be emptied"), label=label),
        text(
            N_(
                "Put a value in; a record that is no longer wanted is cancelled with: ./forecourt move {id} …"
            ),
            id=id,
        ),
    )


@code("XL09")
def not_calculated(place: str) -> Reason:
    """A formula has no result in the file: the program that wrote it did not calculate it.

    Nothing is calculated here. A guess would be a figure that nobody has seen.
    """
    return (
        "XL09",
        text(N_("The formula in {place} was never calculated"), place=place),
        text(N_("Open the file in Excel or WPS, save it, and try again; or write the value instead")),
    )


@code("XL10")
def error_cell(shown: str) -> Reason:
    """The cell shows an error of the spreadsheet, such as #REF! or #VALUE!."""
    return (
        "XL10",
        text(N_("The cell shows the error {shown}"), shown=shown),
        text(N_("Repair the formula, or write the value instead")),
    )


@code("XL11")
def computed(label: Text, right: str) -> Reason:
    """A column that is computed from other fields was edited.

    It is no field of the record; change what it is computed from.
    """
    return (
        "XL11",
        text(N_('"{label}" is computed and would be {right}'), label=label, right=right),
        text(N_("Change the fields that it is computed from, here or in the record")),
    )


@code("XL12")
def net_cost_left(right: str) -> Reason:
    """List price, discount or insertions were changed, but the net cost was not.

    Net cost = list price × discount ÷ 10 × insertions (W1.1); 2.5折 means that 25 % is paid.
    """
    return (
        "XL12",
        text(N_("Net cost was left as it was, but now it would be {right} yuan"), right=right),
        text(N_("Change the net cost too, or put the other figures back")),
    )


@code("XL13")
def cut_number(label: Text) -> Reason:
    """A long number, such as that of an invoice, stands in the cell as a number and not as text.

    Spreadsheets keep 15 digits and put zeros in place of the others.
    """
    return (
        "XL13",
        text(N_("{label}: the spreadsheet has cut this long number behind 15 digits"), label=label),
        text(N_("Format the cell as text and type the number again")),
    )


@code("XL14")
def breaks_rule(message: Text, hint: Text) -> Reason:
    """With the change the record would have an error that it does not have now; nothing is written then."""
    return "XL14", text(N_("The record would have an error then: {message}"), message=message), hint


@code("XL15")
def cannot_place(label: Text, path: str) -> Reason:
    """The change cannot be made in the file as it is written, for example in a list of another length."""
    return (
        "XL15",
        text(N_("{label} cannot be changed from a sheet as the record is written"), label=label),
        text(N_("Change it in the file itself: {path}"), path=path),
    )


@code("XL16", Severity.INFO)
def strange_column(label: str) -> Reason:
    """The column's header is no field that a sheet could change, so the column was not read."""
    return (
        "XL16",
        text(N_('The column "{label}" was not read'), label=label),
        text(N_("If it should count, head it as in a sheet that was written here")),
    )


@code("XL21")
def has_run() -> Reason:
    """A day was changed on which, or after which, the ad has run.

    What ran is written down with its proofs, one entry an issue; a plan that is past does not change.
    """
    return (
        "XL21",
        text(N_("The ad has run already; its days cannot be moved in a sheet")),
        text(N_('Put the old number back; what really ran is written in the record\'s field "ran"')),
    )


@code("XL17", Severity.INFO)
def strange_row(said: str) -> Reason:
    """The row has no id and nothing that looks like a record: a remark or a signature. It was not read."""
    return (
        "XL17",
        text(N_("Not read: {said}"), said=said),
        text(N_("Nothing needs doing when it is a remark")),
    )


@code("XL18", Severity.WARNING)
def needs_step(label: Text, way: Text) -> Reason:
    """The field was approved; the procedure lets it change only together with a step that approves it anew.

    The change is made all the same, for the step comes after it. Without the step the pull request is
    refused.
    """
    return (
        "XL18",
        text(N_("{label} was approved as it is; the change needs a step"), label=label),
        text(N_("Take this step when it is written: {way}"), way=way),
    )


@code("XL19")
def wrong_place(label: Text) -> Reason:
    """The row has a value in a column that belongs to other rows: a budget behind a model, for example."""
    return (
        "XL19",
        text(N_("{label} does not belong to this row"), label=label),
        text(N_("Empty the cell; write the value into the row it belongs to")),
    )


@code("XL24")
def no_header() -> Reason:
    """The column has values in rows with an id, but its header is empty, so nobody can say what they are."""
    return (
        "XL24",
        text(N_("The column has values and no header")),
        text(N_("Put the header back as it was exported, or empty the column")),
    )


@code("XL25")
def no_base(again: str) -> Reason:
    """The row's base is empty, so nobody can tell whether the record has changed since the export."""
    return (
        "XL25",
        text(N_("The base of this row is missing")),
        text(N_("Write the sheet anew with: {command}, and make the change in it"), command=again),
    )


@code("XL26")
def sum_typed_over(was: str, editable: str) -> Reason:
    """A cell was changed that no record holds: on a sheet of sums, or in a column that is only to be read.

    What stands there follows from the records. A change would be lost without a word, so the whole import
    stops.
    """
    return (
        "XL26",
        text(N_("This sheet is for reading only; here stood: {was}"), was=was or NOTHING),
        text(
            N_('Change it on the sheet "{editable}"; put the old value back here, or delete this sheet'),
            editable=editable,
        ),
    )


def more_typed_over(count: int) -> Reason:
    """The rest of a sheet of sums in which much was changed, for example by sorting it."""
    return (
        "XL26",
        text(N_("This sheet is for reading only; {count} more cell(s) were changed"), count=count),
        text(N_("Delete this sheet, or write the workbook anew")),
    )


def only_read(label: str, was: str) -> Reason:
    """A column that is only to be read was edited; XL26."""
    return (
        "XL26",
        text(N_('"{label}" is for reading only; here stood: {was}'), label=label, was=was or NOTHING),
        text(N_("Put the old value back; it follows from the records by itself")),
    )


def sum_is_typed(said: str) -> Reason:
    """A number was typed over the formula of a subtotal or total among the rows; XL26."""
    return (
        "XL26",
        text(N_("{said} was typed over a sum; sums are for reading only"), said=said),
        text(N_("Take it back, or empty the cell; change the rows that it adds up")),
    )


@code("XL27", Severity.WARNING)
def row_gone(name: str, id: str) -> Reason:
    """A row that was exported is not in the sheet any more. The record stays as it is.

    Deleting a row cancels nothing: a record that is no longer wanted is taken out by its own step.
    """
    return (
        "XL27",
        text(N_("The row of {name} was deleted; its record stays as it is"), name=name),
        text(
            N_("Nothing needs doing if so meant; a record is given up by a step, see: ./forecourt next {id}"),
            id=id,
        ),
    )

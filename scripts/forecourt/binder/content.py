"""What a volume holds, as plain values: everything is text already, nothing here knows HTML or files."""

from typing import Literal

from msgspec import Struct

from forecourt.kinds.common import Common, Evidence
from forecourt.model.months import Month

Align = Literal["left", "right", "centre"]


class Column(Struct, frozen=True, kw_only=True):
    """A column of a sheet: label, alignment, and its share of the width in percent."""

    label: str
    width: int
    align: Align = "left"


class Row(Struct, frozen=True, kw_only=True):
    """A row of a sheet: one text a column; `strong` for totals, `target` the anchor of its item."""

    cells: tuple[str, ...]
    strong: bool = False
    target: str = ""


class Sheet(Struct, frozen=True, kw_only=True):
    """A table with its title; `note` stands below, `empty` stands in place of rows when there are none.

    `drawing` is an SVG of our own making that shows the same numbers above the table.
    """

    anchor: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    note: str = ""
    empty: str = ""
    drawing: str = ""


class Proof(Struct, frozen=True, kw_only=True):
    """One piece of evidence: the record it hangs on, its path from the root, its size in bytes and sha256.

    `anchor` is where it is printed; among the papers of other items `source` says whose it is, and `back`
    is the anchor of that item.
    """

    record: Common
    evidence: Evidence
    path: str
    size: int
    sha256: str
    anchor: str = ""
    source: str = ""
    back: str = ""


class Figure(Struct, frozen=True, kw_only=True):
    """A printed picture, or a page of a paper: URL inside the document ("": `instead` stands in its place),
    size in mm (tenths), words below it; `bookmark` names the paper that begins with it, `anchor` is the place
    of its first page. `source` and `back`: as for a proof. `from_top`: of a picture cut into strips, where
    this one begins, in percent of what lies beyond one strip.
    """

    url: str
    width: str
    height: str
    alt: str
    caption: str
    fingerprint: str
    instead: str = ""
    bookmark: str = ""
    anchor: str = ""
    source: str = ""
    back: str = ""
    from_top: str = ""


class Fact(Struct, frozen=True, kw_only=True):
    """One labelled value of a record."""

    label: str
    value: str


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead to another place of the volume."""

    label: str
    target: str


class Item(Struct, frozen=True, kw_only=True):
    """One record with its papers: a page of its own with the approvals, and a part of the proofs.

    `facts` are its single values, `details` its lists (offers, what ran, prizes) as tables.
    `plans` are rows of pictures of what was approved; `rows` are rows of large pictures, `photos` pages of at
    most four photos, `files` proofs that are no pictures. `sheets` stand before the proofs, `results` behind
    them. `body` is sanitised HTML: of an event (`is_report`) its report, which ends its proofs. `links` lead
    to every paper of the item, wherever it is bound.
    """

    record: Common
    companions: tuple[Common, ...]
    anchor: str
    number: str
    kind: str
    state: str
    facts: tuple[Fact, ...]
    details: tuple[Sheet, ...]
    sheets: tuple[Sheet, ...]
    results: tuple[Sheet, ...]
    body: str
    body_label: str
    is_report: bool
    approvals: Sheet
    proofs: tuple[Proof, ...]
    links: tuple[Link, ...]
    plans: tuple[tuple[Figure, ...], ...]
    rows: tuple[tuple[Figure, ...], ...]
    photos: tuple[tuple[tuple[Figure, ...], ...], ...]
    files: Sheet

    @property
    def proof_anchor(self) -> str:
        """Where the item's proofs begin; "" when it has none to show."""
        behind = (self.sheets, self.results, self.rows, self.photos, self.files.rows)
        return f"{self.anchor}-proofs" if any(behind) or (self.is_report and self.body) else ""


class Gap(Struct, frozen=True, kw_only=True):
    """A paper that must be there and is not: the record, and what is missing or wrong, in words."""

    record: Common
    anchor: str
    what: str
    why: str


class Cover(Struct, frozen=True, kw_only=True):
    """What the cover and the running heads say; `period` is "" when it is the activity month."""

    dealer: str
    dealer_code: str
    receiver: str
    month: str
    period: str
    title: str
    volume: str
    count: str
    commit: str
    post_by: str
    sample: bool
    draft: str
    signed: tuple[Fact, ...] = ()


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the contents below a chapter's."""

    title: str
    target: str
    number: str = ""
    state: str = ""


class Chapter(Struct, frozen=True, kw_only=True):
    """One chapter, in the order in which volumes are bound. `role` says what it is made of.

    "sheets" are tables, "items" the pages of the items, "proofs" their proofs, "papers" rows of papers of all
    items, "ending" tables with words and facts behind them. `note` says in one line why there is nothing
    more. `entries` stand below it in the contents.
    """

    anchor: str
    title: str
    role: Literal["sheets", "items", "proofs", "papers", "ending"] = "sheets"
    sheets: tuple[Sheet, ...] = ()
    rows: tuple[tuple[Figure, ...], ...] = ()
    prose: str = ""
    facts: tuple[Fact, ...] = ()
    note: str = ""
    entries: tuple[Entry, ...] = ()


class Volume(Struct, frozen=True, kw_only=True):
    """One of the three volumes of a month, ready to be laid out."""

    number: int
    slug: str
    month: Month
    cover: Cover
    chapters: tuple[Chapter, ...]
    items: tuple[Item, ...]
    gaps: tuple[Gap, ...]
    exceptions: Sheet
    manifest: Sheet
    back: tuple[Fact, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables of all chapters, in their order."""
        return tuple(sheet for chapter in self.chapters for sheet in chapter.sheets)

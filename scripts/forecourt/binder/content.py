"""What a volume holds, as plain values: everything is text already, nothing here knows HTML or files."""

from dataclasses import dataclass
from typing import Literal

from forecourt.kinds.common import Common, Evidence
from forecourt.model.months import Month

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet: label, alignment, and its share of the width in percent."""

    label: str
    width: int
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a sheet: one text a column; `strong` for totals, `target` the anchor of its item."""

    cells: tuple[str, ...]
    strong: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with its title; `note` stands below, `empty` stands in place of rows when there are none."""

    anchor: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One piece of evidence: the record it hangs on, its path from the root, its size in bytes and sha256."""

    record: Common
    evidence: Evidence
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A printed picture, or a page of a paper: URL inside the document ("": damaged), size in mm (tenths),
    words below it; `bookmark` names the paper that begins with it.
    """

    url: str
    width: str
    height: str
    alt: str
    caption: str
    fingerprint: str
    bookmark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled value of a record."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record with its papers, as one chapter of a volume.

    `rows` are rows of large pictures, `photos` pages of at most four photos, `files` proofs that are
    no pictures. `body` is sanitised HTML.
    """

    record: Common
    companions: tuple[Common, ...]
    anchor: str
    number: str
    kind: str
    state: str
    facts: tuple[Fact, ...]
    sheets: tuple[Sheet, ...]
    body: str
    body_label: str
    approvals: Sheet
    proofs: tuple[Proof, ...]
    rows: tuple[tuple[Figure, ...], ...]
    photos: tuple[tuple[tuple[Figure, ...], ...], ...]
    files: Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A paper that must be there and is not: the record, and what is missing or wrong, in words."""

    record: Common
    anchor: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the cover and the running heads say."""

    dealer: str
    dealer_code: str
    receiver: str
    month: str
    title: str
    volume: str
    count: str
    commit: str
    post_by: str
    sample: bool
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One of the three volumes of a month, ready to be laid out."""

    number: int
    slug: str
    month: Month
    cover: Cover
    sheets: tuple[Sheet, ...]
    items: tuple[Item, ...]
    gaps: tuple[Gap, ...]
    summary: str
    posting: tuple[Fact, ...]
    manifest: Sheet

"""Where fields stand in a record's bytes."""

from collections.abc import Iterable

from forecourt.reading.document import Document, read_document
from forecourt.reading.nodes import read_nodes
from forecourt.reading.tree import place_of


def lines_of(fields: Iterable[str], data: bytes) -> dict[str, int]:
    """Dotted path of a field -> its line (from 1), or that of the nearest block around it; 1 of no record."""
    document = read_document(data)
    root = (
        read_nodes(document.front_matter, document.front_line).root
        if isinstance(document, Document)
        else None
    )
    return {field: 1 if root is None else place_of(root, field)[0] for field in fields}

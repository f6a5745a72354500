"""The first lines of a record as some commit had it, plainly written or not."""

import pytest

from forecourt.store.heading import Heading, read_heading
from tests.store.history import record

HEADING = Heading("ad", "AD-1", "draft")


@pytest.mark.parametrize(
    "data",
    [
        record("AD-1", "draft").encode(),
        record("AD-1", "draft").replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + record("AD-1", "draft").encode(),
        b'---\nkind: ad\nid: AD-1\ntitle: "a: b"\nstate: draft\nowner: x\n---\n',
        b"---\ntitle: x\nstate: draft   # yes\nid: 'AD-1'\nkind: ad\n---\n",
        b"---\nkind: ad\nid: AD-1\ntitle: >\n  state: approved\n  folded\nstate: draft\nowner: x\n---\n",
        b'---\nkind: "ad"\nid: AD-1\ntitle: "\\u5e7f"\nstate: draft\n---\n',
    ],
    ids=["plain", "crlf", "bom", "quoted", "other order", "folded title", "escapes"],
)
def test_the_heading_whatever_way_it_is_written(data: bytes) -> None:
    assert read_heading(data) == HEADING


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no front matter\n",
        b"---\nkind: ad\nid: AD-1\n---\n",
        b"---\nkind: ad\nid: AD-1\nstate: [draft]\n---\n",
        b"---\n- kind\n---\n",
        b"---\nkind: ad\n  id: : AD-1\n\tstate\n---\n",
        "---\nkind: ad\nid: AD-1\ntitle: 广告计划\n标题: 计\nstate:\n---\n".encode("gb18030"),
        b"---\nkind: ad\n" + b"x" * 300_000,
    ],
    ids=["empty", "prose", "no state", "list", "no mapping", "broken", "gbk", "too large"],
)
def test_what_cannot_be_read_has_no_heading(data: bytes) -> None:
    assert read_heading(data) is None

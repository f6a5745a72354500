"""The mark of a record's file in a sheet."""

import hashlib

from forecourt.sheets.base import base_of


def test_the_base_is_the_beginning_of_the_sha256_of_the_bytes() -> None:
    assert base_of(b"title: x\n") == hashlib.sha256(b"title: x\n").hexdigest()[:16]


def test_line_ends_and_a_byte_order_mark_do_not_change_the_base() -> None:
    assert base_of(b"\xef\xbb\xbftitle: x\r\n") == base_of(b"title: x\n")


def test_any_other_byte_changes_the_base() -> None:
    assert base_of(b"title: x \n") != base_of(b"title: x\n")

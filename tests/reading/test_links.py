"""What a body links to, with places that point at the address."""

import pytest

from forecourt.reading.links import links


def targets(body: str) -> list[tuple[int, int, str]]:
    return [(link.line, link.column, link.target) for link in links(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("见 [附件](a/b.pdf)。", [(1, 8, "a/b.pdf")]),
        ('一\n![图](x.png "题")', [(2, 6, "x.png")]),
        ("[a](<甲 乙.pdf>) [b](c(1).png)", [(1, 6, "甲 乙.pdf"), (1, 20, "c(1).png")]),
        ("[a][1]\n\n[1]: ../x.md", [(3, 6, "../x.md")]),
        ('<img alt="x" src="y.png"> <a href=z.md>', [(1, 19, "y.png"), (1, 35, "z.md")]),
        ("`[a](b)` 和 ``c ` [d](e)``", []),
        ("```\n[a](b)\n```\n[c](d)", [(4, 5, "d")]),
        ("~~~ text\n[a](b)\n```\n~~~", []),
        ("例子：\n\n    [a](b)\n\n    [c](d)\n[e](f)", [(6, 5, "f")]),
        ("\t[a](b)", []),
        ("接着上一行\n    [a](b)", [(2, 9, "b")]),
        ("- 一项\n\n    [a](b)\n\n      [c](d)", [(3, 9, "b"), (5, 11, "d")]),
        ("1. 一项\n\n        [a](b)\n\n段落\n\n    [c](d)", []),
        ("没有链接：(a) [b] a<b", []),
    ],
)
def test_places_of_links(body: str, expected: list[tuple[int, int, str]]) -> None:
    assert targets(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![图](a.png)", [True]),
        ("[图](a.png) ! [图](a.png)", [False, False]),
        ("[![小图](small.png)](large.png)", [True, False]),
        ("![图 [1]](a.png) ![\\[](b.png)", [True, True]),
        ("<img src=a.png> <a href=b.png>", [True, False]),
        ("[1]: a.png", [False]),
        ("](a.png)", [False]),
    ],
)
def test_which_links_show_a_picture(body: str, expected: list[bool]) -> None:
    assert [link.is_picture for link in links(body)] == expected


@pytest.mark.parametrize(
    ("target", "scheme", "path"),
    [
        ("https://example.com/a#b", "https", "https://example.com/a"),
        ("a%20b.pdf#page=2", "", "a b.pdf"),
        ("#top", "", ""),
        ("C:/x.png", "c", "C:/x.png"),
        ("//host/x.png", "//", "//host/x.png"),
    ],
)
def test_parts_of_an_address(target: str, scheme: str, path: str) -> None:
    (link,) = links(f"[x](<{target}>)")

    assert (link.scheme, link.path) == (scheme, path)


@pytest.mark.parametrize(
    ("piece", "count"),
    [("](", 50_000), ("`` ` ", 0), ("<a ", 0), ("[a]: ", 1), ("<a href=", 12_500), ("](((", 0), ("~~~\n", 0)],
)
def test_long_bad_text_is_read_to_its_end(piece: str, count: int) -> None:
    assert len(list(links(piece * (200_000 // len(piece))))) == count


def test_the_place_of_a_link_in_a_long_text() -> None:
    (*_, last) = links("一行\n" * 50_000 + "见 [x](y.pdf)")

    assert (last.line, last.column) == (50_001, 7)

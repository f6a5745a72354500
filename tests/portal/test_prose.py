import pytest

from forecourt.portal.prose import prose


def shown(markdown: str) -> str:
    """With a link resolver that knows one record and a picture resolver that knows one file."""
    return prose(
        markdown,
        link={"OUT-daily.md": "../outlet/OUT-daily.html", "https://a.example/x": "https://a.example/x"}.get,
        picture={"photo.png": "../evidence/photo.png"}.get,
    )


def test_nothing_for_nothing() -> None:
    assert shown(" \n") == ""


def test_headings_stand_below_those_of_the_page() -> None:
    assert shown("# 目的\n\n##### 细则") == "<h3>目的</h3>\n<h4>细则</h4>"


def test_tables_scroll_in_a_box_of_their_own() -> None:
    assert shown("| 时间 |\n| --- |\n| 09:00 |").startswith('<div class="fc-scroll"><table>')


def test_a_link_to_a_record_leads_to_its_page_and_an_unknown_one_leads_nowhere() -> None:
    assert shown("[日报](OUT-daily.md)") == (
        '<p><a href="../outlet/OUT-daily.html" rel="noopener noreferrer">日报</a></p>'
    )
    assert shown("[别处](../../etc/passwd)") == '<p><a rel="noopener noreferrer">别处</a></p>'


def test_only_own_evidence_is_shown_as_a_picture() -> None:
    assert shown("![现场](photo.png)") == '<p><img alt="现场" src="../evidence/photo.png"></p>'
    assert "src" not in shown("![外链](https://tracker.example/p.gif)")


def test_a_fenced_block_of_code_stays_a_block_whose_lines_and_blank_lines_are_its_own() -> None:
    written = "前文\n\n```yaml\ncolumn: 通栏\n\n\n  price: <b>1</b>\n```\n\n后文"

    assert shown(written) == (
        "<p>前文</p>\n"
        "<pre><code>column: 通栏&#10;&#10;&#10;  price: &lt;b&gt;1&lt;/b&gt;&#10;</code></pre>\n"
        "<p>后文</p>"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        '<a href="data:text/html,x">x</a>',
        "<iframe src='https://a.example'></iframe>",
        "<style>body{display:none}</style>",
        "<div markdown='1'>x</div>",
        "<svg onload=alert(1)></svg>",
    ],
)
def test_nothing_in_a_body_runs(hostile: str) -> None:
    html = shown(f"前文\n\n{hostile}\n\n后文")
    for sign in ("<script", "onerror", "javascript:", "data:", "<iframe", "<style", "<div", "<svg", "onload"):
        assert sign not in html
    assert html.startswith("<p>前文</p>")
    assert html.endswith("<p>后文</p>")

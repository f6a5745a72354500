"""A record's Markdown, made safe for print."""

import pytest

from forecourt.binder.prose import prose


def test_markdown_becomes_html_with_tables() -> None:
    text = "第一段**要点**\n\n| 时间 | 内容 |\n| --- | --- |\n| 09:30 | 签到 |"

    assert prose(text) == (
        "<p>第一段<strong>要点</strong></p>\n"
        "<table>\n<thead>\n<tr>\n<th>时间</th>\n<th>内容</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>09:30</td>\n<td>签到</td>\n</tr>\n</tbody>\n</table>"
    )


def test_headings_stand_below_those_of_the_volume() -> None:
    assert prose("# 一\n\n## 二\n\n##### 五") == "<h4>一</h4>\n<h5>二</h5>\n<h6>五</h6>"
    assert prose("# 一", below=2) == "<h3>一</h3>"


def test_no_level_of_headings_is_left_out() -> None:
    assert prose("## 一\n\n#### 二\n\n## 三\n\n### 四") == (
        "<h4>一</h4>\n<h5>二</h5>\n<h4>三</h4>\n<h5>四</h5>"
    )


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("![图](https://evil.example/a.png)正文", "<p>正文</p>"),
        ("[看这里](https://evil.example/)", "<p>看这里</p>"),
        ("<script>alert(1)</script>正文", "<p>正文</p>"),
        ('<p style="background:url(http://evil.example)" onclick="x()">正文</p>', "<p>正文</p>"),
        ("<style>@import url(http://evil.example)</style>正文", "<p>正文</p>"),
        ('<link rel="attachment" href="file:///etc/passwd">正文', "<p>正文</p>"),
        ('<h1 id="item-1">正文</h1>', "<h4>正文</h4>"),
        ("{{ cover }} {% include 'x' %}", "<p>{{ cover }} {% include 'x' %}</p>"),
    ],
)
def test_nothing_that_fetches_points_or_runs_survives(text: str, safe: str) -> None:
    assert prose(text) == safe


def test_nothing_is_nothing() -> None:
    assert prose(" \n") == ""


def test_a_fenced_block_of_code_stays_a_block() -> None:
    assert prose("```sh\n./forecourt check\n\nrm <b>x</b>\n```") == (
        "<pre><code>./forecourt check\n\nrm &lt;b&gt;x&lt;/b&gt;\n</code></pre>"
    )

"""The HTML of a volume: expected pages, escaping, language."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.chapters import Plan
from forecourt.binder.edition import Edition
from forecourt.binder.page import css_content, css_string, html
from forecourt.model.record import Records
from tests.binder.make import edition, november, paid_ad
from tests.money.make import records

GOLDENS = Path(__file__).parent / "goldens"
MADE_AT = "2026-11-24T00:30:00Z"


def page(plan: Plan, of: Edition | None = None) -> str:
    chosen = of or edition()
    return html(volume(chosen, plan), chosen.words, made_at=MADE_AT)


def body(text: str) -> str:
    """The page without its style sheet, which the PDFs prove."""
    return text[text.index("<body>") :]


@pytest.mark.parametrize("plan", VOLUMES, ids=lambda plan: plan.slug)
def test_the_page_is_the_expected_one(plan: Plan, update_goldens: bool) -> None:  # noqa: FBT001 a fixture
    golden = GOLDENS / f"{plan.slug}.html"
    made = body(page(plan))
    if update_goldens:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")

    assert made == golden.read_text(encoding="utf-8")


def test_record_text_is_never_markup_and_never_a_template() -> None:
    evil = replace(
        paid_ad(),
        id="AD-8",
        title='<script>alert("1")</script>{{ cover.dealer }}',
        theme="<img src=https://evil.example/a.png>",
        body="<iframe src=https://evil.example></iframe>{{ 7 * 7 }}",
    )
    made = page(VOLUMES[0], edition(november(evil)))

    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;{{ cover.dealer }}" in made
    assert "&lt;img src=https://evil.example/a.png&gt;" in made
    assert "{{ 7 * 7 }}" in made
    assert "<script" not in made
    assert "<iframe" not in made
    # Contract and invoice serve both ads and are bound once; the archive's picture is not AD-8's.
    assert made.count("<img") == page(VOLUMES[0]).count("<img") + 2


def test_three_dots_that_look_alike_are_printed_as_one_so_that_copied_text_is_right() -> None:
    dots = replace(paid_ad(), id="AD-8", title="甲・乙•丙·丁")

    assert "甲·乙·丙·丁" in page(VOLUMES[0], edition(november(dots)))


def test_no_address_stands_in_a_page_but_those_of_pictures() -> None:
    made = page(VOLUMES[0])

    assert "http:" not in made
    assert "https:" not in made
    assert "file:" not in made


def test_the_document_says_language_title_and_the_time_of_its_commit() -> None:
    made = page(VOLUMES[0])

    assert '<html lang="zh-CN">' in made
    assert "<title>示例汽车销售有限公司 2026年11月 广告宣传</title>" in made
    assert f'<meta name="dcterms.created" content="{MADE_AT}">' in made
    assert '<html lang="en">' in page(VOLUMES[0], edition(lang="en"))


def test_an_empty_month_says_that_nothing_belongs_into_the_volume() -> None:
    made = page(VOLUMES[1], edition(Records(items=tuple(records()))))

    assert "本月没有需要装入本册的项目。" in made
    assert "<h2>寄送</h2>" in made


def test_the_cover_marks_samples_and_drafts_only_when_they_are() -> None:
    assert "样本：册中厂家政策为虚构示例，并非真实政策" in page(VOLUMES[0])
    assert "草稿，不得寄出" not in page(VOLUMES[0])
    assert "草稿，不得寄出：材料缺失（1 项）" in page(VOLUMES[2])
    assert "样本：" not in page(VOLUMES[0], edition(Records(items=tuple(records()))))


def test_page_numbers_become_counters_between_quoted_words() -> None:
    assert css_content("第 {page} 页 共 {pages} 页") == ('"第 " counter(page) " 页 共 " counter(pages) " 页"')


def test_a_css_string_neither_ends_early_nor_closes_the_style() -> None:
    assert css_string('a"</style>') == '"a\\000022\\00003c\\00002fstyle\\00003e"'


@pytest.mark.parametrize(("ads", "classes"), [(1, "part contents"), (20, "part contents close")])
def test_contents_of_many_lines_are_set_closer(ads: int, classes: str) -> None:
    many = [replace(paid_ad(), id=f"AD-{number}") for number in range(10, 10 + ads)]

    assert f'<section class="{classes}" id="contents">' in page(VOLUMES[0], edition(november(*many)))

"""A figure as a person follows it."""

from forecourt.money.figure import Figure, Part, combined, of_parts
from forecourt.report.explained import as_list, as_text
from forecourt.words.catalogue import words_for
from forecourt.words.text import text

ZH, EN = words_for("zh"), words_for("en")


def part(amount: int, field: str, *also: tuple[str, str]) -> Part:
    return Part(amount=amount, record="MON-1", path="plans/MON-1.md", field=field, also=also)


def line_of(path: str, field: str) -> int:
    return len(field)


ACCRUED = of_parts("a.accrued", text("Accrued"), [part(1_234_550, "units.0", ("plans/PRG.md", "funds"))])
SPENT = of_parts("a.spent", text("Spent"), [part(50, "cost")])


def test_a_sum_has_its_terms_with_signs_and_then_its_parts() -> None:
    left = combined("a.left", text("Left"), (1, ACCRUED), (-1, SPENT))
    assert as_text(left, EN, line_of).splitlines() == [
        "a.left  Left",
        "    12,345.50  Accrued  a.accrued",
        "  −      0.50  Spent  a.spent",
        "= 12,345.00 yuan",
        "",
        "12,345.50  plans/MON-1.md:7  units.0",
        "           plans/PRG.md:5    funds",
        "    -0.50  plans/MON-1.md:4  cost",
        "12,345.00  Sum of the records",
    ]


def test_a_figure_without_terms_is_its_parts() -> None:
    assert as_text(SPENT, ZH, line_of).splitlines() == [
        "a.spent  已支出",
        "= 0.50 元",
        "",
        "0.50  plans/MON-1.md:4  cost",
        "0.50  各记录合计",
    ]


def test_nothing_is_said_to_be_nothing() -> None:
    none = of_parts("a.none", text("None"), ())
    assert as_text(none, ZH, line_of).splitlines()[1:] == ["= 0.00 元", "", "没有记录写到它。"]


def test_a_list_lines_up_names_and_numbers() -> None:
    used = Figure(name="a.used", label=text("Used"), value=45, how="share", unit="percent")
    assert as_list([ACCRUED, used], EN).splitlines() == [
        "a.accrued  12,345.50  Accrued",
        "a.used          45 %  Used",
    ]

"""What the forge must do."""

import pytest

from forecourt.doctor.forge import placeholder_owners
from forecourt.words.catalogue import words_for


def said(source: str | None) -> list[tuple[str, int, int, str]]:
    say = words_for("zh").say
    found = placeholder_owners(source)
    return [(one.code, one.line, one.column, say(one.message)) for one in found]


def test_owners_by_name_are_fine() -> None:
    assert said("# @your-org/x is a placeholder\n* @yunling/marketing\n") == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (None, ("DR19", 1, 1, "没有写明哪个文件夹由谁负责的文件")),
        (
            "# 说明\n\n/plans/ @your-org/finance\n* @your-org/x\n",
            ("DR19", 3, 9, "负责人还是占位名，平台会忽略"),
        ),
    ],
)
def test_placeholders_and_no_file_leave_nobody_asked(
    source: str | None, found: tuple[str, int, int, str]
) -> None:
    assert said(source) == [found]

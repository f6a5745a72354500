"""Where records are edited, by the address that the repository was cloned from."""

import pytest

from forecourt.portal.editing import edit_base_of


@pytest.mark.parametrize(
    ("remote", "base"),
    [
        ("https://github.com/shop/desk.git", "https://github.com/shop/desk/edit/main/"),
        ("git@github.com:shop/desk.git", "https://github.com/shop/desk/edit/main/"),
        ("ssh://git@github.com:22/shop/desk.git", "https://github.com/shop/desk/edit/main/"),
        ("https://gitlab.com/group/sub/desk", "https://gitlab.com/group/sub/desk/-/edit/main/"),
        ("git@gitlab.shop.example:group/desk.git", "https://gitlab.shop.example/group/desk/-/edit/main/"),
        ("https://gitee.com/shop/desk.git", "https://gitee.com/shop/desk/edit/main/"),
        ("https://gitea.shop.example/shop/desk", "https://gitea.shop.example/shop/desk/_edit/main/"),
        ("https://codeberg.org/shop/desk", "https://codeberg.org/shop/desk/_edit/main/"),
    ],
)
def test_known_forges_have_an_edit_page(remote: str, base: str) -> None:
    assert edit_base_of(remote, "main") == base


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/desk.git",
        "C:\\desk",
        "https://git.shop.example/desk",
        "https://github.com/desk",
        "https://[x",
    ],
)
def test_other_addresses_have_none(remote: str) -> None:
    assert edit_base_of(remote, "main") == ""


def test_a_password_in_the_address_is_not_passed_on() -> None:
    assert edit_base_of("https://li:secret@github.com/shop/desk", "main") == (
        "https://github.com/shop/desk/edit/main/"
    )


def test_branch_and_folder_are_parts_of_the_address() -> None:
    assert edit_base_of("git@gitee.com:shop/desk.git", "feature/十一月", "店/") == (
        "https://gitee.com/shop/desk/edit/feature/%E5%8D%81%E4%B8%80%E6%9C%88/%E5%BA%97/"
    )

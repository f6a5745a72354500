"""What a record's text may link to, and what is advised instead."""

from tests.rules.small import PRESS, changed, said

BESIDE = "把文件放到记录旁边，从那里写路径；或者写 https:// 开头的网址"


def test_a_picture_is_to_lie_beside_the_record() -> None:
    assert said(changed(PRESS, body="![图](/x.png)")) == [
        "LK01 链接指到了资料库外面：/x.png → 把图片放到记录旁边，从那里写路径；别处的图片门户不加载"
    ]


def test_a_link_may_be_an_address_instead() -> None:
    assert said(changed(PRESS, body="[图](/x.png)")) == [f"LK01 链接指到了资料库外面：/x.png → {BESIDE}"]


def test_code_is_not_judged() -> None:
    assert said(changed(PRESS, body="写法：\n\n    ![图](/x.png)\n\n`[a](/b)`\n")) == []

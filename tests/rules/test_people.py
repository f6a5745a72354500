"""Whose commit it is."""

from datetime import date

from tests.rules.small import changed, found, record

KEY = record("ST-fan").ssh_keys[0]


def test_who_has_left_gives_the_address_free() -> None:
    same = {"emails": ("fan@dealer.example",)}

    gone = found(changed("ST-he", **same, left_on=date(2026, 11, 17), state="left"))
    assert [code for code, *_ in gone if code.startswith("SF")] == []
    assert found(changed("ST-he", **same, left_on=date(2026, 11, 18))) == [
        ("SF01", "ST-fan", "emails.0"),
        ("SF01", "ST-he", "emails.0"),
    ]


def test_one_person_may_write_an_address_twice() -> None:
    assert found(changed("ST-he", emails=("he@dealer.example", "HE@dealer.example"))) == []


def test_another_kind_of_key_is_another_key() -> None:
    assert found(changed("ST-he", ssh_keys=(KEY.replace("8kq", "8kQ"),))) == []
    assert found(changed("ST-he", ssh_keys=(KEY.replace("fan@laptop", ""),))) == [
        ("SF02", "ST-fan", "ssh_keys.0"),
        ("SF02", "ST-he", "ssh_keys.0"),
    ]

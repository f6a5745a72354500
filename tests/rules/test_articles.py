"""Press articles: what the law and the press quota want."""

import pytest

from tests.rules.small import MONTH, OUTLET, PRESS, changed, found, proof, record

SHEET = "../../plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"paid": True}, ["PR01"]),
        ({"paid": True, "ad_label": False}, ["PR01"]),
        ({"paid": True, "ad_label": True}, ["PR02"]),
        ({"paid": True, "ad_label": True, "evidence": (proof("label_screenshot", SHEET),)}, ["EV07", "EV07"]),
        ({"paid": True, "published_on": None, "state": "draft"}, []),
        ({"paid": True, "published_on": None, "state": "draft", "ad_label": False}, ["PR01"]),
        ({"paid": False, "ad_label": None}, []),
        ({"paid": False, "cost": 0}, []),
        ({"position": None}, ["PR04"]),
        ({"position": None, "web_link": "https://news.example/1"}, []),
        ({"published_on": None, "state": "counted"}, ["PR03"]),
        ({"published_on": None, "state": "published"}, ["ST03"]),
        ({"published_on": None, "state": "cancelled"}, []),
    ],
)
def test_what_an_article_must_show(fields: dict[str, object], codes: list[str]) -> None:
    assert [code for code, *_ in found(changed(PRESS, **fields))] == codes


def test_a_paid_article_within_its_budget_is_fine() -> None:
    row = record(MONTH).channel_budgets[0].__class__(channel="press", amount=3_000_00)
    plan = changed(MONTH, channel_budgets=(*record(MONTH).channel_budgets, row))

    assert [code for code, *_ in found(changed(PRESS, cost=3_000_00), plan)] == ["PR05"]


def test_outlets_without_articles_need_no_tier() -> None:
    assert found(changed(OUTLET, tier=None), without=[PRESS]) == []

import re

from forecourt.kinds.table import KINDS
from forecourt.portal.desk import Desk
from forecourt.portal.duties import ARCHIVE, DUTIES, MONEY, TODAY, VOLUMES_DUTIES, served
from tests.portal.make import inputs, page, site

GROUPS = served(Desk(inputs()))
BY_NUMBER = {duty.number: duty for duties in GROUPS.values() for duty in duties}


def test_all_39_duties_and_7_workflows_are_listed_in_order() -> None:
    numbers = [f"M{n}" for n in range(1, 14)] + [f"A{n}" for n in range(1, 15)]
    numbers += [f"S{n}" for n in range(1, 13)] + ["W1.1", "W1.2", "W1.3", "W1.4", "W2.1", "W2.2", "W3.1"]
    assert list(DUTIES) == numbers
    assert [duty.number for duties in GROUPS.values() for duty in duties] == numbers


def test_every_number_that_the_program_names_is_a_duty() -> None:
    named = {number for kind in KINDS.values() for number in kind.duties}
    assert named | {*TODAY, *MONEY, *VOLUMES_DUTIES, *ARCHIVE} <= set(DUTIES)


def test_pages_that_serve_a_duty_are_named_and_a_duty_that_none_serves_says_so() -> None:
    assert ("volumes/index.md", "三本资料册") in BY_NUMBER["A3"].pages
    assert ("ad/index.md", "广告计划") in BY_NUMBER["M3"].pages
    assert ("procedure/PROC-ad.md", "广告投放流程") in BY_NUMBER["W1.1"].pages
    assert BY_NUMBER["S3"].pages == ()
    text = page(site(), "duties.md")
    row = re.search(r'<tr id="s3">.*?</tr>', text)
    assert row is not None
    assert "尚未覆盖" in row[0]


def test_every_page_links_its_duties_to_their_words() -> None:
    assert '<a class="fc-duty" href="duties.html#w3-1">W3.1</a>' in page(site(), "index.md")
    assert '<tr id="w3-1">' in page(site(), "duties.md")

"""The page of the volumes says how far each month is, with the same figures as the dry run."""

from datetime import date
from pathlib import Path

import pytest

from forecourt.commands.desk import open_desk
from forecourt.model.months import Month
from forecourt.portal.desk import Desk
from forecourt.portal.inputs import Inputs
from forecourt.portal.paths import VOLUMES
from forecourt.portal.readiness import MonthOfVolumes, months_of_volumes
from forecourt.rules.completeness import completeness
from forecourt.words.catalogue import words_for
from tests.house.stub import ROOT
from tests.portal.make import page_from

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """The sample as the portal gets it, without volumes."""
    return Inputs(world=open_desk(Path(ROOT), today=TODAY, clock=TODAY).world, words=words_for("zh"))


@pytest.fixture(scope="module")
def months(inputs: Inputs) -> list[MonthOfVolumes]:
    return months_of_volumes(Desk(inputs).at(VOLUMES))


def test_every_month_that_has_begun_stands_there_with_the_newest_first(months: list[MonthOfVolumes]) -> None:
    assert [str(one.month) for one in months] == ["2026-11", "2026-10", "2026-09"]


def test_the_scores_are_those_of_the_dry_run(inputs: Inputs, months: list[MonthOfVolumes]) -> None:
    found = completeness(inputs.world.records, Month(2026, 11), TODAY)

    assert [volume.score for volume in months[0].volumes] == list(found.volumes)
    assert [volume.title for volume in months[0].volumes] == ["广告宣传", "媒介传播", "市场推广"]


def test_what_lacks_is_named_with_the_exception_that_stands_for_it(months: list[MonthOfVolumes]) -> None:
    lacking = [item for volume in months[0].volumes for item in volume.lacking]

    assert [(item.record.id, item.papers) for item in lacking] == [
        (
            "PR-20261111-rdt4",
            (("剪报：应有 1 件，现有 0 件（例外 EXC-20261123-h5vq，限 2026-11-30 以前补到）", True),),
        ),
        ("EV-20261018-tmjv", (("发票：应有 1 件，现有 0 件", False),)),
    ]


def test_the_page_shows_them(inputs: Inputs) -> None:
    page = page_from(inputs, VOLUMES)

    assert '<span class="fc-chip fc-bad">发票：应有 1 件，现有 0 件</span>' in page
    assert page.index('id="m-2026-11"') < page.index('id="m-2026-09"')
    assert '<span class="fc-chip fc-done">齐备</span>' in page

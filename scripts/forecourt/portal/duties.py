"""The 39 duties and 7 workflows of the department, and the pages that serve each (M1)."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.procedure import Procedure
from forecourt.kinds.table import KINDS
from forecourt.portal.desk import Desk
from forecourt.portal.paths import BOARDS, CALENDARS, HOME, SCHEDULES, VOLUMES, list_page, record_page
from forecourt.portal.reports import REPORTS, index_of
from forecourt.portal.settlement import DUTIES as SETTLEMENT
from forecourt.portal.settlement import INDEX as SETTLEMENTS
from forecourt.words.text import N_

# Pages that are no list of a kind, with the duties that they serve.
TODAY: Final = ("M2", "M8", "M9", "A3", "W3.1")
BOARD: Final = ("M1", "M8", "M12")
CALENDAR: Final = ("M5", "M9", "M11", "W1.4")
SCHEDULE: Final = ("M3", "M9", "W1.1")
MONEY: Final = ("M2", "M6", "M11", "A2", "S2")
VOLUMES_DUTIES: Final = ("A3",)
SUMMARY_DUTIES: Final = ("A3", "M2", "A10")
ARCHIVE: Final = ("A11", "W1.1")

GROUPS: Final = (
    ("M", N_("Marketing manager")),
    ("A", N_("Marketing assistant")),
    ("S", N_("Marketing specialist")),
    ("W", N_("Workflows of the department")),
)

DUTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "M1": N_("Write the department's procedures and rules, have them approved, supervise them daily"),
        "M2": N_("Make the ad plan from the month's pick-ups and the manufacturer's rebates"),
        "M3": N_("Know media prices and effect; negotiate and sign ad contracts; follow their effect"),
        "M4": N_("Keep up relations with media, journalists and the manufacturer's PR agency"),
        "M5": N_("Hold market events as the manufacturer asks; survey the neighbourhoods"),
        "M6": N_("Publish articles in line with the manufacturer's direction, in quality and quantity"),
        "M7": N_("Know competitors' prices, performance and promotions; adjust the strategy"),
        "M8": N_("Give the manufacturer information and material in time"),
        "M9": N_("Settle ad layouts and schedule; guarantee when ads run"),
        "M10": N_("Have the showroom set up on time as the manufacturer asks"),
        "M11": N_("Set market events by the month's sales plan and support sales"),
        "M12": N_("Guide, check and appraise the staff"),
        "M13": N_("Do what the general manager asks ad hoc"),
        "A1": N_("Keep the company's rules"),
        "A2": N_("Know the manufacturer's market scoring"),
        "A3": N_(
            "Report the ad plan and the month's summary; bind and post the three volumes before the 1st"
        ),
        "A4": N_("Survey, run, sum up and report market events"),
        "A5": N_("Collect competitors' information and advise on publicity"),
        "A6": N_("Collect and analyse media data; propose strategies"),
        "A7": N_("Sum up and analyse visits and calls by channel every day"),
        "A8": N_("Plan and organise the company's publicity; build brand and image"),
        "A9": N_("Promote products; keep own and other web sites up to date"),
        "A10": N_("Collect and analyse data on the effect of ads"),
        "A11": N_("Keep an archive of all ads, ready for inspection"),
        "A12": N_("Write first drafts of articles"),
        "A13": N_("Design and make the print jobs of all departments"),
        "A14": N_("Suggest how the showroom is set up, and carry it out"),
        "S1": N_("Keep the company's rules"),
        "S2": N_("Know the manufacturer's market scoring"),
        "S3": N_("Make the online marketing plan and carry it out"),
        "S4": N_("Open up online resources and channels"),
        "S5": N_("Plan and run online marketing events"),
        "S6": N_("Analyse platform traffic; plan and evaluate platform activities"),
        "S7": N_("Sum up and analyse visits and calls by channel every day"),
        "S8": N_("Optimise blogs, WeChat, communities and other social media"),
        "S9": N_("Promote products and keep all online platforms up to date"),
        "S10": N_("Collect and analyse data on the effect of ads"),
        "S11": N_("Write first drafts of articles"),
        "S12": N_("Suggest how the showroom is set up, and carry it out"),
        "W1.1": N_("Placing ads: plan, media and layout, confirmation and contract, run and archive"),
        "W1.2": N_("Making promotional material and print"),
        "W1.3": N_("Running the online platforms"),
        "W1.4": N_("Holding events and outside shows"),
        "W2.1": N_("Making material for other departments"),
        "W2.2": N_("Events that need other departments' help"),
        "W3.1": N_("Working with the manufacturer: mail, contact, its activities"),
    }
)


class Served(Struct, frozen=True, kw_only=True):
    """A duty or workflow with the pages that serve it: (path, title)."""

    number: str
    text: str
    pages: tuple[tuple[str, str], ...]


def served(desk: Desk) -> dict[str, list[Served]]:
    """Every duty and workflow by its group's label, with the pages that serve it now."""
    pages = _pages(desk)
    return {
        label: [
            Served(number=number, text=desk.words.gettext(text), pages=tuple(pages[number]))
            for number, text in DUTIES.items()
            if number.startswith(letter)
        ]
        for letter, label in GROUPS
    }


def _pages(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    say = desk.words.gettext
    pages: dict[str, list[tuple[str, str]]] = defaultdict(list)
    fixed = (
        (HOME, say(N_("Today")), TODAY),
        (BOARDS, say(N_("Boards")), BOARD),
        (CALENDARS, say(N_("Calendar")), CALENDAR),
        (SCHEDULES, say(N_("Media schedule")), SCHEDULE),
        ("money/index.md", say(N_("Money and quotas")), MONEY),
        (VOLUMES, say(N_("The three volumes")), VOLUMES_DUTIES),
        (SETTLEMENTS, say(N_("Settlement with the departments")), SETTLEMENT),
        *((index_of(one), say(one.title), one.duties) for one in REPORTS),
    )
    for path, title, numbers in fixed:
        for number in numbers:
            pages[number].append((path, title))
    for kind in KINDS.values():
        if any(True for _ in desk.records.of(kind.record)):
            for number in kind.duties:
                pages[number].append((list_page(kind.name), desk.display.kind(kind.name)))
    for procedure in desk.records.of(Procedure):
        for number in procedure.duties:
            pages[number].append((record_page(procedure), procedure.title))
    return pages

"""The closed lists of the proof matrix and of the posted volumes (domain 3.2, 7.5)."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

MUST_SHOW: Final = closed_list(
    N_("What is visible on a proof"),
    ad_marked=N_("Place of the ad marked"),
    whole_page=N_("Whole original page, no photocopy"),
    masthead=N_("Title of the paper, date and page"),
    date=N_("Date"),
    landmark=N_("Landmark"),
    wide=N_("Wide shot"),
    close=N_("Close shot"),
    first_day=N_("First day of the run"),
    last_day=N_("Last day of the run"),
    url=N_("Web address"),
    time=N_("Time of the screenshot"),
    ad_label=N_('The label "广告"'),
    air_times=N_("Air times"),
    brand_name=N_("Name of the brand"),
    account=N_("Account"),
    report_period=N_("Period of the report"),
    edition=N_("Year of the edition"),
    stamp=N_("Stamp"),
    both_stamps=N_("Stamps of both parties"),
    buyer=N_("Buyer's title and credit code"),
    head_count=N_("Number of people"),
    quantity=N_("Quantity"),
)

PEOPLE: Final = closed_list(
    N_("People on a photo"),
    none=N_("Nobody can be recognised"),
    blurred=N_("Faces and number plates are made unrecognisable"),
    consent=N_("Everybody who can be recognised has agreed in writing"),
)

FRESHNESS: Final = closed_list(
    N_("How fresh"),
    year=N_("Of the activity month's year"),
    month=N_("Of the activity month"),
    run=N_("Taken while it ran"),
)

BINDER_RESULTS: Final = closed_list(
    N_("Result of the manufacturer's inspection"),
    accepted=N_("Accepted"),
    returned=N_("Returned for correction"),
)

BINDER_DEFECTS: Final = closed_list(
    N_("Defect of a volume"),
    paper_missing=N_("Paper missing"),
    paper_unclear=N_("Paper unclear or incomplete"),
    wrong_order=N_("Bound in the wrong order"),
    not_stamped=N_("Cover not stamped or signed"),
    figures_differ=N_("Figures differ from the papers"),
    posted_late=N_("Posted late"),
    other=N_("Other defect"),
)

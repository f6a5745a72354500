"""The words of a month's effect: which cost counts, what is counted, which figure it is."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

COST_BASES: Final = closed_list(
    N_("Cost basis"),
    committed=N_("Committed and spent"),
    spent=N_("Spent"),
)
COUNTED: Final = closed_list(
    N_("What is counted"),
    desk_visits=N_("Visits and calls, front desk"),
    ad_visits=N_("Visits and calls, ad records"),
    event_visits=N_("Visitors, event reports"),
    desk_leads=N_("New prospects, front desk"),
    event_leads=N_("New prospects, event reports"),
    desk_orders=N_("Orders, front desk"),
    event_orders=N_("Orders, event reports"),
    pick_up=N_("Pick-ups (wholesale)"),
    retail=N_("Retail sales"),
    delivery=N_("Deliveries"),
    revenue=N_("New-car revenue"),
)
EFFECTS: Final = closed_list(
    N_("Figure"),
    cost_per_visit=N_("Cost per visit"),
    cpl=N_("Cost per lead (CPL)"),
    cps=N_("Cost per sale (CPS)"),
    cost_per_car=N_("Ad cost per car"),
    cost_ratio=N_("Ad cost ratio"),
    source_share=N_("Source contribution"),
    lead_rate=N_("Visits and calls that became prospects"),
    order_rate=N_("Orders per visit and call"),
)

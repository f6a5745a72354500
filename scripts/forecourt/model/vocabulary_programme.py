"""The closed lists of a manufacturer's programme: funds, their time and shares, claims and their results."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

BASES: Final = closed_list(
    N_("Basis of a fund"),
    pick_up=N_("Pick-ups (wholesale)"),
    retail=N_("Retail sales"),
    delivery=N_("Deliveries"),
    purchases=N_("Wholesale invoices of the month"),
    purchases_last_year=N_("Wholesale invoices of the year before"),
)

DEADLINE_KINDS: Final = closed_list(
    N_("How the posting deadline counts"),
    posted=N_("Posted by that day"),
    received=N_("Received by that day"),
)

ROLLS: Final = closed_list(
    N_("When the deadline is not a working day"),
    backward=N_("The working day before"),
    forward=N_("The working day after"),
    none=N_("The day stays"),
)

CLAIM_RESULTS: Final = closed_list(
    N_("Audit result"),
    granted=N_("Granted in full"),
    partly_granted=N_("Granted in part"),
    returned=N_("Returned for correction"),
    refused=N_("Refused"),
)

CREDIT_FORMS: Final = closed_list(
    N_("Form of the credit"),
    cash=N_("Cash"),
    account=N_("Account credit for cars"),
    parts=N_("Account credit for parts"),
)

FUND_SOURCES: Final = closed_list(
    N_("Rebate type"),
    regular=N_("Regular"),
    special=N_("Special approval"),
    retro_estimate=N_("Retroactive, estimated"),
    retro_issued=N_("Retroactive, issued"),
    new_store=N_("New store support"),
)

DEFECTS: Final = closed_list(
    N_("Defect of a claim"),
    proof_missing=N_("Proof missing"),
    proof_incomplete=N_("Tear sheet incomplete or a photocopy"),
    ad_not_marked=N_("Ad not marked on the proof"),
    photo_undated=N_("Photo without date or landmark"),
    invoice_title=N_("Invoice with a wrong buyer title"),
    invoice_item=N_("Invoice item does not match the contract"),
    invoice_duplicate=N_("Invoice handed in twice"),
    amount_differs=N_("Invoice and contract differ"),
    rate_card_old=N_("Rate card old or not stamped"),
    contract_altered=N_("Contract altered"),
    not_approved=N_("Not in the approved plan"),
    not_eligible=N_("Cost not eligible"),
    late=N_("Posted late"),
    other=N_("Other defect"),
)

PERIODS: Final = closed_list(
    N_("Period"),
    month=N_("By the month"),
    quarter=N_("By the quarter"),
    year=N_("By the year"),
)

PERIOD_ENDS: Final = closed_list(
    N_("End of a fund's time"),
    quarter=N_("End of the quarter"),
    year=N_("End of the year"),
)

USE_ORDERS: Final = closed_list(
    N_("Order in which accruals are used"),
    oldest=N_("The oldest first"),
    soonest=N_("What expires first"),
)

SHARE_BASES: Final = closed_list(
    N_("What a share is of"),
    accrual=N_("Of what the fund accrued in the period"),
    balance=N_("Of what the fund has at the beginning of the period"),
    spending=N_("Of the spending of the period"),
)

CLAIM_STARTS: Final = closed_list(
    N_("Where the claim window begins"),
    flight_end=N_("On the last day that it ran"),
    month_end=N_("At the end of the month in which it ran"),
)

SHORTFALLS: Final = closed_list(
    N_("Why a fund does not pay"),
    late=N_("Claimed too late"),
    least_claim=N_("Below the least claim"),
    approval=N_("More than was approved"),
    line_cap=N_("Above the most for one item"),
    share=N_("Above the share that the programme allows"),
    waiting=N_("Another fund must be used up first"),
    no_money=N_("No usable money left that day"),
)

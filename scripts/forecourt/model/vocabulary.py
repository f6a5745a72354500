"""The closed lists of the trade: stable English codes, each with its label, in one place (pitfall 20)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.words.text import N_


class Vocabulary(Struct, frozen=True):
    """One closed list: its own label and code -> label (catalogue source strings)."""

    label: str
    terms: Mapping[str, str]


def closed_list(label: str, **terms: str) -> Vocabulary:
    """A closed list from its label and its codes with their labels."""
    return Vocabulary(label, MappingProxyType(terms))


ROLES: Final = closed_list(
    N_("Role"),
    general_manager=N_("General manager"),
    marketing_manager=N_("Marketing manager"),
    marketing_assistant=N_("Marketing assistant"),
    marketing_specialist=N_("Marketing specialist"),
    sales_manager=N_("Sales manager"),
    finance=N_("Finance"),
)

CHANNELS: Final = closed_list(
    N_("Channel"),
    newspaper=N_("Newspaper"),
    magazine=N_("Magazine"),
    radio=N_("Radio"),
    tv=N_("Television"),
    outdoor=N_("Outdoor"),
    online=N_("Online platform"),
    search=N_("Search ads"),
    direct=N_("Direct mail and SMS"),
    event=N_("Events"),
    print=N_("Print and give-aways"),
    press=N_("Press articles"),
)

SOURCES: Final = closed_list(
    N_("Source of customers"),
    newspaper=N_("Newspaper"),
    magazine=N_("Magazine"),
    radio=N_("Radio"),
    tv=N_("Television"),
    outdoor=N_("Outdoor"),
    online=N_("Online platform"),
    search=N_("Search ads"),
    direct=N_("Direct mail and SMS"),
    event=N_("Events"),
    referral=N_("Referral by owners and friends"),
    walk_by=N_("Passing by"),
    other=N_("Another source"),
    unknown=N_("Unknown (not asked)"),
)

OUTLET_TYPES: Final = closed_list(
    N_("Outlet type"),
    media=N_("Media"),
    platform=N_("Online platform"),
    vendor=N_("Vendor"),
    venue=N_("Venue"),
)

MEDIA_TIERS: Final = closed_list(
    N_("Media tier"),
    national=N_("National media"),
    portal=N_("Portal"),
    vertical=N_("Automotive vertical"),
    local=N_("Local media"),
    own=N_("Own channel"),
)

EVIDENCE: Final = closed_list(
    N_("Evidence kind"),
    plan_sheet=N_("Approved plan sheet"),
    manufacturer_ok=N_("Manufacturer's creative approval"),
    outlet_ok=N_("Outlet's layout confirmation"),
    creative=N_("Creative artwork"),
    rate_card=N_("Rate card"),
    contract=N_("Signed contract"),
    tear_sheet=N_("Tear sheet"),
    affidavit=N_("Broadcast affidavit"),
    recording=N_("Recording"),
    photo=N_("Photo"),
    screenshot=N_("Screenshot"),
    label_screenshot=N_("Screenshot of the ad label"),
    backoffice_report=N_("Back-office report"),
    clipping=N_("Clipping"),
    invoice=N_("Invoice"),
    payment=N_("Payment proof"),
    event_plan=N_("Event plan sheet"),
    sign_in=N_("Sign-in statistics"),
    materials_list=N_("Materials list"),
    mail=N_("Manufacturer's mail"),
    reply=N_("Reply sent"),
    permit=N_("Permit"),
    courier_receipt=N_("Courier receipt"),
    credit_advice=N_("Credit advice"),
    location_list=N_("List of locations"),
    sample_piece=N_("Sample piece"),
    quotation=N_("Quotation"),
    print_proof=N_("Signed print proof"),
    collection_slip=N_("Signed collection slip"),
    delivery_note=N_("Delivery note"),
    post_receipt=N_("Post receipt with quantity"),
    manifest=N_("Manifest of the volumes"),
    portrait_consent=N_("Written consent to show a person"),
    certificate=N_("Certificate of an award or grade"),
    data_source=N_("Report that a figure comes from"),
    other=N_("Other evidence"),
)

# Proofs of one run or one event. A contract, a rate card or an invoice may well serve several records.
OF_ONE_RUN: Final = frozenset(
    {
        "tear_sheet",
        "affidavit",
        "recording",
        "photo",
        "screenshot",
        "label_screenshot",
        "backoffice_report",
        "clipping",
        "sign_in",
    }
)

MONEY_MEANINGS: Final = closed_list(
    N_("What the state means for money"),
    none=N_("No money"),
    planned=N_("Planned"),
    committed=N_("Committed"),
    spent=N_("Spent"),
    claimed=N_("Claimed"),
    granted=N_("Granted"),
)

WORK_MEANINGS: Final = closed_list(
    N_("What the state means for work"),
    open=N_("Open"),
    done=N_("Done"),
    cancelled=N_("Cancelled"),
)

PARTIES: Final = closed_list(
    N_("Who has the ball"),
    us=N_("The department"),
    manufacturer=N_("Manufacturer"),
    outlet=N_("Outlet"),
    management=N_("Management and finance"),
)

COLOURS: Final = closed_list(
    N_("Colour"),
    black=N_("Black and white"),
    spot=N_("Spot colour"),
    full=N_("Full colour"),
)

PRESS_TYPES: Final = closed_list(
    N_("Article type"),
    news_release=N_("News release"),
    test_drive=N_("Test-drive story"),
    promotion=N_("Promotion"),
    event=N_("Event report"),
    brand=N_("Brand story"),
)

EVENT_TYPES: Final = closed_list(
    N_("Event type"),
    showroom=N_("Showroom event"),
    test_drive=N_("Test-drive event"),
    roadshow=N_("Roadshow"),
    auto_show=N_("Auto show"),
    community=N_("Community visit"),
    online=N_("Online event"),
)

COST_TABS: Final = closed_list(
    N_("Cost tab"),
    advertising=N_("Advertising"),
    pr=N_("Public relations"),
    on_site=N_("On-site set-up"),
    promotion=N_("Promotion and gifts"),
)

DIRECTIVE_TYPES: Final = closed_list(
    N_("Directive type"),
    direction=N_("Promotion direction"),
    event=N_("Event to hold"),
    report=N_("Report to hand in"),
    price=N_("Price policy"),
    press=N_("Press request"),
)

DEPARTMENTS: Final = closed_list(
    N_("Department"),
    management=N_("Management"),
    marketing=N_("Marketing"),
    sales=N_("Sales"),
    finance=N_("Finance department"),
    after_sales=N_("After-sales"),
    customer_care=N_("Customer care"),
    used_cars=N_("Used cars"),
    insurance=N_("Insurance"),
)

WEEKDAYS: Final = closed_list(
    N_("Weekday"),
    mon=N_("Monday"),
    tue=N_("Tuesday"),
    wed=N_("Wednesday"),
    thu=N_("Thursday"),
    fri=N_("Friday"),
    sat=N_("Saturday"),
    sun=N_("Sunday"),
)

PRINT_TYPES: Final = closed_list(
    N_("Kind of material"),
    leaflet=N_("Leaflet"),
    brochure=N_("Brochure"),
    poster=N_("Poster"),
    banner=N_("Banner or roll-up"),
    posm=N_("Display material for the showroom"),
    card=N_("Card, voucher or form"),
    gift=N_("Give-away"),
    other=N_("Other material"),
)

PROOF_ROUNDS: Final = closed_list(
    N_("Proof round"),
    layout=N_("Layout proof"),
    print_proof=N_("Printed proof"),
    correction=N_("Corrected proof"),
)

PROOF_VERDICTS: Final = closed_list(
    N_("Verdict"),
    passed=N_("Passed"),
    change=N_("To be changed"),
    rejected=N_("Rejected"),
)

STOCK_MOVES: Final = closed_list(
    N_("Movement"),
    opening=N_("Opening stock"),
    receipt=N_("Received from a print job"),
    issue=N_("Handed out"),
    give_back=N_("Given back"),
    write_off=N_("Written off"),
)

SHOWROOM_AREAS: Final = closed_list(
    N_("Area of the showroom"),
    outside=N_("Pylon, fascia and forecourt"),
    glass=N_("Glass front and entrance"),
    show_cars=N_("Show cars"),
    prices=N_("Price tags"),
    posm=N_("Posters and displays"),
    brochures=N_("Brochure racks"),
    wall=N_("Background wall"),
    demo_cars=N_("Demo cars"),
    lounge=N_("Lounge and kids' corner"),
)

DECISIONS: Final = closed_list(
    N_("Decision"),
    open=N_("Not decided yet"),
    taken=N_("Taken up"),
    declined=N_("Declined"),
)

TASK_ORIGINS: Final = closed_list(
    N_("Where it comes from"),
    general_manager=N_("Asked by the general manager"),
    manufacturer=N_("Asked by the manufacturer"),
    showroom=N_("Set-up of the showroom"),
    department=N_("Within the department"),
    other_department=N_("Asked by another department"),
)

COST_TYPES: Final = closed_list(
    N_("Kind of cost"),
    space=N_("Media space and airtime"),
    production=N_("Production"),
    agency_commission=N_("Agency commission"),
    special_position=N_("Charge for a special position"),
    competitor_brand=N_("Share of another brand in the same ad"),
    venue=N_("Venue and set-up"),
    gifts=N_("Gifts and prizes"),
    catering=N_("Catering"),
    travel=N_("Travel"),
    staff=N_("Staff and hosts"),
    tax=N_("Tax"),
    contingency=N_("Contingency"),
)

RUNGS: Final = closed_list(
    N_("Rung of the ladder"),
    plan=N_("Plan"),
    approval=N_("Approval"),
    contract=N_("Contract"),
    invoice=N_("Invoice"),
    payment=N_("Payment"),
    claim=N_("Claiming"),
    grant=N_("Grant"),
)

ENTRY_TYPES: Final = closed_list(
    N_("Ledger entry"),
    accrual=N_("Accrual"),
    plan=N_("Planned"),
    commitment=N_("Committed"),
    invoice=N_("Invoiced"),
    payment=N_("Paid out"),
    claim=N_("Claim handed in"),
    grant=N_("Claim granted"),
    refusal=N_("Refused"),
    expiry=N_("Expired"),
    credit=N_("Credited"),
)

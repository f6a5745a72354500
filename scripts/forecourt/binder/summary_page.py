"""The monthly summary (月度总结) as one HTML document for printing (A3, M2)."""

from msgspec import Struct

from forecourt.binder.content import Fact, Sheet
from forecourt.binder.edition import DASH, SHORT_COMMIT, Edition
from forecourt.binder.page import LANGUAGES, ONE_DOT, environment
from forecourt.binder.printable import printable
from forecourt.binder.prose import prose
from forecourt.binder.sheets_next import ADS, EVENTS, PRESS, next_sheets
from forecourt.binder.sheets_summary import summary_sheets
from forecourt.words.text import N_


class Report(Struct, frozen=True, kw_only=True):
    """The document as values: who reports what, figures and charts, the manager's words as safe HTML, what
    comes next.
    """

    title: str
    dealer: str
    month: str
    facts: tuple[Fact, ...]
    sheets: tuple[Sheet, ...]
    words: str
    next_title: str
    next_sheets: tuple[Sheet, ...]


def report(edition: Edition) -> Report:
    """The summary of the edition's month; raises NoMonthError."""
    month = edition.month_name(edition.month)
    following = edition.month_name(edition.month.plus(1))
    return Report(
        title=edition.say(N_("Monthly summary of {month}"), month=month),
        dealer=edition.dealership.legal_name if edition.dealership else DASH,
        month=month,
        facts=_facts(edition),
        sheets=summary_sheets(edition),
        words=prose(printable(edition.plan.body)),
        next_title=edition.say(N_("Plan of {month}"), month=following),
        next_sheets=tuple(sheet for part in (ADS, PRESS, EVENTS) for sheet in next_sheets(edition, part)),
    )


def summary_html(edition: Edition, *, made_at: str) -> str:
    """The document; `made_at` is the commit's time, the only date in the PDF."""
    template = environment(edition.words).get_template("summary.html.jinja")
    page = template.render(report=report(edition), lang=LANGUAGES[edition.words.lang], made_at=made_at)
    return page.translate(ONE_DOT)


def _facts(edition: Edition) -> tuple[Fact, ...]:
    plan = edition.plan
    return (
        Fact(label=edition.say(N_("Dealer")), value=_dealer(edition)),
        Fact(label=edition.say(N_("Theme")), value=plan.theme or DASH),
        Fact(label=edition.say(N_("Written by")), value=edition.display.title(plan.owner)),
        Fact(label=edition.say(N_("State of the month")), value=edition.display.state(plan)),
        Fact(label=edition.say(N_("Manufacturer's programme")), value=edition.display.title(plan.programme)),
        Fact(label=edition.say(N_("Commit")), value=edition.commit[:SHORT_COMMIT] or DASH),
    )


def _dealer(edition: Edition) -> str:
    shop = edition.dealership
    return f"{shop.legal_name} {shop.dealer_code}" if shop else DASH

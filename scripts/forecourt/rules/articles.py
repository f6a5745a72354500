"""Rules about press articles: what the law and the press quota want (M6; Advertising Law art. 14)."""

from collections.abc import Iterator

from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.money.lifecycle import bucket_of
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("PR01")
def paid_without_label(press: Press, sight: Sight) -> Iterator[Problem]:
    """A paid article was published, and the record does not say that it carries the ad label.

    Mass media must not publish ads as news; a paid article must be recognisable as an ad (Advertising Law
    art. 14, 59). Before publication it is told when the record says that there will be no label. This is no
    legal advice: the program names the risk, a person decides.
    """
    if press.paid and press.published_on is None and press.ad_label is False and sight.is_open(press):
        yield Problem(
            code="PR01",
            field="ad_label",
            message=text(N_("A paid article must carry the ad label")),
            hint=text(N_("Have the outlet add the label, then write: ad_label: yes")),
        )
    if press.paid and press.published_on is not None and press.ad_label is not True:
        yield Problem(
            code="PR01",
            field="paid" if press.ad_label is None else "ad_label",
            message=text(N_("A paid article was published without the ad label")),
            hint=text(N_("Have the outlet add the label, then write: ad_label: yes")),
        )


@code("PR02", Severity.WARNING)
def label_not_proved(press: Press, sight: Sight) -> Iterator[Problem]:
    """A paid article says that it carries the ad label, but has no screenshot or clipping that shows it.

    The proof of a paid article is a screenshot with the label (A2).
    """
    kinds = {item.kind for item in press.evidence}
    shown = kinds & {"label_screenshot", "clipping", "tear_sheet"}
    if press.paid and press.published_on is not None and press.ad_label and not shown:
        yield Problem(
            code="PR02",
            field="ad_label",
            message=text(N_("No evidence shows the ad label")),
            hint=text(N_('Add a screenshot or clipping below "evidence" (label_screenshot)')),
        )


@code("PR03")
def published_without_day(press: Press, sight: Sight) -> Iterator[Problem]:
    """The article's state says that its money is spent, but no day of publication is given.

    Only what was published counts for the quota (M6).
    """
    state = sight.state(press)
    if state is None or press.published_on is not None or "published_on" in state.requires:
        return
    if bucket_of(state) == "spent":
        yield Problem(
            code="PR03",
            field="state",
            message=text(N_("In this state the article is published, but the day is missing")),
            hint=text(N_("Add a line: {key}: …"), key="published_on"),
        )


@code("PR04")
def published_nowhere(press: Press, sight: Sight) -> Iterator[Problem]:
    """A published article names neither its page nor its link.

    The statistics of the second volume list where every article stands, so that the manufacturer can look
    it up.
    """
    if press.published_on is not None and press.position is None and press.web_link is None:
        yield Problem(
            code="PR04",
            field="published_on",
            message=text(N_("It is published, but neither the page nor the link is given")),
            hint=text(N_("Add a line: position: … (print) or web_link: … (online)")),
        )


@code("PR05", Severity.WARNING)
def editorial_with_cost(press: Press, sight: Sight) -> Iterator[Problem]:
    """The article costs money, but is not marked as paid.

    Whatever is paid for is an ad and needs the label (Advertising Law art. 14).
    """
    if press.cost and not press.paid:
        yield Problem(
            code="PR05",
            field="paid",
            message=text(N_("The article costs money, but is not marked as paid")),
            hint=text(N_("Write paid: yes, or delete the cost")),
        )


@code("PR06", Severity.WARNING)
def outlet_without_tier(press: Press, sight: Sight) -> Iterator[Problem]:
    """The article's outlet has no media tier, so the article counts no points.

    The programme gives points by media tier (M6, A2).
    """
    outlet = sight.find(Outlet, press.outlet)
    if outlet is not None and outlet.tier is None:
        yield Problem(
            code="PR06",
            field="outlet",
            message=text(
                N_("{outlet} has no media tier, so this article counts no points"), outlet=outlet.title
            ),
            hint=text(N_("Add the tier in {id}"), id=outlet.id),
        )

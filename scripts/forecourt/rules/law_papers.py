"""Rules about what must be there besides the wording: label, consents, ad files. No legal advice."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.money.lifecycle import bucket_of
from forecourt.rules.archives import LEAST_YEARS, years_later
from forecourt.rules.law import with_notice
from forecourt.rules.law_copy import is_current, problem_at, public_parts, public_text
from forecourt.rules.law_text import OPT_OUT, PURCHASE
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text

OWN: Final = "own"
DIRECT: Final = "direct"


@code("AL12")
def sells_without_label(press: Press, sight: Sight) -> Iterator[Problem]:
    """An article leads to a purchase and does not say that it carries the label "广告".

    Knowledge, experience or review formats with a purchase link must show the label (Internet Advertising
    Measures, order 72, art. 9(3)), paid or not. No legal advice.
    """
    if press.ad_label or not is_current(press, sight):
        return
    for part in public_parts(press):
        found = PURCHASE.search(part.text)
        if found is not None:
            message = text(N_('"{word}" leads to a purchase, but the ad label is missing'), word=found[0])
            hint = text(N_("Show the label, then write: ad_label: yes"))
            yield problem_at("AL12", part, found.start(), message, with_notice(hint))
            return


@code("AL13")
def shown_without_consent(record: Ad | Press | PrintJob, sight: Sight) -> Iterator[Problem]:
    """A person is shown, and the written consent is not on file.

    Whoever uses a person's name or image in an ad needs written consent beforehand, a guardian's for children
    (art. 33). It is asked for from the moment on when money is committed. Cover the names on
    the scan: they are personal data. No legal advice.
    """
    shown = record.portraits or (isinstance(record, Ad) and record.spokesperson)
    held = any(item.kind == "portrait_consent" for item in record.evidence)
    if (
        shown
        and not held
        and sight.is_open(record)
        and bucket_of(sight.state(record)) in ("committed", "spent")
    ):
        yield Problem(
            code="AL13",
            field="portraits" if record.portraits else "spokesperson",
            message=text(N_("A person is shown, but no written consent is on file")),
            hint=with_notice(text(N_("File it as evidence: portrait_consent"))),
        )


@code("AL14")
def message_without_way_out(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """An SMS or mail ad does not say how to refuse more of them.

    Such ads need consent, the sender's true name and a way to refuse (art. 43; fine 5,000 to 30,000 yuan).
    No legal advice.
    """
    said = public_text(ad)
    if ad.channel == DIRECT and is_current(ad, sight) and not OPT_OUT.search(said):
        yield Problem(
            code="AL14",
            field="channel",
            message=text(N_("The message does not say how to refuse more of them")),
            hint=with_notice(text(N_("Put it into the copy, for example: 拒收请回复R"))),
        )


@code("AL15")
def own_media_not_kept(press: Press, sight: Sight) -> Iterator[Problem]:
    """An ad on the dealership's own media has no day, or one too early, until which it is kept.

    Who publishes ads on the own site, app, account or shop page keeps an ad file for at least three years
    from the end of publication (Internet Advertising Measures, order 72; the fine is up to 50,000 yuan).
    Until it is taken down, three years count from the day of publication. No legal advice.
    """
    outlet = sight.find(Outlet, press.outlet)
    if outlet is None or outlet.tier != OWN or press.published_on is None or not sight.is_open(press):
        return
    least = years_later(press.published_on, LEAST_YEARS)
    if press.keep_until is None or press.keep_until < least:
        yield Problem(
            code="AL15",
            field="published_on" if press.keep_until is None else "keep_until",
            message=text(N_("It stands on own media and must be kept at least until {least}"), least=least),
            hint=with_notice(text(N_("Write: keep_until: {least}"), least=least)),
        )

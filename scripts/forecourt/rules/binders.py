"""Rules about the posted volumes of a month and about exceptions from their papers (A3, A11)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from forecourt.kinds.binder import Binder, BoundVolume
from forecourt.kinds.exception import ProofException
from forecourt.kinds.programme import Programme
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.proof_words import BINDER_RESULTS
from forecourt.model.unread import readable
from forecourt.model.vocabulary import EVIDENCE, ROLES
from forecourt.money.volume_items import ITEMS
from forecourt.money.workdays import posting
from forecourt.rules.near import listed
from forecourt.rules.proof_exceptions import is_over, is_signed
from forecourt.rules.proof_matrix import lacks
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

RETURNED: Final = "returned"
THEIRS: Final = "manufacturer"
# Handed over before a weekend, stamped after it.
LONGEST_WAY_TO_STAMP: Final = timedelta(days=3)


@code("BN01")
def posted_without_paper(binder: Binder, sight: Sight) -> Iterator[Problem]:
    """The volumes are on their way or with the manufacturer, but waybill, postmark or posting day is missing.

    Without them nobody can prove that the volumes were posted before the 1st (A3; pitfall 4).
    """
    state = sight.state(binder)
    with_them = state is not None and state.ball == THEIRS
    if not (with_them or binder.posted_on or binder.received_on or binder.result):
        return
    papers = (("posted_on", N_("Posted on")), ("waybill", N_("Waybill")), ("postmark_on", N_("Postmark")))
    missing = [
        text(N_("{label} ({code})"), label=Text(label), code=key)
        for key, label in papers
        if getattr(binder, key) is None
    ]
    if missing:
        yield Problem(
            code="BN01",
            field="state",
            message=text(N_("The volumes were posted, but this is missing: {missing}"), missing=missing),
            hint=text(N_("Copy them from the courier's receipt")),
        )


@code("BN02", Severity.WARNING)
def postmark_too_late(binder: Binder, sight: Sight) -> Iterator[Problem]:
    """The postmark is later than the day on which the volumes of the month had to be posted.

    They must be posted before the 1st of the next month, counted in working days as the programme says (A3;
    domain 6). Once the manufacturer has accepted them all the same, nothing is said any more.
    """
    programme = sight.records.find(Programme, binder.programme)
    if programme is None or binder.postmark_on is None or binder.accepted_on is not None:
        return
    due = posting(programme, binder.month)
    if binder.postmark_on > due.day:
        yield Problem(
            code="BN02",
            field="postmark_on",
            message=text(
                N_("The postmark is of {postmark}; {due} was the last day for the volumes of {month}"),
                postmark=binder.postmark_on,
                due=due.day,
                month=binder.month,
            ),
            hint=text(N_("Tell the manufacturer's supervision, and write the answer in the note")),
        )


@code("BN03")
def figures_are_not_the_month_s(binder: Binder, sight: Sight) -> Iterator[Problem]:
    """Figures of the volumes are not those of the month: a volume twice or none of it, or other items.

    While the volumes are with us, the record names as many items as the records of the month give; once they
    were posted they may differ no more, and the month's records stay as they are. Pages and fingerprints are
    compared by: ./forecourt binder verify MONTH.
    """
    if not binder.volumes:
        return
    numbers = [volume.number for volume in binder.volumes]
    if sorted(numbers) != sorted(ITEMS):
        yield Problem(
            code="BN03",
            field="volumes",
            message=text(
                N_("A month has the volumes {wanted}, here stand {found}"),
                wanted=[str(number) for number in sorted(ITEMS)],
                found=[str(number) for number in numbers],
            ),
            hint=text(N_("Copy the three volumes from the manifest, each once")),
        )
        return
    for place, volume in readable(binder.volumes, "number", "items"):
        yield from _other_items(place, volume, binder, sight)


def _other_items(place: int, volume: BoundVolume, binder: Binder, sight: Sight) -> Iterator[Problem]:
    now = len(ITEMS[volume.number](sight.records, binder.month))
    if sight.records.unreadable or now == volume.items:
        return
    yield Problem(
        code="BN03",
        field=f"volumes.{place}.items",
        message=text(
            N_("Volume {number} was printed with {printed} items, the records of {month} give {now}"),
            number=volume.number,
            printed=volume.items,
            month=binder.month,
            now=now,
        ),
        hint=text(N_("Print it again before it is posted; after that, correct the record that changed")),
    )


@code("BN04")
def second_binder(binder: Binder, sight: Sight) -> Iterator[Problem]:
    """A month has two records of its volumes.

    One month is posted once. Only volumes that came back are posted again, with a record of their own that
    names in "replaces" the one that was returned (A3).
    """
    if not sight.is_live(binder):
        return
    others = listed(
        other.id
        for other in sight.binders[binder.month]
        if other is not binder and sight.is_live(other) and not _follow(binder, other)
    )
    if others:
        yield Problem(
            code="BN04",
            field="month",
            message=text(
                N_("The volumes of {month} are kept in {others} too"), month=binder.month, others=others
            ),
            hint=text(N_('Cancel one of them; for volumes that came back fill in "replaces"')),
        )


@code("BN05")
def returned_without_defect(binder: Binder, sight: Sight) -> Iterator[Problem]:
    """The manufacturer returned the volumes, and no defect is written down.

    What was wrong is what the next volumes are checked for (A2, A3).
    """
    if binder.result == RETURNED and not binder.defects:
        yield Problem(
            code="BN05",
            field="result",
            message=text(N_("The volumes were returned, but no defect is written down")),
            hint=text(N_('Write below "defects" the volume and what was wrong, as the notice says')),
        )


@code("BN06", Severity.WARNING)
def excuses_nothing(exception: ProofException, sight: Sight) -> Iterator[Problem]:
    """An exception asks for a paper that is not missing, or that nobody demands.

    It came in after all, or another kind was meant: such an exception hides nothing and confuses whoever
    checks the volume (A11).
    """
    record = sight.get(exception.record)
    if record is None or not _is_wanted(exception, sight):
        return
    if exception.evidence_kind not in {want.kind for want in lacks(record, sight)}:
        yield Problem(
            code="BN06",
            field="evidence_kind",
            message=text(
                N_("{kind} of {id} is not missing"),
                kind=Text(EVIDENCE.terms[exception.evidence_kind]),
                id=exception.record,
            ),
            hint=text(N_("Withdraw the exception, or name the paper that is missing")),
        )


@code("BN07", Severity.WARNING)
def excused_too_long(exception: ProofException, sight: Sight) -> Iterator[Problem]:
    """The day by which the paper was to be collected is over, and it has not come in.

    From then on the exception excuses nothing (A11).
    """
    record = sight.get(exception.record)
    if record is None or not _is_wanted(exception, sight) or not is_over(exception, sight.today):
        return
    if exception.evidence_kind in {want.kind for want in lacks(record, sight)}:
        yield Problem(
            code="BN07",
            field="collect_until",
            message=text(
                N_("{kind} was to be collected by {day} and has not come in"),
                kind=Text(EVIDENCE.terms[exception.evidence_kind]),
                day=exception.collect_until,
            ),
            hint=text(N_("Ask whoever collects it; for more time the manager signs a new exception")),
        )


@code("BN08")
def excused_by_nobody(exception: ProofException, sight: Sight) -> Iterator[Problem]:
    """An exception is in force, but nobody has signed it, or somebody who may not.

    A volume that goes out without a paper does so on the manager's signature only (A3).
    """
    if not sight.is_live(exception) or is_signed(exception, sight):
        return
    steps = {step.name: step for step in sight.needed_approvals(exception)}
    given = [entry for entry in exception.approvals if entry.step in steps]
    if any(sight.is_lost(id) for entry in given for id in (entry.by, entry.deputy_for) if id):
        return
    if not given:
        message = text(N_("This exception is in force, but nobody has signed it"))
        hint = text(N_('Add the approval below "approvals"; until then it excuses nothing'))
    else:
        step = steps[given[0].step]
        message = text(
            N_('This exception is in force, but {name}, who signed it, may not give "{label}"'),
            name=sight.names.get(given[0].by.casefold(), given[0].by),
            label=step.label,
        )
        hint = text(
            N_("Let somebody sign who may: {roles}; until then it excuses nothing"),
            roles=[Text(ROLES.terms[role]) for role in step.roles],
        )
    yield Problem(code="BN08", field="state", message=message, hint=hint)


@code("BN10")
def days_out_of_order(binder: Binder, sight: Sight) -> Iterator[Problem]:
    """Days of the volumes, or their state and the result of the inspection, contradict each other.

    Volumes are posted, postmarked within three days, received, accepted: in this order (A3). A postmark that
    does not fit proves nothing; what was returned cannot be accepted by the same record.
    """
    told = (
        ("postmark_on", N_("Postmark"), binder.posted_on, N_("Posted on")),
        ("received_on", N_("Received on"), binder.posted_on, N_("Posted on")),
        ("received_on", N_("Received on"), binder.postmark_on, N_("Postmark")),
        ("accepted_on", N_("Accepted on"), binder.received_on, N_("Received on")),
    )
    sentence = N_("{later} ({day}) lies before {earlier} ({other})")
    for key, later, other, earlier in told:
        day = getattr(binder, key)
        if day is not None and other is not None and day < other:
            message = text(sentence, later=Text(later), day=day, earlier=Text(earlier), other=other)
            yield _contradicts(key, message)
            break
    posted, postmark = binder.posted_on, binder.postmark_on
    if posted is not None and postmark is not None and postmark > posted + LONGEST_WAY_TO_STAMP:
        late = N_("The postmark ({postmark}) is later than three days after the posting ({posted})")
        yield _contradicts("postmark_on", text(late, postmark=postmark, posted=posted))
    state = sight.state(binder)
    if state is None or binder.result is None or state.name not in BINDER_RESULTS.terms:
        return
    if state.name != binder.result:
        result = Text(BINDER_RESULTS.terms[binder.result])
        sentence = N_('The state is "{state}", the result of the inspection "{result}"')
        yield _contradicts("result", text(sentence, state=state.label, result=result))


def _contradicts(field: str, message: Text) -> Problem:
    hint = text(N_("Look at the courier's receipt and the manufacturer's mail, and correct what is wrong"))
    return Problem(code="BN10", field=field, message=message, hint=hint)


def _is_wanted(exception: ProofException, sight: Sight) -> bool:
    """Whether the exception is asked for or stands, and its month's volumes have not been accepted."""
    if not sight.is_open(exception):
        return False
    return not any(binder.accepted_on for binder in sight.binders.get(exception.month, ()))


def _follow(one: Binder, other: Binder) -> bool:
    """Whether one of the two replaces the other, which was returned."""
    for after, before in ((one, other), (other, one)):
        named = after.replaces
        if named is not None and named.casefold() == before.id.casefold() and before.result == RETURNED:
            return True
    return False

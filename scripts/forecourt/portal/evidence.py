"""Evidence on pages: thumbnails of pictures, links to other files, what each is and its fingerprint."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from forecourt.kinds.common import Common, Evidence
from forecourt.model.forms import ENDINGS
from forecourt.model.record import Records
from forecourt.model.vocabulary import EVIDENCE
from forecourt.portal.desk import Place
from forecourt.portal.paths import PICTURES, evidence_file, suffix_of, thumb_of
from forecourt.rules.completeness import score_of, told_of
from forecourt.rules.faces import is_withheld
from forecourt.rules.sight import Sight
from forecourt.store.load import evidence_path
from forecourt.words.text import Text


class Exhibit(Struct, frozen=True, kw_only=True):
    """One piece of evidence: URLs of its copy and its small copy ("" when there is none to show)."""

    url: str
    thumb: str
    picture: bool
    code: str
    kind: str
    caption: str
    taken_on: str
    file: str
    sha256: str
    intact: bool
    withheld: bool


def exhibits(place: Place, record: Common) -> list[Exhibit]:
    """The evidence of `record`, in the order of its front matter."""
    return [_exhibit(place, record, item) for item in record.evidence]


def missing(place: Place, record: Common) -> list[str]:
    """Papers that must be there by now and are not, or not as they must be, in words."""
    score = score_of(record, place.desk.sight)
    return [
        place.desk.words.say(told_of(want, score, Text(EVIDENCE.terms[want.kind]))) for want in score.lacks
    ]


def _exhibit(place: Place, record: Common, item: Evidence) -> Exhibit:
    target = evidence_file(record, item) if _is_shown(place.desk.sight, record, item) else None
    fact = place.desk.records.files.get(evidence_path(record, item.file) or "")
    return Exhibit(
        url="" if target is None else place.href(target),
        thumb="" if target is None else place.href(thumb_of(target)),
        picture=target is not None and suffix_of(target) in PICTURES,
        code=item.kind,
        kind=place.display.choice(EVIDENCE, item.kind),
        caption=item.caption or "",
        taken_on=item.taken_on.isoformat() if item.taken_on else "",
        file=item.file,
        sha256=item.sha256,
        intact=fact is not None and fact.sha256 == item.sha256,
        withheld=fact is not None and is_withheld(item, fact, place.desk.sight),
    )


def copies(sight: Sight) -> Iterator[tuple[str, str]]:
    """Evidence files to copy into the portal: (path in the portal, path from the root)."""
    for record in sight.records:
        if isinstance(record, Common):
            for item in record.evidence:
                target = evidence_file(record, item)
                source = evidence_path(record, item.file)
                if target and source and _is_shown(sight, record, item):
                    yield target, source


def thumbs(records: Records, copied: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Small copies of the pictures in `copied`: (path in the portal, (path from the root, sha256))."""
    for target, source in copied.items():
        if (small := thumb_of(target)) != target:
            yield small, (source, records.files[source].sha256)


def _is_shown(sight: Sight, record: Common, item: Evidence) -> bool:
    """Whether there is a file that may be shown: not one that is broken, has a wrong name, or is a photo of
    which nobody has said yet whether people can be recognised.
    """
    fact = sight.records.files.get(evidence_path(record, item.file) or "")
    if fact is None or not fact.is_usable or is_withheld(item, fact, sight):
        return False
    return fact.form is None or ENDINGS.get(suffix_of(item.file), fact.form.name) == fact.form.name

"""forecourt new: a valid draft of a record, with every field of its kind explained."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click
import jinja2
from msgspec import Struct
from msgspec.structs import replace

from forecourt.commands.blanks import blank
from forecourt.commands.new_refusals import (
    MAKE_DEALERSHIP,
    kind_named,
    lacks_dealership,
    lacks_procedure,
    refuse_early,
    refuse_second,
    write_procedure,
)
from forecourt.commands.options import (
    CannotRun,
    MonthArgument,
    lang_option,
    root_or_stop,
    today_option,
    words,
)
from forecourt.commands.start import Start
from forecourt.commands.starts import Values, first_for_kind, first_month, first_values
from forecourt.commands.starts_archive import unfiled_ads
from forecourt.edge import clock, files, terminal
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Kind
from forecourt.kinds.dealership import pinned_day
from forecourt.kinds.fields import Line, WrongError
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.alike import one_of
from forecourt.model.months import Month
from forecourt.model.personal import personal
from forecourt.model.record import Records, World
from forecourt.model.refusal import RefusedError
from forecourt.rules.near import meant_record
from forecourt.rules.sight import has_left
from forecourt.store.faults import reason_of
from forecourt.store.given import ever_given
from forecourt.store.load import Loaded, load
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "Write a blank record to start from: a valid draft in the folder of its kind, every field explained. "
    "No file is ever overwritten. Exit status: 0 written, 2 could not run."
)
TEMPLATES: Final = Path(__file__).parents[3] / "templates" / "records"
MOST_NAMED: Final = 5
MARKETING: Final = "marketing"
# Kinds of which the record's key says what it is about; all others are numbered by day and chance.
NAMED_BY: Final = {"month": "month", "procedure": "for_kind", "programme": "effective_from"}


class _Blanks(click.Command):
    """Its help ends with the kinds, each with its label."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The kinds of records as a list."""
        spoken = words(None)
        with formatter.section(spoken.gettext(N_("Kinds of records"))):
            formatter.write_dl([(kind.name, spoken.gettext(kind.label)) for kind in KINDS.values()])


@click.command("new", cls=_Blanks, help=ABOUT)
@click.argument("kind", metavar="KIND")
@click.option("--title", help=N_("What the record is called"))
@click.option("--month", type=MonthArgument(), help=N_("Activity month, as 2026-11 (else the present one)"))
@click.option(
    "--owner", help=N_("Id of the person who answers for it (else the first of the marketing department)")
)
@click.option(
    "--for",
    "for_kind",
    metavar="KIND",
    type=click.Choice(tuple(KINDS)),
    help=N_("Kind that a procedure is for"),
)
@lang_option
@today_option
def command(*, kind: str, lang: str | None, **wishes: Any) -> None:
    """Write a new record and print where it is."""
    root = root_or_stop(lang)
    try:
        path = write(root, kind_named(kind), words(lang), Wish(**wishes))
        following = list(_what_next(path, KINDS[kind], load(root).records))
    except RefusedError as refusal:
        raise CannotRun(refusal.sentence, lang) from None
    except OSError as error:
        reason = Text(reason_of(error))
        sentence = text(N_("Cannot write {path}: {reason}"), path=str(error.filename or root), reason=reason)
        raise CannotRun(sentence, lang) from None
    for sentence in following:
        terminal.out(words(lang).say(sentence))


class Wish(Struct, frozen=True, kw_only=True):
    """What was asked for; None is found out of the records."""

    title: str | None = None
    month: Month | None = None
    owner: str | None = None
    for_kind: str | None = None
    today: date | None = None


def write(
    root: Path, kind: Kind, words: Words, wish: Wish, *, chance: Callable[[], str] = clock.short_random
) -> str:
    """Write a new record of `kind` and give its path relative to `root`; raises RefusedError or OSError.

    Today is the wished, else the pinned, else the calendar's day; `chance` gives the random end of an id.
    """
    loaded = load(root)
    refuse_early(kind, loaded.records, wish.for_kind)
    start = _start(loaded.records, kind, words, wish)
    if kind.number:
        start = replace(start, given=ever_given(root, kind.number))
    values = {"kind": kind.name, **first_values(kind, start)}
    if wish.title is not None:
        values["title"] = _title(wish.title)
    values["id"] = _id(kind, values, loaded, start.today, chance)
    # The first colleague answers for the own record: there is nobody else yet.
    values["owner"] = values["owner"] or values["id"]
    path = f"{kind.folder.format(month=values['month'])}/{values['id']}.md"
    if not (root / path).parent.resolve().is_relative_to(root.resolve()):
        raise RefusedError(text(N_("The folder of {path} leads out of the dealership"), path=path))
    content = _template(kind, words).render(blank=blank(kind, values, start))
    if not files.create(root / path, content.encode()):
        raise RefusedError(text(N_("{path} is there already"), path=path))
    return path


def _start(records: Records, kind: Kind, words: Words, wish: Wish) -> Start:
    about = wish.for_kind or first_for_kind(records)
    if kind.name == "procedure" and not about:
        raise RefusedError(
            text(N_("Every kind has a procedure; say with --for which one gets a new edition"))
        )
    day = wish.today or pinned_day(records) or clock.today()
    return Start(
        world=World(records=records, today=day),
        words=words,
        owner=_owner(records, wish.owner, day, kind),
        month=wish.month or first_month(kind, records, day),
        for_kind=about,
    )


def _what_next(path: str, kind: Kind, records: Records) -> Iterator[Text]:
    yield text(N_("Written: {path}"), path=path)
    yield text(N_("1. Open it and replace what is to be changed; each field says what belongs there."))
    yield text(N_("2. Check it with: ./forecourt check {path}"), path=path)
    if lacks_procedure(kind, records):
        yield write_procedure(kind)
    elif lacks_dealership(records):
        yield text(MAKE_DEALERSHIP)
    waiting = unfiled_ads(records) if kind.record is Archive else []
    if waiting:
        named = [f"{ad.id} {ad.title}" for ad in waiting[:MOST_NAMED]]
        yield text(
            N_("Ads that ran and are not archived yet ({count}): {ads}"), count=len(waiting), ads=named
        )


def _title(title: str) -> str:
    """The title on one line; raises RefusedError."""
    try:
        line = Line().read(" ".join(title.split()))
    except WrongError as wrong:
        raise RefusedError(text(N_("The title {wrong}"), wrong=wrong.message)) from None
    if not line or not line.isprintable():
        raise RefusedError(text(N_("The title is empty or holds characters that cannot be seen")))
    if any(personal(line)):
        raise RefusedError(text(N_("The title holds personal data, which never enters the repository")))
    return line


def _owner(records: Records, wanted: str | None, day: date, kind: Kind) -> str:
    """The id of `wanted`, or of the first in marketing; "" for the first colleague; raises RefusedError."""
    staff = [person for person in records.of(Staff) if not has_left(person, day)]
    if not staff and kind.record is not Staff:
        raise RefusedError(
            text(N_("Nobody is on the staff who could answer for it. Begin with: ./forecourt new staff"))
        )
    if wanted is None:
        marketing = [person for person in staff if person.department == MARKETING]
        return next((person.id for person in marketing or staff), "")
    known = {person.id.casefold(): person.id for person in staff}
    if wanted.casefold() not in known:
        hint = meant_record(wanted, staff)
        # Who answers for something is no guess, so whoever is not surely meant is not offered alone.
        hint = hint or one_of({person.id: person.title for person in staff})
        unknown = text(N_("Nobody on the staff has the id {id}"), id=wanted)
        raise RefusedError(text(N_("{what}. {hint}"), what=unknown, hint=hint))
    return known[wanted.casefold()]


def _id(kind: Kind, values: Values, loaded: Loaded, day: date, chance: Callable[[], str]) -> str:
    """An id that no record and no file has; raises RefusedError when there can be one such record only."""
    refuse_second(kind, values, loaded.records)
    if kind.name in NAMED_BY:
        natural = f"{kind.prefix}-{_key(kind, values)}"
        # A month has one record only: a second file of that name is refused, not renamed.
        if kind.name == "month" or not _taken(natural, loaded):
            return natural
        stem = natural
    else:
        stem = f"{kind.prefix}-{day:%Y%m%d}"
    while _taken(id := f"{stem}-{chance()}", loaded):
        pass
    return id


def _key(kind: Kind, values: Values) -> str:
    """What the record is about, as the end of an id: 2026-12, ad, 2027."""
    key = str(values[NAMED_BY[kind.name]])
    return key[:4] if kind.name == "programme" else key.replace("_", "-")


def _taken(id: str, loaded: Loaded) -> bool:
    known = loaded.records.get(id) is not None or id.casefold() in loaded.records.unreadable
    return known or any(path.rpartition("/")[2].casefold() == f"{id}.md".casefold() for path in loaded.paths)


def _template(kind: Kind, words: Words) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
        autoescape=False,  # noqa: S701  Markdown for a person to edit, no page
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.translations.ngettext, newstyle=True
    )
    return environment.get_template(f"{kind.name}.md.jinja")

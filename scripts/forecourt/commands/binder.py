"""forecourt binder: the three volumes of a month as PDF, with a manifest (A3, M2, M5, M6)."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
from msgspec import Struct

from forecourt.binder.book import VOLUMES
from forecourt.commands.binder_papers import (
    already_out,
    fewer_standards,
    no_final,
    not_final,
    papers_of,
    posting_of,
)
from forecourt.commands.binder_verify import verify
from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.figures import HasErrors
from forecourt.commands.lacking import lacking
from forecourt.commands.months import no_month
from forecourt.commands.options import (
    CannotRun,
    MonthArgument,
    lang_option,
    root_or_stop,
    today_option,
    words,
)
from forecourt.commands.outputs import refuse_folder
from forecourt.commands.volumes import Built, NotFinalError, UnprintableError, output_of, print_volumes
from forecourt.edge import clock, pdf, terminal
from forecourt.kinds.month import MonthPlan
from forecourt.model.months import Month
from forecourt.money.budget import NoMonthError
from forecourt.report.completeness import as_json, as_text, posting_line
from forecourt.store.faults import reason_of
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "The three volumes of a month as PDF, with a manifest. Before: binder MONTH --dry-run lists the papers. "
    "After: binder verify MONTH builds what was posted again and compares it, also with copies of the PDFs. "
    "Exit status: 0; 1 when records have errors, cannot be printed, are not fit for --final, or differ from "
    "what was posted; 2 when the month has no record, Pango is missing, or nobody can tell."
)
MOST_NAMED: Final = 10


class CannotPrint(HasErrors):
    """What stands in the records cannot be printed; exit status 1."""


class BinderCommand(click.Command):
    """`binder verify MONTH` is another way to write `binder MONTH --verify`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click's own, with the word taken for the option."""
        return super().parse_args(ctx, ["--verify", *args[1:]] if args[:1] == ["verify"] else args)


class Wish(Struct, frozen=True, kw_only=True):
    """What the reader wants: which month and volumes, and where to.

    `anyway`: drafts in spite of errors; `final`: nothing but final volumes; `dry_run`: only the list of
    papers; `verify`: a comparison with what was posted.
    """

    month: Month
    output: Path | None
    volumes: tuple[str, ...]
    format: str
    anyway: bool
    final: bool
    dry_run: bool
    verify: bool


@click.command("binder", cls=BinderCommand, help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=N_("Folder to write to, or with verify to find copies in (else build/binders/MONTH)"),
)
@click.option(
    "--volume",
    "volumes",
    type=click.Choice([str(plan.number) for plan in VOLUMES]),
    multiple=True,
    help=N_("Only this volume; may be given more than once"),
)
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", help=N_("How to tell what was made")
)
@click.option("--anyway", is_flag=True, help=N_("Make a draft although records have errors"))
@click.option(
    "--dry-run", is_flag=True, help=N_("Print nothing, only list the papers: there, missing, unfit")
)
@click.option("--final", is_flag=True, help=N_("Refuse unless everything is there or excused, and committed"))
@click.option(
    "--verify",
    is_flag=True,
    help=N_("Build the posted volumes again and compare them; also written: binder verify MONTH"),
)
@lang_option
@today_option
def command(*, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Make the volumes of a month, list their papers, or compare them with what was posted."""
    wish = Wish(**wishes)
    root = root_or_stop(lang)
    if not wish.verify:
        refuse_folder(wish.output, root, lang)
    desk = open_desk(root, today=today, clock=clock.today(), remember=True)
    if wish.dry_run:
        _tell_papers(desk, wish, lang)
        return
    if wish.verify:
        folder = wish.output or output_of(root, wish.month)
        json_wanted = wish.format == "json"
        raise SystemExit(verify(desk, wish.month, words(lang), folder=folder, lang=lang, as_json=json_wanted))
    if desk.errors and (wish.final or not wish.anyway):
        raise HasErrors(_refusal(desk.errors), lang)
    _look_ahead(desk, wish, lang)
    described, built = _printed(desk, wish, lang)
    due = posting_of(desk, wish.month)
    if due is not None and wish.format != "json":
        terminal.out(words(lang).say(posting_line(due, wish.month)))
    _tell(described, built, root, words(lang), as_json=wish.format == "json")
    if desk.errors:
        raise SystemExit(HasErrors.exit_code)


def _tell_papers(desk: Desk, wish: Wish, lang: str | None) -> None:
    if not any(plan.month == wish.month for plan in desk.world.records.of(MonthPlan)):
        known = tuple(sorted(plan.month for plan in desk.world.records.of(MonthPlan)))
        raise CannotRun(no_month(NoMonthError(wish.month, known), desk), lang)
    found = papers_of(desk, wish.month)
    due = posting_of(desk, wish.month)
    if wish.format == "json":
        terminal.out(as_json(found, desk.world.today, due, errors=desk.errors))
    else:
        terminal.out(as_text(found, desk.world.records, words(lang), due, errors=desk.errors))
    if desk.errors:
        terminal.note(words(lang).say(_caution(desk.errors)))
    if desk.world.records.unreadable:
        raise SystemExit(HasErrors.exit_code)


def _look_ahead(desk: Desk, wish: Wish, lang: str | None) -> None:
    """Refuse final volumes that lack papers, and say what was posted already."""
    refused = no_final(desk, wish.month) if wish.final else None
    if refused is not None:
        raise CannotPrint(refused, lang)
    out = already_out(desk, wish.month)
    if out is not None:
        terminal.note(words(lang).say(out))


def _printed(desk: Desk, wish: Wish, lang: str | None) -> tuple[dict[str, Any], list[Built]]:
    stages = terminal.Stages(quiet=wish.format == "json")
    only = frozenset(int(number) for number in wish.volumes)
    folder = wish.output or output_of(desk.root, wish.month)
    wanted = partial(print_volumes, desk, wish.month, words(lang), output=folder, only=only, final=wish.final)
    try:
        with stages.stage("binder", words(lang).say(N_("Printing the volumes"))) as progress:
            return _in_any_case(wanted, desk, wish, lang, progress)
    except NotFinalError as error:
        raise CannotPrint(not_final(error), lang) from None
    except NoMonthError as error:
        raise CannotRun(no_month(error, desk), lang) from None
    except pdf.BinderUnavailable as error:
        raise CannotRun(unavailable(error), lang) from None
    except (UnprintableError, pdf.RenderingError) as error:
        raise CannotPrint(reason(error, desk), lang) from None
    except OSError as error:
        raise CannotRun(_cannot_write(error, folder), lang) from None


def _in_any_case(
    print_them: Callable[..., tuple[dict[str, Any], list[Built]]],
    desk: Desk,
    wish: Wish,
    lang: str | None,
    progress: pdf.Progress,
) -> tuple[dict[str, Any], list[Built]]:
    """The volumes; with --anyway as drafts that hold a mark for every sign that the fonts lack, all named."""
    try:
        return print_them(progress=progress)
    except UnprintableError as error:
        if not wish.anyway:
            raise
        terminal.note(words(lang).say(reason(error, desk)))
        lacking = "".join(sorted({one.character for one in error.found}))
        return print_them(progress=progress, lacking=lacking)


def build_volumes(
    desk: Desk,
    month: Month,
    *,
    output: Path | None = None,
    progress: pdf.Progress | None = None,
    lang: str | None = None,
) -> list[Built]:
    """Make the three volumes of `month`, for a larger build.

    Raises NoMonthError, pdf.BinderUnavailable (`unavailable` says it in words), UnprintableError and
    pdf.RenderingError (`reason` says them in words), OSError.
    """
    folder = output or output_of(desk.root, month)
    return print_volumes(desk, month, words(lang), output=folder, progress=progress)[1]


def unavailable(error: pdf.BinderUnavailable) -> Text:
    """Why no volume can be made on this computer, with the line to run."""
    return text(
        N_("The volumes cannot be made: Pango, which sets their type, is not installed. Run: {line}"),
        line=error.line,
    )


def reason(error: UnprintableError | pdf.RenderingError, desk: Desk) -> Text:
    """Why the volumes could not be printed, with the records to mend."""
    if isinstance(error, pdf.RenderingError):
        complaints = "; ".join(error.complaints[:MOST_NAMED])
        return text(
            N_("The volume {name} is not clean, so it was not written: {complaints}"),
            name=error.name,
            complaints=complaints,
        )
    return lacking(error.found, desk.world.records, desk.loaded.sources)


def _tell(described: dict[str, Any], built: list[Built], root: Path, spoken: Words, *, as_json: bool) -> None:
    if as_json:
        terminal.out(json.dumps(described, ensure_ascii=False, indent=2))
        return
    for made in built:
        terminal.out(spoken.say(line_of(made, root)))
        if made.volume.cover.draft:
            terminal.out("  " + spoken.say(text(N_("Draft: {reasons}"), reasons=made.volume.cover.draft)))
        for told in fewer_standards(made):
            terminal.out("  " + spoken.say(told))


def shown(path: Path, root: Path) -> str:
    """A file from the dealership's own folder where it lies below it, else as a whole."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def line_of(made: Built, root: Path) -> Text:
    """A volume in one line, wherever it is told: what it is, what it holds, where it lies."""
    return text(
        N_("{volume} {title}: {items} items, {missing} papers missing, {pages} pages, {path}"),
        volume=made.volume.cover.volume,
        title=made.volume.cover.title,
        items=made.items,
        missing=made.missing,
        pages=made.pages,
        path=shown(made.path, root),
    )


def _refusal(errors: int) -> Text:
    return text(
        N_(
            "The records have errors ({count}); volumes over them must not be posted. "
            "See them with: ./forecourt check. To make a draft all the same, add --anyway."
        ),
        count=errors,
    )


def _caution(errors: int) -> Text:
    return text(
        N_("The records have errors ({count}), so no final volumes. See them with: ./forecourt check"),
        count=errors,
    )


def _cannot_write(error: OSError, folder: Path) -> Text:
    path = error.filename or str(folder)
    return text(N_("Cannot write {path}: {reason}"), path=str(path), reason=Text(reason_of(error)))

"""forecourt build: check, budget, volumes, portal, and a short summary of it all."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import click
from msgspec import Struct, field

from forecourt.commands.binder import build_volumes, line_of, reason, unavailable
from forecourt.commands.check import opened
from forecourt.commands.desk import Desk
from forecourt.commands.months import no_month
from forecourt.commands.options import (
    CannotRun,
    MonthArgument,
    lang_option,
    root_or_stop,
    today_option,
    words,
)
from forecourt.commands.portal import build_portal
from forecourt.commands.summary import summary_file, summary_pdf
from forecourt.commands.volumes import Built, UnprintableError
from forecourt.edge import files, terminal
from forecourt.edge.pdf import BinderUnavailable, RenderingError
from forecourt.edge.site import SiteError
from forecourt.kinds.month import MonthPlan
from forecourt.model.finding import Severity
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.money.budget import Budget, NoMonthError, budget
from forecourt.report.report import Report
from forecourt.report.text import as_text, summary
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

SCHEMA_VERSION: Final = 1
HAS_ERRORS: Final = 1
NO_PLAN: Final = N_("No month has a record yet, so there are no figures or volumes: ./forecourt new month")


class Outcome(Struct):
    """What a build has made so far; the summary and its JSON are told from it."""

    desk: Desk
    month: Month
    money: Budget | None = None
    volumes: list[Built] = field(default_factory=list)
    summary: Path | None = None
    portal: Path | None = None
    pages: int = 0
    unavailable: Text | None = None
    unprintable: Text | None = None
    notice: Text | None = None
    has_plan: bool = True


ABOUT: Final = N_(
    "Check, budget, the three volumes, the monthly summary and the portal of a month. "
    "Exit status: 0; 1 when records have errors or cannot be printed; 2 when it could not run."
)


@click.command("build", help=ABOUT)
@click.option(
    "--month",
    type=MonthArgument(),
    help=N_("Activity month of the volumes, for example 2026-11 (else this month or the newest with a plan)"),
)
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", help=N_("How to write the summary")
)
@lang_option
@today_option
def command(*, month: Month | None, format: str, lang: str | None, today: date | None) -> None:
    """Build everything of the dealership that the current folder lies in."""
    say = words(lang)
    root = root_or_stop(lang)
    stages = terminal.Stages(quiet=format == "json")
    with stages.stage("check", say.gettext(N_("Reading and checking records"))):
        desk = opened(root, today, lang, remember=True)
    outcome = _outcome(desk, month)
    if desk.errors:
        terminal.out(as_text(_report(desk), say))
        terminal.note(say.gettext(N_("Stopped: correct the errors above, then build again")))
        raise SystemExit(HAS_ERRORS)
    for step in (_count_money, _print_volumes, _make_portal):
        step(outcome, stages, say)
    tell: Callable[[Outcome, terminal.Stages, Words], str] = _as_json if format == "json" else _as_text
    terminal.out(tell(outcome, stages, say))
    if outcome.unprintable is not None:
        raise SystemExit(HAS_ERRORS)


def _outcome(desk: Desk, wanted: Month | None) -> Outcome:
    """What is to be built: the wished month, else this one, else the newest before it that has a record."""
    this = Month.of(desk.world.today)
    known = {plan.month for plan in desk.world.records.of(MonthPlan)}
    if wanted is not None or this in known:
        return Outcome(desk=desk, month=wanted or this)
    if not known:
        return Outcome(desk=desk, month=this, notice=text(NO_PLAN), has_plan=False)
    newest = max((month for month in known if month < this), default=max(known))
    notice = text(
        N_("{month} has no record yet, so the figures and volumes are those of {newest}"),
        month=str(this),
        newest=str(newest),
    )
    return Outcome(desk=desk, month=newest, notice=notice)


def _count_money(outcome: Outcome, stages: terminal.Stages, say: Words) -> None:
    if outcome.notice is not None:
        terminal.note(say.say(outcome.notice))
    if not outcome.has_plan:
        return
    with stages.stage("budget", say.gettext(N_("Counting the month's money"))):
        try:
            outcome.money = budget(outcome.desk.world.records, outcome.month)
        except NoMonthError as error:
            raise CannotRun(no_month(error, outcome.desk), say.lang) from None


def _print_volumes(outcome: Outcome, stages: terminal.Stages, say: Words) -> None:
    """The volumes come before the portal, which offers them for download, and is made without them too."""
    if not outcome.has_plan:
        return
    with stages.stage("volumes", say.gettext(N_("Printing the three volumes"))) as progress:
        try:
            outcome.volumes = build_volumes(outcome.desk, outcome.month, progress=progress, lang=say.lang)
            outcome.summary = summary_file(outcome.desk.root, outcome.month)
            files.write_whole(outcome.summary, summary_pdf(outcome.desk, outcome.month, say))
        except BinderUnavailable as missing:
            outcome.unavailable = unavailable(missing)
        except (UnprintableError, RenderingError) as fault:
            outcome.unprintable = reason(fault, outcome.desk)


def _make_portal(outcome: Outcome, stages: terminal.Stages, say: Words) -> None:
    with stages.stage("portal", say.gettext(N_("Making the portal")), bar=False):
        try:
            built = build_portal(outcome.desk, words=say)
        except SiteError as fault:
            sentence = text(
                N_("The portal could not be built: {complaints}"), complaints="; ".join(fault.complaints)
            )
            raise CannotRun(sentence, say.lang) from None
    outcome.portal, outcome.pages = built.index, built.pages


def _report(desk: Desk) -> Report:
    return Report(findings=desk.findings, files=len(desk.loaded.paths), sources=desk.loaded.sources)


def _as_text(outcome: Outcome, stages: terminal.Stages, say: Words) -> str:
    desk = outcome.desk
    lines = [summary(_report(desk), say)]
    lines += [_money_line(outcome.money, say)] if outcome.money else []
    lines += [_portal_line(outcome, say)]
    lines += [say.say(line_of(volume, desk.root)) for volume in outcome.volumes]
    if outcome.summary is not None:
        shown = outcome.summary.relative_to(desk.root).as_posix()
        lines.append(say.say(text(N_("Monthly summary: {path}"), path=shown)))
    if outcome.unavailable is not None:
        lines.append(say.say(outcome.unavailable))
    if outcome.unprintable is not None:
        lines += [say.gettext(N_("The volumes were not made.")), say.say(outcome.unprintable)]
    timed = [f"{stages.labels[name]} {seconds:.1f} s" for name, seconds in stages.seconds.items()]
    lines.append(say.say(text(N_("Time: {timed}"), timed=timed)))
    return "\n".join(lines)


def _money_line(money: Budget, say: Words) -> str:
    total = money.total
    return say.say(
        text(
            N_(
                "{month}: available {available}; channel budgets {budget}, planned {planned}, "
                "committed {committed}, spent {spent}, left to plan in the channels {left} (yuan)"
            ),
            month=money.month,
            available=format_yuan(money.available),
            budget=format_yuan(total.budget),
            planned=format_yuan(total.planned),
            committed=format_yuan(total.committed),
            spent=format_yuan(total.spent),
            left=format_yuan(total.left),
        )
    )


def _portal_line(outcome: Outcome, say: Words) -> str:
    where = outcome.portal.relative_to(outcome.desk.root) if outcome.portal else ""
    return say.say(text(N_("Portal: {path} ({pages} pages)"), path=where, pages=outcome.pages))


def _as_json(outcome: Outcome, stages: terminal.Stages, say: Words) -> str:
    desk, money = outcome.desk, outcome.money
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "month": str(outcome.month),
        "records": len(desk.world.records),
        "findings": {severity.value: _report(desk).count(severity) for severity in Severity},
        "available_fen": money.available if money else None,
        "channel_budgets_fen": money.total.budget if money else None,
        "channel_budgets_left_fen": money.total.left if money else None,
        "portal": outcome.portal.relative_to(desk.root).as_posix() if outcome.portal else None,
        "volumes": [
            {
                "file": volume.path.relative_to(desk.root).as_posix(),
                "pages": volume.pages,
                "items": volume.items,
            }
            for volume in outcome.volumes
        ],
        "summary": outcome.summary.relative_to(desk.root).as_posix() if outcome.summary else None,
        "unavailable": say.say(outcome.unavailable) if outcome.unavailable else None,
        "unprintable": say.say(outcome.unprintable) if outcome.unprintable else None,
        "notice": say.say(outcome.notice) if outcome.notice else None,
        "seconds": stages.seconds,
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)

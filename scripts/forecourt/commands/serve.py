"""forecourt serve: the portal on this computer; an edit shows at once, and so does what is wrong with it."""

import sys
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

import click
from msgspec import Struct, field

from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.options import CannotRun, cannot_use, lang_option, root_or_stop, today_option, words
from forecourt.commands.portal import building, in_words, inputs_of, write_portal
from forecourt.edge import clock, site, terminal
from forecourt.edge.live import Live, PortTakenError, serving
from forecourt.edge.watch import watching
from forecourt.portal.banner import banner, missing
from forecourt.portal.inputs import Inputs, Site
from forecourt.portal.near import near_to
from forecourt.portal.site import passes
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

ABOUT: Final = N_(
    "Open the portal and show edits in content/ and plans/ as they are made; records with errors show them "
    "on the page. Ctrl-C stops. Exit status: 0; 2 when it could not run (a taken port, no dealership)."
)
DEFAULT_PORT: Final = 8000
HEARTBEAT: Final = 0.5
# Pages that are asked for while others are being made should not wait their turn for long.
TURN: Final = 0.001
WATCHED: Final = ("content", "plans")
T = TypeVar("T")
R = TypeVar("R")


@click.command("serve", help=ABOUT)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help=N_("Port to serve on (0: any free one)"),
)
@click.option("--open/--no-open", "browser", default=True, help=N_("Open a browser"))
@lang_option
@today_option
def command(*, port: int, browser: bool, lang: str | None, today: date | None) -> None:
    """Build the portal, serve it, and build it anew whenever a record changes."""
    root = root_or_stop(lang)
    say = words(lang)
    where, live = in_words(site.places(root), say), Live(missing=missing(say))
    session = Session(root=root, today=today, words=say, where=where, live=live)
    try:
        with serving(session.where.site, session.live, port) as url:
            _run(session, url, browser=browser)
    except PortTakenError:
        sentence = N_("Port {port} is taken. Choose another: ./forecourt serve --port {other}")
        raise CannotRun(text(sentence, port=port, other=port + 1), lang) from None


def _run(session: "Session", url: str, *, browser: bool) -> None:
    sys.setswitchinterval(TURN)
    try:
        session.refresh()
        watched = [session.root / name for name in WATCHED]
        for folder in watched:
            # Of a store that begins one may not be there yet, and what is not there cannot be watched.
            folder.mkdir(exist_ok=True)
        with watching(watched, session.refresh) as session.is_waiting:
            terminal.note(session.words.say(text(N_("Open: {url}"), url=url)))
            terminal.note(session.words.gettext(N_("Stop with Ctrl-C")))
            if browser:
                webbrowser.open(url)
            while True:
                # A signal that comes just before an endless wait begins would be lost.
                time.sleep(HEARTBEAT)
    except KeyboardInterrupt:
        terminal.note("")
        terminal.note(session.words.gettext(N_("Stopped")))


class _OvertakenError(Exception):
    """The next edit is there before all pages show the last one."""


class Session(Struct, kw_only=True):
    """One run of the server: reads the records anew after every change and renews pages and banner.

    `is_waiting` tells whether something has changed since; then only what that edit is looked for at is made.
    """

    root: Path
    today: date | None
    words: Words
    where: site.Places
    live: Live = field(default_factory=Live)
    builder: site.Builder | None = None
    is_waiting: Callable[[], bool] = lambda: False
    # What was opened last, what all pages show, and what was written last; nothing while that is not known.
    _opened: Desk | None = None
    _desk: Desk | None = None
    _made: Site | None = None

    def refresh(self) -> None:
        """Read, check, build. Whatever goes wrong is shown on the pages; the server goes on."""
        started = time.perf_counter()
        inputs: Inputs | None = None
        try:
            desk = self._opened = open_desk(
                self.root, today=self.today, clock=clock.today(), remember=True, before=self._opened
            )
            inputs = inputs_of(desk, words=self.words, where=self.where)
            # Findings first: they are there before the pages are.
            self.live.show(banner(inputs))
            changed = self._build(inputs, desk)
        except Exception as error:  # noqa: BLE001 a fault of the program must not end the server either
            self._complain(inputs, error)
            return
        if changed:
            seconds = f"{time.perf_counter() - started:.1f}"
            sentence = text(N_("Updated: files {count}, {seconds} s"), count=changed, seconds=seconds)
            terminal.note(self.words.say(sentence))

    def _build(self, inputs: Inputs, desk: Desk) -> int:
        """Write and build what an edit is looked for at first, then all the rest; returns changed files.

        The rest is left to the next edit, when that is there already.
        """
        near = frozenset() if self._desk is None else near_to(self._desk.loaded, desk.loaded)
        changed = 0
        fault: site.SiteError | None = None

        def each(work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
            for thing in things:
                if changed and self.is_waiting():
                    raise _OvertakenError
                yield work(thing)

        try:
            for made in passes(inputs, self._made, near, each):
                fault = None
                try:
                    changed += self._publish(made)
                except site.SiteError as error:
                    # Pages may name one that only the next pass makes.
                    fault = error
        except _OvertakenError:
            return changed
        if fault is not None:
            raise fault
        self._desk = desk
        return changed

    def _publish(self, made: Site) -> int:
        before, self._made = self._made, None
        with self.live.building(), building(self.where, self.words):
            changed = write_portal(made, self.where, before)
            if self.builder is None or before is None:
                # Also after a failure: what lies there may be older than its source says.
                self.builder = self.builder or site.Builder(self.where)
                self.builder.build()
            elif changed:
                self.builder.update()
        self._made = made
        if changed or before is None:
            self.live.renew()
        return changed

    def _complain(self, inputs: Inputs | None, error: Exception) -> None:
        own = (f"{type(error).__name__}: {error}",)
        if isinstance(error, OSError) and error.filename is not None:
            own = (self.words.say(cannot_use(error)),)
        sentences = error.complaints if isinstance(error, site.SiteError) else own
        for sentence in sentences:
            terminal.note(sentence)
        if inputs is not None:
            self.live.show(banner(inputs, sentences))

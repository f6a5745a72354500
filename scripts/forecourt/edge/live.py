"""A small web server for this computer only: the built site, with a banner and a script that reloads it.

A page asks /.live/wait and gets an answer once something newer than it knows is there; so an edit shows at
once, and a page that is open says what is wrong without being built anew.
"""

import http.server
import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct, field

HOST: Final = "127.0.0.1"
LONGEST_WAIT: Final = 25.0
# The generator writes files in place; who asks meanwhile would get half a page.
LONGEST_BUILD: Final = 5.0
WAIT_PATH: Final = "/.live/wait"
SCRIPT_PATH: Final = "/.live/live.js"
BANNER: Final = "fc-live"
SCRIPT: Final = """(function () {
  "use strict";
  var box = document.getElementById("fc-live");
  var known = { pages: Number(box.dataset.pages), banner: Number(box.dataset.banner) };
  // Who opened the panel wants it open on the next page too; who closed it wants to read the page.
  function fold() {
    var panel = box.querySelector("details");
    if (!panel) { return; }
    panel.open = sessionStorage.getItem("fc-live") === "open";
    panel.addEventListener("toggle", function () {
      sessionStorage.setItem("fc-live", panel.open ? "open" : "closed");
    });
  }
  // A reload would call back who has just clicked a link and waits for the page to be written. Who stays all
  // the same (a download, a change of mind) gets the reload a little later.
  var left = -Infinity;
  addEventListener("beforeunload", function () { left = performance.now(); });
  function renew() {
    var wait = left + PATIENCE - performance.now();
    if (wait > 0) { setTimeout(renew, wait); } else { location.reload(); }
  }
  function ask() {
    fetch("/.live/wait?pages=" + known.pages + "&banner=" + known.banner)
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (now.pages !== known.pages) { renew(); return; }
        known.banner = now.banner;
        box.innerHTML = now.html;
        fold();
        ask();
      })
      .catch(function () { setTimeout(ask, 1000); });
  }
  fold();
  ask();
})();
""".replace("PATIENCE", f"{1000 * (LONGEST_BUILD + 1):.0f}")


class PortTakenError(Exception):
    """Something else serves on the port."""


class Live(Struct):
    """What pages wait for: the number of the built pages, and the banner (HTML) with a number of its own.

    `missing` is the page (HTML) for what is not there; "" for the server's own.
    """

    pages: int = 0
    banner: int = 0
    html: str = ""
    missing: str = ""
    _news: threading.Condition = field(default_factory=threading.Condition)
    _is_building: bool = False

    def show(self, html: str) -> None:
        """Put `html` at the top of every page that is open or will be; "" takes it away."""
        with self._news:
            if html != self.html:
                self.html = html
                self.banner += 1
                self._news.notify_all()

    def renew(self) -> None:
        """The site was built anew: every open page reloads."""
        with self._news:
            self.pages += 1
            self._news.notify_all()

    @contextmanager
    def building(self) -> Iterator[None]:
        """While the block runs, files of the site are written."""
        with self._news:
            self._is_building = True
        try:
            yield
        finally:
            with self._news:
                self._is_building = False
                self._news.notify_all()

    def settle(self) -> None:
        """Wait until no file is being written, but never for long: old pages are better than none."""
        with self._news:
            self._news.wait_for(lambda: not self._is_building, LONGEST_BUILD)

    def wait(self, pages: int, banner: int) -> dict[str, Any]:
        """The numbers and the banner, as soon as they differ from the given ones, or after a while."""
        with self._news:
            self._news.wait_for(lambda: (self.pages, self.banner) != (pages, banner), LONGEST_WAIT)
            return {"pages": self.pages, "banner": self.banner, "html": self.html}

    def head(self) -> str:
        """What goes into every page before its end."""
        return (
            f'<div id="{BANNER}" data-pages="{self.pages}" data-banner="{self.banner}">{self.html}</div>'
            f'<script src="{SCRIPT_PATH}"></script>'
        )


@contextmanager
def serving(folder: Path, live: Live, port: int) -> Iterator[str]:
    """Serve `folder` while the block runs; gives the URL. Raises PortTakenError. Port 0: any free one."""
    try:
        server = _Server((HOST, port), partial(_Handler, live=live, directory=str(folder)))
    except OSError as error:
        raise PortTakenError(port) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(http.server.ThreadingHTTPServer):
    """Threads that wait for news must not hold up the end."""

    daemon_threads = True
    block_on_close = False
    # Two servers on one port would each get a part of the requests.
    allow_reuse_port = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Somebody closed a page that was waiting: no fault. Everything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site; pages with the banner in them; nothing of this is cached."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, live: Live, **kwargs: Any) -> None:
        self.live = live
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer one request."""
        path = urlsplit(self.path).path
        if not self._is_for_us():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path == WAIT_PATH:
            self._wait()
        elif path == SCRIPT_PATH:
            self._answer(SCRIPT.encode(), "text/javascript; charset=utf-8")
        else:
            self.live.settle()
            page = self._page(path)
            if page is None:
                super().do_GET()
            else:
                self._html(page.read_text(encoding="utf-8"))

    def end_headers(self) -> None:
        """Forbid caching: what was served a second ago may be old."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what the person does."""

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Folders without a page of their own show nothing."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is not there may come back: such a page waits for that as every other does."""
        if code == HTTPStatus.NOT_FOUND and self.live.missing and self.command == "GET":
            self._html(self.live.missing, HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def _is_for_us(self) -> bool:
        """A web site elsewhere may point its own name at this computer; only our names are answered."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        return host in {HOST, "localhost"}

    def _page(self, path: str) -> Path | None:
        target = Path(self.translate_path(path))
        if target.is_dir() and path.endswith("/"):
            target /= "index.html"
        return target if target.suffix == ".html" and target.is_file() else None

    def _html(self, page: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        before, end, after = page.rpartition("</body>")
        whole = f"{before}{self.live.head()}{end}{after}"
        self._answer(whole.encode(), "text/html; charset=utf-8", status)

    def _wait(self) -> None:
        known = {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}
        try:
            news = self.live.wait(int(known.get("pages", "-1")), int(known.get("banner", "-1")))
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self._answer(json.dumps(news).encode(), "application/json")

    def _answer(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

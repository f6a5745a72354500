"""The portal behind the login of docs/nginx/portal.conf, served by a real nginx on this computer alone."""

import base64
import hashlib
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.portal.chromium import Window

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "docs" / "nginx" / "portal.conf"
USER, PASSWORD = "lin", "correct horse 汉"
KINDS = [
    "index.html",
    "",
    "today/ST-20240301-mm.html",
    "search/search_index.json",
    "search/search_index.js",
    "assets/portal.css",
    "assets/words.js",
    "404.html",
    "no/such/page.html",
]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("portal")]


@dataclass(frozen=True)
class Answer:
    """What came back: its status, and its headers by their names in small letters."""

    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running nginx: its ports for HTTP and for HTTPS."""

    plain: int
    secure: int

    def get(self, path: str, password: str | None = None, method: str = "GET") -> Answer:
        """The answer to a request, with the account's name and `password` unless it is None."""
        context = ssl._create_unverified_context()  # noqa: S323 the certificate is the test's own
        connection = HTTPSConnection("127.0.0.1", self.secure, context=context, timeout=20)
        return answer(connection, path, {} if password is None else credentials(password), method)


def answer(connection: HTTPConnection, path: str, headers: Mapping[str, str], method: str = "GET") -> Answer:
    with closing(connection):
        connection.request(method, f"/{quote(path)}", headers=headers)
        response = connection.getresponse()
        response.read()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()})


def credentials(password: str) -> dict[str, str]:
    pair = base64.b64encode(f"{USER}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def openssl(*arguments: str) -> str:
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True, text=True).stdout


def found_nginx() -> Path:
    """The nginx that the launcher fetched, else the system's own."""
    unpacked = ROOT / ".venv/nginx/usr/sbin/nginx"
    names = (os.environ.get("FORECOURT_NGINX"), str(unpacked), shutil.which("nginx"), "/usr/sbin/nginx")
    nginx = next((Path(name) for name in names if name and Path(name).is_file()), None)
    if nginx is None:
        pytest.skip("no nginx: ./forecourt test fetches Debian's packages with apt-get, and could not")
    return nginx


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    nginx, folder = found_nginx(), tmp_path_factory.mktemp("nginx")
    running = Server(plain=free_port(), secure=free_port())
    write_configuration(folder, nginx, site, running)
    command = [str(nginx), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_for(running.secure, process)
        yield running
        process.terminate()


def write_configuration(folder: Path, nginx: Path, site: Path, running: Server) -> None:
    """The shown file with other ports and paths, a certificate and an account."""
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    openssl(
        *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=127.0.0.1"),
    )
    account = folder / "portal.htpasswd"
    account.write_text(f"{USER}:{openssl('passwd', '-6', PASSWORD)}", "utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{running.plain};",
        "    listen [::]:80;\n": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{running.secure} ssl http2;",
        "    listen [::]:443 ssl http2;\n": "",
        "/etc/ssl/portal/fullchain.pem": str(certificate),
        "/etc/ssl/portal/privkey.pem": str(key),
        "/etc/nginx/portal.htpasswd": str(account),
        "/srv/forecourt/site": str(site),
    }
    text = CONFIGURATION.read_text("utf-8")
    for shown, here in changes.items():
        assert text.count(shown) == 1
        text = text.replace(shown, here)
    (folder / "portal.conf").write_text(text, "utf-8")
    types = next(
        place
        for place in (nginx.parents[2] / "etc/nginx/mime.types", Path("/etc/nginx/mime.types"))
        if place.is_file()
    )
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Who starts nginx as root would find it unable to read the folders of the test.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/nginx.pid; events {{}}\n"
        f"http {{ include {types}; default_type application/octet-stream; access_log off; {temporary}\n"
        f"include {folder}/portal.conf; }}\n",
        "utf-8",
    )


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def examples(site: Path) -> list[str]:
    """A file of every ending that the site has, beside those of KINDS."""
    by_ending = {path.suffix: path.relative_to(site).as_posix() for path in sorted(site.rglob("*.*"))}
    return [*KINDS, *by_ending.values()]


def test_without_the_password_nothing_comes_out(server: Server, site: Path) -> None:
    asked = examples(site)
    assert {".html", ".png", ".jpg", ".json", ".js", ".css"} <= {Path(path).suffix for path in asked}
    for password in (None, "", "wrong"):
        answers = {path: server.get(path, password) for path in asked}
        assert {path: one.status for path, one in answers.items()} == dict.fromkeys(asked, 401)
        assert {one.headers["www-authenticate"] for one in answers.values()} == {'Basic realm="Portal"'}


def test_a_volume_needs_the_password_too(server: Server, site: Path) -> None:
    volume = site / "volumes" / "2026-10" / "volume-1.pdf"
    volume.parent.mkdir(parents=True, exist_ok=True)
    volume.write_bytes(b"%PDF-1.7\n")
    path = volume.relative_to(site).as_posix()
    assert server.get(path).status == 401
    assert server.get(path, PASSWORD).status == 200
    volume.unlink()


def test_with_the_password_every_kind_of_file_comes_with_the_headers(server: Server, site: Path) -> None:
    for path in examples(site):
        came = server.get(path, PASSWORD)
        headers = came.headers
        assert came.status == (404 if path == "no/such/page.html" else 200), path
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "private, no-cache"
        assert headers["server"] == "nginx"
        # No browser shows maps of the theme's scripts or the packed site map.
        is_shown = Path(path).suffix not in {".map", ".gz"}
        assert (headers["content-type"] != "application/octet-stream") is is_shown, path


def test_plain_http_leads_to_https_and_nothing_can_be_changed(server: Server) -> None:
    plain = answer(HTTPConnection("127.0.0.1", server.plain, timeout=20), "index.html", {})
    assert (plain.status, plain.headers["location"]) == (301, "https://127.0.0.1/index.html")
    assert server.get("index.html", PASSWORD, "PUT").status == 403
    assert server.get(".git/config", PASSWORD).status == 404


def test_the_policy_names_the_scripts_that_stand_in_pages_and_no_other(site: Path) -> None:
    named = set(re.findall(r"'sha256-[^']+'", CONFIGURATION.read_text("utf-8")))
    there = set()
    for page in site.rglob("*.html"):
        for attributes, body in re.findall(
            r"<script([^>]*)>(.*?)</script>", page.read_text("utf-8"), re.DOTALL
        ):
            if "src=" not in attributes and "application/json" not in attributes:
                digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
                there.add(f"'sha256-{digest}'")
    assert named == there


def test_the_portal_works_in_chromium_under_the_policy(chromium: Browser, server: Server, site: Path) -> None:
    context = chromium.new_context(
        ignore_https_errors=True, http_credentials={"username": USER, "password": PASSWORD}
    )
    window = Window(context.new_page(), f"https://127.0.0.1:{server.secure}/").watch()
    pages = ("index.html", "archive/index.html", "procedure/PROC-ad.html", "money/index.html", "404.html")
    for path in pages:
        window.open(path)
        window.settle()
        assert window.page.locator("h1").first.is_visible()
    window.open("archive/index.html?渠道=报纸")
    assert window.page.locator("table.fc-archive tbody tr:visible").count() == 4
    window.turn("dark")
    assert window.page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    with window.page.expect_download() as saved:
        window.page.get_by_role("button", name="下载 Excel").click()
    assert saved.value.suggested_filename.endswith(".xlsx")
    window.page.locator("input.md-search__input").click()
    window.page.keyboard.insert_text("周晓彤")
    window.page.locator("a.md-search-result__link").first.wait_for(timeout=20_000)
    # What breaks the policy is told on the console.
    assert window.troubles == []
    assert window.outside == []
    context.close()

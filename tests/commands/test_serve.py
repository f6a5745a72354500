"""forecourt serve as people use it: a process of its own, real files, real requests."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from forecourt.commands.serve import Session
from forecourt.edge.site import Places
from forecourt.words.catalogue import words_for
from tests.portal.chromium import Window, browser

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "dealership"
AD = "plans/2026-11/ads/AD-20261012-k3f7.md"
PAGE = "ad/AD-20261012-k3f7.html"
ENVIRON = {**os.environ, "FORECOURT_LANG": "zh", "PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1"}
# A busy machine may be slow; a test that fails must still end.
PATIENCE = 60.0

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]


@dataclass
class Served:
    """A running server and the dealership that it shows."""

    root: Path
    url: str
    process: subprocess.Popen[str]
    said: list[str]

    def get(self, path: str) -> str:
        with urlopen(self.url + path, timeout=PATIENCE) as answer:  # noqa: S310 our own server
            return str(answer.read().decode())

    def status(self, path: str) -> int:
        try:
            with urlopen(self.url + path, timeout=PATIENCE) as answer:  # noqa: S310 our own server
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code

    def shows(self, path: str, text: str, *, gone: bool = False) -> bool:
        """Whether a page says `text` (or no longer does), waiting for it."""
        end = time.monotonic() + PATIENCE
        while (text in self.get(path)) is gone and time.monotonic() < end:
            time.sleep(0.05)
        return (text in self.get(path)) is not gone

    def change(self, old: str, new: str) -> None:
        """Edit the ad as an editor does: the whole file at once."""
        path = self.root / AD
        source = path.read_text("utf-8")
        assert old in source
        path.write_text(source.replace(old, new, 1), "utf-8")


def shop(folder: Path) -> Path:
    """A copy of the small dealership with the portal's configuration."""
    root = shutil.copytree(SMALL, folder / "shop")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "forecourt.cli", "serve", "--no-open", *arguments]


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    process = subprocess.Popen(
        command("--port", "0"), cwd=root, env=ENVIRON, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stderr is not None
    try:
        said: list[str] = []
        while not said or said[-1] != "按 Ctrl-C 停止\n":
            said.append(process.stderr.readline())
            assert said[-1], "the server ended before it was ready"
        url = said[-2].removeprefix("打开：").strip()
        yield Served(root=root, url=url, process=process, said=said)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)
        process.stderr.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(shop(tmp_path_factory.mktemp("serve"))) as running:
        yield running


def test_an_edit_shows_on_the_page_of_the_record_its_list_and_in_the_search(served: Served) -> None:
    served.change("title: 云岭Y7 上市通栏", "title: 云岭Y7 上市跨页")
    assert served.shows(PAGE, "云岭Y7 上市跨页")
    assert served.shows("ad/index.html", "云岭Y7 上市跨页")
    assert served.shows("search/search_index.json", "跨页")
    served.change("title: 云岭Y7 上市跨页", "title: 云岭Y7 上市通栏")
    assert served.shows(PAGE, "云岭Y7 上市跨页", gone=True)
    assert served.shows("search/search_index.json", "跨页", gone=True)


def test_a_broken_record_shows_its_findings_on_every_page_and_a_repaired_one_clears_them(
    served: Served,
) -> None:
    served.change("insertions: 1", "insertions: 很多")
    assert served.shows("index.html", "记录里有问题")
    board = served.get("index.html")
    assert "“很多”不是" in board
    assert f"{AD} · 第 " in board
    assert "→ " in board.partition('id="fc-live"')[2]
    # The page of the broken record keeps its address and says the same; all other pages work.
    assert served.shows(PAGE, "这条记录读不出来")
    assert "林晓棠" in served.get("staff/ST-lin.html")

    served.change("insertions: 很多", "insertions: 1")
    assert served.shows("index.html", "记录里有问题", gone=True)
    assert served.shows(PAGE, "这条记录读不出来", gone=True)


def test_a_removed_record_loses_its_page_and_comes_back(served: Served) -> None:
    path = served.root / "content/press/PR-20261103-m2p8.md"
    kept = path.read_bytes()
    path.unlink()
    end = time.monotonic() + PATIENCE
    while served.status("press/PR-20261103-m2p8.html") != 404:
        assert time.monotonic() < end
        time.sleep(0.05)
    path.write_bytes(kept)
    while served.status("press/PR-20261103-m2p8.html") != 200:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_it_says_what_it_did_and_nothing_else(served: Served) -> None:
    updated, opened, stop = served.said
    assert updated.startswith("已更新：")
    assert opened == f"打开：{served.url}\n"
    assert stop == "按 Ctrl-C 停止\n"


def test_a_name_of_elsewhere_is_not_answered(served: Served) -> None:
    connection = HTTPConnection(urlsplit(served.url).netloc, timeout=PATIENCE)
    connection.request("GET", "/index.html", headers={"Host": "attacker.example"})
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.browser
def test_an_open_page_reloads_itself_and_shows_the_banner_at_once(served: Served) -> None:
    with browser() as chromium:
        window = Window(chromium.new_page(), served.url).watch()
        window.page.goto(served.url + PAGE)
        served.change("theme: 新车上市", "theme: 新车到店")
        window.page.get_by_text("新车到店").first.wait_for(timeout=PATIENCE * 1000)
        served.change("insertions: 1", "insertions: 很多")
        window.page.locator(".fc-live-box").wait_for(timeout=PATIENCE * 1000)
        served.change("insertions: 很多", "insertions: 1")
        window.page.locator(".fc-live-box").wait_for(state="detached", timeout=PATIENCE * 1000)
        served.change("theme: 新车到店", "theme: 新车上市")
        window.page.get_by_text("新车到店").first.wait_for(state="detached", timeout=PATIENCE * 1000)
        assert window.outside == []


@pytest.mark.browser
def test_the_menu_reads_the_same_after_an_edit(served: Served) -> None:
    shown = ".md-nav--primary .md-ellipsis"
    with browser() as chromium:
        window = Window(chromium.new_page(viewport={"width": 1280, "height": 900}), served.url).watch()
        # The page must not reload itself while it is being read.
        window.page.route("**/.live/wait*", lambda route: route.abort())
        window.page.goto(served.url + PAGE)
        before = window.page.locator(shown).all_inner_texts()
        served.change("theme: 新车上市", "theme: 新车到店")
        assert served.shows(PAGE, "新车到店")
        window.page.goto(served.url + PAGE)
        after = window.page.locator(shown).all_inner_texts()
        served.change("theme: 新车到店", "theme: 新车上市")
        assert served.shows(PAGE, "新车到店", gone=True)
    assert {"广告档案", "三本资料册"} <= set(before)
    assert after == before


@pytest.mark.browser
def test_the_panel_of_findings_is_one_line_and_stays_as_it_was_left(served: Served) -> None:
    with browser() as chromium:
        window = Window(chromium.new_page(viewport={"width": 1280, "height": 900}), served.url).watch()
        served.change("insertions: 1", "insertions: 很多")
        assert served.shows("index.html", "记录里有问题")
        window.page.goto(served.url + "index.html")
        panel = window.page.locator(".fc-live-box")
        box = panel.bounding_box()
        assert box is not None
        assert box["height"] < 60
        panel.locator("summary").click()
        window.page.goto(served.url + "staff/ST-lin.html")
        panel.get_by_text("“很多”不是").wait_for(timeout=PATIENCE * 1000)
        panel.locator("summary").click()
        window.page.goto(served.url + "index.html")
        assert not panel.get_by_text("“很多”不是").is_visible()
        served.change("insertions: 很多", "insertions: 1")
        assert served.shows("index.html", "记录里有问题", gone=True)


def test_ctrl_c_stops_it_cleanly_also_while_a_page_waits_for_news(tmp_path: Path) -> None:
    with (
        serving(shop(tmp_path)) as running,
        socket.create_connection(
            (urlsplit(running.url).hostname or "", urlsplit(running.url).port or 0), PATIENCE
        ) as waiting,
    ):
        waiting.sendall(b"GET /.live/wait?pages=1&banner=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        running.process.send_signal(signal.SIGINT)
        _, said = running.process.communicate(timeout=PATIENCE)
        assert running.process.returncode == 0
        assert said == "\n已停止\n"


def test_a_taken_port_is_named_with_the_next_step(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            command("--port", str(port)),
            cwd=shop(tmp_path),
            env=ENVIRON,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 2
    assert f"端口 {port} 已被占用，请换一个：./forecourt serve --port {port + 1}" in done.stderr
    assert not (tmp_path / "shop" / "build").exists()


def test_a_fault_of_the_program_is_shown_and_does_not_end_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shop(tmp_path)
    where = Places(root=root, config=ROOT / "mkdocs.yml", pages=tmp_path / "pages", site=tmp_path / "site")
    session = Session(root=root, today=date(2026, 11, 18), words=words_for("zh"), where=where)

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a <bad> day")

    with monkeypatch.context() as patched:
        patched.setattr("forecourt.commands.serve.passes", fail)
        session.refresh()
    assert "页面没有生成成功" in session.live.html
    assert "ZeroDivisionError: a &lt;bad&gt; day" in session.live.html
    assert "ZeroDivisionError: a <bad> day" in capsys.readouterr().err

    session.refresh()
    assert session.live.html == ""
    assert (where.site / "index.html").is_file()

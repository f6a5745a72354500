import json
import socket
import struct
import threading
import time
import urllib.error
from http.client import RemoteDisconnected
from pathlib import Path
from urllib.request import urlopen

import pytest

from forecourt.edge.live import Live, PortTakenError, serving
from tests.portal.chromium import browser

# One browser for all that the running server shows.
pytestmark = pytest.mark.xdist_group("serve")


def read(url: str) -> str:
    with urlopen(url, timeout=20) as answer:  # noqa: S310 our own server
        return str(answer.read().decode())


def test_a_page_is_served_with_the_banner_and_the_script_before_its_end(tmp_path: Path) -> None:
    (tmp_path / "ad").mkdir()
    (tmp_path / "ad" / "index.html").write_text("<body>广告</body>", "utf-8")
    live = Live()
    live.show("<b>有问题</b>")
    with serving(tmp_path, live, 0) as url:
        for path in ("ad/index.html", "ad/"):
            assert read(url + path) == (
                '<body>广告<div id="fc-live" data-pages="0" data-banner="1"><b>有问题</b></div>'
                '<script src="/.live/live.js"></script></body>'
            )


def test_other_files_are_served_as_they_are_and_nothing_above_the_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.txt").write_text("</body>", "utf-8")
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    with serving(tmp_path / "site", Live(), 0) as url:
        assert read(f"{url}a.txt") == "</body>"
        with pytest.raises(urllib.error.HTTPError, match="404") as missing:
            read(f"{url}../secret.txt")
        missing.value.close()


def test_what_is_not_there_gets_the_page_for_that_which_waits_as_every_page_does(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    live = Live(missing="<body>没有这一页</body>")
    with serving(tmp_path, live, 0) as url:
        for path in ("ad/AD-1.html", "folder/"):
            with pytest.raises(urllib.error.HTTPError, match="404") as missing:
                read(url + path)
            with missing.value:
                whole = missing.value.read().decode()
            assert whole.startswith('<body>没有这一页<div id="fc-live" data-pages="0" data-banner="0"></div>')
            assert whole.endswith('<script src="/.live/live.js"></script></body>')


def test_a_page_that_is_closed_while_it_waits_leaves_no_trace(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    live = Live()
    with serving(tmp_path, live, 0) as url:
        port = int(url.rstrip("/").rpartition(":")[2])
        question = f"GET /.live/wait?pages=0&banner=0 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port)) as page:
            page.sendall(question.encode())
            time.sleep(0.2)
            # Closed at once, as by a browser that ends: whoever answers now writes into nothing.
            page.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        for _ in range(3):
            live.renew()
            time.sleep(0.1)
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_the_server_itself_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text("<body></body>", "utf-8")
    live = Live()
    monkeypatch.setattr(Live, "head", lambda _: 1 / 0)
    with serving(tmp_path, live, 0) as url, pytest.raises(RemoteDisconnected):
        read(f"{url}a.html")
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_who_knows_less_is_answered_at_once_and_who_knows_all_when_there_is_news(tmp_path: Path) -> None:
    live = Live()
    with serving(tmp_path, live, 0) as url:
        wait = f"{url}.live/wait?pages=0&banner=0"
        later = threading.Timer(0.2, live.renew)
        later.start()
        assert json.loads(read(wait)) == {"pages": 1, "banner": 0, "html": ""}
        assert json.loads(read(wait)) == {"pages": 1, "banner": 0, "html": ""}
        later.join()


def test_the_same_banner_again_is_no_news() -> None:
    live = Live()
    live.show("x")
    live.show("x")
    assert (live.pages, live.banner) == (0, 1)


def test_nonsense_in_a_question_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path, Live(), 0) as url:
        with pytest.raises(urllib.error.HTTPError, match="400") as refused:
            read(f"{url}.live/wait?pages=many")
        refused.value.close()


def test_a_port_is_served_once(tmp_path: Path) -> None:
    with serving(tmp_path, Live(), 0) as url:
        port = int(url.rstrip("/").rpartition(":")[2])
        with pytest.raises(PortTakenError), serving(tmp_path, Live(), port):
            pass


def test_nobody_gets_half_a_page_while_pages_are_written(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<body>旧</body>", "utf-8")
    live = Live()
    answers: list[str] = []
    with serving(tmp_path, live, 0) as url:
        with live.building():
            page.write_text("<bo", "utf-8")
            asking = threading.Thread(target=lambda: answers.append(read(f"{url}index.html")))
            asking.start()
            asking.join(0.3)
            assert answers == []
            page.write_text("<body>新</body>", "utf-8")
        asking.join(20)
    assert len(answers) == 1
    assert answers[0].startswith("<body>新")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_a_reload_does_not_call_back_who_has_just_clicked_a_link(tmp_path: Path) -> None:
    live = Live()
    (tmp_path / "one.html").write_text('<body>第一页 <a href="two.html">去第二页</a></body>', "utf-8")
    (tmp_path / "two.html").write_text("<body>第二页</body>", "utf-8")
    with serving(tmp_path, live, 0) as url, browser() as chromium:
        page = chromium.new_page()
        page.goto(url + "one.html")
        with live.building():
            page.get_by_text("去第二页").click(no_wait_after=True)
            live.renew()
            page.wait_for_timeout(500)
        page.get_by_text("第二页", exact=True).wait_for()
        assert page.url == url + "two.html"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_who_stays_after_all_gets_the_reload_a_little_later(tmp_path: Path) -> None:
    live = Live()
    (tmp_path / "one.html").write_text("<body>旧的</body>", "utf-8")
    with serving(tmp_path, live, 0) as url, browser() as chromium:
        page = chromium.new_page()
        page.goto(url + "one.html")
        page.evaluate("dispatchEvent(new Event('beforeunload'))")
        (tmp_path / "one.html").write_text("<body>新的</body>", "utf-8")
        live.renew()
        page.wait_for_timeout(500)
        assert page.locator("body").inner_text().startswith("旧的")
        page.get_by_text("新的").wait_for()
        assert "旧的" not in page.locator("body").inner_text()

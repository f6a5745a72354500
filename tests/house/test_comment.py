"""The script that puts the comment on a pull request, against a forge that only remembers."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.house.stub import ROOT

OLD = "<!-- forecourt:step 0000000000000000 -->\n✅ 旧的"
NEW = "<!-- forecourt:step 1111111111111111 -->\n❌ **不能合并：1 个错误**\n"
NOTHING = "<!-- forecourt:step 2222222222222222 nothing -->\n✅ 没有改动记录\n"


def by(kind: str, body: str, id: int = 1) -> dict[str, Any]:
    """A comment as the forge gives it."""
    return {"id": id, "user": {"login": "someone", "type": kind}, "body": body}


class Forge(HTTPServer):
    """Comments of pull request 7 of shop/desk; what was written, and with which token."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.comments: list[dict[str, Any]] = []
        self.written: list[tuple[str, str, str]] = []
        self.tokens: set[str | None] = set()
        self.refuses = 0
        self.everything: Any = None


class Door(BaseHTTPRequestHandler):
    server: Forge

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        assert place.path == "/api/repos/shop/desk/issues/7/comments"
        asked = parse_qs(place.query)
        page, size = int(asked["page"][0]), int(asked["per_page"][0])
        found = self.server.comments[(page - 1) * size : page * size]
        self._answer(200, self.server.everything or found)

    def do_POST(self) -> None:
        self._write(201)

    def do_PATCH(self) -> None:
        self._write(200)

    def _write(self, code: int) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.written.append((self.command, self.path, body["body"]))
        self._answer(code, body)

    def _answer(self, code: int, value: Any) -> None:
        self.server.tokens.add(self.headers["Authorization"])
        self.send_response(self.server.refuses or code)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def forge() -> Iterator[Forge]:
    with Forge() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def post(forge: Forge, folder: Path, text: str, **environ: str) -> tuple[int, str, str]:
    """Exit status and output of the script."""
    file = folder / "step.md"
    file.write_text(text, encoding="utf-8")
    told = {
        "PATH": os.environ["PATH"],
        "TOKEN": "very-secret",
        "GITHUB_API_URL": f"http://127.0.0.1:{forge.server_port}/api",
        "GITHUB_REPOSITORY": "shop/desk",
        "PULL": "7",
    }
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "comment", file],
        env=told | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "very-secret" not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


def test_the_first_text_is_a_new_comment(forge: Forge, tmp_path: Path) -> None:
    forge.comments = [by("User", "看起来不错")]

    assert post(forge, tmp_path, NEW) == (0, "comment: comment written\n", "")
    assert forge.written == [("POST", "/api/repos/shop/desk/issues/7/comments", NEW)]
    assert forge.tokens == {"Bearer very-secret"}


def test_another_text_takes_the_place_of_the_old_one(forge: Forge, tmp_path: Path) -> None:
    forge.comments = [*(by("User", "聊天", id) for id in range(130)), by("Bot", OLD, 130)]

    assert post(forge, tmp_path, NEW) == (0, "comment: comment changed\n", "")
    assert forge.written == [("PATCH", "/api/repos/shop/desk/issues/comments/130", NEW)]


def test_the_same_text_is_not_written_again(forge: Forge, tmp_path: Path) -> None:
    # The forge trims what it keeps and may write line ends its own way.
    forge.comments = [by("Bot", NEW.strip().replace("\n", "\r\n"))]

    assert post(forge, tmp_path, NEW) == (0, "comment: nothing changed\n", "")
    assert forge.written == []


def test_the_marker_in_somebody_else_s_comment_is_none(forge: Forge, tmp_path: Path) -> None:
    forge.comments = [by("User", NEW), by("Bot", f"> {NEW}", 2)]

    assert post(forge, tmp_path, NEW)[1] == "comment: comment written\n"
    assert [method for method, *_ in forge.written] == ["POST"]


def test_comments_of_deleted_accounts_and_without_text_are_passed_over(forge: Forge, tmp_path: Path) -> None:
    forge.comments = [
        by("User", "早", 1) | {"user": None},
        by("Bot", "", 2) | {"body": None},
        {"id": 3},
        by("Bot", OLD, 4),
    ]

    assert post(forge, tmp_path, NEW) == (0, "comment: comment changed\n", "")
    assert [place for _, place, _ in forge.written] == ["/api/repos/shop/desk/issues/comments/4"]


def test_an_answer_that_is_no_list_fails(forge: Forge, tmp_path: Path) -> None:
    forge.everything = {"message": "Moved"}

    assert post(forge, tmp_path, NEW) == (
        1,
        "",
        "comment: the forge did not answer: it gave no list of comments\n",
    )


def test_a_pull_request_without_records_gets_no_first_comment(forge: Forge, tmp_path: Path) -> None:
    assert post(forge, tmp_path, NOTHING) == (0, "comment: nothing to say\n", "")
    assert forge.written == []


def test_an_old_comment_learns_that_the_records_are_gone(forge: Forge, tmp_path: Path) -> None:
    forge.comments = [by("Bot", OLD, 3)]

    assert post(forge, tmp_path, NOTHING)[0] == 0
    assert forge.written == [("PATCH", "/api/repos/shop/desk/issues/comments/3", NOTHING)]


@pytest.mark.parametrize("code", [302, 403, 500])
def test_a_refusal_fails_and_the_token_goes_nowhere_else(forge: Forge, tmp_path: Path, code: int) -> None:
    forge.refuses = code

    status, said, error = post(forge, tmp_path, NEW)

    assert (status, said) == (1, "")
    assert error.startswith(f"comment: the forge answered {code} ")
    assert forge.written == []


def test_a_forge_that_is_not_there_fails(forge: Forge, tmp_path: Path) -> None:
    status, _, error = post(forge, tmp_path, NEW, GITHUB_API_URL="http://127.0.0.1:1")

    assert (status, error[:35]) == (1, "comment: the forge did not answer: ")


@pytest.mark.parametrize(
    "environ", [{"PULL": "7/../8"}, {"PULL": ""}, {"GITHUB_API_URL": "http://forge.example/api"}]
)
def test_odd_surroundings_stop_it(forge: Forge, tmp_path: Path, environ: dict[str, str]) -> None:
    assert post(forge, tmp_path, NEW, **environ)[0] == 2
    assert forge.tokens == set()


@pytest.mark.parametrize("text", ["", "Error\n", "✅ <!-- forecourt:step 1 -->"])
def test_only_the_text_of_the_command_is_posted(forge: Forge, tmp_path: Path, text: str) -> None:
    status, _, error = post(forge, tmp_path, text)

    assert (status, error) == (2, "comment: the file is no text of ./forecourt step --format markdown\n")
    assert forge.tokens == set()


def test_the_script_is_held_to_the_rules_of_the_program() -> None:
    for tool in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)):
        command = [Path(sys.executable).with_name(tool[0]), *tool[1:], ROOT / ".ci" / "comment"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

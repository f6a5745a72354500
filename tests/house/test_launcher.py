"""./forecourt sets up once, correctly, on any computer, and then stays out of the way."""

import signal
import time
from pathlib import Path

import pytest

from tests.house.stub import ATOMIC, HARFBUZZ, PANGO, SETTING_UP, UV, Stub, make_stub, missing


def test_the_first_start_installs_from_the_hashed_locks_and_runs(stub: Stub) -> None:
    first = stub.start("check", "计划 一.md", "--lang", "en")

    assert first.out == f"ran [check] [计划 一.md] [--lang] [en] in {stub.project}\n"
    assert first.err == SETTING_UP
    pip = "python -m pip --disable-pip-version-check -qq --no-input install --require-hashes"
    assert stub.calls()[:4] == [
        f"python -m venv -- {stub.venv}",
        f"{pip} -r requirements-build.lock",
        f"{pip} --no-build-isolation -r requirements.lock",
        "python -P -m forecourt.words.compile",
    ]


def test_the_package_is_linked_by_a_relative_path(stub: Stub) -> None:
    stub.start("check")

    link = stub.venv / "lib" / "python3.11" / "site-packages" / "forecourt.pth"
    assert (link.parent / link.read_text(encoding="ascii").strip()).resolve() == stub.project / "scripts"


def test_a_later_start_only_runs(stub: Stub) -> None:
    stub.start("check")
    before = len(stub.calls())

    again = stub.start("check")

    assert again.err == ""
    assert stub.calls()[before:] == ["python -P -m forecourt check"]


def test_what_was_compiled_is_kept_for_the_next_start(stub: Stub) -> None:
    assert stub.start("check", PYTHONDONTWRITEBYTECODE="1").status == 0


def test_the_exit_status_is_passed_through(stub: Stub) -> None:
    assert stub.start("check", STATUS="1").status == 1


def test_a_new_lock_is_installed_into_the_same_environment(stub: Stub) -> None:
    stub.start("check")
    (stub.project / "requirements.lock").write_text("click==9\n", encoding="utf-8")

    assert stub.start("check").err == SETTING_UP
    assert len(stub.calls("python -m venv")) == 1
    assert len(stub.calls("python -m pip")) == 4


def test_a_changed_translation_is_compiled_without_installing(stub: Stub) -> None:
    stub.start("check")
    (stub.words / "cli.po").write_text('msgid "a"\nmsgstr "甲"\n', encoding="utf-8")

    assert stub.start("check").err == ""
    assert len(stub.calls("python -P -m forecourt.words.compile")) == 2
    assert len(stub.calls("python -m pip")) == 2


def test_an_environment_whose_making_was_killed_is_made_afresh(stub: Stub) -> None:
    process = stub.begin("check", PIP_SECONDS="0.5")
    while not stub.calls("python -m pip"):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (stub.venv / "rubbish").touch()

    assert stub.start("check").out.startswith("ran [check]")
    assert len(stub.calls("python -m venv")) == 2
    assert not (stub.venv / "rubbish").exists()


def test_a_failed_installation_is_tried_again(stub: Stub) -> None:
    failed = stub.start("check", PIP_STATUS="1")

    assert (failed.status, failed.out) == (1, "")
    assert stub.start("check").out.startswith("ran [check]")


def test_an_environment_whose_update_failed_is_made_afresh(stub: Stub) -> None:
    stub.start("check")
    (stub.project / "requirements.lock").write_text("click==9\n", encoding="utf-8")

    assert stub.start("check", PIP_STATUS="1").status == 1
    assert stub.start("check").out.startswith("ran [check]")
    assert len(stub.calls("python -m venv")) == 2


def test_an_environment_of_a_replaced_python_is_made_afresh(stub: Stub) -> None:
    stub.start("check")
    python = stub.tools / "bin" / "python3"
    python.rename(python.with_name("python3.12")).with_name("python3").symlink_to("python3.12")

    assert stub.start("check").err == SETTING_UP
    assert len(stub.calls("python -m venv")) == 2


def test_an_environment_of_another_folder_is_made_afresh(stub: Stub) -> None:
    stub.start("check")
    moved = stub.project.rename(stub.project.with_name("moved"))

    there = Stub(project=moved, tools=stub.tools)
    assert there.start("check").err == SETTING_UP
    assert len(stub.calls("python -m venv")) == 2


def test_a_folder_that_cannot_be_written_says_what_to_do(stub: Stub) -> None:
    # A folder in the place of the lock refuses everybody, the administrator too.
    (stub.project / ".venv.lock").mkdir()

    refused = stub.start("check")

    assert (refused.status, refused.out) == (2, "")
    assert refused.err == (
        f"forecourt: 不能写入 {stub.project}，无法准备运行环境。"
        "请用这个文件夹的主人的账号运行，或把仓库克隆到自己的文件夹里再运行\n"
        f"forecourt: cannot write to {stub.project}, so nothing can be set up. "
        "Run it as the folder's owner, or clone the repository into a folder of your own\n"
    )
    assert stub.calls() == []


def test_two_starts_at_once_set_up_once(stub: Stub) -> None:
    with (
        stub.begin("one", PIP_SECONDS="0.3") as one,
        stub.begin("two", PIP_SECONDS="0.3") as two,
    ):
        outs = [one.communicate(timeout=60), two.communicate(timeout=60)]

    assert [out for out, _ in outs] == [f"ran [one] in {stub.project}\n", f"ran [two] in {stub.project}\n"]
    assert len(stub.calls("python -m venv")) == 1
    waiting = (
        "forecourt: 另一个窗口正在准备运行环境，请稍候…\n"
        "forecourt: another start is setting up, waiting ...\n"
    )
    assert sorted(err for _, err in outs) == sorted([SETTING_UP, waiting])


def test_it_works_through_a_link_from_another_folder_with_spaces_and_chinese(tmp_path: Path) -> None:
    stub = make_stub(tmp_path, "市场 部/前台")
    (tmp_path / "a").mkdir()
    link = tmp_path / "a" / "link"
    link.symlink_to("../second")
    (tmp_path / "second").symlink_to(stub.project / "forecourt")

    assert stub.start_at(link, "check", cwd=tmp_path).out == f"ran [check] in {tmp_path}\n"
    assert stub.venv.is_dir()


def test_a_home_that_cannot_be_written_needs_no_cache(stub: Stub) -> None:
    assert stub.start("check", HOME="/dev/null/nobody").status == 0
    assert all(" install --no-cache-dir --require-hashes" in call for call in stub.calls("python -m pip"))


def test_uv_is_used_when_present(stub: Stub) -> None:
    stub.tool("uv", UV)

    assert stub.start("check").out.startswith("ran [check]")
    assert stub.calls("python -m") == []
    assert stub.calls("uv")[0] == f"uv venv --quiet --no-python-downloads --python python3 -- {stub.venv}"
    assert all("--require-hashes" in call for call in stub.calls("uv pip"))


def test_an_old_python_is_refused_with_one_line(stub: Stub) -> None:
    refused = stub.start("check", OLD_PYTHON="1")

    assert refused.status == 2
    assert refused.err.splitlines()[-1] == (
        "forecourt: Python 3.11 or newer is needed, run: sudo apt-get install -y python3"
    )


def test_without_root_a_missing_venv_module_stops_with_the_line_to_run(stub: Stub) -> None:
    stopped = stub.start("check", NO_ENSUREPIP="1")

    assert (stopped.status, stopped.out) == (2, "")
    assert stopped.err == SETTING_UP + missing("python3.11-venv")
    assert stub.calls("apt-get") == []


def test_everything_that_is_missing_stands_in_one_line(stub: Stub) -> None:
    stub.without("git", "chromium", "pdftotext", "ssh-keygen", "openssl", *PANGO, HARFBUZZ, ATOMIC)

    stopped = stub.start("test", NO_ENSUREPIP="1")

    parts = (
        "python3.11-venv git libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
        "poppler-utils openssh-client openssl libatomic1 chromium"
    )
    assert stopped.err == SETTING_UP + missing(parts)


def test_root_installs_a_missing_venv_module_and_says_so(stub: Stub) -> None:
    done = stub.start("check", NO_ENSUREPIP="1", NO_LISTS="1", WHO="0")

    assert done.out.startswith("ran [check]")
    assert done.err == SETTING_UP + (
        "forecourt: 正在安装系统组件：python3.11-venv\n"
        "forecourt: installing system packages: python3.11-venv\n"
    )
    apt = "apt-get -qq -o=Dpkg::Use-Pty=0"
    install = f"{apt} install -y --no-install-recommends python3.11-venv"
    assert stub.calls("apt-get") == [install, f"{apt} update", install]


def test_system_installs_can_be_forbidden(stub: Stub) -> None:
    stopped = stub.start("check", NO_ENSUREPIP="1", FORECOURT_NO_SYSTEM="1", WHO="0")

    assert (stopped.status, stub.calls("apt-get")) == (2, [])


def test_passwordless_sudo_installs(stub: Stub) -> None:
    stub.tool("sudo", '#!/bin/sh\necho "sudo $*" >>"$STUB/calls"\nshift\n[ "$1" = true ] || "$@"\n')
    stub.without(*PANGO)

    assert stub.start("binder", "2026-11").status == 0
    assert len(stub.calls("apt-get")) == 1


def test_sudo_that_asks_for_a_password_is_not_used(stub: Stub) -> None:
    stub.tool("sudo", "#!/bin/sh\nexit 1\n")
    stub.without("git")

    stopped = stub.start("check")

    assert (stopped.status, stopped.err) == (2, SETTING_UP + missing("git"))


@pytest.mark.parametrize(
    ("library", "packages"),
    [
        ("libpango-1.0.so.0", "libpango-1.0-0 libpangoft2-1.0-0"),
        ("libpangoft2-1.0.so.0", "libpango-1.0-0 libpangoft2-1.0-0"),
        (HARFBUZZ, "libharfbuzz-subset0"),
    ],
)
def test_volumes_need_their_libraries(stub: Stub, library: str, packages: str) -> None:
    stub.start("check")
    stub.without(library)

    stopped = stub.start("binder", "2026-11")

    assert (stopped.status, stopped.out, stopped.err) == (2, "", missing(packages))


def test_everything_but_volumes_works_without_pango(stub: Stub) -> None:
    stub.start("check")
    stub.without(*PANGO, HARFBUZZ)

    build = stub.start("--lang", "en", "build")

    assert build.out == f"ran [--lang] [en] [build] in {stub.project}\n"
    assert build.err == missing("libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    assert stub.start("check", "content/binder").err == ""
    assert stub.start("--help").err == ""


def test_a_failed_system_install_shows_why_and_the_line_to_run(stub: Stub) -> None:
    stub.tool("apt-get", '#!/bin/sh\necho "E: no space left" >&2\nexit 100\n')
    stub.start("check")
    stub.without(*PANGO)

    stopped = stub.start("binder", "2026-11", WHO="0")

    assert stopped.status == 2
    assert "E: no space left\n" in stopped.err
    assert stopped.err.endswith(missing("libpango-1.0-0 libpangoft2-1.0-0"))

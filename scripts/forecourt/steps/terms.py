"""Words that several findings about steps share."""

from collections.abc import Iterable

from forecourt.kinds.common import Common
from forecourt.kinds.values import slot_of
from forecourt.model.vocabulary import ROLES
from forecourt.words.text import N_, Text, text


def stranger(email: str) -> str:
    """The key of a writer whom no staff record knows; unlike any staff id, even where the e-mail is one."""
    return f"<{email.strip().casefold()}>"


def is_stranger(key: str) -> bool:
    """Whether a writer is known by an e-mail only, and so may be anybody."""
    return key.startswith("<")


def email_of(key: str) -> str:
    """The e-mail of a stranger as a message shows it."""
    return key[1:-1] or key


def role_words(roles: Iterable[str]) -> list[Text]:
    """Labels of roles."""
    return [Text(ROLES.terms[role]) for role in roles]


def move_command(id: str, state: str) -> str:
    """The command that takes a step correctly."""
    return f"./forecourt move {id} {state}"


def field_label(cls: type[Common], key: str) -> Text:
    """The label of a field of a kind."""
    slot = slot_of(cls, key)
    return text(N_("Text")) if slot is None else Text(slot.spec.label)

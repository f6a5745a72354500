"""The one module that asks the computer for what is different every time: the day, and chance."""

import secrets
from datetime import date, datetime
from typing import Final

# Without 0 o 1 i l, which people mix up when they read an id aloud or from paper.
LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
SHORT: Final = 4


def today() -> date:
    """The calendar day where this computer stands."""
    return datetime.now().astimezone().date()


def short_random() -> str:
    """Four random letters and digits that cannot be mixed up, for the end of an id."""
    return "".join(secrets.choice(LETTERS) for _ in range(SHORT))

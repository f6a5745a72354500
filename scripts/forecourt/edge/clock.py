"""The one module that asks the computer for what is different every time: the day, and chance."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

# Without 0 o 1 i l, which people mix up when they read an id aloud or from paper.
LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
SHORT: Final = 4
# The dealership keeps China's time, which has had no summer time since 1991. A forge's runner stands on UTC:
# by its own day, what is approved in Beijing before eight in the morning would lie in the future.
CHINA: Final = timezone(timedelta(hours=8))


def today() -> date:
    """The calendar day where the dealership stands (China), whatever this computer takes for its zone."""
    return datetime.now(CHINA).date()


def short_random() -> str:
    """Four random letters and digits that cannot be mixed up, for the end of an id."""
    import secrets  # only new ids need it

    return "".join(secrets.choice(LETTERS) for _ in range(SHORT))

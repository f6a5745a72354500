"""The one module that asks the computer what day it is."""

from datetime import date, datetime


def today() -> date:
    """The calendar day where this computer stands."""
    return datetime.now().astimezone().date()

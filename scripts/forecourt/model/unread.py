"""What stands for a value that a file has, or should have, and that could not be read."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NoReturn, TypeVar

Item = TypeVar("Item")


class UnreadError(Exception):
    """A value was asked for that could not be read. Caught by the engine of the rules: not judged."""


class Unread:
    """Takes the place of a value in a record that is read only in part.

    It can be told from None, kept and printed; whatever would need the value itself raises UnreadError, so
    that nothing is ever counted or judged by a guess.
    """

    def _refuse(self, *_: object) -> NoReturn:
        raise UnreadError

    __getattr__ = __bool__ = __hash__ = __iter__ = __len__ = __contains__ = __getitem__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __neg__ = __abs__ = __int__ = __index__ = _refuse

    def __str__(self) -> str:
        """In a message."""
        return "…"

    def __format__(self, _: str) -> str:
        return "…"

    def __repr__(self) -> str:
        return "UNREAD"

    def __reduce__(self) -> str:
        """There is only one, also in another process."""
        return "UNREAD"


UNREAD: Final = Unread()


def is_read(value: object) -> bool:
    """Whether `value` is known, be it None."""
    return value is not UNREAD


def readable(items: Iterable[Item], *names: str) -> Iterator[tuple[int, Item]]:
    """Items with their places from 0, without those that could not be read or whose attributes `names` could
    not; none of a list that could not be read.

    For what is wrong with an item. Whether an item is absent only the whole list can tell.
    """
    known: Any = items
    if known is UNREAD:
        return
    for place, item in enumerate(items):
        if is_read(item) and all(is_read(getattr(item, name)) for name in names):
            yield place, item

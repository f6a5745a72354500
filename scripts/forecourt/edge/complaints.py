"""What libraries warn of in their logs, kept off the terminal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Keeper(logging.Handler):
    def __init__(self, found: list[str], but: str) -> None:
        super().__init__(logging.WARNING)
        self._found = found
        self._but = but

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not (self._but and message.startswith(self._but)):
            self._found.append(message)


@contextmanager
def complaints_of(*names: str, but: str = "") -> Iterator[list[str]]:
    """Gather what the loggers of these names say from warnings on; what begins with `but` is left out."""
    found: list[str] = []
    keeper = _Keeper(found, but)
    loggers = [logging.getLogger(name) for name in names]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(keeper)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    try:
        yield found
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(keeper)
            logger.setLevel(level)
            logger.propagate = propagate

"""Python's search for circles of garbage, put off while much is made and hardly anything thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Collect no garbage in circles while the block runs; what is in no circle goes at once as ever.

    The collector looks through everything alive again and again. Where ten thousand records or a document's
    millions of boxes stay until the end, that costs a tenth to a quarter of the time and frees nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

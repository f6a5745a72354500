"""Python's search for circles of garbage, put off while much is made and hardly anything thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused(*, stays: bool = False) -> Iterator[None]:
    """Collect no garbage in circles while the block runs; what is in no circle goes at once as ever.

    The collector looks through everything alive again and again. Where ten thousand records or a document's
    millions of boxes stay until the end, that costs a tenth to a quarter of the time and frees nothing. What
    `stays` in use afterwards is passed over by later searches too, as by the one at the end of the program.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if was_on:
            gc.enable()

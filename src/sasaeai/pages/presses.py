"""How many maps are drawn for printing at a time: one takes a second or more of all a machine has."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 2  # in each worker
_free = BoundedSemaphore(AT_ONCE)


@contextmanager
def press() -> Iterator[bool]:
    """Hold a press until the block ends; False where none is free, so that others' pages still answer."""
    is_held = _free.acquire(blocking=False)
    try:
        yield is_held
    finally:
        if is_held:
            _free.release()

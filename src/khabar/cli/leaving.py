"""The end of the process, without taking apart what it has loaded."""

from __future__ import annotations

import os
import sys


class Leaving:
    """Ends the process with `code` once all else that is to be done at its end is done.

    Freeing the millions of small values of the language data one by one takes longer than reading a hundred
    reports, and the system takes the memory back anyway. To be registered with `atexit` before anything else
    is, since the first one registered is the last one called. Without a code it does nothing.
    """

    def __init__(self) -> None:
        self.code: int | None = None

    def at_once(self) -> None:
        """Write out what is waiting and end; where that fails, leave the end to Python, which tells of it."""
        if self.code is None:
            return
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            return
        os._exit(self.code)

"""One process run from its start to its end: how long it took and how much memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import NamedTuple


class Run(NamedTuple):
    """Wall time and processor time in seconds, and the largest resident set in MiB."""

    seconds: float
    busy: float
    memory: float


def run_python(*arguments: str, fine: tuple[int, ...] = (0,)) -> Run:
    """Run this Python with `arguments`; raises `CalledProcessError` for an exit code that is not in `fine`."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    busy = usage.ru_utime + usage.ru_stime
    return Run(seconds, busy, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def run_khabar(*arguments: str) -> Run:
    """Run `khabar` with `arguments`; some inputs may fail (exit code 3), as they may for a user."""
    return run_python("-m", "khabar.cli", *arguments, fine=(0, 3))

"""One process run from its start to its end: how long it took and how much memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import NamedTuple


class Run(NamedTuple):
    """Wall time in seconds and the largest resident set in MiB, of the process and of its children each."""

    seconds: float
    memory: float


def run_python(*arguments: str) -> Run:
    """Run this Python with `arguments`; raises `CalledProcessError` for an exit code other than 0."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Run(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def run_khabar(*arguments: str) -> Run:
    """Run `khabar` with `arguments`."""
    return run_python("-m", "khabar.cli", *arguments)

"""PDFium in a process of its own, with a limit of time and memory: a file that breaks it stops no other."""

from __future__ import annotations

import signal
import subprocess
import sys

import msgspec

from khabar.errors import DamagedInput, EmptyInput, InputError, TooLarge
from khabar.model import Value
from khabar.pages.pdf.layer import Layer

COMMAND = (sys.executable, "-m", "khabar.pages.pdf.inside")
MEMORY = 2 << 30  # bytes of address space
SECONDS = 120.0
_FAULTS: dict[str, type[InputError]] = {"DamagedInput": DamagedInput, "EmptyInput": EmptyInput, "TooLarge": TooLarge}


class Wanted(Value, frozen=True, kw_only=True):
    """What is asked of the other process: the text layer, or a page `number` drawn; and how much it may take."""

    number: int | None = None
    dots: int = 0
    most_pixels: int = 0
    memory: int = MEMORY
    seconds: float = SECONDS


class Given(Value, frozen=True, kw_only=True):
    """What it answers: one of these, or the name of an error and its message."""

    layer: Layer | None = None
    picture: bytes | None = None
    fault: str | None = None
    message: str = ""


class Broken(DamagedInput):
    """A file on which PDFium itself failed, or that needs more time or memory than one may have."""


def read_layer_apart(data: bytes) -> Layer:
    """Return the text layer of a file. Raises `Broken`, or what `read_layer` raises."""
    layer = _ask(data, Wanted()).layer
    assert layer is not None
    return layer


def draw_page_apart(data: bytes, number: int, *, dots: int, most_pixels: int) -> bytes:
    """Return a page drawn as a PGM picture. Raises `Broken`, or what `draw_page` raises."""
    picture = _ask(data, Wanted(number=number, dots=dots, most_pixels=most_pixels)).picture
    assert picture is not None
    return picture


def _ask(data: bytes, wanted: Wanted) -> Given:
    told = msgspec.json.encode(wanted) + b"\n" + data
    try:
        done = subprocess.run(COMMAND, input=told, capture_output=True, timeout=wanted.seconds, check=False)
    except subprocess.TimeoutExpired:
        raise Broken(f"PDFium took longer than {wanted.seconds:g} seconds on it") from None
    except OSError as problem:
        raise InputError(f"PDFium could not be started: {problem}") from None
    if done.returncode:
        raise Broken(_say_end(done.returncode, wanted))
    given = msgspec.msgpack.decode(done.stdout, type=Given)
    if given.fault is not None:
        raise _FAULTS.get(given.fault, InputError)(given.message)
    return given


def _say_end(code: int, wanted: Wanted) -> str:
    limits = f"it has {wanted.memory >> 20:,} MB and {wanted.seconds:g} seconds for one file"
    if code > 0:
        return f"PDFium failed on it; {limits}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"PDFium crashed on it ({name}); {limits}"

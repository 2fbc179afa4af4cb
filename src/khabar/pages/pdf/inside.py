"""`python -m khabar.pages.pdf.inside`: what the process does that PDFium runs in. Asked on stdin, it answers on stdout."""

from __future__ import annotations

import contextlib
import math
import sys

import msgspec

from khabar.errors import InputError
from khabar.pages.pdf.apart import Given, Wanted
from khabar.pages.pdf.layer import draw_page, read_layer


def main() -> None:
    """Answer one question and end."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    wanted = msgspec.json.decode(head, type=Wanted)
    _limit(wanted)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer(wanted, data)))


def answer(wanted: Wanted, data: bytes) -> Given:
    """Return what is wanted of a file, or why it cannot be had."""
    try:
        if wanted.number is None:
            return Given(layer=read_layer(data))
        return Given(picture=draw_page(data, wanted.number, dots=wanted.dots, most_pixels=wanted.most_pixels))
    except InputError as problem:
        return Given(fault=type(problem).__name__, message=str(problem))


def _limit(wanted: Wanted) -> None:
    """Let the system end this process where it takes too much, as far as it can."""
    try:
        import resource
    except ImportError:
        return
    limits = {"RLIMIT_AS": wanted.memory, "RLIMIT_CPU": math.ceil(wanted.seconds), "RLIMIT_CORE": 0}
    for name, most in limits.items():
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (most, most))


if __name__ == "__main__":
    main()

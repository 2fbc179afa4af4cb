"""From what a user names to captures: files, the files of folders, standard input, addresses."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from khabar.errors import KhabarError
from khabar.pages import Capture, Refused
from khabar.pages.addresses import is_web_address

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,20})://", re.I)
LARGEST = 1 << 30  # bytes of one file: as much as a row of a database can hold
Fetch = Callable[[str], Capture]


def find_captures(
    inputs: Iterable[str],
    *,
    fetch: Fetch,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    own: Collection[Path] = (),
) -> Iterator[Capture | Refused]:
    """Yield what each input holds: a file, all files of a folder, "-" for standard input, or an http(s) address.

    `include` and `exclude` are patterns such as `*.html` for the files of folders; hidden ones, and those that are the
    store's `own`, are left out.
    """
    for name in inputs:
        if name == "-":
            yield Capture(data=sys.stdin.buffer.read(), name="<stdin>")
        elif is_web_address(name):
            yield _fetch(name, fetch)
        elif (found := _SCHEME.match(name)) and not Path(name).exists():
            yield Refused(name=name, reason=_say_scheme(found[1].lower()))
        elif Path(name).is_dir():
            for path in _walk(Path(name), include, exclude, own):
                yield _load(path)
        else:
            yield _load(Path(name))


def count_inputs(
    inputs: Sequence[str], *, include: Sequence[str] = (), exclude: Sequence[str] = (), own: Collection[Path] = ()
) -> int:
    """Return how many files and addresses `find_captures` will yield."""
    return sum(
        sum(1 for _ in _walk(Path(name), include, exclude, own)) if name != "-" and Path(name).is_dir() else 1
        for name in inputs
    )


def _say_scheme(scheme: str) -> str:
    if scheme == "file":
        return "addresses are http or https: name a file by its path alone"
    return f"an address of {scheme} is not taken, only http and https"


def _walk(folder: Path, include: Sequence[str], exclude: Sequence[str], own: Collection[Path]) -> Iterator[Path]:
    mine = {path.resolve() for path in own}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file() or path.resolve() in mine:
            continue
        if _fits(inside, include or ("*",)) and not _fits(inside, exclude):
            yield path


def _fits(path: Path, patterns: Sequence[str]) -> bool:
    return any(fnmatch(path.name, pattern) or fnmatch(path.as_posix(), pattern) for pattern in patterns)


def _load(path: Path) -> Capture | Refused:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            return Refused(name=str(path), reason=f"larger than {LARGEST >> 30} GB: split it")
        return Capture(data=path.read_bytes(), name=str(path))
    except FileNotFoundError:
        return Refused(name=str(path), reason="no such file")
    except PermissionError:
        return Refused(name=str(path), reason="not allowed to read it")
    except (OSError, ValueError) as problem:
        return Refused(name=str(path), reason=str(getattr(problem, "strerror", None) or problem).lower())


def _fetch(address: str, fetch: Fetch) -> Capture | Refused:
    try:
        return fetch(address)
    except KhabarError as problem:
        return Refused.because(address, problem)

"""Zip files: each member read in memory, piece by piece."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import PurePosixPath

from khabar.errors import BinaryInput, DamagedInput, EmptyInput, InputError
from khabar.pages.archive.limits import Budget, Found, OpenInner
from khabar.pages.intake import Capture, Refused

ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_STEP = 1 << 16
_NO_TEXT = frozenset(
    ".jpg .jpeg .png .gif .webp .svg .ico .bmp .tif .tiff .heic .avif .mp4 .webm .mov .avi .mkv .mp3 .ogg .oga .opus "
    ".m4a .wav .tgs .css .js .mjs .map .woff .woff2 .ttf .otf .eot".split()
)
_NO_FILES = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
_OFFICE = ("[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml")
_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)


def open_zip(capture: Capture) -> zipfile.ZipFile:
    """Open the list of members; raises `DamagedInput` where it cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(capture.data))
    except (*_FAULTS, RuntimeError) as problem:
        raise DamagedInput(f"the archive cannot be opened: {problem}; get the whole file") from None


def read_zip(archive: zipfile.ZipFile, capture: Capture, budget: Budget, open_inner: OpenInner) -> Found:
    """Yield what is found in the files of a zip; pictures, sound and the like are left out.

    Raises `BinaryInput` for an office document, which is a zip too, `EmptyInput` where no file can hold text.
    """
    names = set(archive.namelist())
    if any(name in names for name in _OFFICE):
        raise BinaryInput("this is an office document or a book; save it as plain text, HTML or PDF")
    empty = True
    for info in archive.infolist():
        budget.take_entry()
        if info.is_dir() or not _may_hold_text(info.filename):
            continue
        empty = False
        name = f"{capture.name} › {say_name(info.filename)}"
        try:
            data = read_member(archive, info, budget)
        except InputError as problem:
            yield Refused.because(name, problem)
            continue
        yield from open_inner(Capture(data=data, name=name, retrieved=capture.retrieved))
    if empty:
        raise EmptyInput("no file in the archive can hold text")


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    """Return the bytes of a member; raises `DamagedInput` or `TooLarge`."""
    if info.flag_bits & 0x1:
        raise DamagedInput("it is locked by a password; unlock it first")
    pieces, size = [], 0
    try:
        with archive.open(info) as file:
            while piece := file.read(_STEP):
                size += len(piece)
                budget.take_bytes(len(piece))
                budget.check_member(size, info.compress_size)
                pieces.append(piece)
    except (*_FAULTS, RuntimeError) as problem:
        raise DamagedInput(f"it cannot be unpacked: {problem}") from None
    return b"".join(pieces)


def say_name(name: str) -> str:
    """Return the name of a member as a label, which it only is: no path is made of it."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)[:300]


def _may_hold_text(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.suffix.lower() not in _NO_TEXT and not _NO_FILES.intersection(path.parts)

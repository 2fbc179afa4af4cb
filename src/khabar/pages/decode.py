"""Bytes to text: byte order marks, UTF-16, UTF-8, the Arabic code pages, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from khabar.errors import BinaryInput, EmptyInput, EncodingProblem, TooLarge

LIMIT = 20 * 1024 * 1024
"""Most bytes that one report may have."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FILE_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_CODE_PAGES = ("cp1256", "iso8859_6", "mac_arabic", "cp1252")
_SAMPLE = 200_000
_BROKEN_SHARE = 0.02
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a\u067e\u0686\u06a9\u06af\u06cc]")
_ARTICLE = re.compile(r"(?<![\u0621-\u064a])\u0627\u0644[\u0621-\u064a]{2}")  # the beginning of most Arabic nouns
_ODD = re.compile(r"[\x80-\x9f\u00a1-\u00bf\u00c0-\u024f\u2100-\u26ff\ufffd]")


def decode_text(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of `data`; `declared` is the encoding that a page names for itself.

    Raises `TooLarge`, `EmptyInput`, `BinaryInput` or `EncodingProblem`. Control and direction characters
    stay where they are, so that offsets count what the reader received.
    """
    if len(data) > LIMIT:
        raise TooLarge(say_too_large(len(data)))
    if marked := find_mark(data):
        mark, encoding = marked
        return _keep_text(data[len(mark) :].decode(encoding, errors="replace"))
    _refuse_known_files(data)
    if order := _guess_utf16(data):
        return _keep_text(data.decode(order, errors="replace"))
    try:
        return _keep_text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _keep_text(_decode_legacy(data, declared))


def find_mark(data: bytes) -> tuple[bytes, str] | None:
    """Return the byte order mark that the bytes begin with and the encoding that it stands for."""
    return next((marked for marked in _MARKS if data.startswith(marked[0])), None)


def peek_text(data: bytes, most: int) -> str:
    """Return the first `most` characters or fewer for telling what the bytes are; only ASCII in them is sure."""
    head = data[: most * 4]
    if marked := find_mark(head):
        mark, encoding = marked
        return head[len(mark) :].decode(encoding, errors="replace")[:most]
    return head[: most * 2].decode(_guess_utf16(head) or "latin-1", errors="replace")[:most]


def say_too_large(size: int) -> str:
    """Return the message for a report of too many bytes."""
    megabytes, most = round(size / 2**20), LIMIT // 2**20
    it = f"{megabytes} MB is" if megabytes > most else "it is"  # what comes through a pipe is not read to its end
    return f"{it} more than the {most} MB that one report may have; give many reports as a .jsonl file"


def _refuse_known_files(data: bytes) -> None:
    for magic, kind in _FILE_KINDS:
        if data.startswith(magic):
            raise BinaryInput(f"this is {kind}, not text; extract its text first")


def _keep_text(text: str) -> str:
    """Return `text` where it is one; raises where it is blank or made of control codes."""
    if not text.strip().strip("\ufeff\x00").strip():
        raise EmptyInput("there is no text in it")
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.05 * len(sample) + 2:
        raise BinaryInput("this is binary data, not text; give it as plain text, a saved page or JSON")
    return text


def _guess_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: every other byte is then 0 (Latin) or 6 (Arabic)."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    if 0 not in sample and 6 not in sample:
        return None  # most files: neither half need be looked at
    half = len(sample) // 2
    even, odd = sample[0::2], sample[1::2]
    high_odd, high_even = (part.count(0) + part.count(6) for part in (odd, even))
    if high_odd > 0.85 * half and high_even < 0.3 * half:
        return "utf-16-le"
    if high_even > 0.85 * half and high_odd < 0.3 * half:
        return "utf-16-be"
    return None


def _decode_legacy(data: bytes, declared: str | None) -> str:
    """Decode bytes that are not valid UTF-8: damaged UTF-8, or the code page that gives the most Arabic."""
    damaged = data.decode("utf-8", errors="replace")
    beyond_ascii = sum(1 for c in damaged if c > "\x7f")
    if damaged.count("\ufffd") <= max(2, _BROKEN_SHARE * beyond_ascii) and beyond_ascii > damaged.count("\ufffd"):
        return damaged
    candidates = [declared, *_CODE_PAGES] if declared and _is_known(declared) else _CODE_PAGES
    best = max(candidates, key=lambda encoding: _likeness(data, encoding))
    sample = data[:_SAMPLE].decode(best, errors="replace")
    if len(_CONTROL.findall(sample)) + sample.count("\ufffd") > 0.05 * len(sample) + 2:
        raise BinaryInput("this is binary data, not text; give it as plain text, a saved page or JSON")
    if _likeness(data, best) < 0 and not sample[:4096].isprintable() and damaged.count("\ufffd") > 0.3 * len(damaged):
        raise EncodingProblem("its characters fit no encoding that khabar knows; save it as UTF-8")
    return data.decode(best, errors="replace")


def _is_known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name != "utf-8"
    except LookupError:
        return False


def _likeness(data: bytes, encoding: str) -> float:
    """Say how much the bytes read like Arabic prose in this encoding: letters and articles for, oddities against."""
    try:
        text = data[:_SAMPLE].decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return float("-inf")
    return len(_ARABIC.findall(text)) + 20 * len(_ARTICLE.findall(text)) - 2 * len(_ODD.findall(text))

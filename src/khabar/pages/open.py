"""What the bytes of a capture are, and which reader turns them into documents."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple, cast

from khabar.errors import InputError, KhabarError, tell_fault
from khabar.pages.addresses import path_of
from khabar.pages.decode import peek_text
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.languages import mark_language

Reader = Callable[[Capture, Known], Iterator[Intake | Refused]]
_log = logging.getLogger(__name__)
_HEAD = 16_384


class Format(NamedTuple):
    """One kind of input: the reader of it ("module:function", imported when needed), and what tells it.

    `magic` are first bytes; `start` matches at the beginning of the text and `within` is searched in its first
    16,384 characters, both of which must hold where both are given; `names` end a file's name or an address.
    """

    reader: str
    magic: tuple[bytes, ...] = ()
    start: re.Pattern[str] | None = None
    within: re.Pattern[str] | None = None
    names: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


_PROLOGUE = r"\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?>(?><!--.*?-->|<\?[^>]*\?>)\s*)*"
_JSON = re.compile(r'\ufeff?\s*(?:\{\s*["}]|\[\s*\{)')
_JSON_LINES = re.compile(r"\ufeff?\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
_TELEGRAM = re.compile(
    r'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages)"'
    r'[^{}\[\]]{0,200}"messages"\s*:\s*\[|"chats"\s*:\s*\{\s*"(?:about|list)"\s*:'
    r'|"about"\s*:\s*"Here is the data you requested'
)

FORMATS = (
    Format(
        "khabar.pages.feed:read_feed",
        start=re.compile(
            rf"{_PROLOGUE}(?:<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)?<(?:rss|(?:atom:)?feed|rdf:RDF)\b", re.S | re.I
        ),
        media=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        names=(".rss", ".atom"),
    ),
    Format(
        "khabar.pages.feed:read_json_feed",
        start=_JSON,
        within=re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org'),
        media=("application/feed+json",),
    ),
    Format(
        "khabar.pages.html:read_page",
        start=re.compile(rf"{_PROLOGUE}<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.S | re.I),
        media=("text/html", "application/xhtml+xml"),
        names=(".html", ".htm", ".xhtml"),
    ),
    Format("khabar.pages.archive:read_archive", magic=(b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"WARC/")),
    Format("khabar.pages.pdf:read_pdf", magic=(b"%PDF-",), media=("application/pdf",), names=(".pdf",)),
    Format("khabar.pages.table:read_parquet", magic=(b"PAR1",), names=(".parquet",)),
    Format("khabar.pages.telegram:read_telegram", start=_JSON, within=_TELEGRAM),
    Format(
        "khabar.pages.table:read_json_lines",
        start=_JSON_LINES,
        names=(".jsonl", ".ndjson"),
        media=("application/x-ndjson", "application/jsonl"),
    ),
    Format(
        "khabar.pages.table:read_csv",
        names=(".csv", ".tsv", ".tab"),
        media=("text/csv", "text/tab-separated-values"),
    ),
    Format(
        "khabar.pages.mail:read_mail",
        start=re.compile(r"(?:From|MIME-Version|Received|Return-Path|Delivered-To|Date|Subject|Message-ID)[: ]", re.I),
        within=re.compile(r"^MIME-Version:", re.M | re.I),
        names=(".mhtml", ".mht", ".eml"),
        media=("multipart/related", "message/rfc822"),
    ),
    Format(
        "khabar.pages.plain:refuse_markup",
        start=re.compile(r"\ufeff?\s*<\?xml\b"),
        media=("application/xml", "text/xml"),
        names=(".xml",),
    ),
    Format("khabar.pages.records:read_json", names=(".json",), media=("application/json",)),
    Format(
        "khabar.pages.records:read_yaml",
        names=(".yaml", ".yml"),
        media=("application/yaml", "application/x-yaml", "text/yaml"),
    ),
    Format("khabar.pages.plain:read_plain", names=(".txt", ".text", ".md"), media=("text/plain",)),
)
"""Every format, the particular before the general: bytes and text are asked first, then names, then media types."""

_BY_MAGIC = tuple(f for f in FORMATS if f.magic)
_BY_TEXT = tuple(f for f in FORMATS if f.start or f.within)
_BY_NAME = tuple(f for f in FORMATS if f.names)
_BY_MEDIA = tuple(f for f in FORMATS if f.media)
_LEFT_OVER = (Format("khabar.pages.records:read_json", start=_JSON), Format("khabar.pages.plain:read_plain"))


def open_capture(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
    """Yield the documents in a capture, in their order; what gives none is yielded as a refusal that says why."""
    try:
        yield from read_capture(capture, known)
    except KhabarError as problem:
        yield Refused.because(capture.name, problem)


def read_capture(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
    """Yield what the reader of this kind of bytes finds; raises `InputError` where it finds nothing."""
    try:
        for found in _load(tell_format(capture).reader)(capture, known):
            yield found if isinstance(found, Refused) else mark_language(found)
    except KhabarError:
        raise
    except Exception as problem:  # a fault of a reader in one input must not cost the others
        _log.debug("while taking in %s", capture.name, exc_info=True)
        raise InputError(tell_fault(problem)) from problem


def tell_format(capture: Capture) -> Format:
    """Return the format of a capture: its bytes are believed before its name, its name before its media type."""
    head = peek_text(capture.data, _HEAD)
    name = _name_of(capture.name) if "." in capture.name else _name_of(capture.url or "")
    media = (capture.media_type or "").partition(";")[0].strip().lower()
    tests: tuple[tuple[tuple[Format, ...], Callable[[Format], bool]], ...] = (
        (_BY_MAGIC, lambda f: capture.data.startswith(f.magic)),
        (_BY_TEXT, lambda f: _fits(f, head)),
        (_BY_NAME, lambda f: name.endswith(f.names)),
        (_BY_MEDIA, lambda f: media in f.media),
    )
    for formats, test in tests:
        for known_format in formats:
            if test(known_format):
                return known_format
    return next(f for f in _LEFT_OVER if _fits(f, head))


def _fits(kind: Format, head: str) -> bool:
    return bool((not kind.start or kind.start.match(head)) and (not kind.within or kind.within.search(head)))


def _name_of(name: str) -> str:
    return (path_of(name) if "://" in name else name).lower()


def _load(reader: str) -> Reader:
    module, _, function = reader.partition(":")
    return cast(Reader, getattr(import_module(module), function))

"""What can be watched: feeds, and pages that hold many posts; a single page is no feed, but may name its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.errors import InputError
from khabar.pages.addresses import join_address
from khabar.pages.decode import peek_text
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.open import read_capture, tell_format

_FEEDS = ("khabar.pages.feed:read_feed", "khabar.pages.feed:read_json_feed")
_HEAD = 200_000
_LINK = re.compile(r"<link\b[^>]{1,2000}>", re.I)
_NAMES_FEED = re.compile(r"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", re.I)
_HREF = re.compile(r"href\s*=\s*[\"']([^\"'<>]{1,1000})[\"']", re.I)


def open_feed(capture: Capture) -> Iterator[Intake | Refused]:
    """Yield the entries of a feed, or the posts of a channel's preview; raises `InputError` for what is neither."""
    if tell_format(capture).reader in _FEEDS:
        yield from read_capture(capture, Known())
        return
    try:
        found = list(read_capture(capture, Known()))
    except InputError:
        found = []
    if not any(isinstance(one, Intake) and one.member for one in found):
        raise InputError(f"this is no feed (RSS, Atom or JSON Feed){_point_out(capture)}")
    yield from found


def _point_out(capture: Capture) -> str:
    """Return what to do instead: the address of the feed that a page names, if it names one."""
    page = peek_text(capture.data, _HEAD)
    for link in _LINK.findall(page):
        named = _HREF.search(link)
        if _NAMES_FEED.search(link) and named and (address := join_address(capture.url, named[1])):
            return f"; it names one: {address}"
    return "; `khabar add` takes in a single page"

"""What is known of watched feeds between two rounds."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, insert, select

from khabar.pages.fetch.schedule import Feed
from khabar.store.schema import feeds


def load_feeds(connection: Connection, urls: Iterable[str] = ()) -> list[Feed]:
    """Return the state of the feeds at these addresses, new where they were never asked; without any, of all known.

    A feed that has moved for good is found under the addresses that it had before, too.
    """
    rows = connection.execute(select(feeds.c.url, feeds.c.body).order_by(feeds.c.url))
    held = {row.url: msgspec.json.decode(row.body, type=Feed) for row in rows}
    known = {url: feed for url, feed in held.items() if feed.url == url}
    named = [held[url].url if url in held else url for url in urls]
    return [known.get(url, Feed(url=url)) for url in dict.fromkeys(named)] or list(known.values())


def keep_feed(connection: Connection, feed: Feed, *, before: Iterable[str] = ()) -> None:
    """Store the state of a feed; at the addresses that it had before, only where it is now."""
    moved = Feed(url=feed.url)
    for url, kept in ((feed.url, feed), *((url, moved) for url in before if url != feed.url)):
        connection.execute(delete(feeds).where(feeds.c.url == url))
        connection.execute(insert(feeds).values(url=url, body=msgspec.json.encode(kept).decode()))

"""What is known of watched feeds between two rounds."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, insert, select

from khabar.pages.fetch.schedule import Feed
from khabar.store.schema import feeds


def load_feeds(connection: Connection, urls: Iterable[str] = ()) -> list[Feed]:
    """Return the state of the feeds at these addresses, new where they were never asked; without any, of all known."""
    bodies = connection.execute(select(feeds.c.body).order_by(feeds.c.url)).scalars()
    known = {feed.url: feed for feed in (msgspec.json.decode(body, type=Feed) for body in bodies)}
    return [known.get(url, Feed(url=url)) for url in dict.fromkeys(urls)] or list(known.values())


def keep_feed(connection: Connection, feed: Feed) -> None:
    """Store the state of a feed."""
    connection.execute(delete(feeds).where(feeds.c.url == feed.url))
    connection.execute(insert(feeds).values(url=feed.url, body=msgspec.json.encode(feed).decode()))

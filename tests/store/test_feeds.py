"""What is known of watched feeds between two rounds."""

from khabar.pages.fetch.schedule import Feed
from khabar.store import Store
from khabar.store.documents.feeds import keep_feed, load_feeds

OLD, NEW = "https://example.org/old", "https://example.org/new"


def test_a_feed_that_moved_is_one_feed_under_both_addresses(store: Store) -> None:
    with store.writing() as connection:
        keep_feed(connection, Feed(url=OLD, seen=("a",)))
        keep_feed(connection, Feed(url=NEW, seen=("a", "b")), before=(OLD,))
    with store.reading() as connection:
        assert [feed.url for feed in load_feeds(connection)] == [NEW]
        assert [(feed.url, feed.seen) for feed in load_feeds(connection, [OLD, NEW])] == [(NEW, ("a", "b"))]
        assert load_feeds(connection, ["https://example.org/other"]) == [Feed(url="https://example.org/other")]

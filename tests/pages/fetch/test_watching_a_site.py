"""A feed on a real server, watched from its first entry to its end."""

from __future__ import annotations

import datetime

import msgspec

from khabar.pages.fetch import Feed, Fetcher, Policy, Resting, watch
from khabar.pages.intake import Capture, Known
from khabar.pages.open import open_capture


def write_feed(*numbers: int) -> bytes:
    items = "".join(
        f"<item><guid>n{n}</guid><title>خبر {n}</title><link>https://news.example/{n}</link>"
        f"<description>أفادت مصادر محلية بوقوع انفجار رقم {n} في المرفأ، ولم ترد أنباء عن إصابات.</description></item>"
        for n in numbers
    )
    head = "<title>أنباء الساحل</title><ttl>30</ttl>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def test_new_entries_come_once_and_a_feed_that_is_gone_ends_it(site, clock) -> None:
    feed = Feed(url=f"{site.url}/feed")
    policy = Policy(networks=("127.0.0.1",), ports=None, robots=False)
    fetcher = Fetcher(policy, clock=clock, sleep=clock.sleep, now=clock.now)

    def go(feed: Feed, rounds: int):
        return list(
            watch(
                [feed],
                fetcher=fetcher,
                open_feed=lambda capture: open_capture(capture, Known()),
                now=clock.now,
                sleep=clock.sleep,
                rounds=rounds,
            )
        )

    site.give("/feed", write_feed(1, 2), headers=[("ETag", '"a"'), ("Content-Type", "application/rss+xml")])
    (first,) = go(feed, 1)
    assert first.problem is None
    assert ["رقم 1" in entry.document.text or "رقم 2" in entry.document.text for entry in first.new] == [True, True]
    saved = msgspec.json.decode(msgspec.json.encode(first.feed), type=Feed)
    assert go(saved, 1) == [Resting(feed=saved)]  # it is not due for half an hour
    clock.sleep(30 * 60)
    site.give("/feed", b"", 304)
    (second,) = go(saved, 1)
    assert (second.new, second.problem) == ((), None)
    assert site.asked[-1][1]["if-none-match"] == '"a"'
    clock.sleep(30 * 60)
    site.give("/feed", write_feed(2, 3))
    (third,) = go(second.feed, 1)
    assert ["رقم 3" in entry.document.text for entry in third.new] == [True]
    clock.sleep(24 * 3600)
    site.give("/feed", b"", 410)
    ended = go(third.feed, 99)
    assert [polled.feed.gone for polled in ended] == [True]


def test_a_capture_says_when_it_was_received(site, clock) -> None:
    site.give("/a", b"text")
    fetcher = Fetcher(Policy(networks=("127.0.0.1",), ports=None, robots=False), now=clock.now)
    capture = fetcher.fetch(f"{site.url}/a")
    assert isinstance(capture, Capture)
    assert capture.retrieved == datetime.datetime(2024, 5, 1, 8, 0, tzinfo=datetime.UTC).isoformat()

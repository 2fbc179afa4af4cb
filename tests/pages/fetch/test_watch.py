"""Watching feeds: conditional, patient, resumed, and none stopped by another."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import Document
from khabar.errors import FetchProblem, InputError
from khabar.pages.fetch import Answer, Feed, Resting, poll, watch
from khabar.pages.intake import Capture, Intake, Refused

URL = "https://news.example/feed"
NOW = datetime.datetime(2024, 5, 1, 8, 0, tzinfo=datetime.UTC)


def read_lines(capture: Capture) -> Iterator[Intake | Refused]:
    """Read a feed of one entry a line, which is all that watching needs of one."""
    text = capture.data.decode()
    if text.startswith("not a feed"):
        yield Refused(name=capture.name, reason="not a feed")
        return
    if text.startswith("broken"):
        raise InputError("broken beyond reading")
    for line in text.splitlines():
        if line and not line.startswith("<"):
            yield Intake(document=Document(text=line), capture=capture, member=line.split()[0])


class Server:
    """Answers by address, each a list that is used up; an exception is raised."""

    def __init__(self, **answers: list[Answer | Exception]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, str]]] = []

    def ask(self, address: str, *, conditions: Sequence[tuple[str, str]] = ()) -> Answer:
        self.asked.append((address, dict(conditions)))
        answer = self.answers[address.rsplit("/", 1)[1]].pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def give(body: str = "", status: int = 200, **headers: str) -> Answer:
    fields = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(
        asked=URL, url=URL, status=status, data=body.encode(), headers=fields, retrieved="2024-05-01T08:00:00+00:00"
    )


def ask_once(feed: Feed, answer: Answer | Exception, now: datetime.datetime = NOW):
    return poll(feed, fetcher=Server(feed=[answer]), open_feed=read_lines, now=lambda: now)


def minutes(feed: Feed) -> float:
    assert feed.next is not None
    return (datetime.datetime.fromisoformat(feed.next) - NOW).total_seconds() / 60


def test_only_entries_not_seen_before_are_new() -> None:
    first = ask_once(Feed(url=URL), give("a قصف\nb انفجار"))
    assert [entry.member for entry in first.new] == ["a", "b"]
    second = ask_once(first.feed, give("b انفجار\nc هدنة"))
    assert [entry.member for entry in second.new] == ["c"]


def test_an_entry_whose_text_changed_comes_again() -> None:
    first = ask_once(Feed(url=URL), give("a مقتل ثلاثة"))
    assert [e.document.text for e in ask_once(first.feed, give("a مقتل خمسة")).new] == ["a مقتل خمسة"]


def test_a_saved_state_goes_on_where_it_stopped() -> None:
    first = ask_once(Feed(url=URL), give("a خبر", etag='"v1"', Last_Modified="Wed, 01 May 2024 07:00:00 GMT"))
    saved = msgspec.json.decode(msgspec.json.encode(first.feed), type=Feed)
    assert saved == first.feed
    server = Server(feed=[give(status=304)])
    again = poll(saved, fetcher=server, open_feed=read_lines, now=lambda: NOW)
    assert server.asked[0][1] == {"If-None-Match": '"v1"', "If-Modified-Since": "Wed, 01 May 2024 07:00:00 GMT"}
    assert again.new == ()
    assert again.problem is None
    assert (again.feed.etag, again.feed.modified, again.feed.seen) == (saved.etag, saved.modified, saved.seen)


def test_a_feed_that_fails_is_asked_less_and_less_often_and_recovers() -> None:
    feed, waits = Feed(url=URL), []
    for _ in range(10):
        feed = ask_once(feed, FetchProblem("no connection")).feed
        waits.append(minutes(feed))
    assert waits[:3] == [30, 60, 120]
    assert waits == sorted(waits)
    assert waits[-1] == 24 * 60
    assert feed.problem == "no connection"
    feed = ask_once(feed, give("a خبر")).feed
    assert (feed.failures, feed.problem, minutes(feed)) == (0, None, 15)


@pytest.mark.parametrize(
    ("value", "least"),
    [("7200", 120), ("Wed, 01 May 2024 13:00:00 GMT", 300), ("soon", 30), ("", 30), ("9" * 30, 7 * 24 * 60)],
)
def test_a_server_says_when_to_come_back(value: str, least: float) -> None:
    for status in (429, 503):
        assert minutes(ask_once(Feed(url=URL), give(status=status, Retry_After=value)).feed) == least


def test_a_feed_that_is_gone_is_never_asked_again() -> None:
    gone = ask_once(Feed(url=URL), give(status=410))
    assert gone.feed.gone
    assert not gone.feed.is_due(NOW + datetime.timedelta(days=365))
    assert "gone for good" in (gone.problem or "")
    resting = watch([gone.feed], fetcher=Server(), open_feed=read_lines, now=lambda: NOW, sleep=lambda _: None)
    assert list(resting) == [Resting(feed=gone.feed)]


def test_a_feed_says_how_often_and_when_not_to_ask() -> None:
    assert minutes(ask_once(Feed(url=URL), give("<ttl>120</ttl>\na خبر")).feed) == 120
    assert minutes(ask_once(Feed(url=URL), give("<ttl>1</ttl>\na خبر")).feed) == 15
    assert minutes(ask_once(Feed(url=URL), give("<ttl>99999</ttl>\na خبر")).feed) == 24 * 60
    assert minutes(ask_once(Feed(url=URL), give("a خبر", Cache_Control="public, max-age=3600")).feed) == 60
    hours = "<skipHours><hour>8</hour><hour>9</hour></skipHours>\na خبر"
    assert minutes(ask_once(Feed(url=URL), give(hours)).feed) == 120
    every = "<skipHours>" + "".join(f"<hour>{h}</hour>" for h in range(24)) + "</skipHours>\na خبر"
    assert minutes(ask_once(Feed(url=URL), give(every)).feed) == 15


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address() -> None:
    moved = msgspec.structs.replace(give("a خبر"), url="https://news.example/new", moved=True)
    assert ask_once(Feed(url=URL), moved).feed.url == "https://news.example/new"


@pytest.mark.parametrize("body", ["not a feed", "broken"])
def test_what_is_no_feed_is_a_failure_that_keeps_what_was_seen(body: str) -> None:
    feed = Feed(url=URL, seen=("one",))
    polled = ask_once(feed, give(body))
    assert polled.problem
    assert polled.feed.failures == 1
    assert polled.feed.seen == ("one",)


def test_a_feed_that_is_not_due_is_told_of_once_and_asked_when_it_is_or_when_one_wants(clock) -> None:
    waiting = ask_once(Feed(url=URL), FetchProblem("no connection")).feed
    assert (waiting.asked, waiting.failures) == (NOW.isoformat(), 1)

    def go(*, at_once: bool) -> list[object]:
        server = Server(feed=[give("a خبر"), give("b خبر")])
        given = {"fetcher": server, "open_feed": read_lines, "now": clock.now, "sleep": clock.sleep}
        return list(watch([waiting], **given, rounds=1 if at_once else 2, at_once=at_once))

    assert [type(one).__name__ for one in go(at_once=True)] == ["Polled"]
    told = go(at_once=False)
    assert [type(one).__name__ for one in told] == ["Resting", "Polled"]
    assert clock.slept == [30 * 60]


def test_one_feed_that_fails_does_not_stop_the_others(clock) -> None:
    server = Server(
        bad=[FetchProblem("no connection")] * 3,
        good=[give("a خبر"), give("a خبر\nb خبر"), give("c خبر")],
        gone=[give(status=410)],
    )
    feeds = [Feed(url=f"https://news.example/{name}") for name in ("bad", "good", "gone")]
    polled = list(watch(feeds, fetcher=server, open_feed=read_lines, now=clock.now, sleep=clock.sleep, rounds=3))
    assert [(p.feed.url.rsplit("/", 1)[1], len(p.new)) for p in polled] == [
        *(("bad", 0), ("good", 1), ("gone", 0)),
        ("good", 1),
        *(("bad", 0), ("good", 1)),
    ]
    assert clock.slept == [15 * 60, 15 * 60]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=6))
def test_every_entry_is_given_once_whatever_a_feed_shows(rounds: list[list[str]]) -> None:
    feed, given_out = Feed(url=URL), []
    for shown in rounds:
        polled = ask_once(feed, give("<head>\n" + "\n".join(shown)))
        feed = polled.feed
        given_out += [entry.member for entry in polled.new]
    assert sorted(given_out) == sorted({name for shown in rounds for name in shown})

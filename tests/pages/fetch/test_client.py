"""Fetching from a real server: what comes back, and what a bad one cannot do."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

import khabar
from khabar.errors import FetchProblem, FetchRefused, TooLarge
from khabar.pages.fetch import Fetcher, Policy

PAGE = "<html><body><p>أفادت وكالة أنباء الساحل بوقوع انفجار في المرفأ.</p></body></html>".encode()
Make = Callable[..., Fetcher]


def test_a_page_comes_with_all_that_an_examiner_needs(site, make_fetcher: Make) -> None:
    site.give("/a", PAGE, headers=[("Content-Type", "text/html; charset=utf-8"), ("X-Served-By", "cache")])
    capture = make_fetcher().fetch(f"{site.url}/a#part")
    assert capture.data == PAGE
    assert capture.url == f"{site.url}/a"
    assert capture.name == f"{site.url}/a#part"
    assert capture.media_type == "text/html; charset=utf-8"
    assert ("X-Served-By", "cache") in capture.headers
    assert capture.retrieved is not None
    assert capture.retrieved.endswith("+00:00")
    assert site.asked[0][1]["user-agent"] == f"khabar/{khabar.__version__}"
    assert site.asked[0][1]["host"] == f"127.0.0.1:{site.port}"


def test_the_loopback_is_refused_without_leave(site) -> None:
    site.give("/a", PAGE)
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1, which is not a public address"):
        Fetcher(Policy(ports=None, robots=False)).fetch(f"{site.url}/a")
    assert not site.asked


@pytest.mark.parametrize(
    "target",
    [
        *("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://[::1]/"),
        *("file:///etc/passwd", "http://user:pw@example.org/", "http://[::ffff:10.0.0.1]/"),
    ],
)
def test_a_redirect_is_guarded_like_the_first_address(site, make_fetcher: Make, target: str) -> None:
    site.redirect("/a", target)
    with pytest.raises(FetchRefused):
        make_fetcher().fetch(f"{site.url}/a")


def test_redirects_are_followed_to_their_end_and_not_for_ever(site, make_fetcher: Make) -> None:
    site.redirect("/a", "/b", 301)
    site.redirect("/b", f"{site.url}/c", 308)
    site.give("/c", PAGE)
    answer = make_fetcher().ask(f"{site.url}/a")
    assert (answer.url, answer.asked, answer.moved) == (f"{site.url}/c", f"{site.url}/a", True)
    site.redirect("/x", "/y")
    site.redirect("/y", "/x")
    with pytest.raises(FetchProblem, match="circle"):
        make_fetcher().fetch(f"{site.url}/x")
    for n in range(9):
        site.redirect(f"/{n}", f"/{n + 1}")
    with pytest.raises(FetchProblem, match="more than 5 times"):
        make_fetcher().fetch(f"{site.url}/0")


def test_a_host_is_looked_up_once_and_the_connection_goes_where_the_check_went(site, make_fetcher: Make) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])  # the second look-up would lead elsewhere
    site.give("/a", PAGE)
    capture = make_fetcher(resolve=lambda *_: next(answers)).fetch(f"http://news.example:{site.port}/a")
    assert capture.data == PAGE
    assert site.asked[0][1]["host"] == f"news.example:{site.port}"


def test_a_host_whose_address_changes_between_redirects_is_checked_again(site, make_fetcher: Make) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.redirect("/a", "/b")
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        make_fetcher(resolve=lambda *_: next(answers)).fetch(f"http://news.example:{site.port}/a")


def test_a_server_that_trickles_is_left(site, make_fetcher: Make) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(400):
            handler.wfile.write(b"x")
            time.sleep(0.02)

    def trickle_body(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(400):
            handler.wfile.write(b"x")
            time.sleep(0.02)

    def say_nothing(_handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1)

    site.routes |= {"/head": trickle, "/body": trickle_body, "/silent": say_nothing}
    for path in ("/head", "/body"):
        with pytest.raises(FetchProblem, match=r"longer than the 0\.3 seconds"):
            make_fetcher(seconds=0.3).fetch(site.url + path)
    with pytest.raises(FetchProblem, match=r"said nothing for 0\.1 seconds"):
        make_fetcher(idle_seconds=0.1).fetch(f"{site.url}/silent")


def test_a_body_without_end_is_cut_off(site, make_fetcher: Make) -> None:
    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65_536)

    site.routes["/a"] = flood
    with pytest.raises(TooLarge, match="300000"):
        make_fetcher(most_received=300_000).fetch(f"{site.url}/a")


def test_a_body_that_says_it_is_too_large_is_not_begun(site, make_fetcher: Make) -> None:
    site.routes["/a"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    with pytest.raises(TooLarge, match="99999999999"):
        make_fetcher().fetch(f"{site.url}/a")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("identity", bytes),
    ],
)
def test_packed_bodies_are_unpacked(site, make_fetcher: Make, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    site.give("/a", pack(PAGE * 50), headers=[("Content-Encoding", encoding)])
    assert make_fetcher().fetch(f"{site.url}/a").data == PAGE * 50


def test_brotli_is_asked_for_only_where_it_can_be_unpacked(site, make_fetcher: Make) -> None:
    packed = b"\x0b\x02\x80hello\x03"
    site.give("/a", packed, headers=[("Content-Encoding", "br")])
    site.give("/b", packed[:5], headers=[("Content-Encoding", "br")])
    site.give("/c", PAGE)
    fetcher = make_fetcher()
    fetcher.fetch(f"{site.url}/c")
    if "br" in site.asked[0][1]["accept-encoding"]:
        assert fetcher.fetch(f"{site.url}/a").data == b"hello"
        with pytest.raises(FetchProblem, match="ends before"):
            fetcher.fetch(f"{site.url}/b")
    else:
        with pytest.raises(FetchProblem, match="not asked for"):
            fetcher.fetch(f"{site.url}/a")


def test_a_packed_bomb_does_not_go_off(site, make_fetcher: Make) -> None:
    bomb = gzip.compress(bytes(30 * 2**20))
    site.give("/a", bomb, headers=[("Content-Encoding", "gzip")])
    with pytest.raises(TooLarge, match="200 times"):
        make_fetcher().fetch(f"{site.url}/a")
    with pytest.raises(TooLarge, match="more than the 1000000"):
        make_fetcher(most_unpacked=1_000_000, most_ratio=10_000).fetch(f"{site.url}/a")


@pytest.mark.parametrize(
    ("body", "encoding", "why"),
    [
        (gzip.compress(PAGE)[:-9], "gzip", "ends before"),
        (PAGE, "gzip", "packed wrongly"),
        (PAGE, "gzip, gzip", "not asked for"),
        (PAGE, "zstd", "not asked for"),
    ],
)
def test_a_body_packed_wrongly_is_refused(site, make_fetcher: Make, body: bytes, encoding: str, why: str) -> None:
    site.give("/a", body, headers=[("Content-Encoding", encoding)])
    with pytest.raises(FetchProblem, match=why):
        make_fetcher().fetch(f"{site.url}/a")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[bad/\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://a\x00b/\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_broken_answers_are_refused(site, make_fetcher: Make, raw: bytes) -> None:
    site.routes["/a"] = lambda handler: handler.wfile.write(raw)
    with pytest.raises(FetchProblem):
        make_fetcher().fetch(f"{site.url}/a")


def test_a_status_without_a_page_says_so(site, make_fetcher: Make) -> None:
    with pytest.raises(FetchProblem, match="status 404: there is no such page"):
        make_fetcher().fetch(f"{site.url}/none")


def test_nobody_there(site, make_fetcher: Make) -> None:
    site.close()
    with pytest.raises(FetchProblem, match="does not answer"):
        make_fetcher().fetch(f"{site.url}/a")


def test_what_robots_txt_forbids_is_not_fetched_and_it_is_asked_once(site, make_fetcher: Make) -> None:
    site.give("/robots.txt", b"User-agent: *\nDisallow: /private\n\nUser-agent: khabar\nDisallow: /closed\n")
    for path in ("/open", "/private/a", "/closed/a"):
        site.give(path, PAGE)
    site.redirect("/lured", "/closed/a")
    fetcher = make_fetcher(robots=True)
    assert fetcher.fetch(f"{site.url}/open").data == PAGE
    assert fetcher.fetch(f"{site.url}/private/a").data == PAGE  # the rules for khabar go before those for all
    for path in ("/closed/a", "/lured"):
        with pytest.raises(FetchRefused, match=r"robots\.txt"):
            fetcher.fetch(site.url + path)
    assert site.paths().count("/robots.txt") == 1
    assert "/closed/a" not in site.paths()


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_robots_txt_that_is_missing_allows_and_one_that_fails_forbids(
    site, make_fetcher: Make, status: int, allowed: bool
) -> None:
    site.give("/robots.txt", b"", status)
    site.give("/a", PAGE)
    if allowed:
        assert make_fetcher(robots=True).fetch(f"{site.url}/a").data == PAGE
    else:
        with pytest.raises(FetchRefused):
            make_fetcher(robots=True).fetch(f"{site.url}/a")


def test_a_host_is_asked_no_faster_than_it_wishes(site, clock) -> None:
    site.give("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    site.give("/a", PAGE)
    policy = Policy(networks=("127.0.0.1",), ports=None, delay=1.0)
    fetcher = Fetcher(policy, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        fetcher.fetch(f"{site.url}/a")
    assert clock.slept == [7.0, 7.0]


def test_the_delay_that_a_host_can_ask_for_has_an_end(site, clock) -> None:
    site.give("/robots.txt", b"User-agent: *\nCrawl-delay: 86400\n")
    site.give("/a", PAGE)
    policy = Policy(networks=("127.0.0.1",), ports=None)
    fetcher = Fetcher(policy, clock=clock, sleep=clock.sleep)
    for _ in range(2):
        fetcher.fetch(f"{site.url}/a")
    assert clock.slept == [30.0]


def test_what_has_not_changed_is_told_as_such(site, make_fetcher: Make) -> None:
    site.give("/a", b"", 304, [("ETag", '"v1"')])
    answer = make_fetcher().ask(f"{site.url}/a", conditions=[("If-None-Match", '"v1"')])
    assert answer.status == 304
    assert site.asked[0][1]["if-none-match"] == '"v1"'

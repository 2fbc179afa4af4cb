"""`khabar watch`: what was asked, what was not and why, and what is no feed at all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pages.fetch.conftest import Site
from tests.pages.fetch.test_watching_a_site import write_feed

Khabar = Callable[..., Any]
ALLOW = ("--allow-network", "127.0.0.0/8", "--ignore-robots", "--rounds", "1")
PAGE = """<html><head><title>جريدة الميناء</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>
<body><article><p>أعلنت الوزارة أن القوات انسحبت من البلدة مساء أمس بعد مفاوضات استمرت ثلاثة أيام بين الطرفين.</p>
<p>وقال شاهد إن الطريق إلى المدينة مفتوح أمام حركة السيارات منذ الصباح.</p></article></body></html>"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KHABAR_STORE", raising=False)
    server = Site()
    yield server
    server.close()


def test_a_feed_that_is_not_due_says_so_and_is_asked_when_one_wants(khabar: Khabar, site: Site) -> None:
    feed = f"{site.url}/rss.xml"
    refused = khabar("watch", feed, "--rounds", "1", "--allow-port", str(site.port))
    assert refused.code == 1
    assert "--allow-network 127.0.0.1" in refused.err
    site.give("/rss.xml", write_feed(1))
    again = khabar("watch", feed, *ALLOW)
    assert again.code == 0
    assert site.asked == []
    told, summary = again.out.splitlines()
    assert told.startswith(f"{feed}: not asked: last asked ")
    assert "failed once (127.0.0.1 leads to 127.0.0.1, which is not a public" in told
    assert "in 30 min" in told
    assert summary == "no feed was asked: none is due"
    asked = khabar("watch", feed, *ALLOW, "--now")
    assert (asked.code, asked.out) == (0, f"{feed}: 1 new of 1\n      1  new\n")
    assert "last asked" in khabar("watch", *ALLOW).out
    site.give("/rss.xml", b"", 304)
    assert khabar("watch", *ALLOW, "--now").out == f"{feed}: 0 new of 0\nnothing new\n"


def test_a_page_is_no_feed_and_the_feed_that_it_names_is_told(khabar: Khabar, site: Site) -> None:
    site.give("/", PAGE.encode(), headers=[("Content-Type", "text/html")])
    site.give("/rss.xml", write_feed(1))
    ran = khabar("watch", f"{site.url}/", f"{site.url}/rss.xml", *ALLOW)
    assert ran.code == 3
    assert f"this is no feed (RSS, Atom or JSON Feed); it names one: {site.url}/rss.xml" in ran.err
    assert "rss.xml: 1 new of 1" in ran.out
    assert [line.split() for line in ran.out.splitlines()[1:]] == [["1", "new"], ["1", "failed"]]


def test_a_port_that_is_not_asked_is_named_with_those_that_are(khabar: Khabar, site: Site) -> None:
    ran = khabar("add", "http://news.invalid:8931/rss")
    assert ran.code == 1
    assert "port 8931 is not asked, only 80, 443, 8080, 8443; --allow-port 8931 allows it" in ran.err
    assert "news.invalid is not known" in khabar("add", "http://news.invalid:8931/rss", "--allow-port", "8931").err

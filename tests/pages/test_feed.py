"""Feeds become a document for each entry; entities are refused."""

import json

import pytest

from khabar.pages import Capture, Intake, Known, Refused, open_capture

ADDRESS = "https://wadi.example/feed"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>شبكة الوادي</title><link>https://wadi.example/</link>
<item><title>سقوط قذيفتين &amp; إصابة رجل</title><link>/a/1</link><guid isPermaLink="false">77</guid>
<source url="https://south.example/rss">وكالة الجنوب</source><dc:creator>سالم الراوي</dc:creator>
<pubDate>Thu, 02 Nov 2023 10:00:00 +0300</pubDate><description>&lt;p&gt;ملخص&lt;/p&gt;</description>
<enclosure url="https://wadi.example/a.mp3" type="audio/mpeg" length="1"/>
<content:encoded><![CDATA[<p>سقطت قذيفتان على <b>حي المعامل</b> مساء أمس.</p><script>x()</script><p>وأصيب رجل بجروح.</p>]]></content:encoded></item>
<item><guid>2</guid></item>
<item><title>هدوء في الوادي</title><link>https://wadi.example/a/3</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://wadi.example/x/"><title>نشرة</title>
<entry><title type="html">عنوان &lt;b&gt;الخبر&lt;/b&gt;</title><link href="1.html"/><id>urn:1</id>
<updated>2023-01-02T00:00:00Z</updated><published>2023-01-01T05:00:00+02:00</published>
<source><title>صحيفة الميناء</title><link href="https://minaa.example"/></source><summary>قالت الصحيفة إن الهدنة قائمة.</summary></entry>
<entry><title>خبر معدل في المدينة</title><id>urn:2</id><updated>2023-01-02T00:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>قناة</title></channel>
<item rdf:about="u"><title>خبر من القناة</title><link>http://wadi.example/9</link><dc:date>2010-01-01T00:00:00Z</dc:date></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "مدونة الريف",
    "items": [
        {
            "id": "1",
            "url": "https://reef.example/1",
            "title": "انسحاب من القلعة",
            "content_html": "<p>انسحب المسلحون من القلعة.</p>",
            "date_published": "2024-01-01T00:00:00Z",
            "authors": [{"name": "لمى الخطيب"}],
            "external_url": "https://www.minaa.example/9",
        },
        5,
    ],
}
BOMB = '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
THIEF = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>'


def take(data: bytes, **known: str) -> list[Intake | Refused]:
    return list(open_capture(Capture(data=data, name="feed", url=ADDRESS), Known(**known)))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
def test_rss(encoding: str) -> None:
    entry, refused, bare = take(RSS.format(encoding=encoding).encode(encoding))
    assert isinstance(entry, Intake)
    document = entry.document
    assert document.text == "سقوط قذيفتين & إصابة رجل\n\nسقطت قذيفتان على حي المعامل مساء أمس.\nوأصيب رجل بجروح."
    assert document.published == "2023-11-02T10:00:00+03:00"
    assert (document.publisher, document.byline) == ("شبكة الوادي", "سالم الراوي")
    assert (document.url, entry.member) == ("https://wadi.example/a/1", "77")
    (credit,) = document.credits
    assert (credit.text, credit.kind, credit.url) == ("وكالة الجنوب", "feed", "https://south.example/rss")
    assert document.credited_source == "وكالة الجنوب"
    assert isinstance(refused, Refused)
    assert "entry 2" in refused.name
    assert isinstance(bare, Intake)
    assert (bare.document.text, bare.document.published, bare.state) == ("هدوء في الوادي", None, "ready")


def test_atom_says_what_was_published_and_else_when_it_was_changed_marked_as_that() -> None:
    first, second = take(ATOM.encode())
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert first.document.text == "عنوان الخبر\n\nقالت الصحيفة إن الهدنة قائمة."
    assert first.document.published == "2023-01-01T05:00:00+02:00"
    assert first.document.url == "https://wadi.example/x/1.html"
    assert first.document.credits[0].text == "صحيفة الميناء"
    assert first.note is None
    assert second.document.published == "2023-01-02T00:00:00+00:00"
    assert second.note == "dated by its last change: it names no day of publication"
    (_, known) = take(ATOM.encode(), published="2024-05-01")
    assert isinstance(known, Intake)
    assert (known.document.published, known.note) == ("2024-05-01", None)


def test_rss_1_has_its_date_in_dublin_core() -> None:
    (entry,) = take(RDF.encode(), publisher="Wadi")
    assert isinstance(entry, Intake)
    assert (entry.document.published, entry.document.publisher) == ("2010-01-01T00:00:00+00:00", "Wadi")


def test_json_feed() -> None:
    entry, refused = take(json.dumps(JSON_FEED).encode())
    assert isinstance(entry, Intake)
    document = entry.document
    assert document.text == "انسحاب من القلعة\n\nانسحب المسلحون من القلعة."
    assert (document.publisher, document.byline) == ("مدونة الريف", "لمى الخطيب")
    assert document.credits[0].text == "minaa.example"
    assert isinstance(refused, Refused)


@pytest.mark.parametrize("feed", [BOMB, THIEF, BOMB.replace("<!DOCTYPE", "<!--x--><!doctype")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(feed: str, encoding: str) -> None:
    (refused,) = take(feed.encode(encoding))
    assert isinstance(refused, Refused)
    assert "entities" in refused.reason


@pytest.mark.parametrize(
    "data",
    [b"<rss version='2.0'><channel/></rss>", b"<rss", b'{"version": "https://jsonfeed.org/version/1", "items": []}'],
)
def test_a_feed_without_entries_is_refused(data: bytes) -> None:
    (refused,) = take(data)
    assert isinstance(refused, Refused)

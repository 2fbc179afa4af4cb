"""Whom a text credits, and who reported it."""

import pytest

from khabar import Document, read

BODY = (
    "أعلنت الوزارة أن القوات انسحبت من البلدة مساء أمس بعد مفاوضات استمرت ثلاثة أيام بين الطرفين، وقال المتحدث باسمها "
    "إن الهدنة قائمة وإن الطريق إلى المدينة مفتوح"
)
TITLE = "انسحاب القوات من البلدة"


def credits_of(text: str, **known: str) -> list[tuple[str, str]]:
    document = read(Document(text=text, **known)).document
    for credit in document.credits:
        assert credit.span is not None
        assert text[credit.span.start : credit.span.end] == credit.text
    return [(credit.kind, credit.text) for credit in document.credits]


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        (f"{TITLE}\n{BODY}.\nالمصدر: صحيفة الساحل", [("line", "صحيفة الساحل")]),
        (f"{TITLE}\n{BODY}.\nالمصدر: «سانا» + وكالات", [("line", "سانا"), ("line", "وكالات")]),
        (f"{TITLE}\n{BODY}.\n\nرويترز", [("line", "رويترز")]),
        (f"{TITLE}\n{BODY}.\n\nتويتر / تلغرام", []),
        (f"{TITLE}\n{BODY} (رويترز).\nوأضاف أن الوضع هادئ.", [("bracket", "رويترز")]),
        (f"{TITLE}\nبيروت – أ ف ب: {BODY}.", [("dateline", "أ ف ب")]),
        (f"{TITLE}\nبيروت (رويترز) - {BODY}.", [("dateline", "رويترز")]),
        (f"{TITLE}\nبيروت 12 تموز (رويترز) - {BODY}.", [("dateline", "رويترز")]),
        (f"{TITLE}\nسبق – وكالات: {BODY}.", [("dateline", "سبق"), ("dateline", "وكالات")]),
        (f"{TITLE}\nإدلب / سامر العلي / الأناضول\n{BODY}.", [("dateline", "الأناضول")]),
        # A caption credits a photographer, a name in brackets explains the one before it, a colon names a speaker.
        (f"{TITLE}\nآثار القصف على المدينة (رويترز)\n{BODY}.", []),
        (f"{TITLE}\n{BODY}، وفق ما أفادت به وكالة الأنباء السورية (سانا).", []),
        (f"{TITLE}\n{BODY}، وفق قناة (الجزيرة).", []),
        (f"سانا: {TITLE}\n{BODY}.", []),
        (f"{TITLE}\nدمشق – القدس\n{BODY}.", [("dateline", "القدس")]),
        (f"{TITLE}\nالقدس – خاص\n{BODY}.", []),
        (f"{TITLE}\nالأخبار, سوريا, بيروت\n{BODY}.", []),
        (f"{TITLE}\n{BODY}.", []),
    ],
)
def test_credits(text: str, credits: list[tuple[str, str]]) -> None:
    assert credits_of(text) == credits


@pytest.mark.parametrize("publisher", ["رويترز", "Reuters", "Reuters Arabic"])
def test_a_publisher_that_names_itself_credits_nobody(publisher: str) -> None:
    text = f"{TITLE}\nبيروت (رويترز) - {BODY}."
    document = read(Document(text=text, publisher=publisher)).document
    assert [credit.text for credit in document.credits] == ["رويترز"]
    assert document.credited_source is None
    assert read(Document(text=text, publisher="صحيفة الميناء")).document.credited_source == "رويترز"


@pytest.mark.parametrize(
    ("byline", "source"), [("رويترز", "رويترز"), ("أ ف ب / وكالات", "أ ف ب"), ("سالم الراوي", None)]
)
def test_a_byline_may_be_an_agency(byline: str, source: str | None) -> None:
    document = read(Document(text=f"{BODY}.", byline=byline, publisher="صحيفة الميناء")).document
    assert (document.credited_source, document.byline) == (source, byline)
    assert all(credit.kind == "page" and credit.span is None for credit in document.credits)


def test_what_the_page_says_goes_first() -> None:
    document = read(Document(text=f"{BODY}.\nالمصدر: رويترز", credited_source="صحيفة الميناء")).document
    assert document.credited_source == "صحيفة الميناء"
    assert [credit.text for credit in document.credits] == ["رويترز"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("كتب: سالم الراوي", "سالم الراوي"),
        ("إعداد: نورا سعيد - تحرير: فادي علي", "نورا سعيد"),
        ("كتب الوزير: لن نتراجع", None),
    ],
)
def test_reporter(line: str, name: str | None) -> None:
    assert read(Document(text=f"{TITLE}\n{line}\n{BODY}.")).document.byline == name


def test_a_language_that_the_engine_does_not_read_is_left_alone() -> None:
    report = read(Document(text=f"{BODY}.", language="fa"))
    assert (report.claims, report.events, report.document.language) == ((), (), "fa")

from typing import Any

import pytest

from khabar.export.case import Case
from khabar.incidents.describing import describe
from khabar.incidents.record import Ratings, Telling
from khabar.incidents.reviewed import add_reviews
from khabar.model import Count, Document, Link, Place, Report, Span
from khabar.reading import read
from khabar.reviews.model import Review, Values
from khabar.reviews.standing import sum_up as stand

AGENCY = """مقتل ثلاثة مدنيين بقصف على قرية تل الزهر بريف إدلب

قُتل ثلاثة مدنيين وأصيب خمسة آخرون، يوم الجمعة، جراء قصف مدفعي لقوات النظام السوري استهدف مدينة أريحا بريف إدلب الجنوبي، بحسب الدفاع المدني السوري.
وقال الشاهد خالد المرعشلي لوكالة فرانس برس إن القصف «أصاب سوق المدينة».
وقال مصدر عسكري رفيع طلب عدم كشف اسمه لوكالة فرانس برس إن القصف جاء من معسكر قريب.
"""
SITE = """قصف يطال أريحا جنوب إدلب

أفاد المرصد السوري لحقوق الإنسان بمقتل أربعة أشخاص في قصف لقوات النظام السوري على مدينة أريحا في ريف إدلب، يوم الجمعة.
ونفى النظام السوري قصف مدينة أريحا.
"""
COPY = """قصف يطال أريحا جنوب إدلب

نقلت وكالة فرانس برس عن الدفاع المدني السوري أن ثلاثة مدنيين قتلوا في قصف مدفعي لقوات النظام السوري على مدينة أريحا، يوم الجمعة.
"""
SECRETS = (
    "خالد",
    "المرعشلي",
    "رفيع",
    "أريحا",
    "Ariha",
    "تل الزهر",
    "example",
    "doc-agency",
    "doc-site",
    "2022-03-04",
    "2022-03-05",
    "سوق",
    "معسكر",
    "كاتبة الخبر",
    "شهود",
)
"""What the strictest profile keeps back of the case: private persons, places, days, words, addresses."""


def read_document(text: str, name: str, publisher: str, url: str, byline: str | None = None) -> tuple[str, Report]:
    return name, read(Document(text=text, published="2022-03-05", publisher=publisher, url=url, id=name, byline=byline))


def make_case(identity: str, reports: tuple[tuple[str, Report], ...]) -> Case:
    tellings = tuple(
        Telling(document=d, events=tuple(e.id for e in r.events if e.type == "ASSAULT")) for d, r in reports
    )
    return Case(record=describe(identity, tellings, dict(reports)), tellings=tellings, reports=reports)


@pytest.fixture(scope="session")
def case() -> Case:
    return make_case(
        "i0badcafe",
        (
            read_document(AGENCY, "doc-agency-1", "وكالة فرانس برس", "https://news.example/aa/1", "كاتبة الخبر"),
            read_document(SITE, "doc-site-2", "موقع الضفة", "https://site.example/bb/2"),
        ),
    )


REVIEWERS = ("Rana Haddad", "سمير القاضي")


@pytest.fixture(scope="session")
def reviewed(case: Case) -> Case:
    """The case after two people have judged a report: one names a private person and a site, and says one was killed."""
    document, report = case.reports[0]
    event = next(one for one in report.events if one.id in case.tellings[0].events)
    text = report.document.text
    at = text.index("خالد المرعشلي")
    speaker = Link(text="خالد المرعشلي", span=Span(at, at + 13), name="Khaled al-Marashli", kind="witness")
    market = Place(text="سوق المدينة", span=Span(text.index("سوق"), text.index("سوق") + 11), name="Ariha market")
    values = Values(killed=Count(min=1, max=1, text="ثلاثة", span=Span(0, 5)), place=market, weapon="mortar")
    made = [
        _review(1, "correct", REVIEWERS[0], event=event, values=values, note="saw رفيع on video, call Khaled"),
        _review(2, "correct", REVIEWERS[1], claim=report.claims[0], values=Values(speaker=speaker)),
        _review(3, "reject", REVIEWERS[1], claim=report.claims[-1]),
    ]
    standing = stand(document, report, made)
    return add_reviews(case, {document: standing}, Ratings(sources={"Syria Civil Defence": "B"}))


def _review(number: int, verdict: str, by: str, **more: Any) -> Review:
    at = f"2022-03-05T1{number}:00:00+00:00"
    return Review(id=f"v{number}", document="doc-agency-1", verdict=verdict, by=by, at=at, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def cases(case: Case) -> tuple[Case, ...]:
    other = make_case(
        "i0feedbee",
        (
            read_document(COPY, "doc-site-3", "=موقع", "https://site.example/bb/3"),
            read_document(AGENCY, "doc-agency-1", "وكالة فرانس برس", "https://news.example/aa/1", "كاتبة الخبر"),
        ),
    )
    return case, other

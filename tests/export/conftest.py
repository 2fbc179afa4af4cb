import pytest

from khabar.export.case import Case
from khabar.incidents.describing import describe
from khabar.incidents.record import Telling
from khabar.model import Document, Report
from khabar.reading import read

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

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
"""


def read_document(text: str, name: str, publisher: str, url: str) -> tuple[str, Report]:
    return name, read(Document(text=text, published="2022-03-05", publisher=publisher, url=url, id=name))


@pytest.fixture(scope="session")
def case() -> Case:
    reports = (
        read_document(AGENCY, "doc-agency-1", "وكالة فرانس برس", "https://news.example/aa/1"),
        read_document(SITE, "doc-site-2", "موقع الضفة", "https://site.example/bb/2"),
    )
    tellings = tuple(
        Telling(document=d, events=tuple(e.id for e in r.events if e.type == "ASSAULT")) for d, r in reports
    )
    return Case(record=describe("i0badcafe", tellings, dict(reports)), tellings=tellings, reports=reports)

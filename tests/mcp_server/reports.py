"""Reports of an invented shelling, in the manner of real ones."""

from khabar.model import Document

AGENCY = """مقتل ثلاثة مدنيين بقصف على مدينة أريحا بريف إدلب

قُتل ثلاثة مدنيين وأصيب خمسة آخرون، يوم الجمعة، جراء قصف مدفعي لقوات النظام السوري استهدف مدينة أريحا بريف إدلب الجنوبي، بحسب الدفاع المدني السوري.

وقال الشاهد خالد المرعشلي لوكالة فرانس برس إن القصف «أصاب سوق المدينة».
"""
OBSERVATORY = """قصف يطال أريحا جنوب إدلب

أفاد المرصد السوري لحقوق الإنسان بمقتل سبعة أشخاص في قصف صاروخي لقوات النظام السوري على مدينة أريحا في ريف إدلب، يوم الجمعة.
"""
DENIAL = """دمشق تنفي قصف أريحا

نفى مصدر في وزارة الدفاع السورية قصف مدينة أريحا بريف إدلب يوم الجمعة، وقال إن القوات المسلحة لم تستهدف أي مدنيين.
"""


def documents() -> list[Document]:
    """Return all of them; every address ends in `.example`."""
    return [
        Document(text=text, id=f"doc-{name}", published=published, publisher=publisher, url=f"https://{name}.example/1")
        for name, text, published, publisher in (
            ("agency", AGENCY, "2022-03-05T08:00:00+00:00", "وكالة فرانس برس"),
            ("observatory", OBSERVATORY, "2022-03-05T12:00:00+00:00", "المرصد السوري لحقوق الإنسان"),
            ("denial", DENIAL, "2022-03-06", "وكالة سانا"),
        )
    ]

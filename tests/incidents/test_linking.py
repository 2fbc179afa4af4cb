import random
from pathlib import Path

import pytest
import yaml

import khabar
from khabar import Document, InputError, link, read

FIRST = "قُتل ثلاثة مدنيين، الخميس، في قصف مدفعي استهدف بلدة البارة جنوبي إدلب، وفق الدفاع المدني السوري."
SECOND = "أفاد المرصد السوري لحقوق الإنسان بمقتل أربعة مدنيين بقصف مدفعي على بلدة البارة في ريف إدلب الخميس."
OTHER = "اعتقلت الشرطة في البصرة، الأحد، خمسة متظاهرين أمام مبنى المحافظة."


def read_all() -> list:
    texts = (FIRST, SECOND, OTHER)
    return [read(Document(text=t, published="2021-10-15", publisher=f"موقع {n}")) for n, t in enumerate(texts)]


def test_reports_become_incidents_whatever_their_order() -> None:
    reports = read_all()
    records = link(reports)
    assert [len(r.documents) for r in records] == [2, 1]
    killed = records[0].slot("killed")
    assert (killed.min, killed.max) == (3, 4)
    assert {d.kind for d in killed.differences} == {"disagreement"}
    random.Random(1).shuffle(reports)
    assert link(reports) == records


def test_the_same_report_twice_is_one() -> None:
    reports = read_all()
    assert link([*reports, *reports]) == link(reports)


def test_two_reports_under_one_id_are_an_error() -> None:
    with pytest.raises(InputError, match="«d1»"):
        link([read(Document(text=t, id="d1", published="2021-10-15")) for t in (FIRST, SECOND)])


def test_nothing_gives_nothing() -> None:
    assert link([]) == ()


def test_an_unnamed_speaker_keeps_the_country_that_his_words_tell() -> None:
    text = "قال مسؤول دفاعي أميركي، طلب عدم كشف هويته، إن ثلاثة صواريخ سقطت فجر الخميس على قاعدة في الحسكة، ما أدى إلى مقتل شخصين."
    report = read(Document(text=text, published="2021-10-14", publisher="وكالة الساحل"))
    assert [origin.name for incident in link([report]) for origin in incident.origins] == ["US defense official"]


def test_nobody_hurt_stands_against_what_another_speaker_of_the_report_tells() -> None:
    text = (
        "قال مسؤول دفاعي أميركي إن صواريخ سقطت فجر الخميس على قاعدة حقل كونيكو من دون وقوع إصابات.\n"
        "وأفاد المرصد السوري لحقوق الإنسان بإصابة عنصرين بجروح في القصف الصاروخي على القاعدة."
    )
    [record] = link([read(Document(text=text, published="2021-10-14", publisher="وكالة الساحل"))])
    [wounded] = [slot for slot in record.slots if slot.slot == "wounded"]
    assert {value.text for value in wounded.values} == {"0", "2"}
    assert wounded.contradictions


def test_a_name_that_stands_in_a_copys_headline_alone_is_held_by_nobody() -> None:
    folder = Path(khabar.__file__).parent / "data" / "demo"
    held = [yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8")) for name in ("agency", "uncredited-copy")]
    keys = ("text", "published", "publisher", "url")
    records = link([read(Document(**{key: one.get(key) for key in keys})) for one in held])
    [blamed] = [slot for record in records for slot in record.slots if slot.slot == "blamed"]
    assert {value.text: len(value.backing.origins) for value in blamed.values} == {"unknown": 1, "فصيل موالٍ لإيران": 0}
    assert blamed.held is not None
    assert blamed.held.text == "unknown"

"""Publishers: one outlet under the names that pages and people give it, and outlets that are not one."""

from __future__ import annotations

import pytest

from khabar.incidents.publishers import find_publisher
from khabar.model import Document


def key(name: str) -> str:
    found = find_publisher(Document(text="", publisher=name))
    assert found is not None
    return found.key


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ("عنب بلدي", "جريدة عنب بلدي", "موقع عنب بلدي", "Enab Baladi", "Enab baladi news", "Enabbaladi"),
            "sy-enab-baladi",
        ),
        (("المرصد السوري", "المرصد السوري لحقوق الإنسان", "SOHR", "SOHR news"), "sy-sohr"),
        (("تلفزيون سوريا", "موقع تلفزيون سوريا", "Syria TV", "SyriaTV news"), "tr-syria-tv"),
        (("بلدي نيوز", "شبكة بلدي", "Baladi", "Baladi-News"), "sy-baladi-news"),
        (("شبكة شام", "شبكة شام الإخبارية", "Shaam News"), "sy-shaam"),
        (("الخوذ البيضاء", "منظومة الخوذ البيضاء", "الدفاع المدني السوري", "Syria Civil Defence"), "sy-white-helmets"),
        (("رويترز", "وكالة رويترز للأنباء"), "gb-reuters"),
    ],
)
def test_one_outlet_under_several_names(names: tuple[str, ...], expected: str):
    assert {name: key(name) for name in names} == dict.fromkeys(names, expected)


@pytest.mark.parametrize(
    ("one", "other"), [("Syria TV", "Syria News"), ("Jisr TV", "Jisr Press"), ("Watan FM", "Al Watan")]
)
def test_outlets_that_share_a_word_are_not_one(one: str, other: str):
    assert key(one) != key(other)

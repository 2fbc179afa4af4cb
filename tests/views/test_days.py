"""Days and moments as people write them."""

import pytest

from khabar.views.days import name_day, name_moment
from khabar.views.labels import load_labels


def test_a_day_has_the_name_of_its_month_in_each_language() -> None:
    assert name_day("2026-03-04", load_labels("en")) == "4 March 2026"
    assert name_day("2026-11-30T10:00:00+03:00", load_labels("ar")) == "30 تشرين الثاني/نوفمبر 2026"


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-03-14T15:30:00+03:00", "2026-03-14 15:30 +03:00"),
        ("2026-03-14T15:30:59.5", "2026-03-14 15:30"),
        ("2026-03-14T15:30:00Z", "2026-03-14 15:30"),
        ("2026-03-14", "2026-03-14"),
    ],
)
def test_a_moment_is_told_to_the_minute(moment: str, told: str) -> None:
    assert name_moment(moment) == told
    assert name_moment(moment, zone=False) == told[:16]

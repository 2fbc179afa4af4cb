"""Every example of `data/pages/ar.yaml` is read as it promises; dates of machines and of people."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.pages.data import load_data
from khabar.pages.dates import choose_date, is_only_date, read_date, read_labelled_date, read_stamp, read_written_date
from khabar.pages.wording import clean_author, find_byline, find_sources

DATA = load_data("ar")


def examples(part: str) -> list[Any]:
    return [pytest.param(example, id=example["text"]) for example in DATA[part]["examples"]]


@pytest.mark.parametrize("example", examples("published") + examples("modified"))
def test_dates_behind_labels(example: dict[str, str]) -> None:
    assert (read_labelled_date(example["text"]) or "") == example["date"]


@pytest.mark.parametrize("example", examples("byline"))
def test_bylines(example: dict[str, str]) -> None:
    assert (find_byline(example["text"], bare=True) or "") == example["name"]


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("الخرطوم: سالم الراوي", "سالم الراوي"),
        ("دير الزور: ليلى حداد", "ليلى حداد"),
        ("سالم الراوي - تحرير: فادي علي", "سالم الراوي"),
        ("سالم الراوي", "سالم الراوي"),
        ("الخرطوم:", "الخرطوم"),
        ("https://salim.example/", None),
    ],
)
def test_a_byline_may_begin_with_where_its_reporter_is(byline: str, name: str | None) -> None:
    assert clean_author(byline) == name


@pytest.mark.parametrize("example", examples("credit"))
def test_credits(example: dict[str, str]) -> None:
    assert "|".join(find_sources(example["text"])) == example["name"]


@pytest.mark.parametrize(("number", "name"), [(n, name) for n, names in enumerate(DATA["months"], 1) for name in names])
def test_every_month_has_its_number(number: int, name: str) -> None:
    assert read_written_date(f"3 {name} 2020") == f"2020-{number:02}-03"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-03-05T10:00:00.000Z", "2024-03-05T10:00:00+00:00"),
        ("2024-03-05 10:00:00 +0300", "2024-03-05T10:00:00+03:00"),
        ("2024/3/5", "2024-03-05"),
        ("2024-03-05 10:00:75", "2024-03-05"),
        ("2024-03-05T10:00:00+99:00", "2024-03-05"),
        ("Thu, 02 Nov 2023 10:00:00 +0300", "2023-11-02T10:00:00+03:00"),
        ("2023-13-45", None),
        ("1700000000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_of_machines(written: str, date: str | None) -> None:
    assert read_date(written) == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)", "2013-08-28"),
        ("الأربعاء, ١٧ مايو ٢٠٢٣, ١٦:٢٠", "2023-05-17T16:20:00"),
        ("مارس 12, 2021", "2021-03-12"),
        ("10/4/2022 - 9:05 مساءً بتوقيت مكة المكرمة", "2022-04-10T21:05:00+03:00"),
        ("10/4/2022 - 9:05 GMT+99", "2022-04-10"),
        ("قبل يومين", None),
        ("30 شباط 2021", None),
    ],
)
def test_dates_of_people(written: str, date: str | None) -> None:
    assert read_written_date(written) == date


def test_only_a_date() -> None:
    assert is_only_date("الثلاثاء، 9 ديسمبر 2014")
    assert not is_only_date("قُتل ثلاثة مدنيين في قصف على البلدة مساء 9 ديسمبر 2014 وفق مصادر")


def test_a_later_date_of_the_same_day_adds_its_zone() -> None:
    assert (
        choose_date(["2022-05-14", "2022-05-15T01:00:00Z", "2022-05-14T09:12:00+03:00"]) == "2022-05-14T09:12:00+03:00"
    )
    assert choose_date([]) is None


@settings(deadline=None)  # the first example imports what reads it
@given(st.text(max_size=80))
def test_any_line_gives_a_date_or_none(line: str) -> None:
    for read in (read_date, read_labelled_date, read_written_date):
        assert read(line) is None or len(read(line) or "") >= 10


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("انهيار جسر\n1430 (GMT+04:00) - 23/05/09 انهيار جسر في البلدة\nسقط الجسر.", "2009-05-23T14:30:00+04:00"),
        ("٠٨٣٠ (GMT+04:00) - ٠٢/١١/٠٩ انهيار جسر", "2009-11-02T08:30:00+04:00"),
        ("9:05 (UTC+03:00) - 1/2/2010 انهيار جسر", "2010-02-01T09:05:00+03:00"),
        ("1430 (GMT+04:00) - 31/02/09 انهيار جسر", None),
        ("سقط الجسر في 23/05/09 عند الساعة 1430.", None),
        ("أ\nب\nج\nد\n1430 (GMT+04:00) - 23/05/09", None),
    ],
)
def test_the_stamp_of_time_before_a_text_dates_it(text: str, date: str | None) -> None:
    assert read_stamp(text) == date

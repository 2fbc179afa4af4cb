"""Cards of reports, what they are about, and what an incident comes to."""

from __future__ import annotations

from datetime import date

import msgspec
from tests.incidents.cards import DAY, make_card

from khabar.incidents import Card, group, make_cards
from khabar.incidents.mains import find_main_groups
from khabar.incidents.summary import summarise
from khabar.incidents.words import pack
from khabar.model import Document
from khabar.reading import read

TWO = """مقتل ثلاثة مدنيين بقصف مدفعي على بلدة معرة النعسان
قتل ثلاثة مدنيين وأصيب خمسة اليوم السبت، بقصف مدفعي استهدف بلدة معارة النعسان شمال إدلب.
وأفاد مراسلنا أن القصف طال الأحياء السكنية في البلدة.
وكان مسلحون مجهولون اغتالوا في مدينة درعا الأسبوع الماضي رئيس بلدية سابقاً."""


def cards_of(text: str, published: str | None = "2022-02-12") -> tuple[Card, ...]:
    return make_cards("d", read(Document(text=text, published=published)))


def test_main_event_is_what_the_headline_tells() -> None:
    cards = sorted(cards_of(TWO), key=lambda card: card.order)
    assert [card.order for card in cards] == list(range(len(cards)))
    assert cards[0].killed == (3, 3)
    assert cards[0].first_day == date(2022, 2, 12).toordinal()
    assert all(card.document == "d" and card.key == f"d/{card.event}" for card in cards)


def test_without_a_publication_date_nothing_is_dated() -> None:
    assert all(card.published is None and card.first_day is None for card in cards_of(TWO, None))


def test_bare_name_of_a_capital_may_be_anywhere_in_its_province() -> None:
    bare, town = cards_of("شنت طائرات حربية غارة على إدلب."), cards_of("شنت طائرات حربية غارة على مدينة إدلب.")
    assert (bare[0].precision, town[0].precision) == ("governorate", "town")


def test_card_survives_being_stored() -> None:
    card = cards_of(TWO)[0]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(card), type=Card) == card


def test_report_of_many_events_is_about_what_others_begin_with() -> None:
    words = pack([1 << 4 | 9, 2 << 4 | 9])
    cards = [
        make_card("a/e1", prominence=5.0, words=words),
        make_card("b/e1", prominence=5.0, words=words),
        make_card("c/e1", place=2, prominence=5.0),
        make_card("c/e2", prominence=4.5, order=1, words=words),
    ]
    groups = group(cards)
    mains = find_main_groups(cards, groups)
    assert mains["a"] == mains["b"] == mains["c"]


def test_summary_takes_what_most_reports_say() -> None:
    cards = [
        make_card("a/e1", killed=(3, 3)),
        make_card("b/e1", killed=(4, 4)),
        make_card("c/e1", killed=(4, 4), place=3),
        make_card("d/e1", day=1, killed=(2, None)),
    ]
    said = summarise(cards)
    assert (said.reports, said.killed, said.place, said.first_day, said.day_told) == (4, (4, 4), "tell a", DAY, True)


def test_summary_of_undated_reports_says_that_nobody_told_the_day() -> None:
    said = summarise([make_card("a/e1", day=None, published=3)])
    assert (said.first_day, said.day_told) == (DAY + 3, False)


def test_a_tally_of_months_and_a_treaty_long_past_make_no_cards() -> None:
    tally = "قتل 120 مدنيا في قصف على ريف إدلب منذ بداية شهر حزيران. وقتل رجل الخميس بقذيفة على بلدة البارة."
    keys = {card.killed for card in cards_of(tally, "2021-10-14")}
    assert (120, 120) not in keys
    treaty = "توصلت أنقرة وموسكو في 5 آذار 2020 إلى اتفاق لوقف إطلاق النار. وقتل رجل الخميس بقذيفة على بلدة البارة."
    assert {card.type for card in cards_of(treaty, "2021-10-14")} == {"ASSAULT"}


def test_a_weekday_after_a_publication_is_the_next_day() -> None:
    (card,) = cards_of("قصفت طائرات حربية بلدة البارة الجمعة وقتلت رجلا.", "2021-10-14")
    assert card.first_day == date(2021, 10, 15).toordinal()

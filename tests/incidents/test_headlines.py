"""The headline of an incident tells of it, or there is none."""

from khabar import Document, read
from khabar.incidents.cards import make_cards
from khabar.incidents.headlines import choose_headline


def choose(*texts: str) -> str | None:
    reports = {f"d{n}": read(Document(text=text, published="2024-03-05")) for n, text in enumerate(texts)}
    cards = [card for id, report in reports.items() for card in make_cards(id, report) if card.order == 0]
    return choose_headline(cards, reports)


BODY = "قصفت الطائرات بلدة الزاوية أمس، ما أدى إلى مقتل ثلاثة أشخاص، وفق ما قال مصدر طبي."


def test_a_headline_that_names_what_happened_and_where_is_chosen() -> None:
    told = "قصف جوي على بلدة الزاوية يوقع قتلى"
    assert choose(f"{told}\n\n{BODY}") == told
    assert choose(f"لمحة عن وكالة البلدة الإخبارية\n\n{BODY}", f"{told}\n\n{BODY}") == told


def test_a_line_of_the_page_or_a_paragraph_is_no_headline() -> None:
    assert choose(f"لمحة عن وكالة البلدة الإخبارية\n\n{BODY}") is None
    assert choose(BODY) is None

"""Text layers as programs write them, good and bad: the words must come out as they are read."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.errors import DamagedInput, KhabarError
from khabar.pages.data import load_data
from khabar.pages.intake import Capture, Intake, Known
from khabar.pages.pdf import rate_text, read_pdf
from khabar.pages.pdf.order import order_letters, turn_brackets
from khabar.pages.pdf.repair import repair_text

TEXT = "قال مصدر (طلب إخفاء اسمه) إن 3 طائرات Su-24 قصفت «الأحياء» في 12/5/2021 الساعة 10:30، وأصيب ١٢ شخصا"
PROSE = (
    "أعلنت وزارة الصحة في المدينة أن الانفجار الذي وقع في المرفأ أدى إلى إصابة سبعة عمال "
    "وقالت الوزارة إن فرق الإسعاف نقلت المصابين إلى المستشفى الوطني وإن البحث ما زال جاريا "
    "وأضاف المتحدث باسمها أن اثنين من المصابين في حالة حرجة وأن الآخرين خرجوا من المستشفى"
).split()
Make = Callable[..., bytes]
Line = Callable[..., Any]


def read(data: bytes, known: Known = Known("2024-03-02")) -> Intake:  # noqa: B008
    (intake,) = read_pdf(Capture(data=data, name="a.pdf"), known)
    return intake


def wrap(words: list[str], width: int) -> list[str]:
    """Return lines of about `width` letters."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def set_column(put: Line, words: list[str], *, x: float, top: float, width: int = 30, **how: Any) -> list[Any]:
    return [put(line, x, top - 16 * n, 10.0, **how) for n, line in enumerate(wrap(words, width))]


HOW = [
    {},
    {"gaps": True},
    {"shaped": True},
    {"leftward": True},
    {"leftward": True, "shaped": True, "gaps": True},
]


@pytest.mark.parametrize("how", HOW, ids=lambda how: " ".join(how) or "drawn as displayed")
def test_a_line_is_read_however_it_was_drawn(make_pdf: Make, put: Line, how: dict[str, bool]) -> None:
    intake = read(make_pdf([put(TEXT, 580, 700, 10.0, **how)]))
    assert intake.document.text == TEXT
    assert intake.state == "ready"
    assert intake.quality is not None
    assert intake.quality > 0.8


def test_marks_stay_on_their_letters(make_pdf: Make, put: Line) -> None:
    text = "قُتِلَ مدنيّان وأُصيبَ آخرون، ولا أضرارَ في الأبنية كما أفادت المصادر الطبية"
    assert read(make_pdf([put(text, 570, 700)])).document.text == text


def test_tatweel_is_only_drawn(make_pdf: Make, put: Line) -> None:
    assert read(make_pdf([put("قصـــف على الـمدينة في الليل من الشرق", 570, 700)])).document.text == (
        "قصف على المدينة في الليل من الشرق"
    )


def test_a_page_that_runs_rightward_keeps_its_arabic_words(make_pdf: Make, put: Line) -> None:
    letters = list("The group ") + list("فجر القدس")[::-1] + list(" said it was not there on 12/5")
    assert order_letters(letters, rightward=True) == "The group فجر القدس said it was not there on 12/5"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_lines_are_joined_to_paragraphs_and_pages_turned(make_pdf: Make, put: Line, rotate: int) -> None:
    first = set_column(put, PROSE, x=560, top=700, width=60)
    second = set_column(put, PROSE[::-1], x=560, top=620, width=60)
    found = read(make_pdf([*first, *second], rotate=rotate)).document.text
    assert found == " ".join(PROSE) + "\n" + " ".join(PROSE[::-1])


def test_a_heading_stands_apart(make_pdf: Make, put: Line) -> None:
    lines = [put("انفجار في المرفأ", 560, 730, 18.0), *set_column(put, PROSE, x=560, top=706, width=60)]
    assert read(make_pdf(lines)).document.text == "انفجار في المرفأ\n" + " ".join(PROSE)


@pytest.mark.parametrize("shift", [0, 5])
def test_columns_are_read_from_the_right(make_pdf: Make, put: Line, shift: int) -> None:
    heading = put("عنوان عريض يمتد فوق العمودين كليهما في أعلى الصفحة", 500, 740, 16.0)
    right = set_column(put, PROSE * 2, x=570, top=700)
    left = set_column(put, PROSE[::-1] * 2, x=270, top=700 - shift)
    lines = [heading, *right, *left]
    random.Random(1).shuffle(lines)
    found = read(make_pdf(lines)).document.text
    assert found.split("\n")[0] == heading.text
    assert " ".join(found.split("\n")[1:]) == " ".join(PROSE * 2 + PROSE[::-1] * 2)


def test_running_heads_feet_and_numbers_are_left_out(make_pdf: Make, put: Line) -> None:
    pages = []
    for number in range(1, 4):
        body = set_column(put, PROSE[number:] + PROSE[:number], x=560, top=700, width=60)
        edges = [put("نشرة الساحل اليومية", 560, 780), put(f"صفحة {number} من 3", 330, 20), put(f"{number}", 40, 20)]
        pages.append([*body, *edges])
    found = read(make_pdf(*pages)).document.text
    assert "نشرة" not in found
    assert "صفحة" not in found
    assert found.split("\n\n") == [" ".join(PROSE[n:] + PROSE[:n]) for n in range(1, 4)]


def test_what_a_file_says_of_its_making_is_no_publication(make_pdf: Make, put: Line) -> None:
    info = {"Title": "تقرير", "Author": "user1", "CreationDate": "D:20210512103000+03'00'"}
    data = make_pdf([put(TEXT, 580, 700, 10.0)], info=info)
    intake = read(data, Known())
    assert intake.document.published is None
    assert intake.document.byline is None
    assert intake.note == "the file says of itself: title «تقرير», author «user1», made «D:20210512103000+03'00'»"
    assert read(data).document.published == "2024-03-02"


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        (")رويترز( قالت", "(رويترز) قالت"),
        ("قال »نعم« ثم", "قال «نعم» ثم"),
        ("قال «نعم» ثم", "قال «نعم» ثم"),
        ("]حتى الآن[.", "[حتى الآن]."),
        ("))كذا((،", "((كذا))،"),
        ("3 > 2", "3 > 2"),
    ],
)
def test_brackets_are_turned_where_they_are_the_wrong_way(text: str, turned: str) -> None:
    assert turn_brackets(text) == turned


words = st.text(st.sampled_from("ابتثجحخدرزسشصضطعفقكلمنهوي"), min_size=2, max_size=9)
figures = st.sampled_from(["7", "12", "1,200", "10:30", "12/5/2021", "٤٥", "٣٫٥"])
names = st.sampled_from(["CNN", "Su-24", "Flight Radar", "https://news.example/a?x=1"])


@given(st.lists(st.tuples(words, st.one_of(st.just(""), figures, names)), min_size=1, max_size=12))
def test_display_order_is_turned_back(draw: Callable[[str], list[str]], parts: list[tuple[str, str]]) -> None:
    text = " ".join(" ".join(part for part in pair if part) for pair in parts)
    assert order_letters(draw(text), rightward=False) == text


def test_percent_signs_stand_behind_their_number(draw: Callable[[str], list[str]]) -> None:
    assert order_letters(draw("تضرر 45.5% من المباني"), rightward=False) == "تضرر 45.5% من المباني"
    assert order_letters([*"نم", " ", *"45%", " ", *"ررضت"], rightward=False) == "تضرر 45% من"


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("وزارةالصحة في المدينة", "وزارة الصحة في المدينة"),
        ("قالت ال وزارة إن ال قصف", "قالت الوزارة إن القصف"),
        ("قال ، ثم سكت .", "قال، ثم سكت."),
        ("كلمة\u200f عادية\u00ad  هنا", "كلمة عادية هنا"),
        ("\u064e كلمة", "كلمة"),
    ],
)
def test_blanks_lost_or_put_in_are_repaired(damaged: str, repaired: str) -> None:
    assert repair_text(damaged) == repaired
    assert repair_text(repaired) == repaired


@pytest.mark.parametrize("example", load_data("layer")["examples"], ids=lambda example: example["text"][:20])
def test_running_text_is_told_from_letters(example: dict[str, str]) -> None:
    rate = rate_text(example["text"])
    assert float(example.get("least", 0)) <= rate <= float(example.get("most", 1))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 500, b"no PDF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedInput):
        read(data)


@pytest.mark.parametrize("right", [True, False])
def test_letters_drawn_unturned_are_put_right(make_pdf: Make, put: Line, right: bool) -> None:
    first = "أعلنت وزارة الصحة أن الانفجار الذي وقع في المرفأ يوم 4 آذار 2021 أدى إلى"
    second = "إصابة 12 عاملا (بينهم ثلاثة في حالة حرجة)، وأن البحث ما زال جاريا في الموقع."
    lines = [
        put(text, 560 if right else 40, y, 10.0, right=right, unturned=True)
        for text, y in ((first, 700), (second, 684))
    ]
    intake = read(make_pdf(lines))
    assert intake.state == "ready"
    assert intake.document.text == f"{first} {second}"
    assert "drawn from left to right" in (intake.note or "")


def test_what_a_browser_prints_around_a_page_is_no_text(make_pdf: Make, put: Line) -> None:
    above = put("المرصد: ارتفاع الحصيلة 11/25/26, 8:09 PM", 580, 780, 8.0)
    below = put("https://news.example/a/17 1/1", 40, 20, 8.0, right=False)
    body = set_column(put, PROSE, x=580, top=700, width=100)
    intake = read(make_pdf([above, *body, below]))
    assert intake.document.text == " ".join(PROSE)
    assert "a browser printed it from https://news.example/a/17" in (intake.note or "")
    assert intake.document.published == "2024-03-02"
    clock = put("اجتمع المجلس الساعة 8:09 مساء", 560, 780, 10.0)
    assert "8:09" in read(make_pdf([clock, *body])).document.text


def test_a_point_at_the_right_of_a_line_ends_it(make_pdf: Make, put: Line) -> None:
    first, second = "قال الدفاع المدني إن القصف الذي استهدف المدينة أوقع ستة قتلى", "بينهم طفلان وأصيب تسعة بجروح"
    lines = [put(first, 560, 700, 10.0), put(f".{second}", 560, 684, 10.0)]
    assert read(make_pdf(lines)).document.text == f"{first} {second}."


def test_half_a_file_is_read_or_refused(make_pdf: Make, put: Line) -> None:
    data = make_pdf([put(TEXT, 580, 700, 10.0)])
    for cut in range(0, len(data), 200):
        try:
            read(data[:cut])
        except KhabarError:
            continue


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_change_of_bytes_breaks_the_reader(make_pdf: Make, put: Line, data: st.DataObject) -> None:
    file = bytearray(make_pdf([put(TEXT, 580, 700, 10.0)]))
    for _ in range(data.draw(st.integers(1, 8))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(file))
    except KhabarError:
        return

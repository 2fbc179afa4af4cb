"""Words, quotations and sentences of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language import Text, load_lexicon, read_text


def text_of(raw: str) -> Text:
    return read_text(raw, load_lexicon("ar"))


def sentences(raw: str) -> list[str]:
    text = text_of(raw)
    return [raw[s.start : s.end] for s in text.sentences]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("وصل الوفد. غادر الوزير.", ["وصل الوفد.", "غادر الوزير."]),
        ("قال د. سامر إنه بخير. ثم غادر.", ["قال د. سامر إنه بخير.", "ثم غادر."]),
        ("ذكرت أ.ف.ب أن الطريق مفتوح.", ["ذكرت أ.ف.ب أن الطريق مفتوح."]),
        ("ارتفع السعر 3.5 في المئة.", ["ارتفع السعر 3.5 في المئة."]),
        ("قال: «نعم. لن ننسحب». وغادر.", ["قال: «نعم.", "لن ننسحب».", "وغادر."]),
        ("قتل جندي.وأصيب آخر.", ["قتل جندي.", "وأصيب آخر."]),
        ('انسحب لواء "النهر".وقتل جندي.', ['انسحب لواء "النهر".', "وقتل جندي."]),
        ("انسحبوا (أمس).وقتل جندي.", ["انسحبوا (أمس).", "وقتل جندي."]),
        ("بني الجسر عام 1987.وانهار أمس.", ["بني الجسر عام 1987.", "وانهار أمس."]),
        ("انظر khabar.example لمزيد.", ["انظر khabar.example لمزيد."]),
        ("سقطت قذيفة… ثم انفجرت.", ["سقطت قذيفة… ثم انفجرت."]),
        ("هل انسحبوا؟ لم ينسحبوا!", ["هل انسحبوا؟", "لم ينسحبوا!"]),
        ("عنوان أول || عنوان ثان\nنص الخبر هنا.", ["عنوان أول ||", "عنوان ثان", "نص الخبر هنا."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(raw: str, expected: list[str]) -> None:
    assert sentences(raw) == expected


def test_the_first_line_without_a_stop_is_the_headline() -> None:
    text = text_of("قصف على البلدة || نفي رسمي\nقال الناطق إن البلدة هادئة.")
    assert text.headlines() == ("قصف على البلدة", "نفي رسمي")


def test_a_word_hidden_from_filters_is_one_word_with_all_its_characters() -> None:
    text = text_of("انهـ.ـار جسر القرية وأصـ ـيب حارس، ذكرت أ.ف.ب")
    hidden = [w for w in text.words if w.form in ("انهار", "واصيب")]
    assert [text.raw[w.start : w.end] for w in hidden] == ["انهـ.ـار", "وأصـ ـيب"]


def test_a_single_line_is_no_headline_of_itself() -> None:
    assert text_of("قصف على البلدة").headlines() == ()


def test_quotations_nest_and_end_with_their_paragraph() -> None:
    text = text_of("قال لـ«صحيفة «الساحل» اليوم» إن\nوقال «نحن هنا")
    words = {w.form: text.depth[i] for i, w in enumerate(text.words)}
    assert words["صحيفه"] == 1
    assert words["الساحل"] == 2
    assert words["نحن"] == 1
    assert text.quotes[-1][1] == len(text.words) - 1


@pytest.mark.parametrize(
    ("raw", "quoted"),
    [
        ('قال: "نعم" ثم قال: "لا" وغادر', ["نعم", "لا"]),
        ('ذكر بـ"إرغام" ثم غادر', ["إرغام"]),
        ('فيلم "سيلفي من بطولة ثم قال: "نعم" وغادر', ["نعم"]),
        ('قالت " ثم قالت "نعم" وغادرت', ["نعم"]),
        ('قال: "رأينا "النهر" في السوق" وغادر', ['رأينا "النهر" في السوق', "النهر"]),
    ],
)
def test_straight_marks_open_and_close_by_the_blanks_beside_them(raw: str, quoted: list[str]) -> None:
    text = text_of(raw)
    assert [raw[text.words[a + 1].start : text.words[b - 1].end] for a, b in text.quotes] == quoted


def test_a_stretch_takes_the_mark_that_closes_its_quotation() -> None:
    text = text_of("قصف حقل «العمر» النفطي")
    assert text.slice(1, 4) == "حقل «العمر»"
    assert text.slice(3, 4) == "العمر"


def test_menus_and_links_to_other_reports_are_not_read() -> None:
    raw = (
        "الرئيسية\nأخبار\nرياضة\nاقتصاد\nوصل الوفد إلى العاصمة أمس.\nالمصدر: الساحل\nمقالات ذات صلة\nقصف على بلدة أخرى"
    )
    text = text_of(raw)
    read = " ".join(raw[w.start : w.end] for w in text.words)
    assert "رياضة" not in read
    assert "قصف" not in read
    assert "وصل الوفد" in read
    assert text.credit == "الساحل"


@pytest.mark.parametrize(
    ("raw", "kept", "dropped"),
    [
        ("وصل الوفد أمس.\nالسابق\nقصف على السوق", "وصل", "قصف"),
        ("قال الوزير السابق إن الطريق مفتوح", "الطريق", "قصف"),
        ("وصل الوفد أمس.\n0 زيارة\nتحرير: سامر العلي\nغادر الوفد.", "غادر", "زيارة"),
        ("وصل الوفد.\nغادر الوفد.\nقصف على السوق\nمقتل ثلاثة في الميناء\nلقاء في العاصمة", "غادر", "قصف"),
        ("12:00 قصف على السوق\n12:30 مقتل ثلاثة في الميناء\n13:00 لقاء في العاصمة", "قصف", "رياضة"),
    ],
)
def test_lines_about_the_page_are_no_part_of_the_report(raw: str, kept: str, dropped: str) -> None:
    text = text_of(raw)
    read = " ".join(raw[w.start : w.end] for w in text.words)
    assert kept in read
    assert dropped not in read


@given(st.text(alphabet=st.sampled_from("قال أن«»\"'.؟!()[]|…،: \nabc١2ًـ\u200f"), max_size=300))
def test_every_word_keeps_its_place(raw: str) -> None:
    text = text_of(raw)
    ends = [0, *(w.end for w in text.words)]
    assert all(before <= w.start < w.end <= len(raw) for before, w in zip(ends, text.words, strict=False))
    assert [n for s in text.sentences for n in range(s.first, s.last)] == list(range(len(text.words)))
    assert len(text.depth) == len(text.sentence_of) == len(text.words)
    assert all(0 <= a <= b < len(text.words) for a, b in text.quotes)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "روابط ذات علاقة مقتل حارس في بلدة النهر الوزير: لا هدنة مع المسلحين وقال البيان إن الجسر مفتوح.",
            "وقال البيان إن الجسر مفتوح.",
        ),
        (
            "روابط ذات علاقة اعتقال ستة في بلدة النهر قراصنة يفرجون عن سفينة وفي الجنوب، أغلق الجسر.",
            "وفي الجنوب، أغلق الجسر.",
        ),
        ("اقرأ أيضاً انفجار في بلدة النهر ولا ضحايا من جانبها، نفت الشرطة الخبر.", "من جانبها، نفت الشرطة الخبر."),
        ("أخبار ذات صلة انفجار في بلدة النهر ولا ضحايا مقتل حارس واعتقال آخر قرب الجسر", ""),
        ("تقدمت السيارة على الطريق وقال السائق إنه بخير.", "تقدمت السيارة على الطريق وقال السائق إنه بخير."),
    ],
)
def test_linked_headlines_before_a_paragraph_are_left_out(line: str, kept: str) -> None:
    text = text_of(f"وصل الوفد إلى البلدة.\n{line}\nثم غادر.")
    assert [text.raw[s.start : s.end] for s in text.sentences[1:-1]] == ([kept] if kept else [])


def test_a_headline_shown_again_behind_a_stamp_of_time_is_left_out_with_the_caption() -> None:
    top, lead = "Sahil.example - انهيار جسر في بلدة النهر", "سقط الجسر ظهر أمس."
    text = text_of(f"{top}\n1430 (GMT+04:00) - 23/05/09 انهيار جسر في بلدة النهر صورة للجسر قبل انهياره\n{lead}")
    assert text.headlines() == ("انهيار جسر في بلدة النهر",)
    assert [text.raw[s.start : s.end] for s in text.sentences[1:]] == [lead]


def test_only_the_stamp_is_left_out_before_what_is_new() -> None:
    text = text_of("انهيار جسر\n1430 (GMT+04:00) - 23/05/09 سقط الجسر ظهر أمس.\nولم يصب أحد.")
    assert text.raw[text.sentences[1].start : text.sentences[1].end] == "سقط الجسر ظهر أمس."


def test_lines_that_break_off_below_the_report_are_links_to_others() -> None:
    body = "قصف الجيش القرية أمس.\nوأصيب رجلان في السوق.\n"
    links = "الوزير يزور المدينة ويلتقي…\nانفجار في سوق البلدة يودي بحياة…\nالمجلس يعقد جلسة طارئة حول…"
    assert sentences(body + links) == ["قصف الجيش القرية أمس.", "وأصيب رجلان في السوق."]
    assert len(sentences(body + "وبقي السؤال بلا جواب…")) == 3

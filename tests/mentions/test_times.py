"""Times: days, dates in all month names, distances, stretches, what has no day and what is no time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.compile.lexicon import SourceEntry, read_entries
from khabar.language import load_lexicon, read_text
from khabar.language.artefact import DATA
from khabar.mentions.times import find_times
from khabar.model import Document

PUBLISHED = "2023-03-15"  # a Wednesday

ENTRIES = [
    e
    for e in read_entries(DATA / "languages" / "ar")
    if isinstance(e, SourceEntry) and e.domain == "times" and any("time" in x for x in e.fields["examples"])
]


NAMED = [e for e in ENTRIES if e.fields.get("role") == "named"]


def times(sentence, published=PUBLISHED):
    return find_times(read_text(sentence, load_lexicon("ar")), Document(text=sentence, published=published))


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e not in NAMED], ids=lambda e: e.id)
def test_an_entry_of_the_grammar_of_times_reads_its_examples(entry):
    for example in entry.fields["examples"]:
        if "time" in example:
            found = [t for t in times(example["text"]) if t.text == example["time"]]
            assert found, example["text"]
            assert entry.id in found[0].entries


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.fields.get("never")], ids=lambda e: e.id)
def test_an_entry_of_the_grammar_of_times_leaves_its_near_misses(entry):
    for near_miss in entry.fields["never"]:
        assert not [t for t in times(near_miss["text"]) if entry.id in t.entries], near_miss["text"]


@pytest.mark.parametrize("entry", NAMED, ids=lambda e: e.id)
def test_a_day_and_month_can_be_the_name_of_what_stands_before_them(entry):
    for example in entry.fields["examples"]:
        assert [t.text for t in times(example["text"])] == [example["time"]], example["text"]


# The report is of Wednesday, 15 March 2023.
@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("وقع الانفجار اليوم", "2023-03-15", "2023-03-15"),
        ("وقع الانفجار فجر اليوم الأربعاء", "2023-03-15", "2023-03-15"),
        ("وقع الانفجار مساء أمس", "2023-03-14", "2023-03-14"),
        ("وقع الانفجار أول من أمس", "2023-03-13", "2023-03-13"),
        ("وقع الانفجار أمس الأول", "2023-03-13", "2023-03-13"),
        ("وقع الانفجار الأحد", "2023-03-12", "2023-03-12"),
        ("وقع الانفجار الأربعاء", "2023-03-15", "2023-03-15"),
        ("وقع الانفجار الأربعاء الماضي", "2023-03-08", "2023-03-08"),
        ("يعقد الاجتماع الأحد المقبل", "2023-03-19", "2023-03-19"),
        ("وقع الانفجار ليل الجمعة - السبت", "2023-03-10", "2023-03-11"),
        ("وقع الانفجار أمس الاثنين", "2023-03-13", "2023-03-13"),
        ("وقع الانفجار قبل يومين", "2023-03-13", "2023-03-13"),
        ("وقع الانفجار قبل خمسة أيام", "2023-03-10", "2023-03-10"),
        ("وقع الانفجار قبل أيام", None, None),
        ("وقعت معارك بين عامي 2011 و2015", "2011-01-01", "2015-12-31"),
        ("وقعت المعارك من 3 إلى 7 شباط", "2023-02-03", "2023-02-07"),
        ("وقعت المعارك بين 27 شباط و3 آذار 2020", "2020-02-27", "2020-03-03"),
        ("نزح السكان من كانون الأول 2019 حتى آذار 2020", "2019-12-01", "2020-03-31"),
        ("وقعت المعارك بين 28 كانون الأول و4 كانون الثاني", "2022-12-28", "2023-01-04"),
        ("وقعت المعارك في النصف الثاني من شهر شباط الماضي", "2023-02-16", "2023-02-28"),
        ("وقع الانفجار يوم 1/ 3 / 2023", "2023-03-01", "2023-03-01"),
        ("وقع الانفجار في 11/3 الجاري", "2023-03-11", "2023-03-11"),
        ("تبدأ الهدنة يوم الأحد (20/8/1444هـ) الموافق (12/3/2023م)", "2023-03-12", "2023-03-12"),
        ("وقعت المعارك خلال الساعات الـ48 الماضية", "2023-03-13", "2023-03-15"),
        ("وقعت المعارك ليلة 17-18 شباط", "2023-02-17", "2023-02-18"),
        ("وقع الانفجار يوم 12/2 قرب الجسر", "2023-02-12", "2023-02-12"),
        ("تدور معارك منذ الفجر", "2023-03-15", "2023-03-15"),
        ("حجبت الأموال منذ مطلع العام", "2023-01-01", "2023-03-15"),
        ("ستنسحب القوات قبل نهاية العام", None, "2023-12-31"),
        ("سيستقيل المحافظ خلال أسبوع", "2023-03-15", "2023-03-22"),
        ("وقع الانفجار خلال الساعات الماضية", "2023-03-15", "2023-03-15"),
        ("وقع الانفجار خلال الـ48 ساعة الماضية", "2023-03-13", "2023-03-15"),
        ("وقع الانفجار خلال اليومين الماضيين", "2023-03-13", "2023-03-14"),
        ("القصف مستمر منذ ساعات الصباح", "2023-03-15", "2023-03-15"),
        ("وقع الانفجار الأسبوع الماضي", "2023-03-08", "2023-03-14"),
        ("يعقد الاجتماع الأسبوع المقبل", "2023-03-20", "2023-03-26"),
        ("وقع الانفجار الشهر الماضي", "2023-02-01", "2023-02-28"),
        ("وقع الانفجار منتصف الشهر الماضي", "2023-02-11", "2023-02-20"),
        ("وقع الانفجار في 25 الشهر الماضي", "2023-02-25", "2023-02-25"),
        ("وقع الانفجار العام الماضي", "2022-01-01", "2022-12-31"),
        ("وقع الانفجار في 6 تشرين الثاني/ نوفمبر", "2022-11-06", "2022-11-06"),
        ("وقع الانفجار في 6 آذار الجاري", "2023-03-06", "2023-03-06"),
        ("وقع الانفجار في 14 جويلية 2019", "2019-07-14", "2019-07-14"),
        ("وقع الانفجار في الثالث والعشرين من أوت 2019", "2019-08-23", "2019-08-23"),
        ("وقع الانفجار في 6 رمضان 1436", "2015-06-23", "2015-06-23"),
        ("وقع الانفجار في 12/7/2021", "2021-07-12", "2021-07-12"),
        ("وقع الانفجار في 2021-07-12", "2021-07-12", "2021-07-12"),
        ("وقع الانفجار في آب/أغسطس الماضي", "2022-08-01", "2022-08-31"),
        ("وقع الانفجار في 10 حزيران من العام الماضي", "2022-06-10", "2022-06-10"),
        ("وقع الانفجار أواخر آب 2015", "2015-08-21", "2015-08-31"),
        ("وقع الانفجار عام 2014", "2014-01-01", "2014-12-31"),
        ("وقع الانفجار في 2006", "2006-01-01", "2006-12-31"),
        ("القصف مستمر منذ عام 2019", "2019-01-01", "2023-03-15"),
        ("وقع الانفجار في 30 شباط 2015", None, None),
        ("ستبدأ الهدنة الأحد", "2023-03-19", "2023-03-19"),
        ("قال سامر الحلو الأحد إن الهدنة صامدة", "2023-03-12", "2023-03-12"),
        ("من المقرر أن تبدأ الهدنة يوم الأحد", "2023-03-19", "2023-03-19"),
        ("ستعلن الوزارة نتائج الهجوم الذي وقع الأحد", "2023-03-12", "2023-03-12"),
        ("وقع الانفجار في الساعات الأولى من فجر اليوم", "2023-03-15", "2023-03-15"),
        ("يعقد الاجتماع صباح الغد", "2023-03-16", "2023-03-16"),
        ("انهار الجسر مساء اليوم، الثلاثاء 14 من آذار، قرب السوق", "2023-03-14", "2023-03-14"),
        ("انهار الجسر ليل الأحد (الاثنين)", "2023-03-12", "2023-03-13"),
        ("انهار الجسر ليلة الأحد/الاثنين", "2023-03-12", "2023-03-13"),
        ("موجز ليوم الاثنين 13-3-2023", "2023-03-13", "2023-03-13"),
        ("استمر القصف خلال الليل", "2023-03-14", "2023-03-15"),
        ("انهار الجسر مطلع الأسبوع الجاري", "2023-03-13", "2023-03-14"),
        ("انهار الجسر في 12 الجاري", "2023-03-12", "2023-03-12"),
        ("انهار الجسر في وقت سابق", None, None),
        ("انهار الجسر في وقت سابق اليوم", "2023-03-15", "2023-03-15"),
        ("انهار الجسر في وقت سابق من الشهر الماضي", "2023-02-01", "2023-02-28"),
        ("بني الجسر عام ألفين وتسعة عشر", "2019-01-01", "2019-12-31"),
        ("لن تغلق الجسر بعد حريق اندلع الأحد", "2023-03-12", "2023-03-12"),
        ("اندلع الحريق بعد منتصف الليل", "2023-03-15", "2023-03-15"),
        ("عاد السكان بعد أيام من الحريق", None, None),
    ],
)
def test_times_are_counted_from_the_day_of_the_report(words, start, end):
    found = times(words)
    assert [(t.start, t.end) for t in found] == [(start, end)]


def test_without_publication_relative_times_keep_their_words_only():
    found = times("وقع الانفجار أمس في 6 آب 2019", published=None)
    assert [(t.text, t.start) for t in found] == [("أمس", None), ("6 آب 2019", "2019-08-06")]


@pytest.mark.parametrize(
    "words",
    [
        "وصل خميس إلى المكتب",
        "لم يعلن أحد مسؤوليته",
        "في اليوم التالي عاد",
        "فجر انتحاري سيارته",
        "زار سوق الجمعة في طرابلس",
        "في ذلك اليوم",
        "عززت البلدية الجسر قبل ساعات من الفيضان",
        "أغلق الجسر قبل يومين على بدء الأعمال",
    ],
)
def test_what_is_no_time_of_its_own(words):
    assert times(words) == []


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("انهار الجسر الأحد، وأغلق السوق في اليوم نفسه", "2023-03-12"),
        ("انهار الجسر الأحد، وأغلقت البلدية حينها السوق", "2023-03-12"),
        ("انهار الجسر الأحد، وأغلق السوق في اليوم التالي", "2023-03-13"),
        ("انهار الجسر الأحد بعد يومين من الحريق", "2023-03-10"),
    ],
)
def test_a_day_counts_from_the_one_told_before(sentence, day):
    assert [t.start for t in times(sentence)] == ["2023-03-12", day]


def test_yesterday_in_a_quotation_counts_from_the_day_of_saying():
    found = times("قالت الوزيرة الأحد «وصل الوفد أمس»")
    assert [t.start for t in found] == ["2023-03-12", "2023-03-11"]


def test_a_report_dated_a_day_early_keeps_its_day_of_the_week():
    assert times("وقع الانفجار أمس الأربعاء")[0].start == "2023-03-15"


def test_a_time_says_what_it_opens_or_closes():
    assert [t.scope for t in times("استمرت الهدنة منذ السبت حتى الأحد")] == ["since", "until"]


PIECES = ["أمس", "السبت", "والأحد", "6", "آب", "/", "أغسطس", "2022", "(", ")", "منذ", "قبل", "يومين", "الماضي", "فجر", "يوم", "عام", "العام", "مطلع", "رمضان", "1443", "31", "شباط", "خلال", "الساعات", "،", "«", "»", "من", "-"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_whatever_the_words_times_are_anchored_and_their_days_in_order(pieces):
    sentence = " ".join(pieces)
    found = times(sentence)
    assert [t.first for t in found] == sorted(t.first for t in found)
    for told in found:
        assert told.text == sentence[told.span.start : told.span.end] != ""
        assert told.start is None or told.end is None or told.start <= told.end


@pytest.mark.parametrize(
    ("sentence", "days"),
    [  # the report is noted under Wednesday, 15 March 2023
        ("انفجر مرجل في المصنع فجر الخميس", ["2023-03-16"]),  # told after it came: noted a day early
        ("انفجر مرجل في المصنع الخميس", ["2023-03-09"]),
        ("انفجر مرجل في المصنع مساء الثلاثاء", ["2023-03-14"]),
        ("انفجر المرجل اليوم الاثنين. وقالت البلدية إن حريقاً اندلع أمس", ["2023-03-13", "2023-03-12"]),
        ("انهار جسر أمس الأربعاء. وانفجر المرجل الخميس", ["2023-03-15", "2023-03-16"]),
        ("قال الحارس «انهار الجسر أمس الأحد». وانفجر المرجل الاثنين", ["2023-03-12", "2023-03-13"]),
    ],
)
def test_the_report_tells_the_day_on_which_it_was_written(sentence, days):
    assert [t.start for t in times(sentence)] == days


def test_a_revolution_is_called_after_its_day_with_the_year_too():
    assert not times("عادت الحافلات بعد ثورة 30 يونيو 2013", published="2023-05-02")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("ويصل المبعوث إلى الجزيرة الجمعة.", "2023-03-17"),
        ("وفي العاصمة، يعقد الوزراء اجتماعاً الأحد.", "2023-03-19"),
        ("وتبدأ الأربعاء محادثات بين الوفدين.", "2023-03-15"),
        ("ووصل المبعوث إلى الجزيرة الجمعة.", "2023-03-10"),
        ("ويقصف الجيش البلدة منذ الأحد.", "2023-03-12"),
        ("ويقول السكان إن القصف توقف الأحد.", "2023-03-12"),
        ("المبعوث يصل إلى الجزيرة الجمعة\nقال ذلك وزير الزراعة في بيان.", "2023-03-10"),
    ],
)
def test_a_verb_of_the_present_that_opens_a_sentence_looks_ahead(sentence, day):
    assert times(sentence)[0].start == day

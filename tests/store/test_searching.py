"""Searching: words are found in whatever form they stand, and both databases find the same."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import Document, Report, Span, read
from khabar.language import load_lexicon
from khabar.store import Store
from khabar.store.documents.adding import Added
from khabar.store.finding import searching, shadow
from khabar.store.finding.asking import find_claims, find_events
from khabar.store.finding.searching import Sought, cut_snippet, search
from khabar.store.finding.shadow import index_stems, question_stems, read_tokens

Add = Callable[..., Added]
LEXICON = load_lexicon("ar")
REPORTS = {
    "strike": Document(text="نفى المتحدث أن يكون القصف قد أصاب المدرسة.", published="2024-01-02", publisher="الميناء"),
    "marks": Document(text="تعرّضت البلدة لِقَصْفٍ عنيف، وسقط ٣ قتلى و1,200 نازح.", published="2024-01-03"),
    "clitic": Document(text="وبالقصف ردّت القوات، وللمدرسة نصيب منه.", published="2024-01-04", publisher="Al-Mina"),
    "pronoun": Document(text="جدّد الجيش قصفها، وعاد الأهالي إلى مدرستهم.", published=None),
    "other": Document(text="فاز المُدرِّس بجائزة أُمّ الربيع.", published="2024-01-05"),
    "tanwin": Document(text="طال القصف سوقاً شعبياً في زربطانة.", published="2024-01-01"),
    "plural": Document(text="أغلقت الأسواق في البلدة.", published="2023-12-31"),
}


@pytest.fixture
def filled(store: Store, add: Add) -> tuple[Store, dict[str, str]]:
    return store, {add(document).id: name for name, document in REPORTS.items()}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("قصف", ["clitic", "marks", "strike", "tanwin", "pronoun"]),
        ("القصف", ["clitic", "marks", "strike", "tanwin", "pronoun"]),
        ("بالقصف", ["clitic", "marks", "strike", "tanwin", "pronoun"]),
        ("وبالقَصْف", ["clitic", "marks", "strike", "tanwin", "pronoun"]),
        ("سوق", ["tanwin", "plural"]),
        ("السوق", ["tanwin", "plural"]),
        ("سوقاً", ["tanwin", "plural"]),
        ("أسواق", ["tanwin", "plural"]),
        ("بأسواق", ["tanwin", "plural"]),
        ("شعبي", ["tanwin"]),
        ("3 قتلى", ["marks"]),
        ("٣", ["marks"]),
        ("١٬٢٠٠", ["marks"]),
        ("1200", ["marks"]),
        ("المدرسة", ["clitic", "strike", "pronoun"]),
        ("مدرس", ["other"]),
        ("ام", ["other"]),
        ("قصف مدرسة", ["clitic", "strike", "pronoun"]),
        ("قصف جائزة", []),
        ("zzz", []),
        ("،", []),
        ("\" OR 'x' & (", []),
    ],
)
def test_words_are_found_across_forms(filled: tuple[Store, dict[str, str]], words: str, names: list[str]) -> None:
    store, name_of = filled
    with store.reading() as connection:
        found = search(connection, Sought(words=words), lexicon=LEXICON)
    assert [name_of[one.document] for one in found] == names


def test_days_and_publishers_narrow_the_search(filled: tuple[Store, dict[str, str]]) -> None:
    store, name_of = filled
    with store.reading() as connection:
        since = search(connection, Sought(words="قصف", since="2024-01-03", until="2024-01-03"), lexicon=LEXICON)
        by = search(connection, Sought(words="قصف", publisher="al-mina"), lexicon=LEXICON)
        first = search(connection, Sought(words="قصف"), lexicon=LEXICON, limit=1)
    assert [[name_of[f.document] for f in found] for found in (since, by, first)] == [["marks"], ["clitic"], ["clitic"]]


def test_the_snippet_shows_where_the_words_stand() -> None:
    text = "كلام كثير. " * 30 + "ثم وقع القصف على مدرسة البلدة."
    snippet, hits = cut_snippet(text, question_stems("قصف المدرسة", LEXICON))
    assert [snippet[start:end] for start, end in hits] == ["القصف", "مدرسة"]
    assert len(snippet) < 200
    assert all(isinstance(hit, Span) for hit in hits)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_every_text_is_found_by_each_of_its_own_words(text: str) -> None:
    stems = set(index_stems(text))
    for word in text.split():
        for asked in question_stems(word, LEXICON):
            assert not stems.isdisjoint(asked), word


ODD = "قصف حلب ال.ق.صف قــ صف ـ ـقصف حـ.،.ـزب هـ. هـ.ـقصف ١٢٬٣٤٥ 1,234 أ.ف.ب ﷺ ﻻ قَصْفٌ\u200f مدينته"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(ODD.split()), st.text(max_size=8)), max_size=8),
    st.sampled_from([" ", "\n", "\u00a0"]),
)
def test_words_are_read_between_spaces_as_in_the_whole_text(words: list[str], space: str) -> None:
    text = space.join(words)
    assert list(read_tokens(text)) == list(shadow._read_tokens(text))


def test_usual_words_give_what_any_words_give(
    filled: tuple[Store, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = filled

    def ask(words: str) -> list[str]:
        with store.reading() as connection:
            return [found.document for found in search(connection, Sought(words=words), lexicon=LEXICON)]

    before = [ask(words) for words in ("قصف", "مدرسة", "zzz")]
    monkeypatch.setattr(searching, "_USUAL", 1)
    assert [ask(words) for words in ("قصف", "مدرسة", "zzz")] == before
    assert any(before)


def test_claims_are_found_by_speaker_force_place_and_words(store: Store, add: Add, sample: Report) -> None:
    id = add(sample).id
    add(REPORTS["strike"])

    def ask(**given: str) -> list[str]:
        with store.reading() as connection:
            return [f"{c['document']} {c['id']}" for c in find_claims(connection, lexicon=LEXICON, **given)]

    both, first = [f"{id} c1", f"{id} c2"], [f"{id} c1"]
    assert ask() == both
    assert ask(speaker="وزارة الصحة") == ask(speaker="Ministry") == ask(place="الزاوية") == both
    assert ask(speaker="Sahel News") == ask(force="deny") == ask(about="قتلى بانفجار") == first
    assert ask(place="LY", since="2024-03-05") == ask(place="ليبيا") == ask(place="Libya") == both
    assert ask(since="2024-03-06") == ask(place="طرابلس") == ask(force="threaten") == ask(about="،") == []


def test_events_are_found_by_what_where_when_and_whom(store: Store, add: Add, sample: Report) -> None:
    add(sample)

    def ask(**given: str) -> list[str]:
        with store.reading() as connection:
            return [e["id"] for e in find_events(connection, lexicon=LEXICON, **given)]

    assert ask(type="ASSAULT") == ask(place="ميناء") + ask(place="مرفأ") == ask(party="العمال") == ["e1"]
    assert ask(since="2024-03-04", until="2024-03-04", status="happened") == ["e1"]
    assert ask(type="PROTEST") == ask(since="2024-03-05") == ask(until="2024-03-03") == []


def test_a_country_and_a_governorate_hold_the_places_in_them(store: Store, add: Add) -> None:
    for city in ("الفاشر", "أم درمان"):
        text = f"قتل ثلاثة مدنيين في قصف استهدف مدينة {city} أمس السبت."
        add(read(Document(text=text, published="2024-05-12", publisher="سدرة")))

    def ask(place: str) -> list[str]:
        with store.reading() as connection:
            return [e["place"] for e in find_events(connection, lexicon=LEXICON, place=place)]

    assert sorted(ask("السودان")) == sorted(ask("Sudan")) == sorted(ask("sd")) == ["El Fasher", "Omdurman"]
    assert ask("شمال دارفور") == ask("North Darfur") == ask("الفاشر") == ["El Fasher"]
    assert ask("أمدرمان") == ask("omdurman") == ["Omdurman"]
    assert ask("تشاد") == []


def test_a_copy_is_of_what_was_published_first_whichever_came_first(store: Store, add: Add) -> None:
    text = "نفى المتحدث باسم الوزارة أن يكون القصف الذي وقع مساء أمس قد أصاب المدرسة، وقال إن البلدة هادئة منذ الصباح."
    late, early, undated = (
        add(Document(text=text, published=day, publisher=f"ناشر {n}", url=f"https://p{n}.example/1")).id
        for n, day in enumerate(("2024-01-03", "2024-01-02", None))
    )
    with store.reading() as connection:
        found = {one.document: one.copy_of for one in search(connection, Sought(words="القصف"), lexicon=LEXICON)}
    assert found == {late: early, early: None, undated: early}

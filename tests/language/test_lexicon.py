"""The compiler and the lexicon: inflected forms, clitics, phrases and names."""

from pathlib import Path

import pytest

from khabar.compile.lexicon import SourceEntry, compile_lexicon, read_entries
from khabar.errors import DataProblem
from khabar.language import ActorName, Lexicon, PlaceName, read_text
from khabar.language.nameindex import index_names

ENTRIES = """
entries:
  - verb: نفى
    root: ن ف ي
    pattern: فعَل يفعِل
    force: deny
  - verb: قصف
    root: ق ص ف
    pattern: فعَل يفعِل
    verbal_noun: [قصف]
  - verb: أعلن
    root: ع ل ن
    pattern: أفعل
  - noun: غارة
  - noun: صاروخ
    plural: [صواريخ]
  - noun: اعتداء
    plural: [اعتداءات]
  - noun: وزارة
    whole: yes
  - noun: زيارة
  - adjective: مجهول
  - particle: عن
  - phrase: "{أعلن} … مسؤولية~"
    id: claim
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("ar")
    (folder / "test").mkdir()
    (folder / "test" / "words.yaml").write_text(ENTRIES, encoding="utf-8")
    entries = list(read_entries(folder))
    compiled, problems = compile_lexicon(e for e in entries if isinstance(e, SourceEntry))
    assert problems == []
    places = [PlaceName("sy-dez", "Deir ez-Zor", "town", "SY", 35.3, 40.1, 0, (), "", "town", ("دير الزور",))]
    actors = [
        ActorName("sy-dez-council", "Deir ez-Zor Council", "military", "SY", False, "", "", "", "", ("مجلس دير الزور",))
    ]
    return Lexicon(compiled, index_names(places, actors))


@pytest.mark.parametrize(
    ("form", "lemma", "pos", "prefix", "suffix"),
    [
        ("ونفت", "نفي", "verb", "و", ""),
        ("ينفي", "نفي", "verb", "", ""),
        ("نفاه", "نفي", "verb", "", "ه"),
        ("نافياً", "نفي", "participle", "", ""),
        ("نافيةً", "نفي", "participle", "", ""),
        ("قصفوها", "قصف", "verb", "", "ها"),
        ("سيقصفون", "قصف", "verb", "س", ""),
        ("للقصف", "قصف", "masdar", "ل", ""),
        ("قصفهم", "قصف", "masdar", "", "هم"),
        ("بالغارات", "غاره", "noun", "ب", ""),
        ("غارتها", "غاره", "noun", "", "ها"),
        ("غارتين", "غاره", "noun", "", ""),
        ("صاروخان", "صاروخ", "noun", "", ""),
        ("وصواريخه", "صاروخ", "noun", "و", "ه"),
        ("اعتدائه", "اعتداء", "noun", "", "ه"),
        ("المجهولين", "مجهول", "adjective", "", ""),
        ("أُعلِن", "اعلن", "verb", "", ""),
    ],
)
def test_inflected_words_with_clitics_are_known(
    lexicon: Lexicon, form: str, lemma: str, pos: str, prefix: str, suffix: str
) -> None:
    found = {(r.lemma, r.pos, r.prefix, r.suffix) for r in lexicon.look(form).readings}
    assert (lemma, pos, prefix, suffix) in found


@pytest.mark.parametrize("form", ["وزارته", "الينفي", "بينفي", "سقصف", "الغارتهم", "غارت"])
def test_clitics_are_cut_only_where_the_language_allows_them(lexicon: Lexicon, form: str) -> None:
    assert all(r.lemma != "زياره" for r in lexicon.look(form).readings)
    if form != "وزارته":
        assert lexicon.look(form).readings == ()


def test_gender_number_and_voice_are_told(lexicon: Lexicon) -> None:
    dual = next(r for r in lexicon.look("غارتان").readings)
    assert (dual.number, dual.gender) == ("d", "f")
    spoken = {r.passive for r in lexicon.look("قصفت").readings if r.pos == "verb" and r.person == "3fs"}
    assert spoken == {None}, "active and passive share their letters"


def test_a_phrase_takes_inflected_words_a_gap_and_a_pronoun(lexicon: Lexicon) -> None:
    text = read_text("ولم تعلن أي جهة مسؤوليتها عن القصف", lexicon)
    hits = [h for found in text.phrases.values() for h in found]
    assert [h.entry.id for h in hits] == ["test/words:claim"]
    assert [text.words[i].form for i in (hits[0].first, hits[0].last - 1)] == ["تعلن", "مسووليتها"]


def test_a_phrase_does_not_cross_a_stop(lexicon: Lexicon) -> None:
    assert not read_text("أعلنت. مسؤوليتها", lexicon).phrases


def test_names_are_found_under_clitics_and_quotation_marks_longest_first(lexicon: Lexicon) -> None:
    text = read_text("وصل إلى مجلس «دير الزور» وقصف بدير الزور", lexicon)
    found = [(h.first, h.prefix, [r.id for r in h.records]) for hits in text.names.values() for h in hits]
    assert found == [(2, "", ["sy-dez-council"]), (4, "", ["sy-dez"]), (8, "ب", ["sy-dez"])]


def test_a_malformed_entry_is_named_and_spoils_nothing(tmp_path: Path) -> None:
    (tmp_path / "speech").mkdir()
    (tmp_path / "speech" / "bad.yaml").write_text(
        "entries:\n  - verb: كذا\n    root: ك\n    pattern: غير\n  - noun: خبر\n  - {}\n", encoding="utf-8"
    )
    entries = list(read_entries(tmp_path))
    compiled, problems = compile_lexicon(e for e in entries if isinstance(e, SourceEntry))
    assert [e.id for e in compiled.entries] == ["speech/bad:خبر"]
    assert "speech/bad:كذا" in str(problems[0])
    assert any(isinstance(e, DataProblem) for e in entries)


def test_a_number_is_a_number_whoever_asks_first(lexicon: Lexicon) -> None:
    assert "number" in lexicon.look("48213").tags
    assert "number" in lexicon.look("48213", "number").tags

"""Folding: one spelling for one word, and the way back to the characters it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language.spelling import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أُعلِن", "اعلن"),
        ("مســــؤول", "مسوول"),
        ("القاعدة", "القاعده"),
        ("على", "علي"),
        ("ﻻ", "لا"),
        ("کیف", "كيف"),
        ("١٢٣ ۴۵", "123 45"),
        ("Reuters", "reuters"),
        ("كلمة\u200fأخرى", "كلمهاخري"),
        ("قـ.ـصف", "قصف"),
        ("طفـ.ـلة", "طفله"),
        ("قـ.ـتـ.ل", "قتل"),
        ("مقـ ـتل", "مقتل"),
        ("قــ صــ ـف", "قصف"),
        ("حـ.،.ـزب", "حزب"),
        ("ال.ق.صف", "القصف"),
        ("سنة 1444هـ في", "سنه 1444ه في"),
        ("أ.ف.ب", "ا.ف.ب"),
        ("دمشق ـ خاص", "دمشق  خاص"),
        ("ش.م.ل", "ش.م.ل"),
        ("عام 1443هـ. وقال", "عام 1443ه. وقال"),
    ],
)
def test_writings_of_one_word_fold_to_one_string(written: str, folded: str) -> None:
    assert fold(written) == folded


_HIDDEN = st.text(alphabet=["ق", "ت", "ل", "ة", "ـ", ".", "*", "_", "\u064e", "\ufe71", " ", "a"])


@given(st.text() | _HIDDEN)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.characters())
def test_every_character_folds_to_a_fixed_point(char: str) -> None:
    assert fold(fold(char)) == fold(char)


@given(st.text() | _HIDDEN)
def test_offsets_lead_back_to_the_same_words(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.text)
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[i] in fold(text[start:end])


@given(st.text(min_size=1) | _HIDDEN, st.data())
def test_any_stretch_comes_back_with_its_own_letters(text: str, data: st.DataObject) -> None:
    folded = fold_with_offsets(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert folded.text[start:end] in fold(text[first:last])

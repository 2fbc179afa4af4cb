"""Texts that nobody wrote to be read: claims stay anchored and the work stays linear."""

import sys

import pytest

from khabar.claims import find_claims
from khabar.language import load_lexicon, read_text
from khabar.mentions import Mentions
from khabar.model import Document

HOSTILE = [
    "قال الوزير إن ",
    "وأضاف أن القوات انسحبت، ",
    "ونقلت وكالة رويترز عن مصدر أمني قوله إن ",
    "أن الوزير قال إن المدير أكد أن ",
    "وهو ما أكده الوزير، ",
    "قال: «",
    "(قال ",
    "بحسب ",
    "قال",
]


def steps(pattern, repeated):
    """Return how many calls it takes to find the claims of a repeated pattern."""
    text = read_text(pattern * repeated, load_lexicon("ar"))
    count = 0

    def count_one(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(count_one)
    try:
        find_claims(text, Mentions(), Document(text=text.raw))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("pattern", HOSTILE)
def test_one_endless_sentence_takes_linear_work(pattern):
    short, long = steps(pattern, 300), steps(pattern, 1200)
    assert long < 5 * short + 1000


@pytest.mark.parametrize("pattern", HOSTILE)
@pytest.mark.parametrize("repeated", [1, 2, 7])
def test_spans_lie_in_the_text(pattern, repeated):
    raw = pattern * repeated
    for claim in find_claims(read_text(raw, load_lexicon("ar")), Mentions(), Document(text=raw)):
        for span in (claim.span, claim.cue, claim.content):
            assert 0 <= span.start < span.end <= len(raw)


def test_cut_anywhere_it_still_reads():
    raw = "نقلت وكالة رويترز عن مصدر أمني قوله إن «المعبر فتح»، وأضاف: «الحافلات عادت»، بحسب ما أفاد به المرصد، على حد قوله."
    for end in range(len(raw)):
        find_claims(read_text(raw[:end], load_lexicon("ar")), Mentions(), Document(text=raw[:end]))

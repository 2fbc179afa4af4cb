"""Short reports that tell of a happening again, or of another like it: tellings are joined as their writer meant them."""

from itertools import combinations
from pathlib import Path

import pytest

from khabar.claims import find_claims
from khabar.errors import GoldProblem
from khabar.evaluation.retold import read_retold
from khabar.events import find_tellings
from khabar.events.ground import Ground
from khabar.events.merging import merge
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Document

REPORTS = Path(__file__).parents[1] / "gold" / "retold.yaml"
TOGETHER, APART = (
    0.8,
    0.8,
)  # of the pairs of tellings that are of one happening; of those that are not. Both may only rise.


def grouped(text: str) -> dict[int, int]:
    """Return for where each telling begins the number of the happening that it was taken for."""
    document = Document(text=text, published="2023-03-15")
    words = read_text(text, load_lexicon("ar"))
    mentions = find_mentions(words, document)
    ground = Ground(words, mentions)
    found = merge(ground, find_tellings(ground, find_claims(words, mentions, document)))
    return {draft.trigger.span.start: n for n, happening in enumerate(found) for draft in happening.drafts}


@pytest.fixture(scope="module")
def pairs() -> list[tuple[bool, bool]]:
    """Return for each pair of tellings of one report whether they are of one happening, and whether they were joined."""
    out = []
    for report in read_retold(REPORTS):
        found = grouped(report.text)
        known = [(at, n) for at, n in report.of.items() if at in found]
        out += [(a == b, found[one] == found[other]) for (one, a), (other, b) in combinations(known, 2)]
    return out


def test_tellings_of_one_happening_are_joined(pairs):
    together = [joined for one, joined in pairs if one]
    assert sum(together) / len(together) >= TOGETHER


def test_tellings_of_two_happenings_are_not(pairs):
    apart = [joined for one, joined in pairs if not one]
    assert 1 - sum(apart) / len(apart) >= APART


def test_a_word_that_is_not_in_its_report_is_named(tmp_path):
    path = tmp_path / "retold.yaml"
    path.write_text("reports: [{text: قصفت القوات القرية, happenings: [[القصف]]}]", encoding="utf-8")
    with pytest.raises(GoldProblem, match="القصف"):
        list(read_retold(path))

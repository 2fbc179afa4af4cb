"""The constructions of reported speech, each with the chain, the force and the first words that it gives."""

from pathlib import Path

import pytest
import yaml

from khabar import Document, read

SENTENCES = yaml.safe_load((Path(__file__).parent / "reported_speech.yaml").read_text(encoding="utf-8"))
MARKS = '«»"،.'


def claims(text):
    report = read(Document(text=text, published="2020-07-20", publisher="x"))
    return [(" < ".join(link.text for link in c.chain), c.force, spoken(text, c.content)) for c in report.claims]


def spoken(text, content):
    return " ".join(text[content.start : content.end].split()[:3]).strip(MARKS)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][:40])
def test_reported_speech(sentence):
    told = [tuple(claim.split(" | ")) for claim in sentence["claims"]]
    assert claims(sentence["text"]) == told


def test_no_sentence_stands_twice():
    texts = [sentence["text"] for sentence in SENTENCES]
    assert len(set(texts)) == len(texts)

import pytest

from khabar import events
from khabar.events.reality import Judgement
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Document


@pytest.fixture
def every_trigger_is_real(monkeypatch):
    """Reality has its own tests: here every trigger counts."""
    monkeypatch.setattr(events, "judge", lambda *told: Judgement(status="happened", is_event=True, score=1.0))


@pytest.fixture
def read_as_told():
    """Return the events of a report, its triggers judged."""

    def read(report, published="2022-05-10"):
        document = Document(text=report, published=published)
        text = read_text(report, load_lexicon("ar"))
        return events.find_events(text, find_mentions(text, document), [])

    return read


@pytest.fixture
def read(every_trigger_is_real, read_as_told):
    """Return the events of a report, every trigger taken for real."""
    return read_as_told

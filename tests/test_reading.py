"""Reading as a whole: it is pure, never fails on any text, and anchors every value in the characters it came from."""

import pickle
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar import Document, Report, read
from khabar.language.artefact import DATA

DEMO = sorted((DATA / "demo").glob("*.yaml"))
WORDS = sorted({word for path in DEMO for word in yaml.safe_load(path.read_text(encoding="utf-8"))["text"].split()})
MARKS = ["«", "»", '"', "(", ")", ":", "،", ".", "…", "||", "؟", "\n", "!", "ـ", "\u200f", "12", "٣"]


def spans(value: Any) -> list[tuple[int, int]]:
    """Return every span anywhere in a built value."""
    if isinstance(value, dict):
        return [s for v in value.values() for s in spans(v)]
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(v, int) for v in value):
            return [(value[0], value[1])]
        return [s for v in value for s in spans(v)]
    return []


def demo(path: Path) -> Document:
    fields = yaml.safe_load(path.read_text(encoding="utf-8"))
    published = fields.get("published")
    return Document(
        text=fields["text"], published=str(published) if published else None, publisher=fields.get("publisher")
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=60),
    st.sampled_from([None, "2021-07-12", "2024-02-29T10:00:00+03:00"]),
)
def test_any_run_of_words_and_marks_is_read_with_anchored_values(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    report = read(Document(text=text, published=published))
    built = msgspec.to_builtins([report.claims, report.events])
    assert all(0 <= start < end <= len(text) for start, end in spans(built))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    assert read(Document(text=text)).document.text == text


@pytest.mark.parametrize("path", DEMO, ids=lambda p: p.stem)
def test_a_link_or_place_carries_the_words_of_its_span(path: Path) -> None:
    report = read(demo(path))
    named = [link for c in report.claims for link in c.chain] + [
        v for e in report.events for v in (e.place, e.time, e.actor, e.target, e.killed, e.wounded) if v
    ]
    assert named
    for value in named:
        assert report.words(value.span) == value.text


@pytest.mark.parametrize("path", DEMO, ids=lambda p: p.stem)
def test_reading_twice_gives_the_same_and_survives_json_and_pickle(path: Path) -> None:
    report = read(demo(path))
    assert read(demo(path)) == report
    assert Report.from_json(report.to_json()) == report
    assert pickle.loads(pickle.dumps(report)) == report


@pytest.mark.parametrize("path", DEMO, ids=lambda p: p.stem)
def test_every_result_says_what_made_it(path: Path) -> None:
    report = read(demo(path))
    assert all(c.evidence for c in report.claims)
    assert all(e.evidence for e in report.events)


def test_without_a_publication_date_words_of_time_stay_and_dates_are_null() -> None:
    report = read(Document(text="قُتل ثلاثة مدنيين في قصف على بلدة سرمين أمس."))
    time = report.events[0].time
    assert time is not None
    assert (time.text, time.start, time.end) == ("أمس", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "The army said it had withdrawn.",
        "گفت که ارتش از شهر عقب‌نشینی کرده است",
        "الرئيسية\nأخبار\nرياضة\nاتصل بنا",
    ],
)
def test_what_is_no_arabic_report_gives_no_claims_and_no_events(text: str) -> None:
    report = read(Document(text=text))
    assert (report.claims, report.events) == ((), ())


def test_a_bare_string_is_told_to_become_a_document() -> None:
    with pytest.raises(TypeError, match="Document"):
        read("قصف على البلدة")  # type: ignore[arg-type]

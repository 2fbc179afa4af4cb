"""The form of a correction: words are found where they stand, and a form that nobody touched says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import Document, Report
from khabar.model import Event, Place, Span
from khabar.web.reviewing.form import Unfit, hold_form, lay_out_form, read_form, read_words

TEXT = "قصف على سرمين، ثم قصف\u202e آخر\n على  سرمين 😀 نفسها"


def report(text: str = TEXT) -> Report:
    return Report(document=Document(text=text))


@given(st.text(alphabet="ابت \n😀\u202e،", min_size=1, max_size=40), st.data())
def test_words_that_were_chosen_stand_where_they_were_chosen(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = " ".join(text[start:end].split())
    found = read_words(report(text), "place", {"place": words, "place_at": f"{start}-{end}"})
    assert found == (Span(start, end) if words else None)


def test_words_that_were_typed_are_found_nearest_to_the_item() -> None:
    assert read_words(report(), "place", {"place": "سرمين"}, near=0) == Span(8, 13)
    late = read_words(report(), "place", {"place": "على سرمين"}, near=30)
    assert late is not None
    assert TEXT[late.start : late.end] == "على  سرمين"
    with pytest.raises(Unfit):
        read_words(report(), "place", {"place": "حلب"})
    with pytest.raises(Unfit):
        read_words(report(), "place", {"place": "حلب", "place_at": "0-3"})


@pytest.mark.parametrize("at", ["", "8-13", "9-9", "x", "0-99999999"])
def test_an_untouched_form_changes_nothing_whatever_it_says_of_places(at: str) -> None:
    event = Event(
        id="e1", type="ASSAULT", trigger=Span(0, 3), place=Place(text="سرمين", span=Span(8, 13), name="Sarmin")
    )
    held = {box.field: box.value for box in lay_out_form(event)} | {"place_name": "Sarmin"}
    same = at in ("", "8-13")
    assert (read_form(report(), event, held | {"place_at": at}) == {}) is same
    assert next(box for box in hold_form(event, held) if box.field == "place").name == "Sarmin"

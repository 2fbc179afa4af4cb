from typing import get_args

import pytest

from khabar import model
from khabar.incidents import record
from khabar.incidents.likeness import load_weights
from khabar.language import load_lexicon
from khabar.views.labels import LANGUAGES, load_labels

GROUPS = {
    "type": model.EventType,
    "status": model.Status,
    "weapon": model.Weapon,
    "damage": model.Damage,
    "precision": model.PlacePrecision,
    "force": model.Force,
    "certainty": model.Certainty,
    "quote": model.Quote,
    "kind": model.PartyKind,
    "slot": record.SlotName,
    "voice": record.Voice,
    "difference": record.DifferenceKind,
    "drift": record.DriftKind,
    "collapse": record.CollapseReason,
    "grade": record.GradeName,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_every_value_has_a_name_of_its_own_in_each_language(language: str, group: str) -> None:
    values = get_args(GROUPS[group])
    names = [load_labels(language).name(group, value) for value in values]
    assert len(set(names)) == len(values)
    if language == "ar":
        assert all("\u0621" <= name[0] <= "\u064a" for name in names)


def test_both_languages_name_the_same_modes() -> None:
    ar, en = (dict(load_labels(language)._names) for language in LANGUAGES)
    ar.pop("target")  # readings are named in English
    assert {group: set(names) for group, names in ar.items()} == {group: set(names) for group, names in en.items()}


def test_what_happenings_are_done_to_is_named_in_arabic_by_what_readings_call_it() -> None:
    found = {str(e.fields["english"]) for e in load_lexicon("ar").entries if e.id.startswith("actors/targets:")}
    assert set(load_labels("ar").names_of("target")) <= found


def test_every_reason_for_a_tie_is_told_in_words() -> None:
    assert set(load_weights().reasons) <= set(load_labels("en").names_of("tie"))


def test_what_has_no_label_stands_for_itself() -> None:
    assert load_labels("en").name("weapon", "trebuchet") == "trebuchet"
    assert load_labels("en").name("weapon", None) == ""
    assert load_labels("ar").name_kind("CONCEDE", None) == "تنازل"

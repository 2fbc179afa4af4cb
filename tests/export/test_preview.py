"""What a profile would change, shown before anything leaves."""

from khabar.export.case import Case
from khabar.export.preview import preview
from khabar.export.profile import Items, Profile, load_profile


def test_the_open_profile_changes_nothing(cases: tuple[Case, ...]) -> None:
    effects = preview(cases, load_profile("open"))
    assert effects.incidents == 2
    assert not effects.changes


def test_the_strictest_shows_what_becomes_of_places_days_and_words(cases: tuple[Case, ...]) -> None:
    changes = {change.matter: change for change in preview(cases, load_profile("strict")).changes}
    assert {"places", "days", "words", "addresses and ids"} <= set(changes)
    assert ("2022-03-04", "2022-02-28") in changes["days"].examples
    assert all(change.count > 0 for change in changes.values())


def test_what_is_withheld_whole_is_counted(cases: tuple[Case, ...]) -> None:
    items = Items(incidents=("i0feedbee",), documents=("doc-site-2",))
    effects = preview(cases, Profile(items=items))
    assert (effects.incidents, effects.withheld_incidents, effects.withheld_documents) == (2, 1, 1)


def test_counts_name_nothing_that_is_withheld(cases: tuple[Case, ...]) -> None:
    told = str(preview(cases, load_profile("strict")).count())
    assert "أريحا" not in told
    assert "المرعشلي" not in told

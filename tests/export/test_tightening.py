import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.export.profile import Items, Profile, list_profiles, load_profile
from khabar.export.tightening import tighten

profiles = st.builds(
    Profile,
    places=st.sampled_from(["exact", "district", "governorate", "grid"]),
    grid_km=st.integers(1, 100),
    days=st.sampled_from(["exact", "week", "month"]),
    persons=st.sampled_from(["named", "withheld"]),
    unnamed=st.sampled_from(["described", "withheld"]),
    words=st.sampled_from(["kept", "withheld"]),
    addresses=st.sampled_from(["kept", "withheld"]),
    items=st.builds(Items, names=st.lists(st.sampled_from("abc"), max_size=2).map(tuple)),
)


@pytest.mark.parametrize("name", list_profiles())
def test_an_open_floor_changes_nothing(name: str) -> None:
    assert tighten(load_profile(name), load_profile("open")) == load_profile(name)


@pytest.mark.parametrize("name", list_profiles())
def test_who_asks_for_everything_gets_what_the_floor_lets_go(name: str) -> None:
    assert tighten(load_profile("open"), load_profile(name)) == load_profile(name)


def test_each_rule_is_the_stricter_one() -> None:
    made = tighten(
        Profile(days="month", places="district", items=Items(names=("a",))),
        Profile(words="withheld", days="week", places="governorate", items=Items(names=("b",))),
    )
    assert (made.days, made.words, made.places) == ("month", "withheld", "governorate")
    assert set(made.items.names) == {"a", "b"}


def test_cells_that_cut_across_those_of_the_floor_are_not_used() -> None:
    floor = Profile(places="grid", grid_km=20)
    assert tighten(Profile(places="grid", grid_km=40), floor).grid_km == 20
    assert tighten(Profile(places="governorate"), floor).places == "grid"


@given(profiles, profiles)
def test_tightening_twice_is_tightening_once(asked: Profile, floor: Profile) -> None:
    once = tighten(asked, floor)
    assert tighten(once, floor) == once
    for name in ("persons", "unnamed", "words", "addresses"):
        assert "withheld" not in (getattr(asked, name), getattr(floor, name)) or getattr(once, name) == "withheld"
    assert set(floor.items.names) <= set(once.items.names)

import pytest

from khabar.web.layout.leafing import ON_A_PAGE, turn


@pytest.mark.parametrize("given", ["", "0", "x", "-1", "٢", "99999999"])
def test_what_is_no_number_of_a_page_means_the_first(given: str) -> None:
    assert turn(range(100), given).page == 1


def test_every_one_is_on_just_one_page() -> None:
    leaves = [turn(range(100), str(number)) for number in (1, 2, 3)]
    assert [one for leaf in leaves for one in leaf.shown] == list(range(100))
    assert [leaf.first for leaf in leaves] == [0, ON_A_PAGE, 2 * ON_A_PAGE]


def test_after_the_last_page_comes_the_last_page() -> None:
    leaf = turn(range(41), "9")
    assert (leaf.page, leaf.pages, list(leaf.shown)) == (2, 2, [40])


def test_an_empty_list_has_one_page() -> None:
    assert turn([], "1").pages == 1

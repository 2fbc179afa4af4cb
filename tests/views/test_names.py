from khabar.views.names import find_arabic, find_arabic_place


def test_one_name_is_chosen_by_the_id_of_an_actor_or_a_place() -> None:
    assert find_arabic("ru-russian-air-force") == "القوات الجوية الروسية"
    assert find_arabic("sy-binnish") == "بنش"


def test_an_actor_is_known_by_its_english_name_and_by_its_letters() -> None:
    assert find_arabic(None, "Turkish Armed Forces") == "الجيش التركي"
    assert find_arabic(None, "NPA") == find_arabic("sy-north-press") == "نورث برس"


def test_a_stranger_has_none() -> None:
    assert find_arabic(None, "Somebody Else") is None
    assert find_arabic("person:somebody") is None


def test_a_place_is_found_by_its_name_in_any_case_and_its_point() -> None:
    assert find_arabic_place("Binnish", 35.9566, 36.7138) == "بنش"
    assert find_arabic_place("binnish", 35.9566, 36.7138) == "بنش"
    assert find_arabic_place("Binnish", 1.0, 1.0) is None
    assert find_arabic_place(None, None, None) is None

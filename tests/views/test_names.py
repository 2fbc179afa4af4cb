from khabar.views.names import find_arabic


def test_one_name_is_chosen_by_the_id_of_an_actor_or_a_place() -> None:
    assert find_arabic("ru-russian-air-force") == "القوات الجوية الروسية"
    assert find_arabic("sy-binnish") == "بنش"


def test_an_actor_is_known_by_its_english_name_and_by_its_letters() -> None:
    assert find_arabic(None, "Turkish Armed Forces") == "الجيش التركي"
    assert find_arabic(None, "NPA") == find_arabic("sy-north-press") == "نورث برس"


def test_a_stranger_has_none() -> None:
    assert find_arabic(None, "Somebody Else") is None
    assert find_arabic("person:somebody") is None

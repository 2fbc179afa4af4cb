from khabar.incidents.happening import Happening, Someone, Spot, Toll
from khabar.views.labels import load_labels
from khabar.views.sentence import tell

EN, AR = load_labels("en"), load_labels("ar")


def test_a_sentence_tells_what_is_known() -> None:
    happening = Happening(
        type="ASSAULT",
        mode="drone",
        start="2022-03-04",
        end="2022-03-04",
        place=Spot(text="تل الزهر", name="Tall al-Zahr", country="SY"),
        actor=Someone(text="الجيش التركي", name="Turkish Armed Forces"),
        killed=Toll(low=2, best=3, high=3),
        wounded=Toll(low=5, best=5, high=None),
    )
    assert tell(happening, EN) == (
        "Drone strike at Tall al-Zahr on 2022-03-04, attributed to Turkish Armed Forces; "
        "3 killed (2 to 3 told); at least 5 wounded."
    )
    assert tell(happening, AR) == (
        "ضربة بطائرة مسيّرة في تل الزهر بتاريخ 2022-03-04، يُنسب إلى الجيش التركي؛ القتلى: 3 (بين 2 و3)؛ الجرحى: 5 على الأقل."
    )


def test_the_best_number_leads_and_an_open_range_stays_open() -> None:
    happening = Happening(type="ASSAULT", mode="explosives", killed=Toll(low=3, best=4, high=7))
    assert tell(happening, EN) == "Explosion; 4 killed (3 to 7 told)."
    assert tell(happening, AR).endswith("القتلى: 4 (بين 3 و7).")
    open_above = Happening(type="ASSAULT", mode="explosives", wounded=Toll(low=3, best=4, high=None))
    assert tell(open_above, EN) == "Explosion; 4 wounded (at least 3 told)."


def test_nobody_killed_is_not_the_same_as_nothing_said() -> None:
    nobody = Happening(type="ASSAULT", mode="explosives", killed=Toll(low=0, best=0, high=0))
    assert tell(nobody, EN) == "Explosion; nobody killed."
    assert tell(Happening(type="ASSAULT", mode="explosives"), EN) == "Explosion."


def test_what_did_not_happen_says_so() -> None:
    assert tell(Happening(type="PROTEST", mode="demo", status="planned"), EN) == "Demonstration (planned)."


def test_names_of_the_other_script_are_handed_over_to_be_set_apart() -> None:
    happening = Happening(
        type="ASSAULT",
        mode="heavy-weapons",
        place=Spot(text="تل الزهر"),
        target=Someone(text="النازحين", name=None),
        killed=Toll(low=1, best=1, high=1),
    )
    assert tell(happening, EN, wrap="[{}]".format) == "Shelling at [تل الزهر], aimed at [النازحين]; 1 killed."


def test_in_arabic_whom_a_record_knows_has_its_arabic_name() -> None:
    happening = Happening(
        type="ASSAULT",
        mode="aerial",
        place=Spot(text="Binnish", name="Binnish", id="sy-binnish"),
        actor=Someone(text="Russian Air Force", name="Russian Air Force"),
    )
    assert tell(happening, AR) == "غارة جوية في بنش، يُنسب إلى القوات الجوية الروسية."


def test_in_arabic_the_words_of_a_report_are_cited_as_they_stand() -> None:
    def aimed_at(words: str) -> str:
        return tell(Happening(type="ASSAULT", mode="aerial", target=Someone(text=words)), AR)

    assert aimed_at("للنازحين") == "غارة جوية، والمستهدَف: «للنازحين»."
    assert aimed_at("مقر «لواء النخل»") == "غارة جوية، والمستهدَف: مقر «لواء النخل»."


def test_that_nobody_knows_who_it_was_is_told_in_words() -> None:
    for name in ("unknown", None):
        happening = Happening(type="ASSAULT", mode="explosives", actor=Someone(text="unknown", name=name))
        assert tell(happening, EN) == "Explosion, attributed to persons unknown."
        assert tell(happening, AR) == "انفجار، يُنسب إلى مجهولين."

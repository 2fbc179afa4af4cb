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
        "Drone strike at Tall al-Zahr on 4 March 2022, attributed to Turkish Armed Forces; "
        "3 killed (2 to 3 told); at least 5 wounded."
    )
    assert tell(happening, AR) == (
        "ضربة بطائرة مسيّرة في تل الزهر يوم 4 آذار/مارس 2022، يُنسب إلى الجيش التركي؛ القتلى: 3 (بين 2 و3)؛ الجرحى: 5 على الأقل."
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
    foiled = Happening(type="ASSAULT", mode="aerial", status="foiled", killed=Toll(low=1, best=1, high=1))
    assert tell(foiled, EN) == "Air strike (foiled); 1 killed."


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


def test_days_are_written_as_people_write_them() -> None:
    def on(start: str, end: str) -> tuple[str, str]:
        happening = Happening(type="ASSAULT", mode="explosives", start=start, end=end)
        return tell(happening, EN), tell(happening, AR)

    assert on("2022-03-03", "2022-03-05") == (
        "Explosion between 3 and 5 March 2022.",
        "انفجار بين 3 و5 آذار/مارس 2022.",
    )
    assert on("2022-03-30", "2022-04-02")[0] == "Explosion between 30 March 2022 and 2 April 2022."
    assert on("2022-03-01", "2022-03-31") == ("Explosion in March 2022.", "انفجار خلال آذار/مارس 2022.")


def test_numbers_that_nobody_counted_are_told_as_they_were() -> None:
    def toll(low: int, high: int | None) -> tuple[str, str]:
        happening = Happening(type="ASSAULT", mode="explosives", killed=Toll(low=low, best=low, high=high))
        return tell(happening, EN), tell(happening, AR)

    assert toll(101, None) == ("Explosion; more than 100 killed.", "انفجار؛ القتلى: أكثر من 100.")
    assert toll(20, 99) == ("Explosion; dozens killed.", "انفجار؛ القتلى: عشرات.")
    assert toll(12, None)[0] == "Explosion; at least 12 killed."


def test_nobody_killed_leaves_room_for_those_who_tell_of_dead() -> None:
    some = Happening(type="ASSAULT", mode="explosives", killed=Toll(low=0, best=0, high=2))
    assert tell(some, EN) == "Explosion; nobody killed (up to 2 told)."
    assert tell(some, AR) == "انفجار؛ لا قتلى (و2 في روايات أخرى)."


def test_what_the_place_or_the_numbers_say_is_not_said_again() -> None:
    def struck(target: Someone) -> str:
        place = Spot(text="سوق النخلة", name="Nakhla market")
        killed = Toll(low=9, best=9, high=9)
        return tell(Happening(type="ASSAULT", mode="aerial", place=place, target=target, killed=killed), EN)

    assert struck(Someone(text="سوقا", name="market")) == "Air strike at Nakhla market; 9 killed."
    assert struck(Someone(text="9 أشخاص", name="people")) == "Air strike at Nakhla market; 9 killed."
    brigade = Someone(text="لواء النخل", name="Palm Brigade")
    itself = Happening(type="ASSAULT", mode="aerial", actor=brigade, target=brigade)
    assert tell(itself, EN) == "Air strike, attributed to Palm Brigade."
    assert struck(Someone(text="مدرسة", name="school")) == "Air strike at Nakhla market, aimed at school; 9 killed."
    schools = Happening(type="ASSAULT", mode="aerial", target=Someone(text="مدرسةً", name="school"))
    assert tell(schools, AR) == "غارة جوية، والمستهدَف مدرسة."


def test_nobody_aims_talks_aid_or_protest_at_anybody() -> None:
    def between(type: str) -> tuple[str, str]:
        envoy, general = Someone(text="المبعوث", name="envoy"), Someone(text="الجنرال النخلي")
        happening = Happening(type=type, actor=envoy, target=general)  # type: ignore[arg-type]
        return tell(happening, EN), tell(happening, AR)

    assert between("CONSULT") == (
        "Talks by envoy with الجنرال النخلي.",
        "محادثات، من جانب «المبعوث»، مع «الجنرال النخلي».",
    )
    assert between("AID")[0] == "Aid, by envoy, for الجنرال النخلي."
    assert between("PROTEST")[1] == "احتجاج، من «المبعوث»، ضد «الجنرال النخلي»."
    assert between("ASSAULT")[0] == "Attack, attributed to envoy, aimed at الجنرال النخلي."


def test_whom_most_blame_and_who_denies_it_is_told_so() -> None:
    brigade = Someone(text="لواء النخل", name="Palm Brigade")
    happening = Happening(type="ASSAULT", mode="aerial", actor=brigade, disowned=True)
    assert tell(happening, EN) == "Air strike, attributed to Palm Brigade (they deny it)."
    assert tell(happening, AR).endswith("«لواء النخل» (وينفي الطرف المتّهم ذلك).")

"""Places: nouns of kind, larger places, lists, namesakes, unknown names, what points back and what is no place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.compile.lexicon import SourceEntry, read_entries
from khabar.compile.places import place_names
from khabar.language import load_lexicon, read_text
from khabar.language.artefact import DATA
from khabar.language.geography import kilometres
from khabar.mentions.places import find_places

ENTRIES = [
    e
    for e in read_entries(DATA / "languages" / "ar")
    if isinstance(e, SourceEntry) and e.domain == "places" and any("place" in x for x in e.fields["examples"])
]


def places(sentence):
    return find_places(read_text(sentence, load_lexicon("ar")), [])


def told(sentence):
    return [(p.text, p.name, p.country) for p in places(sentence)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_an_entry_of_the_grammar_of_places_reads_its_examples(entry):
    for example in entry.fields["examples"]:
        if "place" in example:
            texts = [p.text for p in places(example["text"])]
            assert example["place"] in texts, example["text"]


@pytest.mark.parametrize(
    ("sentence", "text", "name", "precision"),
    [
        ("هطلت أمطار على بلدة سرمين بريف إدلب الشرقي", "بلدة سرمين بريف إدلب الشرقي", "Sarmin", "town"),
        ("زار مهندسون حقل العمر النفطي", "حقل العمر النفطي", "Al-Omar oil field", "site"),
        ("انسحبت القوات من محافظة الأنبار", "محافظة الأنبار", "Anbar", "governorate"),
        ("أمطار على ريف حماة الشمالي", "ريف حماة الشمالي", "Hama", "governorate"),
        ("وصل الوفد إلى العاصمة النمساوية فيينا", "العاصمة النمساوية فيينا", "Vienna", "town"),
        ("عاد السفير إلى اليمن", "اليمن", "Yemen", "country"),
        ("هدوء في شمال غربي سوريا", "شمال غربي سوريا", "North-west Syria", "region"),
        ("حريق في «معبر نصيب» الحدودي", "معبر نصيب", "Nassib crossing", "site"),
    ],
)
def test_a_place_has_the_words_and_the_precision_of_its_expression(sentence, text, name, precision):
    found = places(sentence)[0]
    assert (found.text, found.precision) == (text, precision)
    assert found.name == name
    assert sentence[found.span.start : found.span.end] == text


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("وصل سائح إلى طرابلس شمال لبنان", "LB"),
        ("وصل سائح إلى طرابلس غربي ليبيا", "LY"),
        ("وصل سائح إلى مدينة طرابلس الليبية", "LY"),
        ("قال الجيش اللبناني إن حريقاً اندلع في طرابلس بعد خلاف بين تجار في لبنان", "LB"),
        ("حريق في مدينة أريحا بالضفة الغربية", "PS"),
        ("حريق في مدينة أريحا بريف إدلب", "SY"),
    ],
)
def test_namesakes_are_told_apart(sentence, country):
    named = [p for p in places(sentence) if p.text.startswith(("طرابلس", "مدينة"))]
    assert named[0].country == country


def test_vowel_marks_tell_namesakes_apart():
    assert [c for _, _, c in told("وصل الوزير إلى عُمان قادماً من عمّان")] == ["OM", "JO"]


def test_a_small_namesake_abroad_does_not_hide_a_famous_city():
    assert told("قال الرئيس الأميركي في الولايات المتحدة إن مؤتمر باريس نجح في فرنسا")[1][2] == "FR"


def test_clitics_do_not_belong_to_a_place():
    assert [t for t, _, _ in told("وصل من حلب لدمشق وعاد بحمص وبغداد")] == ["حلب", "دمشق", "حمص", "بغداد"]
    assert told("عاد النازحون للحسكة")[0][1] == "Al-Hasakah"


def test_a_list_gives_each_member_and_shares_its_larger_place():
    found = places("زار الوفد بلدات سرمين وبنش وتفتناز في ريف إدلب")
    assert [p.name for p in found] == ["Sarmin", "Binnish", "Taftanaz"]
    assert found[-1].text == "تفتناز في ريف إدلب"


def test_an_unknown_name_lies_in_its_larger_place_and_says_so():
    found = places("هطلت أمطار على قرية الزنبقية الوسطى في محافظة الأنبار")[0]
    anbar = places("محافظة الأنبار")[0]
    assert (found.name, found.id, found.country, found.precision) == ("الزنبقية الوسطى", None, "IQ", "governorate")
    assert (found.lat, found.lon) == (anbar.lat, anbar.lon)


def test_a_name_that_is_a_word_needs_its_noun():
    assert told("فتح الباب ودخل") == []
    assert told("هطلت أمطار في مدينة الباب بريف حلب")[0][1] == "Al-Bab"
    assert told("كان القائم بالأعمال حاضراً") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "شارك في عملية درع الفرات",
        "كتبت صحيفة الرياض",
        "نزح السكان إلى مناطق متفرقة",
        "عاد إلى بلدة صغيرة",
        "تغير الوضع من ناحية أخرى",
    ],
)
def test_what_is_no_place(sentence):
    assert told(sentence) == []


def test_a_definite_noun_points_back():
    sentence = "زار مهندسون قاعدة العند ثم زار الوفد القاعدة ذاتها"
    found = places(sentence)
    assert [p.back for p in found] == [False, True]
    assert found[1].text == "القاعدة ذاتها"
    assert found[1].id == found[0].id


def test_the_city_is_no_village_and_the_village_no_city():
    found = places("زار مهندسون بلدة بيتا جنوب نابلس ثم عادوا إلى المدينة ودخل المسعفون البلدة")
    assert [(p.text, p.name) for p in found[1:]] == [("المدينة", "Nablus"), ("البلدة", "Beita")]


def test_the_village_is_no_capital_of_a_governorate():
    found = places("زار مهندسون الرقة ثم قرية الغربالية في ريف الرقة الشمالي ودخل المسعفون القرية")
    assert (found[-1].text, found[-1].name, found[-1].back) == ("القرية", "الغربالية", True)
    assert not [p for p in places("زار مهندسون الرقة ثم دخل المسعفون القرية") if p.back]


def test_the_city_is_not_where_the_report_was_written():
    assert not [p for p in places("القامشلي - نورث برس\nزار المهندسون الجسر وعادوا إلى المدينة") if p.back]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("انهار جسر في قرية الغربالية، ما أدى إلى إصابة حارس", "الغربالية"),
        ("انهار جسر في قرية زلهوم الحدودية", "زلهوم الحدودية"),
        ("اندلع حريق في مخيم زلهوم مساء", "زلهوم"),
        ("اندلع حريق في منطقة الغربالية مساء", "الغربالية"),
    ],
)
def test_a_name_that_nobody_knows_is_one_behind_its_noun(sentence, name):
    assert [p.name for p in places(sentence)] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "انهار جسر في قرية الأطفال",
        "يعيشون في القرية الغربالية",
        "وضع منطقة الشمالية",
        "مناطق زلهوم",
    ],
)
def test_a_word_behind_a_noun_of_kind_is_not_always_a_name(sentence):
    assert not [p for p in places(sentence) if not p.back]


def test_a_name_that_nobody_knows_lies_in_the_countryside_told_after_it():
    found = places("انهار جسر قرب قرية الغربالية ومحيطها في ريف إدلب الغربي")[0]
    assert (found.text, found.name, found.precision) == ("قرية الغربالية", "الغربالية", "governorate")
    assert kilometres(found.lat, found.lon, 35.93, 36.63) < 5


def test_a_list_of_governorates_lets_a_word_be_a_name():
    assert [n for _, n, _ in told("زيارات إلى صعدة وحجة والجوف في اليمن")] == ["Saada", "Hajjah", "Al-Jawf"]


def test_places_of_different_paragraphs_are_not_joined():
    assert [t for t, _, _ in told("حريق في سرمين\nمحافظة إدلب هادئة")] == ["سرمين", "محافظة إدلب"]


def test_a_road_lies_between_its_ends():
    found = places("تعطلت حافلة على طريق سرمدا - باب الهوى")[0]
    assert found.precision == "region"
    assert found.lat == pytest.approx(36.2, abs=0.1)


def test_every_place_of_the_data_stands_where_its_country_is():
    records = place_names()
    assert len(records) > 10_000
    homes = {r.id: r for r in records if r.kind in ("governorate", "province", "state")}
    for record in records:
        assert record.arabic
        assert record.lat is None or (-90 <= record.lat <= 90 and -180 <= record.lon <= 180)
        for parent in record.parents:
            home = homes.get(parent)
            if home and home.lat is not None and record.lat is not None:
                assert kilometres(record.lat, record.lon, home.lat, home.lon) < 900, record


PIECES = ["بلدة", "سرمين", "وبنش", "بريف", "إدلب", "الشرقي", "«", "»", "،", "في", "قرية", "تل", "أبو", "الحدود", "السورية", "-", "طريق", "المدينة", "ذاتها", "لحلب", "\n", "مديرية", "“", "غربي", "العاصمة", "وريف"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_whatever_the_words_places_are_anchored_and_in_order(pieces):
    sentence = " ".join(pieces)
    found = places(sentence)
    assert [p.first for p in found] == sorted(p.first for p in found)
    for place in found:
        assert place.text == sentence[place.span.start : place.span.end] != ""
        assert place.first < place.last


@pytest.mark.parametrize(
    ("sentence", "where"),
    [
        ("بيروت، لبنان (رويترز) -- قدم الوزير استقالته", "بيروت، لبنان"),
        ("الدوحة - الجزيرة نت: قتل خمسة في غارة على غزة", "الدوحة"),
        ("داكار / وكالات\nقتل خمسة في باماكو", "داكار"),
    ],
)
def test_where_a_report_was_written_is_marked(sentence, where):
    assert "، ".join(p.text for p in places(sentence) if p.dateline) == where


@pytest.mark.parametrize("sentence", ["حلب: مقتل خمسة بغارة", "قتل خمسة في حلب - بحسب رويترز - أمس"])
def test_where_it_happened_is_no_dateline(sentence):
    assert not [p for p in places(sentence) if p.dateline]


def test_a_namesake_far_from_the_town_told_with_it_is_not_meant():
    (quarter,) = places("وقع انفجار في حي الروضة شرق تعز")
    assert quarter.name == "الروضة"
    assert kilometres(quarter.lat, quarter.lon, 13.58, 44.02) < 20


def test_the_town_of_a_governorate_told_by_its_name():
    assert places("تستعد مأرب لصيف ساخن. وسقوط المدينة سيدفع الناس إلى النزوح")[-1].name == "Marib"


def test_the_division_told_before():
    assert places("قتل خمسة في قضاء المقدادية. وفرضت الشرطة حظرا في القضاء")[-1].name == "Muqdadiyah"
    assert len(places("قتل خمسة في قضاء المقدادية. وأحيل المتهم إلى القضاء")) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # far namesakes: nothing else speaks of the country, and the other bearer lies near
        ("قصفت إسرائيل موقعاً في القنيطرة أمس", ["IL", "SY"]),
        ("أحرق مسلحون قرى شقرة في شمال دارفور بالسودان", ["SD", "SD"]),
        ("تلقى الأوامر من كوباني كما قالت أنقرة", ["SY", "TR"]),
        # quarters and villages listed with a place that is known
        ("وقعت انفجارات في مدينة الصدر والشعلة والأعظمية", ["IQ", "IQ", "IQ"]),
        ("هاجم المستوطنون دوما وقصرة وعقربا جنوب نابلس", ["PS", "PS", "PS"]),
        ("دارت معارك في أحياء الجولان قرب الفلوجة بالعراق", ["IQ", "IQ"]),
        ("انفجر لغم في الشيخ زويد ورفح بشمال سيناء", ["EG", "EG"]),
    ],
)
def test_namesakes_are_settled_by_what_the_report_speaks_of(sentence, expected):
    assert [p.country for p in places(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "name", "precision"),
    [
        ("هطلت أمطار على مدينة حرض في محافظة حجة", "Harad", "town"),
        ("هطلت أمطار على مدينة الفلوجة بمحافظة الأنبار", "Fallujah", "town"),
        ("هطلت أمطار على مدينة كبكابية بشمال دارفور", "Kabkabiya", "town"),
        ("هطلت أمطار في قرية زعنون الدبادات قرب مدينة منبج", "زعنون الدبادات", "district"),
        ("هطلت أمطار في حي منجل وسط مدينة الفلوجة", "منجل", "district"),
    ],
)
def test_seats_of_districts_wide_governorates_and_names_that_are_words(sentence, name, precision):
    (place,) = places(sentence)
    assert (place.name, place.precision) == (name, precision)


@pytest.mark.parametrize(
    ("sentence", "whence"),
    [
        ("قصفت القوات قرية بينين من مواقعها القريبة من مطار حماة", ["مطار حماة"]),
        ("سقطت صواريخ مصدرها بلدة جورين على قرية بينين", ["بلدة جورين"]),
        ("قصفت القوات المتمركزة في بلدة جورين قرية بينين", ["بلدة جورين"]),
        ("وصلت مروحيات قادمة من مدينة الحسكة إلى قرية بينين", ["مدينة الحسكة"]),
        ("قصفت القوات قرية بينين في ريف إدلب", []),
    ],
)
def test_whence_something_came_is_marked(sentence, whence):
    assert [p.text for p in places(sentence) if p.whence] == whence


def test_a_detainee_is_no_prison_and_two_places_told_side_by_side_are_two():
    assert told('قال أهالي معتقلين "سلفيين" في غزة إنهم بخير') == [("غزة", "Gaza City", "PS")]
    assert [p.text for p in places("قصفت القوات المتمركزة على أطراف مدينة مارع محيط مدينة تل رفعت")] == [
        "أطراف مدينة مارع",
        "محيط مدينة تل رفعت",
    ]


def test_the_village_is_no_countryside():
    assert [p.back for p in places("زار الوفد ريف عفرين وعاد إلى القرية")] == [False]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("عاد الهدوء إلى مدينة سبها، أكبر مدن الجنوب الليبي، عقب صراع في المدينة", "Sabha"),
        ("عاد الهدوء إلى مدينة #عفرين شمالي #حلب بعد صراع في المدينة", "Afrin"),
        ("تحاصر القوات قاعدة العند منذ أيام، ثم دخلت القاعدة", "Anad air base"),
    ],
)
def test_what_the_town_points_back_to(sentence, expected):
    assert [p.name for p in places(sentence) if p.back] == [expected]


def test_a_region_with_an_adjective_points_back_to_nothing():
    assert not [p for p in places("عاد الهدوء إلى حي التواهي بعدن وإلى مقر المنطقة العسكرية الرابعة") if p.back]


def test_the_site_of_a_town_told_with_its_noun_is_the_site():
    assert told("هبطت طائرة في مطار مدينة عدن")[0][1] == "Aden International Airport"


def test_what_tells_only_where_a_place_lies_is_no_place_of_its_own():
    assert [p.text for p in places("زار الوفد بلدة ذيبان شرق المحافظة")] == ["بلدة ذيبان"]
    assert [p.text for p in places("زار الوفد قرية كلبيت قرب الحدود السورية - التركية")] == [
        "قرية كلبيت قرب الحدود السورية - التركية"
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("هطلت أمطار على مدينة جسر الشغور وبلدة الزيارة", ["Jisr ash-Shughur", "Al-Ziyarah"]),  # not their districts
        ("هطلت أمطار على مدينة تل أبيض شمالي الرقة", ["Tell Abyad"]),
        ("عاد السكان إلى حي الأربعين في درعا البلد", ["الأربعين"]),  # Hama has a quarter of that name
        ("وقع انفجار بمدينة قامشلي في حي الصناعة", ["Qamishli", "Al-Sinaa (Qamishli)"]),
        ("عاد السكان إلى قرية اليعقوبية في منطقة جرابلس", ["Al Yaqubiyah"]),  # not the one of that name in Idlib
        ("عاد السكان إلى منطقة المالكية شمال شرقي الحسكة", ["Al-Malikiyah District"]),
        ("التقى الوفد رئيس جامعة الأنبار", ["University of Anbar"]),
        ("وقع انفجار في حي اليرموك الثانية غربي بعقوبة", ["اليرموك"]),  # Baghdad has one, fifty kilometres away
    ],
)
def test_a_noun_and_what_lies_around_choose_the_bearer(sentence, expected):
    assert [p.name for p in places(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("عاد السكان إلى قرية التوخار في الريف الشمالي لمدينة منبج", "قرية التوخار في الريف الشمالي لمدينة منبج"),
        ("عاد السكان إلى الأحياء الشمالية من مدينة عدن", "الأحياء الشمالية من مدينة عدن"),
        ("عاد السكان إلى الريف الشمالي الغربي لمنبج", "الريف الشمالي الغربي لمنبج"),
    ],
)
def test_a_side_told_before_what_it_is_the_side_of(sentence, text):
    assert [p.text for p in places(sentence)] == [text]


def test_villages_listed_before_the_countryside_that_holds_them_lie_there():
    listed = places("عاد السكان إلى قرى هوشان ودغيليب والخالدية في الريف الغربي لناحية عين عيسى")
    assert [p.country for p in listed] == ["SY", "SY", "SY"]


@pytest.mark.parametrize(
    ("sentence", "spots"),
    [
        ("هطلت أمطار على قرية قصر البريج في ريف حلب", [(36.32, 37.71)]),  # a name of two words
        (
            "هطلت أمطار على قرى تل مضيق وشيخ عيسى ومرعناز بريف حلب الشمالي",
            [(36.42, 37.29), (36.48, 37.15), (36.55, 37.02)],
        ),
        ("عاد السكان من مدينة أعزاز إلى قرية المالكية القريبة", [(36.59, 37.05), (36.54, 36.99)]),  # not the far town
        ("هطلت أمطار على قرية الشيخ يوسف في ريف إدلب", [(35.97, 36.51)]),
    ],
)
def test_villages_of_the_tables_lie_near_what_is_told_with_them(sentence, spots):
    found = places(sentence)
    assert len(found) == len(spots)
    assert all(kilometres(p.lat, p.lon, *spot) < 2 for p, spot in zip(found, spots, strict=True))


@pytest.mark.parametrize(
    "sentence",
    [
        "هطلت أمطار على محور برج الحياة بريف اللاذقية",  # not a village called برج
        "هطلت أمطار على قرية صغيرة في ريف حلب",
        "عاد السكان إلى حي العباسية بمدينة حمص",  # a quarter
        "هطلت أمطار على مدن مصر وفرنسا واجهت عواصف",
    ],
)
def test_what_is_no_village_of_the_tables(sentence):
    assert not [p for p in places(sentence) if p.id and p.id.startswith("wof-")]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("عقد اجتماع في روما الشهر الماضي", ["Rome"]),  # also somebody's name, but not behind «في»
        ("غرقت سيارات في سيول جارفة", []),
        ("قطعت الأمطار في سوريا الطرق في مختلف أنحاء البلاد", ["Syria", "Syria"]),
        ("استقبل رئيس البلاد وفداً من سوريا", ["Syria"]),
        ("وصلت قافلة إلى مالي بالعاصمة باماكو", ["Mali", "Bamako"]),
        ("وصلت قافلة إلى شمال غرب سوريا في مدينة سلقين", ["North-west Syria", "Salqin"]),
        ("هطلت أمطار على مدينة تل رفعت وقرى عين دقنة والمالكية", ["Tell Rifaat", "Ayn Daqnah", "Al Malikiyah"]),
    ],
)
def test_names_that_their_surroundings_make_places(sentence, names):
    assert [p.name for p in places(sentence)] == names


def test_what_came_from_inside_a_place_did_not_happen_there():
    assert [(p.name, p.whence) for p in places("سقطت قذيفة على منزل بمدينة نجران من داخل اليمن")] == [
        ("Najran", False),
        ("Yemen", True),
    ]


def test_the_countryside_told_by_its_side_alone_is_that_of_the_province_told_before():
    found = places("حلب: هطلت أمطار على قرى بالريف الشمالي في سوريا")
    assert [(p.text, p.name, p.precision) for p in found][:2] == [
        ("حلب", "Aleppo", "town"),
        ("الريف الشمالي", "Aleppo", "governorate"),
    ]
    assert [p.heading for p in found] == [True, False, False]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("هبت رياح في اليمن على أحياء بالعاصمة", ["Yemen", "Sanaa"]),
        ("هطلت أمطار في اليمن على مدينة لحج", ["Yemen", "Houta (Lahij)"]),
    ],
)
def test_capitals_and_seats_are_known_without_their_names(sentence, names):
    assert [p.name for p in places(sentence)] == names


@pytest.mark.parametrize(
    ("sentence", "text", "country"),
    [
        ("هطلت أمطار على بلدة حدودية تركية", "بلدة حدودية تركية", "TR"),
        ("هطلت أمطار على قرى لبنانية عدة", "قرى لبنانية", "LB"),
        ("هطلت أمطار على المدن اليمنية", "المدن اليمنية", "YE"),
        ("هطلت أمطار قبالة السواحل الصومالية", "السواحل الصومالية", "SO"),
    ],
)
def test_a_place_without_a_name_lies_in_the_country_of_its_adjective(sentence, text, country):
    assert [(p.text, p.country, p.precision) for p in places(sentence)] == [(text, country, "country")]


def test_a_town_of_some_country_told_before_needs_that_town():
    assert not places("هطلت أمطار على المدينة اللبنانية")


def test_a_division_is_known_by_its_noun_though_its_name_is_a_word_or_its_country_not_spoken_of():
    assert [p.name for p in places("أنقذ مزارعون في السودان قطيعاً في ولاية الجزيرة")] == ["Sudan", "Gezira"]
    assert [p.name for p in places("زار المهندس الصيني ولاية أغاديز")] == ["Agadez"]


def test_of_namesakes_the_one_in_a_land_at_war_is_meant():
    assert [p.country for p in places("هطلت أمطار على ريف القنيطرة")] == ["SY"]


@pytest.mark.parametrize(
    ("sentence", "name", "spot"),
    [
        ("هطلت أمطار على مدينة جسرالشغور غربي إدلب", "Jisr ash Shughur", (35.81, 36.32)),  # a space left out
        ("هطلت أمطار على بلدة ديرسنبل جنوب إدلب", "Dayr Sunbul", (35.7, 36.6)),
        ("هطلت أمطار على قرية رسم العبود بريف حلب الشرقي", "Rasm Abbud", (36.2, 37.61)),  # an article too many
        ("هطلت أمطار على منطقة الشيخ يوسف بمحافظة إدلب", None, (35.97, 36.51)),  # a region told with its governorate
    ],
)
def test_a_village_is_found_however_its_article_and_spaces_are_written(sentence, name, spot):
    (place,) = places(sentence)
    assert kilometres(place.lat, place.lon, *spot) < 10
    assert name is None or place.name == name


def test_a_village_told_with_its_governorate_is_none_abroad():
    (place,) = places("هطلت أمطار على قرية الرويشد بريف دير الزور الشمالي")
    assert place.country == "SY"


def test_a_village_beside_a_city_is_not_what_the_village_points_back_to():
    first, *back = places("هطلت أمطار على قرية شمال دير الزور. وغرقت القرية")
    assert (first.name, [p.name for p in back]) == ("Deir ez-Zor", [])


@pytest.mark.parametrize("word", ["المعركة", "القتال", "حيوية", "محدودة", "دواجن"])
def test_a_word_of_what_goes_on_is_no_name_of_a_place(word):
    assert not places(f"هطلت أمطار على مناطق {word}")


def test_the_region_is_what_lies_around_the_spot_told_before():
    assert [p.name for p in places("هطلت أمطار على بلدة سرمين. وأغلقت الطرق في المنطقة")] == ["Sarmin", "Sarmin"]
    assert [p.name for p in places("هطلت أمطار على بلدة سرمين. وشكر أهالي المنطقة العمال")] == ["Sarmin"]
    assert [p.name for p in places("هطلت أمطار على بغداد. ويزور الوزير دولاً في المنطقة")] == ["Baghdad"]


def test_the_governorate_that_a_town_belongs_to_is_no_place_of_its_own():
    assert len(places("في محافظة إدلب هطلت أمطار على بلدة سرمين التابعة للمحافظة")) == 2


@pytest.mark.parametrize(
    ("sentence", "text", "name"),
    [
        ("هطلت أمطار على الطريق الدولي دمشق - درعا", "الطريق الدولي دمشق - درعا", "دمشق - درعا"),
        ("حلقت طائرة فوق الرياض", "فوق الرياض", "Riyadh"),
        ("هطلت أمطار على بلدة مورا أقصى شمال الكاميرون", "بلدة مورا أقصى شمال الكاميرون", "Mora"),
        ("هطلت أمطار على مدينة زاهدان جنوب شرقي إيران", "مدينة زاهدان جنوب شرقي إيران", "Zahedan"),
    ],
)
def test_roads_airspaces_and_far_sides(sentence, text, name):
    assert [(p.text, p.name) for p in places(sentence)] == [(text, name)]


@pytest.mark.parametrize(
    ("sentence", "text", "country"),
    [
        ("هطلت أمطار في السعودية على الحدود مع اليمن", "الحدود مع اليمن", "SA"),
        ("هطلت أمطار على الحدود بين تركيا وسوريا", "الحدود بين تركيا وسوريا", "TR"),
        ("هطلت أمطار في تركيا على الحدود بين بلاده وسوريا", "الحدود بين بلاده وسوريا", "TR"),
    ],
)
def test_a_border_is_told_by_one_country_or_two(sentence, text, country):
    (border,) = [p for p in places(sentence) if p.text == text]
    assert (border.country, border.precision) == (country, "region")


def test_the_kingdom_is_one_of_those_that_the_report_speaks_of():
    assert [p.country for p in places("هطلت أمطار في المملكة")] == ["SA"]
    assert [p.country for p in places("هطلت أمطار على عمّان وإربد وفي المملكة")][-1] == "JO"
    assert not places("استقبل سفير المملكة الوفد")

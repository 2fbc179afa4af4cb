"""Who is spoken of: names, persons with titles, composed forces, unnamed sources, victims; and any stretch as a party."""

from __future__ import annotations

import pytest

from khabar.language import Text, load_lexicon, read_text
from khabar.mentions.actors import read_actors
from khabar.mentions.model import ActorMention, Described, Mentions
from khabar.mentions.naming import Naming
from khabar.mentions.nouns import Reader
from khabar.mentions.parties import describe_party
from khabar.mentions.phrases import np_end
from khabar.model import Document


def read(raw: str, published: str | None = "2019-05-06") -> tuple[Text, Mentions]:
    """Read the actors of a text."""
    text = read_text(raw, load_lexicon("ar"))
    document = Document(text=raw, published=published)
    reader = Reader(text, Naming(text, document))
    return text, Mentions(actors=read_actors(reader), document=document, reader=reader)


def actor(raw: str, said: str, published: str | None = "2019-05-06") -> ActorMention:
    """Return the mention whose words are `said`."""
    text, mentions = read(raw, published)
    found = {text.slice(m.first, m.last): m for m in mentions.actors}
    assert said in found, sorted(found)
    return found[said]


def party(raw: str, said: str) -> Described:
    """Describe the words `said` of a text."""
    text, mentions = read(raw)
    start = raw.index(said)
    first = next(i for i, w in enumerate(text.words) if w.end > start)
    last = sum(w.start < start + len(said) for w in text.words)
    described = describe_party(text, mentions, first, last)
    assert described is not None
    return described


@pytest.mark.parametrize(
    ("raw", "said", "name", "kind", "country"),
    [
        ("أعلنت القوات التركية مقتل جندي", "القوات التركية", "Turkish Armed Forces", "military", "TR"),
        (
            "قال الفريق أول عبد الفتاح البرهان إن الجسر انهار",
            "الفريق أول عبد الفتاح البرهان",
            "Abdel Fattah al-Burhan",
            "official",
            "SD",
        ),
        ("اتهمت الصحيفة أبا مصعب الزرقاوي", "أبا مصعب الزرقاوي", "Abu Musab al-Zarqawi", "armed_group", "JO"),
        (
            "عقدت اللجنة برئاسة عبد الحميد الدبيبة اجتماعاً",
            "عبد الحميد الدبيبة",
            "Abdul Hamid Dbeibeh",
            "official",
            "LY",
        ),
        (
            "صدت الفرقة السادسة مشاة في السودان الهجوم",
            "الفرقة السادسة مشاة",
            "6th Infantry Division (El Fasher)",
            "military",
            "SD",
        ),
        ("قالت نقابة أطباء السودان إن الجسر انهار", "نقابة أطباء السودان", "Sudan Doctors' Union", "ngo", "SD"),
        ("قالت هنغاو إن الجسر انهار", "هنغاو", "Hengaw", "monitor", "NO"),
        ("قصفت طائرات حربية روسية أطراف القرية", "طائرات حربية روسية", "Russian Air Force", "military", "RU"),
        ("نفت وزارة الدفاع الروسية القصف", "وزارة الدفاع الروسية", "Russian Ministry of Defence", "government", "RU"),
        ("قالت الشرطة الكينية إن الجسر انهار", "الشرطة الكينية", "Kenyan police", "government", "KE"),
        ("هاجم مسلحون مجهولون دورية قرب الجسر", "مسلحون مجهولون", "unknown", "armed_group", None),
        ("اغتال ملثمون مختار القرية", "ملثمون", "unknown", "armed_group", None),
        ("اعتقل عناصر من تنظيم داعش ثلاثة صيادين", "عناصر من تنظيم داعش", "Islamic State", "armed_group", None),
        ("قالت وكالة «رويترز» إن الجسر انهار", "وكالة «رويترز»", "Reuters", "agency", "GB"),
        (
            "وفق المرصد السوري لحقوق الإنسان فإن الجسر انهار",
            "المرصد السوري لحقوق الإنسان",
            "Syrian Observatory for Human Rights",
            "monitor",
            "GB",
        ),
        ("قالت الحكومة اليمنية إن الميناء مفتوح", "الحكومة اليمنية", "Government of Yemen", "government", "YE"),
    ],
)
def test_names_and_composed_parties(raw: str, said: str, name: str, kind: str, country: str | None) -> None:
    found = actor(raw, said)
    assert (found.name, found.kind, found.country) == (name, kind, country)
    assert found.entries


@pytest.mark.parametrize(
    ("raw", "said", "name"),
    [
        ("قال وزير الخارجية السعودي عادل الجبير إن اللقاء مؤجل", "وزير الخارجية السعودي عادل الجبير", "Adel al-Jubeir"),
        ("قال الرئيس الفرنسي إيمانويل ماكرون إن اللقاء مؤجل", "الرئيس الفرنسي إيمانويل ماكرون", "Emmanuel Macron"),
        ("قال الشيخ حسن نصرالله إن اللقاء مؤجل", "الشيخ حسن نصرالله", "Hassan Nasrallah"),
        ("قال رئيس بلدية الوادي، سالم الراوي، إن الجسر انهار", "رئيس بلدية الوادي، سالم الراوي", None),
        ("قال والي شمال كردفان خالد مصطفى إن الجسر انهار", "والي شمال كردفان خالد مصطفى", None),
        ("قال الدبلوماسي الكيني بيتر أوموندي إن الجسر انهار", "الدبلوماسي الكيني بيتر أوموندي", None),
    ],
)
def test_persons_by_title_and_name(raw: str, said: str, name: str | None) -> None:
    found = actor(raw, said)
    assert found.person
    assert not found.anonymous
    assert found.name == name
    assert found.id


@pytest.mark.parametrize(
    ("raw", "said", "kind", "country"),
    [
        (
            "قال مسؤول دفاعي أميركي طلب عدم الكشف عن اسمه إن الجسر انهار",
            "مسؤول دفاعي أميركي طلب عدم الكشف عن اسمه",
            "official",
            "US",
        ),
        ("قالت مصادر محلية في الحسكة إن الجسر انهار", "مصادر محلية في الحسكة", "local_source", "SY"),
        ("قال مصدر أمني عراقي لوكالة فرانس برس إن الجسر انهار", "مصدر أمني عراقي", "official", "IQ"),
        ("روى شهود عيان أن الجسر انهار", "شهود عيان", "witness", None),
        ("قالت مصادر في وزارة الداخلية العراقية إن الجسر انهار", "مصادر في وزارة الداخلية العراقية", "official", "IQ"),
        ("قالت مصادر عسكرية إن الجسر انهار", "مصادر عسكرية", "military", None),
    ],
)
def test_unnamed_sources(raw: str, said: str, kind: str, country: str | None) -> None:
    found = actor(raw, said)
    assert found.anonymous
    assert (found.kind, found.country) == (kind, country)


def test_an_unnamed_source_is_told_in_english() -> None:
    assert actor("قال مسؤول دفاعي أميركي إن الجسر انهار", "مسؤول دفاعي أميركي").name == "US defense official"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("يعد النهر مصدر رزق للمزارعين", "مصدر"),
        ("وصلت تعزيزات عسكرية إلى الوادي", "عسكرية"),
        ("قال الوزير مشيراً إلى الاتفاق", "مشيراً"),
        ("وصل الجنود إلى موقع الانفجار", "موقع"),
        ("وقف الرجل أمام منزله", "أمام"),
        ("عثر السكان على جثة مجهولة الهوية", "مجهولة"),
    ],
)
def test_words_that_are_no_party_here(raw: str, words: str) -> None:
    text, mentions = read(raw)
    assert words not in {text.slice(m.head, m.head + 1) for m in mentions.actors}


def test_the_date_decides_between_armies_of_one_name() -> None:
    assert (
        actor("قصف الجيش السوري تلة الوادي قرب إدلب", "الجيش السوري", "2018-02-03").name == "Syrian government forces"
    )
    assert actor("قصف الجيش السوري تلة الوادي قرب إدلب", "الجيش السوري", "2025-07-08").id == "sy-new-syrian-army"


def test_the_country_decides_what_a_short_name_means() -> None:
    yemen = "قصف طيران التحالف معسكرا قرب صنعاء، وقالت الحكومة اليمنية إن الغارات في صعدة وحجة ناجحة"
    syria = "قصف طيران التحالف معسكرا قرب الرقة، وقال ناشطون في دير الزور والحسكة إن الغارات أصابته"
    assert actor(yemen, "طيران التحالف").id == "xx-arab-coalition-yemen"
    assert actor(syria, "طيران التحالف").id == "xx-global-coalition-against-isis"


def test_the_army_alone_is_that_of_the_report_s_country() -> None:
    assert actor("أعلن الجيش في الخرطوم وأم درمان أن القتال توقف", "الجيش").country == "SD"


def test_a_party_is_read_from_any_stretch() -> None:
    assert party("استهدف القصف قافلة عسكرية", "قافلة عسكرية").kind == "military"
    assert party("وقعت تركيا الاتفاق", "تركيا").name == "Turkey"
    assert party("قتل أحد عناصر قوات النظام السوري", "أحد عناصر قوات النظام السوري").name == "Syrian government forces"


@pytest.mark.parametrize(
    ("raw", "end"),
    [
        ("وزير الدفاع الكيني إن الجسر انهار", "الكيني"),
        ("مصدر أمني لوكالة الأنباء إن الجسر انهار", "أمني"),
        ("المتحدث باسم الجيش، العميد سالم الراوي، أن الجسر انهار", "الراوي"),
        ("قوات النظام في الوادي", "النظام"),
    ],
)
def test_where_a_noun_phrase_ends(raw: str, end: str) -> None:
    text, mentions = read(raw)
    last = np_end(text, mentions, 0, len(text.words))
    assert text.slice(last - 1, last) == end


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("قال قائد المنطقة الرابعة اللواء أحمد الراوي إن الطريق مفتوح", "قائد المنطقة الرابعة اللواء أحمد الراوي"),
        ("قال الباحث في شؤون الجماعات المسلحة، أحمد سلطان، إن", "الباحث في شؤون الجماعات المسلحة، أحمد سلطان"),
        ("قال المتحدث باسم الحركة جمال نزال إن", "المتحدث باسم الحركة جمال نزال"),
        ("قالت الطبيبة إلسا غونثاليس إن", "الطبيبة إلسا غونثاليس"),
        ("قال رئيس لجنة الأمن والدفاع في البرلمان سالم الراوي إن", "رئيس لجنة الأمن والدفاع في البرلمان سالم الراوي"),
        ("قال مدير المكتب الإعلامي خالد الشيخ إن", "مدير المكتب الإعلامي خالد الشيخ"),
        ("قال مستشار الأمن القومي بن رودس إن", "مستشار الأمن القومي بن رودس"),
    ],
)
def test_a_title_goes_on_to_the_name(raw: str, said: str) -> None:
    found = actor(raw, said)
    assert found.person
    assert not found.anonymous


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("اعترف فصيل مسلح بإطلاق القذائف", "فصيل مسلح"),
        ("قال ضابط سابق إن الطريق مفتوح", "ضابط سابق"),
        ("قالت منظمات حقوقية إن السجن مغلق", "منظمات حقوقية"),
    ],
)
def test_an_indefinite_speaker_is_unnamed(raw: str, said: str) -> None:
    assert actor(raw, said).anonymous


def test_a_name_that_nobody_knows_is_a_name() -> None:
    assert party("رفض باذنجاري الاتفاق", "باذنجاري").person


def test_an_adjective_is_the_state_only_of_an_act() -> None:
    assert party("وقع قصف تركي على الجسر", "قصف تركي").name == "Turkey"
    assert party("قاطع الناس البضائع التركية", "البضائع التركية").name is None


def test_a_force_of_one_kind_does_not_point_back_to_another() -> None:
    raw = "أصيب عنصران من قوات سوريا الديمقراطية قرب الجسر. وفي بغداد فرقت قوات مكافحة الشغب محتجين في العراق"
    assert actor(raw, "قوات مكافحة الشغب").id is None


def test_a_country_is_not_one_of_its_regions() -> None:
    _, mentions = read("قال الوزير العراقي إن بلاده هادئة")
    assert [m.name for m in mentions.actors if m.role == "body"] == ["Iraq"]


@pytest.mark.parametrize(
    ("raw", "said", "name", "kind"),
    [
        ("زار رئيس ناميبيا مدينة حلب.", "رئيس ناميبيا", "Namibian president", "official"),
        ("استقبل رئيس وزراء بريطانيا وفداً.", "رئيس وزراء بريطانيا", "Theresa May", "official"),
        ("قال المبعوث الأميركي الخاص إن الطريق مفتوح.", "المبعوث الأميركي الخاص", "US special envoy", "official"),
        ("قالت غرفة طوارئ معسكر زمزم إن الطريق مقطوع.", "غرفة طوارئ معسكر زمزم", None, "ngo"),
        ("قالت لجان مقاومة مدني إن الطريق مقطوع.", "لجان مقاومة مدني", None, "politician"),
        ("قال الإعلام العسكري إن الطريق مقطوع.", "الإعلام العسكري", None, "outlet"),
        ("قتل يحيى الحوثي في القرية.", "يحيى الحوثي", None, "other"),
        ("اعتقلت القوات أحمد الحوثي في القرية.", "أحمد الحوثي", None, "other"),
        ("أعلن الرئيس حالة الطوارئ.", "الرئيس", None, "official"),
    ],
)
def test_whose_office_it_is_and_where_a_name_ends(raw: str, said: str, name: str | None, kind: str) -> None:
    mention = actor(raw, said)
    assert (mention.name, mention.kind) == (name, kind)


def test_an_accusative_is_somebody_else() -> None:
    assert actor("طعن شاب إسرائيلياً في القرية.", "شاب").kind == "other"


def test_two_names_of_a_party_between_quotation_marks():
    assert actor('قصف تنظيم "ي ب ك/ بي كا كا" الإرهابي مدينة عفرين', 'تنظيم "ي ب ك/ بي كا كا" الإرهابي').name


def test_people_bear_no_act_as_their_genitive():
    assert actor("رصد نشطاء استهداف القوات لقرية السدر", "نشطاء").role == "source"


@pytest.mark.parametrize(
    "said", ["الهيئة العامة للطيران المدني", "الاتحاد العام لعمال الأردن", "المديرية العامة للأمن الوطني"]
)
def test_what_a_general_body_serves_belongs_to_its_name(said):
    assert actor(f"نفت {said} ذلك أمس", said).definite

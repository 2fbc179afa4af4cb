"""Who did what to whom, where, when, with what and how many: one invented sentence for each way of telling it."""

import pytest


def said(value):
    return value and value.text


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("وردّت فصائل المعارضة باستهداف ثكنة في درعا", "فصائل المعارضة"),
        ("تمكنت الشرطة من صد هجوم لداعش على قرية السدر", "لداعش"),
        ("تظاهر آلاف العمال أمس في مدينة درعا", "آلاف العمال"),
        ("قتل ثلاثة عناصر من القوات الحكومية إثر قصف إسرائيلي استهدف نقاطاً عسكرية", "إسرائيلي"),
        ("قصفت قوات النظام السوري بلدة بنش مساء أمس.", "قوات النظام السوري"),
        ("قال مصدر محلي إن قوات النظام قصفت بلدة بنش.", "قوات النظام"),
        ("قتل ضابط على يد مجهولين في مدينة درعا.", "مجهولين"),
        ("قتل راع برصاص عناصر الشرطة في مدينة درعا.", "عناصر الشرطة"),
        ("قُصفت بلدة بنش من قبل قوات النظام.", "قوات النظام"),
        ("طال قصف مصدره قوات النظام بلدة بنش.", "قوات النظام"),
        ("إصابة مدني في قصف لقوات النظام على بلدة بنش.", "لقوات النظام"),
        ("شن طيران التحالف غارات على مدينة صعدة.", "طيران التحالف"),
        ("استهدفت غارات شنتها طائرات حربية روسية بلدة البارة.", "طائرات حربية روسية"),
        ("طال قصف جوي روسي بلدة البارة.", "روسي"),
        ("كثفت قوات النظام قصفها المدفعي على بلدة بنش.", "قوات النظام"),
        ("اعتقلت قوات سوريا الديمقراطية ثلاثة مدنيين في مدينة الشحيل.", "قوات سوريا الديمقراطية"),
        ("انفجرت سيارة مفخخة في مدينة عفرين.", None),
    ],
)
def test_actor(read, sentence, actor):
    assert actor in {said(e.actor) for e in read(sentence)}


def test_an_unknown_actor_is_said_to_be_unknown(read):
    (event,) = read("قتل ضابط على يد مجهولين في مدينة درعا.")
    assert event.actor.name == "unknown"


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("نفذ التحالف نحو 50 غارة جوية على مواقع المتمردين", "مواقع المتمردين"),
        ("أعدم التنظيم فوراً أربعة مهندسين", "أربعة مهندسين"),
        ("قصفت قوات النظام بلدة بنش.", None),
        ("استهدفت قوات النظام منزلاً سكنياً في بلدة بنش.", "منزلاً سكنياً"),
        ("تعرضت منازل المدنيين في مدينة دارة عزة لقصف مدفعي من قوات النظام.", "منازل المدنيين"),
        ("شن طيران التحالف غارات على مواقع الحوثيين في مدينة صعدة.", "مواقع الحوثيين"),
        ("قتل ضابط على يد مجهولين في مدينة درعا.", "ضابط"),
        ("مقتل ثلاثة مدنيين في قصف على بلدة بنش.", "ثلاثة مدنيين"),
        ("سيطرت قوات الجيش على مدينة تعز.", "مدينة تعز"),
    ],
)
def test_target(read, sentence, target):
    assert [said(e.target) for e in read(sentence)] == [target]


def test_the_two_sides_of_a_clash(read):
    (event,) = read("اندلعت اشتباكات بين قوات سوريا الديمقراطية وفصائل الجيش الوطني في مدينة الباب.")
    assert (event.actor.text, event.target.text) == ("قوات سوريا الديمقراطية", "وفصائل الجيش الوطني")


def test_one_verb_over_a_list_of_places_gives_an_event_for_each(read):
    found = read("استهدفت طائرات حربية روسية بلدتي البارة وكنصفرة وقرية سرجة.")
    assert [e.place.text for e in found] == ["بلدتي البارة", "كنصفرة", "قرية سرجة"]
    assert len({e.trigger for e in found}) == 1


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("في مدينة عفرين، انفجرت سيارة مفخخة صباح اليوم.", "مدينة عفرين"),
        ("شهدت مدينة الباب اشتباكات عنيفة أمس.", "مدينة الباب"),
        ("أصيب مدني جراء قصف مدفعي استهدف بلدة بنش.", "بلدة بنش"),
    ],
)
def test_place(read, sentence, place):
    assert {said(e.place) for e in read(sentence)} == {place}


def test_the_site_in_an_office_of_the_speaker_is_no_place_of_the_event(read):
    (event,) = read("وقال سالم الراوي، مدير مشفى بنش، إن غارة جوية أسفرت عن مقتل خمسة مدنيين.")
    assert event.place is None


def test_time_counts_from_publication(read):
    (event,) = read("قصفت قوات النظام بلدة بنش مساء أمس.")
    assert (event.time.start, event.time.end) == ("2022-05-09", "2022-05-09")
    (event,) = read("قصفت قوات النظام بلدة بنش مساء أمس.", published=None)
    assert (event.time.text, event.time.start) == ("مساء أمس", None)


@pytest.mark.parametrize(
    ("sentence", "weapon"),
    [
        ("قصفت قوات النظام بلدة بنش بقذائف الهاون.", "mortar"),
        ("قصفت قوات النظام بلدة بنش.", None),
        ("انفجرت سيارة مفخخة في مدينة عفرين.", "car_bomb"),
        ("استهدفت طائرة مسيّرة سيارة في مدينة عفرين.", "drone"),
    ],
)
def test_weapon(read, sentence, weapon):
    assert [e.weapon for e in read(sentence)] == [weapon]


def test_victims_nobody_and_silence(read):
    (event,) = read("قصفت قوات النظام بلدة بنش، ما أدى إلى مقتل امرأة وطفلين وإصابة خمسة آخرين.")
    assert (event.killed.min, event.killed.max, event.wounded.min) == (3, 3, 5)
    (event,) = read("قصفت قوات النظام بلدة بنش دون وقوع إصابات.")
    assert (event.killed.min, event.killed.max) == (0, 0)
    (event,) = read("قصفت قوات النظام بلدة بنش دون معلومات عن خسائر بشرية.")
    assert event.killed is None


def test_every_slot_shows_why(read):
    (event,) = read("قصفت قوات النظام بلدة بنش بقذائف الهاون مساء أمس، ما أدى إلى مقتل طفل.")
    assert {"trigger", "actor", "place", "time", "killed", "weapon"} <= {e.slot for e in event.evidence}


def test_a_doer_whom_nobody_knows(read):
    (event,) = read("قصفت مدينة بنش أمس بقذائف الهاون. وقال ناطق إن الجهة المنفذة لم تُعرف بعد.")
    assert event.actor.name == "unknown"


def test_an_act_that_nobody_has_claimed_has_no_doer(read):
    (event,) = read("قصفت مدينة بنش أمس بقذائف الهاون. ولم تعلن أي جهة مسؤوليتها.")
    assert event.actor is None


def test_a_weapon_that_is_denied(read):
    (event,) = read("أصيب خمسة رجال بجروح في مدينة بنش، نافياً استخدام الرصاص.")
    assert event.weapon is None

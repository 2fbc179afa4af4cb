"""One happening told twice is one event; another place or another kind is another."""

import msgspec
import pytest

from khabar import events
from khabar.events.echoes import shared_words
from khabar.events.ground import Ground
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Claim, Document, Span


def places(events):
    return [e.place and e.place.text for e in events]


def test_a_headline_is_told_again_by_its_lead(read):
    (event,) = read("مقتل طفل بقصف مدفعي على بلدة بنش\nقصفت قوات النظام بلدة بنش بالمدفعية أمس، ما أدى إلى مقتل طفل.")
    assert len(event.mentions) == 2
    assert event.actor.text == "قوات النظام"
    assert event.killed.min == 1


def test_a_definite_noun_points_back(read):
    (event,) = read("انفجرت سيارة مفخخة في مدينة عفرين صباح اليوم. وأسفر الانفجار عن مقتل شرطي وإصابة تسعة مدنيين.")
    assert (event.killed.min, event.wounded.min, event.weapon) == (1, 9, "car_bomb")


def test_victims_belong_to_the_attack_that_made_them(read):
    (event,) = read("قُتل مدني وأصيب آخران جراء قصف صاروخي استهدف بلدة بنش.")
    assert (event.mode, event.killed.min, event.wounded.min) == ("heavy-weapons", 1, 2)


def test_a_new_place_is_a_new_event(read):
    report = "قصفت قوات النظام بلدة بنش أمس. كما قصفت قوات النظام مدينة دارة عزة."
    assert places(read(report)) == ["بلدة بنش", "مدينة دارة عزة"]


def test_a_lead_about_a_province_is_told_again_by_its_town(read):
    (event,) = read(
        "قصف مدفعي على ريف إدلب\nأصيب سبعة مدنيين في قصف مدفعي على ريف إدلب.\nوقال الدفاع المدني إن قصفاً مدفعياً استهدف مدينة بنش بريف إدلب، أسفر عن إصابة سبعة مدنيين."
    )
    assert "بنش" in event.place.text


def test_headline_and_body_differ(read):
    (event,) = read("مقتل خمسة مدنيين بقصف على بلدة بنش\nقصفت قوات النظام بلدة بنش أمس، ما أدى إلى مقتل سبعة مدنيين.")
    assert (event.killed.min, event.killed.max) == (5, 7)


def test_a_rough_number_gives_way_to_an_exact_one(read):
    (event,) = read("سقوط قتلى بقصف على بلدة بنش\nقصفت قوات النظام بلدة بنش أمس، ما أدى إلى مقتل سبعة مدنيين.")
    assert (event.killed.min, event.killed.max) == (7, 7)


def test_a_toll_replaces_what_was_told(read):
    (event,) = read(
        "قصفت قوات النظام بلدة بنش أمس، ما أدى إلى مقتل سبعة مدنيين. وارتفعت حصيلة القتلى جراء القصف إلى تسعة."
    )
    assert (event.killed.min, event.killed.max) == (9, 9)


@pytest.mark.parametrize("told", ["وانتشلت فرق الإسعاف جثتين من تحت الأنقاض", "وعثر الأهالي على جثة تحت الأنقاض"])
def test_bodies_are_part_of_the_stated_toll(read, told):
    event, *_ = read(f"قصفت قوات النظام بلدة بنش أمس، ما أدى إلى مقتل سبعة مدنيين. {told}.")
    assert (event.killed.min, event.killed.max) == (7, 7)


def test_a_clash_is_no_shelling(read):
    assert {e.mode for e in read("قصفت قوات النظام بلدة بنش. ودارت اشتباكات عنيفة في محيط بلدة بنش.")} == {
        "heavy-weapons",
        "clash",
    }


def test_events_are_numbered_in_the_order_of_their_triggers(read):
    found = read("قصفت قوات النظام بلدة بنش أمس. كما اعتقلت قوات النظام ثلاثة مدنيين في مدينة درعا.")
    assert [e.id for e in found] == ["e1", "e2"]
    assert found[0].trigger < found[1].trigger


def test_claims_are_tied_to_the_events_in_their_content(read):
    report = "قال مصدر محلي إن قوات النظام قصفت بلدة بنش أمس."
    found = read(report)
    text = read_text(report, load_lexicon("ar"))
    mentions = find_mentions(text, Document(text=report))
    start = report.index("قوات")
    claim = Claim(id="c1", span=Span(0, len(report)), cue=Span(0, 3), content=Span(start, len(report)), force="assert")
    (tied,) = events.tie_claims(text, mentions, found, [claim])
    assert tied.events == ("e1",)
    elsewhere = msgspec.structs.replace(claim, span=Span(0, 12), content=Span(4, 12))
    assert events.tie_claims(text, mentions, found, [elsewhere])[0].events == ()


@pytest.mark.parametrize(
    "report",
    [
        "قصفت قوات النظام بلدة بنش بالمدفعية أمس. كما استهدف القصف محيط مدرسة في البلدة.",
        "وكان قصف جوي استهدف بلدة بنش أمس.",
        "خطف مسلحون مهندساً في مدينة درعا أمس. ودانت البلدية عملية الخطف.",
        "تبدأ هدنة أو وقف لإطلاق النار في مدينة درعا غداً.",
    ],
)
def test_one_happening_told_twice(read, report):
    assert len(read(report)) == 1


def test_victims_behind_fa_came_of_the_act_before(read):
    report = "قصفت قوات النظام بلدة الأتارب، فأصيب عاملان في فرن، وردّت فصائل المعارضة باستهداف ثكنة في حلب."
    first, second = read(report)
    assert (first.wounded.min, second.wounded) == (2, None)


def test_what_happens_amid_another_happening_shares_its_day(read):
    times = [e.time and e.time.start for e in read("قصفت قوات النظام بلدة بنش أمس وسط اشتباكات عنيفة في محيطها.")]
    assert times == ["2022-05-09", "2022-05-09"]


def test_a_dateline_is_no_place_and_no_doer(read):
    (event,) = read("بيروت (الوكالة) - اعتقلت الشرطة مهندساً أمس.")
    assert event.place is None
    assert event.actor.text == "الشرطة"


def test_what_is_denied_elsewhere_is_no_headline_told_again(read_as_told):
    attack, strike = read_as_told(
        "فصيل «سيوف الوادي» ينفي صلته بالهجوم على بلدة بنش\n"
        "نفى المتحدث باسم الفصيل مقتل ثلاثة من عناصره في غارة قيل إنها استهدفت مدينة دارة عزة ليل الجمعة."
    )
    assert (attack.status, attack.place.text) == ("happened", "بلدة بنش")
    assert (strike.status, strike.mode, strike.place.text) == ("denied", "aerial", "مدينة دارة عزة")


def test_victims_told_after_another_place_are_not_of_the_attack_before(read):
    report = (
        "قصفت قوات النظام بلدة بنش أمس.\n"
        "وفي بغداد، أغلق عشرات المحتجين جسر السنك صباح أمس. وقال ناطق إن خمسة من رجال الأمن أصيبوا بالحجارة."
    )
    strike, protest, victims = read(report)
    assert strike.wounded is None
    assert (protest.type, protest.mode) == ("PROTEST", "obstruct")
    assert victims.wounded.min == 5


def test_a_total_of_months_is_no_number_of_the_attack(read):
    event = read("قصفت قوات النظام بلدة بنش أمس. وتسببت الخروقات بمقتل 340 مدنياً منذ مطلع العام.")[0]
    assert (event.killed, event.time.text) == (None, "أمس")


def test_a_number_many_times_the_first_is_of_a_wider_matter(read):
    event = read("مقتل سبعة مدنيين بقصف على بلدة بنش\nقصفت قوات النظام بلدة بنش أمس، ما أدى إلى مقتل 900 مدني.")[0]
    assert event.killed.max == 7


def test_a_list_of_places_takes_no_victims_of_another_place(read):
    found = read(
        "قصفت قوات النظام بلدات بنش وسرمين وتفتناز أمس. وأصيب ثلاثة مدنيين جراء القصف على مدينة دارة عزة بريف حلب."
    )
    assert all(e.wounded is None for e in found if e.place.text.endswith(("بنش", "سرمين", "تفتناز")))


def test_a_list_of_places_keeps_its_victims(read):
    found = read("قُتل مدني وأصيب آخران أمس جراء قصف صاروخي استهدف بلدات بنش وسرمين وتفتناز.")
    assert [e.wounded.min for e in found] == [2, 2, 2]


def test_a_village_that_nobody_knows_is_no_town_told_after_it(read):
    found = read(
        "قُتل مدني إثر غارات جوية على قرية الغربالية ومحيطها في ريف إدلب الغربي أمس. وقصفت الطائرات بلدة سرمين في ريف إدلب."
    )
    assert places(found) == ["قرية الغربالية", "بلدة سرمين في ريف إدلب"]
    assert found[0].killed.min == 1


def test_the_subject_of_a_verb_may_be_one_of_many(read):
    (event,) = read("واستهدفت إحدى الغارات معسكراً في مدينة بعقوبة.")
    assert event.mode == "aerial"


def test_rare_words_that_two_sentences_share_tell_of_one_matter():
    report = "هاجم مسلحون مسبح الواحة. سافر الوزير إلى العاصمة. قتل حارس مسبح الواحة في الحادث."
    text = read_text(report, load_lexicon("ar"))
    ground = Ground(text, find_mentions(text, Document(text=report)))
    assert shared_words(ground, 2, [0]) > shared_words(ground, 2, [1])


def test_the_same_word_at_another_village_is_another_shelling(read):
    report = "قصفت قوات النظام قرية آفس أمس. كما طال القصف المدفعي محيط قرية سفوهن بريف إدلب الجنوبي."
    assert len(read(report)) == 2


def test_a_lead_of_one_village_takes_in_no_other(read):
    report = (
        "قتلى بقصف على ريف إدلب\nقتل مدنيان بقصف مدفعي لقوات النظام على ريف إدلب أمس."
        "\nواستهدف القصف بلدة بنش.\nكما قصفت قوات النظام بالمدفعية مدينة سرمين ومدينة تفتناز."
    )
    assert {"بلدة بنش", "مدينة سرمين"} <= {p.partition(" و")[0] for p in places(read(report)) if p}


def test_an_older_day_at_the_head_of_a_sentence_turns_to_another_happening(read):
    report = "استهدفت قوات النظام مدينة عفرين بصواريخ عدة. وفي العاشر من كانون الثاني، استهدفت قوات النظام مدينة عفرين بالمدفعية."
    assert len(read(report)) == 2


def test_the_visit_of_another_is_another_visit(read):
    report = "زار وزير الخارجية الفرنسي لوران فابيوس طهران. كما زار وزير الخارجية الأميركي جون كيري طهران."
    assert len(read(report)) == 2


def test_what_was_done_and_with_what_is_one(read):
    (event,) = read("تمكنت المنظمة أمس من تسليم شحنة من المساعدات الإنسانية إلى بلدة بنش.")
    assert event.type == "AID"


def test_an_arrest_in_a_landing_is_one_operation(read):
    (event,) = read("اعتقلت قوات التحالف رجلاً وأربعة من أبنائه في عملية إنزال جوي في قرية الكسار أمس.")
    assert (event.type, event.mode) == ("COERCE", "arrest")


def test_an_act_laid_on_another_doer_is_the_act_told_before(read):
    report = (
        "قصفت قوات الحكومة بلدة الورود أمس. ونفى الجيش الاتهامات وقال إن جماعة الساحل هي التي هاجمت البلدة بالمسيرات."
    )
    assert len(read(report)) == 1


def test_an_answering_fire_is_another_attack(read):
    report = "قصفت قوات النظام بلدة سراقب بريف إدلب الأحد. وردت الفصائل بقصف معسكر المسطومة."
    assert len(read(report)) == 2


def test_what_is_owned_beside_a_denial_is_another_act(read_as_told):
    report = "نفت قوات الدعم السريع قصف السوق في مدينة ود مدني يوم الثلاثاء، مؤكدة أنها اشتبكت مع قوة من الجيش قربها."
    assert {e.status for e in read_as_told(report)} == {"denied", "happened"}


def test_a_known_act_is_that_of_its_own_kind_not_the_one_told_last(read):
    report = (
        "قتل جنديان في انفجار سيارة مفخخة في محافظة دياربكر أمس.\nوشنت الطائرات غارات جوية على معسكرات في شمال العراق."
        "\nوأضاف البيان أن ضابطين قتلا في الانفجار."
    )
    raid = next(e for e in read(report) if e.mode == "aerial")
    assert raid.killed is None


def test_a_known_talk_keeps_its_place_whoever_speaks_of_it_elsewhere(read_as_told):
    report = "وقعت الحكومة والحركة اتفاقاً في الدوحة الأحد. وقال الوزير في باريس إن الاتفاق سيصمد."
    (event,) = read_as_told(report)
    assert event.place.name == "Doha"


def test_whose_an_attack_is_believed_to_be_does_not_part_it_from_its_verb(read_as_told):
    report = "غارة جوية من طيران يعتقد أنه تابع للتحالف الدولي تستهدف دراجة نارية، ما أدى لمقتل شخص على طريق بزاعة."
    assert len(read_as_told(report)) == 1


def test_what_came_of_an_attack_vouches_for_it(read_as_told):
    (event,) = read_as_told("وكان القصف على المطبعة قد تسبب باستشهاد أربعة مواطنين في بلدة سراقب أمس.")
    assert event.mode == "heavy-weapons"


def test_a_new_act_is_where_its_sentence_has_led(read_as_told):
    report = (
        "قتل طفل باشتباكات في مدينة عفرين أمس.\nوداهمت القوات منزلاً على أطراف مدينة جاسم، حيث جرت اشتباكات مع مسلحين."
    )
    assert sum(e.mode == "clash" for e in read_as_told(report)) == 2


def test_a_road_between_two_towns_is_one_spot(read):
    assert len(read("قطع محتجون الطريق الواصل بين البصرة والناصرية أمس.")) == 1


@pytest.mark.parametrize(
    "report",
    [
        "قصفت المدفعية مواقع في ريف حماة أمس.\nمن جهة أخرى قصفت طائرة منزلاً في محافظة درعا.",
        "قصفت المدفعية مواقع في ريف حماة أمس. كما قصفت مواقع في محافظة حماة.",
        "قصف مدفعي على ريف حماة.. ومقتل قيادي بقصف جوي\nقال المجلس المحلي إن الأسواق مغلقة منذ أمس.",
    ],
)
def test_fights_beside_strikes_another_matter_and_another_story_are_other_happenings(read, report):
    assert len(read(report)) == 2


def test_a_pronoun_behind_a_verb_does_not_make_the_act_known(read):
    report = "شنت القوات مداهمات في قرية الزر أمس، وداهمت هذه القوات منازل في مدينة جاسم."
    assert len(read(report)) == 2


def test_the_dead_are_those_of_the_attack_that_has_victims(read):
    report = (
        "قتل أربعة جنود في هجوم على حاجز قرب بلدة سراقب أمس.\nوهاجم مسلحون مخفراً في مدينة جاسم."
        "\nوأضاف المصدر أن القتلى من أبناء البلدة."
    )
    fatal = next(e for e in read(report) if e.killed)
    assert len(fatal.mentions) == 2


@pytest.mark.parametrize(
    ("report", "killed", "wounded"),
    [
        (
            "قصف مدفعي على بلدة سراقب، كما استهدفت القوات بصاروخ سيارة في مدينة جاسم ما أدى لمقتل عنصر وإصابة آخرين.",
            (1, 1),
            (2, None),
        ),
        (
            "قصفت القوات أحياء مدينة جاسم في شباط الماضي، ما أسفر عن سقوط ثلاثة شهداء وعدد من الجرحى.",
            (3, 3),
            (2, None),
        ),
    ],
)
def test_fates_that_follow_each_other_came_of_one_act(read, report, killed, wounded):
    (event,) = [e for e in read(report) if e.place.name == "Jasim"]
    assert (event.killed.min, event.killed.max) == killed
    assert (event.wounded.min, event.wounded.max) == wounded


def test_one_who_is_told_by_a_noun_is_one_of_the_toll(read):
    (event,) = read("مقتل تاجر بقصف على بلدة سراقب\nقتل ثمانية أشخاص أمس في قصف على بلدة سراقب.")
    assert (event.killed.min, event.killed.max) == (8, 8)


def test_what_attacks_usually_bring_is_no_number_of_one(read_as_told):
    (event,) = read_as_told("قصفت قوات النظام بلدة سراقب أمس.\nوغالباً ما يؤدي ذلك إلى سقوط ضحايا.")
    assert event.killed is None


def test_how_long_after_another_an_attack_came_tells_of_two(read):
    told = read(
        "قُتل تسعة أشخاص في تفجير حافلة في بغداد الخميس. "
        "ويأتي الهجوم بعد يوم من انفجار دراجة نارية مفخخة في سوق شعبية، أودى بحياة 72 شخصاً."
    )
    assert [e.killed.min for e in told] == [9, 72]


def test_fighting_that_one_telling_says_goes_on_goes_on(read_as_told):
    (event,) = read_as_told(
        "قُتل جنديان خلال اشتباكات اندلعت أمس في بلدة الشعفة. وقال سكان إن الاشتباكات ما زالت مستمرة."
    )
    assert (event.mode, event.status) == ("clash", "ongoing")

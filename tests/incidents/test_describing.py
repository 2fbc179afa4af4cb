"""Who told what on whose word, over invented reports of invented incidents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.incidents.bearings import is_same_place
from khabar.incidents.describing import describe
from khabar.incidents.record import IncidentRecord, Ratings, Telling
from khabar.model import Place, Span

from .telling import describe_all, labels, report

DAY, NEXT = "2021-10-14", "2021-10-15"
ITEM = (
    "قتل ثلاثة مدنيين وأصيب سبعة آخرون، الخميس، في قصف صاروخي استهدف سوقا شعبيا في بلدة البارة جنوبي إدلب. "
    "وقال مسؤول في مشفى البلدة إن بين القتلى طفلين، وإن حالة اثنين من الجرحى حرجة. "
    "ولم تعلن أي جهة مسؤوليتها عن القصف حتى مساء اليوم."
)
STRIKE = "قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين"


def test_nine_copies_of_one_agency_item_are_one_origin() -> None:
    copies = [report(f"موقع {n}", DAY, f"{ITEM}\nالمصدر: رويترز", url=f"https://n{n}.example/{n}") for n in range(8)]
    record = describe_all(report("رويترز", DAY, ITEM), *copies)
    assert record.backing.counts == (9, 9, 1)
    assert {c.reason for c in record.origins[0].collapses} >= {"credited_copy"}
    assert {c.document for c in record.origins[0].collapses} == {f"d{n}" for n in range(2, 10)}


def test_a_copy_without_credit_is_found_by_its_text() -> None:
    copied = "تتواصل الحوادث الأمنية في المنطقة منذ أسابيع. " + ITEM
    record = describe_all(report("رويترز", DAY, ITEM), report("موقع الساحل", NEXT, copied))
    assert record.backing.counts == (2, 2, 1)
    assert [(c.document, c.of, c.reason) for c in record.copies] == [("d2", "d1", "near_copy")]


def test_a_credit_to_an_agency_that_is_not_among_the_reports_makes_the_agency_the_origin() -> None:
    text = f"سقطت {STRIKE.removeprefix('قذيفة سقطت ')}.\nالمصدر: رويترز"
    record = describe_all(report("موقع الساحل", DAY, "قذيفة " + text), report("موقع الجبل", DAY, text))
    assert labels(record) == ["Reuters"]
    assert [c.name for s in record.origins[0].statements for c in s.carriers] == ["موقع الساحل", "موقع الجبل"]


def test_what_a_page_has_from_an_agency_is_told_through_it_in_the_words_that_say_so() -> None:
    text = f"{ITEM.replace('مسؤول في مشفى البلدة', 'مدير مشفى البلدة سالم الأحمد')}\n(المصدر: رويترز)"
    credited = report("موقع الساحل", DAY, text)
    silent = report("موقع الجبل", NEXT, text.partition("\n")[0])
    record = describe_all(credited, silent)
    said = {(s.document, c.name): c for o in record.origins for s in o.statements for c in s.carriers}
    assert said["d1", "Reuters"].credited
    assert said["d1", "Reuters"].words is not None
    assert "رويترز" in said["d1", "Reuters"].words.text
    assert not said["d2", "Reuters"].credited


def test_a_copy_that_says_so_has_the_words_for_it() -> None:
    record = describe_all(report("رويترز", DAY, ITEM), report("موقع الساحل", DAY, f"{ITEM}\nالمصدر: رويترز"))
    (copy,) = record.copies
    assert copy.credit is not None
    assert "رويترز" in copy.credit.text
    collapse = next(c for c in record.origins[0].collapses if c.reason == "credited_copy")
    assert collapse.words == copy.credit
    assert all(c.credited for s in record.origins[0].statements for c in s.carriers)


def test_unnamed_officials_of_two_outlets_are_two_origins() -> None:
    record = describe_all(
        report("بلدي نيوز", DAY, f"قال مسؤول أمني لبلدي نيوز إن {STRIKE}."),
        report(
            "عنب بلدي", DAY, "أفاد مسؤول أمني بأن ثلاثة أشخاص قتلوا الخميس بسقوط قذيفة على بلدة البارة في ريف إدلب."
        ),
    )
    assert labels(record) == ["security official to Baladi News", "security official to Enab Baladi"]


def test_sources_whose_words_another_outlet_wrote_before_are_that_outlet() -> None:
    words = "إن طائرة حربية استهدفت بلدة البارة جنوبي إدلب الخميس بغارتين، الأمر الذي أدى إلى مقتل مدنيين اثنين وجرح آخرين بينهم نساء وأطفال."
    record = describe_all(
        report("بلدي نيوز", DAY, f"قال مراسل بلدي نيوز {words}"),
        report("موقع الساحل", NEXT, f"وقالت مصادر محلية متطابقة {words.replace('اثنين', 'ثلاثة')}"),
    )
    assert labels(record) == ["Baladi News (own voice)"]
    assert [(c.document, c.reason) for c in record.origins[0].collapses][-1] == ("d2", "near_copy")


def test_the_same_unnamed_official_by_one_agency_on_two_sites_is_one_origin() -> None:
    record = describe_all(
        report("بلدي نيوز", DAY, f"نقلت وكالة رويترز عن مسؤول أمني قوله إن {STRIKE}."),
        report(
            "عنب بلدي", DAY, "قال مسؤول أمني لرويترز إن ثلاثة أشخاص قتلوا الخميس بسقوط قذيفة على بلدة البارة في إدلب."
        ),
    )
    assert labels(record) == ["security official to Reuters"]
    assert [c.reason for c in record.origins[0].collapses] == ["same_unnamed_speaker"]


def test_whoever_cites_an_agency_rests_on_the_agency_s_own_source() -> None:
    record = describe_all(
        report("سانا", DAY, f"قال مصدر عسكري لـ سانا إن {STRIKE}."),
        report("عنب بلدي", DAY, f"ذكرت وكالة سانا أن {STRIKE}."),
    )
    assert labels(record) == ["military source to Syrian Arab News Agency"]
    assert [(c.document, c.reason) for c in record.origins[0].collapses] == [("d2", "relayed")]


def test_the_same_body_in_two_reports_is_one_origin_and_the_correspondent_is_the_outlet() -> None:
    record = describe_all(
        report(
            "بلدي نيوز", DAY, f"قال الدفاع المدني السوري إن {STRIKE}. وأفاد مراسل بلدي نيوز بأن القصف تجدد على البارة."
        ),
        report("عنب بلدي", DAY, f"أفاد الدفاع المدني السوري بأن {STRIKE}."),
    )
    assert labels(record) == ["Baladi News (own voice)", "Syria Civil Defence"]


def test_a_press_office_speaks_for_its_body_on_its_own_page_too() -> None:
    text = "قتلت قواتنا عنصرين من خلية لتنظيم داعش، الخميس، في عملية أمنية استهدفت منزلا في بلدة البارة جنوبي إدلب."
    record = describe_all(
        report("SDF Media Center", DAY, text, url="https://sdf-press.com/1"),
        report(
            "عنب بلدي",
            DAY,
            "قالت قوات سوريا الديمقراطية إن عملية أمنية في بلدة البارة الخميس قتلت عنصرين من تنظيم داعش.",
        ),
    )
    assert labels(record) == ["Syrian Democratic Forces"]


def test_times_of_publication_may_come_in_any_iso_form() -> None:
    record = describe_all(report("عنب بلدي", "20211014T181500+03:00", f"قال الدفاع المدني السوري إن {STRIKE}."))
    assert (record.first_reported, record.day) == (DAY, DAY)


def test_a_lead_that_sums_up_its_speakers_is_no_origin_but_another_toll_is() -> None:
    lead = "قتل ثلاثة مدنيين، الخميس، في قصف مدفعي استهدف سوقا شعبيا وسط بلدة البارة في ريف إدلب الجنوبي شمال غربي سوريا.\n"
    summed = report("عنب بلدي", DAY, lead + f"وقال الدفاع المدني السوري إن {STRIKE}.")
    other = report(
        "عنب بلدي", DAY, lead.replace("ثلاثة مدنيين", "خمسة مدنيين") + f"وقال الدفاع المدني السوري إن {STRIKE}."
    )
    assert labels(describe_all(summed)) == ["Syria Civil Defence"]
    assert labels(describe_all(other)) == ["Enab Baladi (own voice)", "Syria Civil Defence"]


def test_a_headline_alone_is_a_telling_of_the_publisher() -> None:
    record = describe_all(report("عنب بلدي", DAY, "قصف مدفعي يقتل ثلاثة مدنيين في بلدة البارة جنوبي إدلب"))
    assert labels(record) == ["Enab Baladi (own voice)"]


def test_another_day_s_strike_on_the_same_place_is_none_of_it() -> None:
    text = f"قال الدفاع المدني السوري إن {STRIKE}.\nوكان ناشطون قالوا إن غارة على بلدة البارة قتلت رجلا في 2 أيلول/سبتمبر الماضي."
    assert labels(describe_all(report("عنب بلدي", DAY, text))) == ["Syria Civil Defence"]


def test_an_embedded_post_is_the_word_of_who_signed_it() -> None:
    text = (
        f"قال مراسل عنب بلدي إن {STRIKE}.\n"
        "مقتل ثلاثة مدنيين بقصف مدفعي استهدف بلدة البارة جنوبي إدلب اليوم الخميس.\n"
        "— الدفاع المدني السوري (@example) October 14, 2021\n"
        "وتتعرض المنطقة لقصف متكرر."
    )
    assert labels(describe_all(report("عنب بلدي", DAY, text))) == ["Enab Baladi (own voice)", "Syria Civil Defence"]


def test_ratings_come_from_people_only() -> None:
    one = report("عنب بلدي", DAY, f"قال الدفاع المدني السوري إن {STRIKE}.")
    telling = Telling(document="d1", events=tuple(e.id for e in one.events))
    plain = describe("i1", [telling], {"d1": one}).origins[0]
    rated = describe(
        "i1", [telling], {"d1": one}, ratings=Ratings(sources={"Syria Civil Defence": "B"}, claims={"d1/c1": "2"})
    ).origins[0]
    assert (plain.reliability, plain.statements[0].credibility) == ("F", "6")
    assert (rated.reliability, rated.statements[0].credibility) == ("B", "2")


def test_every_quote_stands_in_its_document() -> None:
    reports = [report("رويترز", DAY, ITEM), report("عنب بلدي", NEXT, f"قال الدفاع المدني السوري إن {STRIKE}.")]
    record = describe_all(*reports)
    quotes = [q for o in record.origins for s in o.statements for q in s.quotes]
    quotes += [q for s in record.slots for v in s.values for q in v.quotes]
    assert quotes
    for quote in quotes:
        text = reports[int(quote.document[1:]) - 1].document.text
        assert text[quote.span.start : quote.span.end] == quote.text


def test_a_record_survives_its_json() -> None:
    record = describe_all(report("رويترز", DAY, ITEM))
    assert IncidentRecord.from_json(record.to_json()) == record


@pytest.mark.parametrize("text", ["", "لا شيء هنا", "Nothing in Arabic here"])
def test_a_report_without_anything_to_tell_gives_an_empty_record(text: str) -> None:
    record = describe_all(report("عنب بلدي", DAY, text))
    assert record.origins == ()
    assert record.grade is None


REPORTS = {
    "a": report("رويترز", DAY, ITEM),
    "b": report("موقع الساحل", NEXT, ITEM + " وتتواصل أعمال البحث."),
    "c": report("عنب بلدي", DAY, f"قال الدفاع المدني السوري إن {STRIKE}."),
    "d": report(
        "بلدي نيوز", NEXT, "قال مسؤول أمني لرويترز إن خمسة أشخاص قتلوا الخميس بسقوط قذيفة على بلدة البارة في إدلب."
    ),
    "e": report("سانا", NEXT, "نفى مصدر عسكري وقوع أي قصف على بلدة البارة جنوبي إدلب يوم الخميس."),
}


@settings(max_examples=20, deadline=None)
@given(st.permutations(sorted(REPORTS)))
def test_the_order_of_the_reports_does_not_matter(order: list[str]) -> None:
    tellings = [Telling(document=d, events=tuple(e.id for e in REPORTS[d].events)) for d in order]
    record = describe("i1", tellings, {d: REPORTS[d] for d in order})
    assert record == describe("i1", sorted(tellings, key=lambda t: t.document), REPORTS)


def test_a_place_that_no_gazetteer_knows_is_the_one_whose_words_it_has() -> None:
    known = Place(
        text="أطراف بلدة «الشيخ نجم» في ريف إدلب", span=Span(0, 1), name="Sheikh Najm", id="sy-x", precision="town"
    )
    for text, same in (("الشيخ نجم", True), ("الشيخ سعد", False), ("نجم", False)):
        unknown = Place(text=text, span=Span(0, 1), name=text, precision="governorate")
        assert is_same_place(unknown, known) is same
        assert is_same_place(known, unknown) is same


def test_a_spokesman_of_whom_was_told_before_who_calls_a_toll_lies_holds_no_number() -> None:
    text = (
        "قال ناشطون محليون إن قصفا على سوق في مدينة الفاشر الخميس أدى إلى مقتل أكثر من مئة شخص.\n"
        "ونفى الجيش السوداني قصف السوق، وقال المتحدث باسمه سالم الأحمد إن ما ورد عن مقتل أكثر من مئة شخص «أكاذيب»."
    )
    record = describe_all(report("موقع الجبل", DAY, text))
    assert "Sudanese Armed Forces" in labels(record)
    assert not any("سالم" in label for label in labels(record))
    army = next(o.key for o in record.origins if o.label == "Sudanese Armed Forces")
    assert not any(army in v.backing.origins for v in record.slot("killed").values)


def test_what_an_outlet_recalls_the_next_day_rests_on_whom_it_had_it_from() -> None:
    record = describe_all(
        report("نورث برس", DAY, f"قالت مصادر عسكرية لنورث برس إن {STRIKE}."),
        report("نورث برس", NEXT, "وقتل ثلاثة مدنيين، أمس الخميس، بسقوط قذيفة على بلدة البارة جنوبي إدلب، في ظل تصعيد."),
    )
    assert labels(record) == ["military sources to North Press Agency"]
    assert "relayed" in {c.reason for c in record.origins[0].collapses}


def test_an_official_of_whom_an_agency_tells_that_he_spoke_the_day_before_is_the_one_of_that_day() -> None:
    said = "قال مسؤول أمني لعنب بلدي"
    record = describe_all(
        report("عنب بلدي", DAY, f"{said} إن {STRIKE}."),
        report("عنب بلدي", NEXT, f"وكان مسؤول أمني قال الخميس إن {STRIKE}، بينهم طفل."),
    )
    assert len([o for o in record.origins if o.voice == "unnamed"]) == 1


def test_those_who_sum_up_a_year_s_attacks_tell_nothing_of_the_last_one() -> None:
    text = (
        f"سقطت {STRIKE.removeprefix('قذيفة سقطت ')}.\n"
        "ويأتي القصف بعد هدوء، فقد تجاوز عدد الخروقات ألفين و122 خرقا منذ مطلع العام الجاري، بحسب منظمة منسقو استجابة سوريا."
    )
    record = describe_all(report("عنب بلدي", DAY, "قذيفة " + text))
    assert labels(record) == ["Enab Baladi (own voice)"]


def test_what_an_agency_has_from_the_sources_of_a_rescue_service_is_that_service_s_word() -> None:
    text = (
        "قتل مدني الخميس في قصف مدفعي على بلدة البارة جنوبي إدلب.\n"
        "وبحسب معلومات حصلت عليها الأناضول من مصادر في الدفاع المدني السوري، أسفر القصف على البارة عن مقتل مدني وإصابة آخر."
    )
    assert labels(describe_all(report("الأناضول", DAY, text))) == ["Syria Civil Defence"]


def test_the_hospital_of_the_hurt_is_no_place_of_the_attack() -> None:
    text = "أصيب ثلاثة مدنيين الخميس في قصف على قرية البارة، ونقلوا إلى مشفى الرحمة بمدينة إدلب."
    record = describe_all(report("موقع الجبل", DAY, text))
    assert "الرحمة" not in " ".join(v.text for v in record.slot("place").values)


def test_a_day_told_aside_weighs_more_than_the_day_of_the_report() -> None:
    lead = "قتل مدنيان اليوم الجمعة في غارة على مدينة سرمدا شمالي إدلب."
    reports = [
        report(f"موقع {n}", NEXT, f"{lead}\nوكان ثلاثة مدنيين قتلوا أمس الخميس بسقوط قذيفة على بلدة البارة جنوبي إدلب.")
        for n in ("الجبل", "الساحل")
    ]
    by_id = {f"d{n}": r for n, r in enumerate(reports)}
    aside = {
        d: tuple(e.id for e in r.events if e.place is not None and e.place.name == "Al-Barah") for d, r in by_id.items()
    }
    tellings = [Telling(document=d, events=events) for d, events in aside.items()]
    assert describe("i1", tellings, by_id).day == DAY


def test_an_outlet_that_tells_of_more_dead_the_next_day_recalls_nothing() -> None:
    record = describe_all(
        report("نورث برس", DAY, f"قالت مصادر عسكرية لنورث برس إن {STRIKE}."),
        report(
            "نورث برس", NEXT, "وارتفع عدد قتلى القذيفة التي سقطت أمس الخميس على بلدة البارة جنوبي إدلب إلى خمسة قتلى."
        ),
    )
    assert len(record.origins) == 2

from khabar.incidents.record import Grade, GradeReason
from khabar.web.wording.phrases import load_phrases
from khabar.web.wording.values import name_grade_reasons


def told(language: str, *reasons: GradeReason) -> list[str]:
    grade = Grade(name="contested", reasons=(), told=reasons)
    return [str(one) for one in name_grade_reasons(grade, load_phrases(language))]


def test_reasons_of_a_grade_are_told_in_the_language_of_the_page() -> None:
    count = GradeReason(kind="origins", count=10)
    laid = GradeReason(kind="laid_on", names=("Russian Air Force", "Turkish Armed Forces"))
    assert told("en", count, laid) == [
        "10 independent origins",
        "it is laid on <bdi>Russian Air Force</bdi> and on <bdi>Turkish Armed Forces</bdi>",
    ]
    assert told("ar", count, laid) == [
        "10 مصادر مستقلة",
        "تُلقى تبعته على <bdi>القوات الجوية الروسية</bdi> وعلى <bdi>الجيش التركي</bdi>",
    ]


def test_every_reason_has_words_in_both_languages() -> None:
    for kind in ("all_deny", "some_deny", "none_named"):
        assert told("ar", GradeReason(kind=kind)) != told("en", GradeReason(kind=kind)) != [kind]


def test_a_name_in_a_reason_is_no_markup() -> None:
    assert "<script>" not in told("en", GradeReason(kind="confessed", names=("<script>",)))[0]

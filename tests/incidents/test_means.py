"""With what it was done, in invented reports that name other arms too."""

from __future__ import annotations

from .telling import describe_all, report

DAY = "2024-03-14"


def means_of(text: str) -> list[str]:
    """Return the means of an incident that one report tells."""
    record = describe_all(report("عنب بلدي", DAY, text))
    return [v.text for s in record.slots if s.slot == "weapon" for v in s.values]


def test_the_helicopters_that_brought_the_men_are_no_air_strike() -> None:
    text = (
        "اعتقلت قوات سوريا الديمقراطية شابا في بلدة الشحيل شرقي دير الزور ليلة أمس.\n"
        "وقال مراسل عنب بلدي إن القوات داهمت منزل الشاب في بلدة الشحيل بمساندة الطيران المروحي."
    )
    assert "airstrike" not in means_of(text)


def test_a_raid_from_the_air_is_one() -> None:
    assert means_of("قتل مدنيان أمس في غارة شنها الطيران الحربي على بلدة البارة جنوبي إدلب.") == ["airstrike"]


def test_what_a_man_never_carried_is_no_means() -> None:
    text = (
        "قتل راع أمس في غارة على بلدة البارة جنوبي إدلب.\n"
        "وقال جاره سليم الحداد إن الرجل معروف في بلدة البارة ولم يحمل سكيناً قط."
    )
    assert "knife" not in means_of(text)

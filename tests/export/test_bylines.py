"""Whose name in the place of the reporter is withheld: a person's, not an agency's."""

from khabar.export.profile import load_profile
from khabar.export.withheld import find_withheld

from .conftest import make_case, read_document

TEXT = "قُتل ثلاثة مدنيين بقصف على مدينة أريحا يوم الجمعة، بحسب «الدفاع المدني السوري».\n"


def withheld(byline: str) -> tuple[str, ...]:
    document, report = read_document(TEXT, "d1", "سدرة بوست", "https://sidra.example/1", byline)
    return find_withheld(make_case("i0badcafe", ((document, report),)), load_profile("careful")).words


def test_a_reporter_is_withheld_and_an_agency_is_not() -> None:
    assert "سالم الراوي" in withheld("سالم الراوي")
    assert withheld("أ ف ب") == withheld("رويترز") == ()

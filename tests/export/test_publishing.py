from dataclasses import astuple

import msgspec
import pytest

from khabar.errors import ProfileProblem
from khabar.export.case import Case
from khabar.export.profile import Items, Profile, list_profiles, load_profile
from khabar.export.publishing import publish


def published(case: Case, profile: Profile) -> Case:
    (one,) = publish([case], profile)
    return one


def everything(case: Case) -> str:
    return msgspec.json.encode([astuple(case)], enc_hook=str).decode() + repr(case.happening)


def test_open_changes_nothing(case: Case) -> None:
    assert published(case, load_profile("open")) == case


def test_strict_lets_no_secret_out(case: Case) -> None:
    told = everything(published(case, load_profile("strict")))
    for secret in (
        "خالد",
        "المرعشلي",
        "رفيع",
        "أريحا",
        "Ariha",
        "example",
        "doc-agency",
        "2022-03-04",
        "2022-03-05",
        "سوق",
    ):
        assert secret not in told, secret
    assert "unnamed source" in told


def test_strict_keeps_what_may_be_known(case: Case) -> None:
    record = published(case, load_profile("strict")).record
    place, time, killed = (record.slot(name) for name in ("place", "time", "killed"))
    assert {v.name for v in place.values if v.name} <= {"Idlib", "Idlib Governorate", "Syria"}
    assert all(v.precision not in ("site", "town", "district") for v in place.values)
    assert [(v.start, v.end) for v in time.values] == [("2022-02-28", "2022-03-06")]
    assert (killed.min, killed.max) == (3, 4)
    assert record.backing.counts == case.record.backing.counts


def test_careful_covers_private_persons_and_unnamed_sources_in_the_words_themselves(case: Case) -> None:
    out = published(case, load_profile("careful"))
    text = dict(out.reports)["doc-agency-1"].document.text
    original = dict(case.reports)["doc-agency-1"].document.text
    assert len(text) == len(original)
    assert "المرعشلي" not in text
    assert "أريحا" in text
    for document, report in out.reports:
        before = dict(case.reports)[document]
        assert [c.span for c in report.claims] == [c.span for c in before.claims]
    assert "المرعشلي" not in everything(out)


def test_a_grid_moves_every_point_and_names_none(case: Case) -> None:
    out = published(case, Profile(places="grid", grid_km=50))
    assert "أريحا" not in everything(out)
    values = [v for v in out.record.slot("place").values if v.lat is not None and v.precision == "district"]
    before = {(v.lat, v.lon) for v in case.record.slot("place").values}
    assert values
    assert not {(v.lat, v.lon) for v in values} & before


def test_months_hold_their_days(case: Case) -> None:
    out = published(case, Profile(days="month"))
    assert "2022-03-04" not in everything(out)
    assert "الجمعة" not in everything(out)
    assert out.happening.start == "2022-03-01"
    assert out.happening.end == "2022-03-31"


def test_a_withheld_document_is_as_if_it_had_never_been(case: Case) -> None:
    out = published(case, Profile(items=Items(documents=("doc-site-2",))))
    assert [d for d, _ in out.reports] == ["doc-agency-1"]
    assert (out.record.slot("killed").min, out.record.slot("killed").max) == (3, 3)
    assert "المرصد" not in everything(out)


def test_a_withheld_incident_does_not_leave(case: Case) -> None:
    assert not list(publish([case], Profile(items=Items(incidents=("i0badcafe",)))))


def test_a_withheld_name_stands_nowhere(case: Case) -> None:
    assert "Syrian Observatory" in everything(case)
    out = published(
        case, Profile(items=Items(names=("المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights")))
    )
    assert "Syrian Observatory" not in everything(out)
    assert "المرصد السوري" not in everything(out)


def test_publishing_twice_changes_nothing_more(case: Case) -> None:
    strict = load_profile("strict")
    once = published(case, strict)
    assert published(once, strict).record.slots == once.record.slots


def test_a_rule_that_khabar_does_not_know_is_an_error(tmp_path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("places: exact\nnames: withheld\n", encoding="utf-8")
    with pytest.raises(ProfileProblem, match="names"):
        load_profile(str(path))
    with pytest.raises(ProfileProblem, match="careful, open, strict"):
        load_profile("nothing")
    assert list_profiles() == ("careful", "open", "strict")

"""Figures over gold files: what counts as found, as right, and what is listed as an error."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khabar import GoldProblem, Link, Report, Span
from khabar.evaluation.details import list_errors
from khabar.evaluation.gold import Annotated, Naming, load_gold, take_report
from khabar.evaluation.likeness import overlap, same_name, same_place, same_time
from khabar.evaluation.matching import match_report
from khabar.evaluation.scores import Scores
from khabar.evaluation.sentences import evaluate_sentences

change = msgspec.structs.replace


def score(gold: Annotated, said: Report) -> tuple[Scores, list[str]]:
    read = take_report("a", said)
    pairs = match_report(gold, read)
    scores = Scores()
    scores.add(gold, read, pairs)
    return scores, list(list_errors(gold, read, pairs))


def test_a_report_is_right_against_itself(sample: Report) -> None:
    scores, errors = score(take_report("a", sample), sample)
    assert (scores.claims.f1, scores.origins.f1, scores.events.f1) == (1, 1, 1)
    assert scores.right == scores.judged
    assert scores.force_macro_f1() == 1
    assert scores.judged["claim.chain_of_2_or_more"] == 1
    assert errors == []


def test_what_is_missed_costs_recall_and_what_is_made_up_costs_precision(sample: Report) -> None:
    gold = take_report("a", sample)
    scores, errors = score(gold, change(sample, claims=sample.claims[:1]))
    assert (scores.claims.precision, scores.claims.recall) == (1, 0.5)
    assert len(errors) == 1
    assert errors[0].startswith("a  missed claim: assert")
    assert "⟦وأضاف في بيان" in errors[0]
    extra = change(sample.claims[1], id="c3", span=Span(0, 8))
    scores, errors = score(gold, change(sample, claims=(*sample.claims, extra)))
    assert (scores.claims.precision, scores.claims.recall) == (2 / 3, 1)
    assert errors[0].startswith("a  made up claim")


def test_a_second_event_for_the_same_happening_costs_precision(sample: Report) -> None:
    event = sample.events[0]
    end = event.trigger.end
    wide = change(event, mentions=(Span(event.trigger.start, end + 20),))
    twice = change(sample, events=(event, change(event, id="e2", trigger=Span(end + 1, end + 4))))
    scores, _ = score(take_report("a", change(sample, events=(wide,))), twice)
    assert (scores.events.precision, scores.events.recall) == (0.5, 1)


def test_one_verb_over_several_places_counts_once(sample: Report) -> None:
    event = sample.events[0]
    assert event.place
    other = change(event, id="e2", place=change(event.place, lat=30.0, lon=10.0))
    scores, _ = score(take_report("a", change(sample, events=(event, other))), sample)
    assert (scores.events.gold, scores.events.f1) == (1, 1)


def test_wrong_fields_are_listed_beside_their_sentence(sample: Report) -> None:
    wrong = change(
        sample,
        claims=(change(sample.claims[0], force="assert", chain=sample.claims[0].chain[:1]), sample.claims[1]),
        events=(change(sample.events[0], mode=None, killed=None, status="planned"),),
    )
    scores, errors = score(take_report("a", sample), wrong)
    assert (scores.right["claim.force"], scores.judged["claim.force"]) == (1, 2)
    assert scores.origins.f1 == 0.5
    listed = {error.split(":")[0].removeprefix("a  ") for error in errors}
    assert listed == {
        *("claim.force", "claim.origin", "claim.anonymous", "claim.chain", "claim.chain_of_2_or_more"),
        *("event.mode", "event.killed", "event.killed_when_stated", "event.status"),
    }


def test_a_speaker_may_be_named_by_any_of_its_names_in_the_report(sample: Report) -> None:
    first, second = sample.claims
    surname = Link(text="خالد", span=Span(0, 4), name="Khalid Nur")
    full = Link(text="الدبلوماسي خالد نور", span=Span(0, 4), name="Khalid Nur")
    gold = change(sample, claims=(change(first, chain=(full,)), change(second, chain=(surname,))))
    said = change(
        sample,
        claims=(change(first, chain=(change(full, name=None),)), change(second, chain=(change(full, name=None),))),
    )
    assert score(take_report("a", gold), said)[0].origins.f1 == 1


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        (("رويترز", "Reuters"), ("وكالة رويترز للأنباء", "Reuters"), True),
        (("المرصد السوري لحقوق الإنسان", None), ("المرصد السوري", None), True),
        (("المرصد السوري", None), ("بالمرصد السوري", None), True),
        (("وزارة الصحة", None), ("وزارة الدفاع العراقية", None), False),
        (("إدارة", None), ("ادارة", None), True),
        ((None, "Reuters"), (None, None), False),
    ],
)
def test_names_are_the_same_by_canon_or_by_half_of_their_words(gold: Any, said: Any, same: bool) -> None:
    assert same_name(Naming(*gold), Naming(*said)) is same


def test_places_may_be_as_far_off_as_their_precision_allows() -> None:
    def at(lat: float, precision: str, country: str = "SY") -> Naming:
        return Naming("مكان", "Place", country=country, point=(lat, 40.0), precision=precision)

    assert same_place(at(35.0, "town"), at(35.1, "site"))
    assert not same_place(at(35.0, "town"), at(35.3, "town"))
    assert same_place(at(35.0, "governorate"), at(35.3, "town"))
    assert same_place(at(35.0, "country"), at(39.0, "country"))
    assert not same_place(at(35.0, "country"), at(35.0, "country", "IQ"))
    assert same_place(None, None)
    assert not same_place(at(35.0, "town"), None)


def test_weeks_and_months_may_differ_at_their_ends() -> None:
    assert same_time(("2024-03-01", "2024-03-07"), ("2024-03-01", "2024-03-07"), "day")
    assert not same_time(("2024-03-01", "2024-03-07"), ("2024-03-02", "2024-03-08"), "day")
    assert same_time(("2024-03-01", "2024-03-07"), ("2024-03-02", "2024-03-08"), "week")
    assert not same_time(("2024-03-01", "2024-03-07"), ("2024-03-07", "2024-03-14"), "week")
    assert same_time((None, None), (None, None), None)


def test_overlap_is_the_part_of_the_shorter_stretch() -> None:
    assert overlap((0, 10), (5, 7)) == 1
    assert overlap((0, 10), (8, 12)) == 0.5
    assert overlap((0, 10), (10, 12)) == 0


def test_gold_may_quote_words_instead_of_giving_offsets(tmp_path: Path, sample: Report) -> None:
    values = json.loads(sample.to_json())
    text = sample.document.text
    for claim, read in zip(values["claims"], sample.claims, strict=True):
        claim["span"] = text[read.span.start : read.span.end]
    values["events"][0]["mentions"] = [text[s.start : s.end] for s in sample.events[0].mentions]
    (tmp_path / "a.json").write_text(json.dumps(values), encoding="utf-8")
    (gold,) = load_gold(tmp_path)
    assert gold.claims == take_report("a", sample).claims


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"document": {}}', '{"document": {"text": "ق"}, "claims": [5]}'])
def test_files_in_another_form_are_gold_problems(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldProblem, match=r"a\.json"):
        list(load_gold(tmp_path))


def test_a_folder_without_gold_is_a_gold_problem(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(GoldProblem, match="no folder with gold files"):
            list(load_gold(folder))


def test_sentences_are_judged_by_most_annotators(
    tmp_path: Path, sample: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khabar.evaluation import sentences

    def read(document: Any) -> Report:
        return sample if "انفجار" in document.text else change(sample, events=())

    monkeypatch.setattr(sentences, "read", read)
    path = tmp_path / "a.csv"
    rows = [
        "1,ASSAULT,2,3,yes,2008-01-01,وقع انفجار",
        "2,ASSAULT,3,3,yes,,قصف",
        "3,ASSAULT,0,3,no,2008-01-01,انفجار الغضب",
    ]
    rows += ["4,ASSAULT,1,1,yes,,انفجار", "5,PROTEST,0,2,no,,لا شيء"]
    path.write_text("id,event_type,accept,total,label,date,text\n" + "\n".join(rows), encoding="utf-8")
    figures, errors = evaluate_sentences(path)
    assert figures[0] == "ASSAULT  P 0.500  R 0.500  F1 0.500  (gold 2, predicted 2)"
    assert [error.partition("\n")[0] for error in errors] == ["ASSAULT missed", "ASSAULT made up"]


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"event_type,accept,total,text\nASSAULT,x,3,y\n", b"\xff\xfe\xff"]
)
def test_other_tables_are_gold_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(GoldProblem):
        evaluate_sentences(path)

"""`khabar check` believes no example: what it promises must be read, and nothing else can be promised."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from khabar.check import records
from khabar.check.examples import check_examples
from khabar.check.lint import lint_entries
from khabar.compile.lexicon import SourceEntry


def problems(domain: str, file: str, kind: str, lemma: str, example: dict[str, str], **fields: Any) -> list[str]:
    entry = SourceEntry(domain, file, kind, {kind: lemma, "examples": [example], **fields})
    return [problem.split("»: ", 1)[-1] for problem in check_examples([entry])]


SPEECH = ("speech", "deny", "verb", "نفى")
SITE = ("places", "sites", "noun", "ميناء")
DAY = ("times", "relative", "particle", "بالأمس")
NUMBER = ("numbers", "hundreds", "noun", "مئتان")
DEAD = ("casualties", "killed", "verb", "قتل")


@pytest.mark.parametrize(
    ("entry", "example", "wrong"),
    [
        (SPEECH, {"text": "نفى الناطق باسم الجيش قصف الميناء", "speaker": "الناطق باسم الجيش"}, None),
        (SPEECH, {"text": "نفى الناطق باسم الجيش قصف الميناء", "force": "assert"}, "force is «deny»"),
        (SITE, {"text": "رست سفينة في ميناء عدن", "place": "ميناء عدن"}, None),
        (SITE, {"text": "رست سفينة في ميناء عدن", "place": "ميناء المكلا"}, "place is «ميناء عدن»"),
        (DAY, {"text": "وقع الانفجار بالأمس في السوق", "time": "بالأمس", "start": "2023-03-14"}, None),
        (DAY, {"text": "وقع الانفجار بالأمس في السوق", "end": "2023-03-10"}, "end is «2023-03-14»"),
        (NUMBER, {"text": "فر مئتان عامل من المصنع", "value": "200"}, None),
        (NUMBER, {"text": "فر مئتان عامل من المصنع", "value": "2"}, "value is «200»"),
        (DEAD, {"text": "مقتل عاملين في سوق النخيل", "killed": "2"}, None),
        (DEAD, {"text": "مقتل عاملين في سوق النخيل", "wounded": "2"}, "wounded is «not found»"),
        (SITE, {"text": "رست سفينة في ميناء عدن", "plaec": "ميناء عدن"}, "«plaec» is nothing that can be promised"),
    ],
)
def test_a_promise_is_kept_or_named(
    entry: tuple[str, str, str, str], example: dict[str, str], wrong: str | None
) -> None:
    found = problems(*entry, example)
    assert len(found) == (wrong is not None), found
    assert all(problem.startswith(str(wrong)) for problem in found)


def test_an_event_is_of_the_type_of_its_entry() -> None:
    arrest = ("events", "coerce-arrest", "verb", "اعتقل", {"text": "اعتقلت الشرطة ثلاثة مشتبهين في عدن أمس"})
    assert problems(*arrest, type="COERCE") == []
    assert problems(*arrest, type="AID") == ["type is «COERCE», not «AID»"]


GOOD = {
    "id": "sy-a",
    "name": "A",
    "kind": "town",
    "country": "SY",
    "lat": "35.1",
    "lon": "36.2",
    "arabic": ["الزنبقية"],
}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"kind": "ambiguity"}, "«ambiguity» is none of the kinds"),
        ({"kind": ""}, "lacks «kind»"),
        ({"ambiguous": "yes"}, "«ambiguous» is no field"),
        ({"country": "Syria"}, "country is «Syria»"),
        ({"lat": "351"}, "lat is «351»"),
        ({"lon": "east"}, "lon is «east»"),
        ({"arabic": "الزنبقية"}, "«arabic» is no list"),
    ],
)
def test_a_record_that_cannot_be_meant_is_named(
    change: dict[str, str], wrong: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer/kinds.yaml").write_text("- {kind: town}", encoding="utf-8")
    (tmp_path / "places").mkdir()
    (tmp_path / "places/SY.yaml").write_text(yaml.dump([GOOD | change], allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(records, "DATA", tmp_path)
    found = list(records.lint_records("places"))
    assert len(found) == (wrong is not None), found
    assert all(problem.startswith(f"places/SY.yaml: sy-a: {wrong}") for problem in found)
    (tmp_path / "places/IQ.yaml").write_text(yaml.dump([GOOD], allow_unicode=True), encoding="utf-8")
    assert any("stands in IQ.yaml already" in problem for problem in records.lint_records("places"))


def test_types_and_forces_are_those_of_the_model() -> None:
    for domain, key, right in (("events", "type", "AID"), ("speech", "force", "deny")):
        entries = [
            SourceEntry(domain, "x", "noun", {"noun": n, key: v, "examples": [{"text": n}]})
            for n, v in (("a", right), ("b", "FEAST"))
        ]
        (found,) = lint_entries(entries)
        assert found.startswith(f"{domain}/x:b: {key} «FEAST» is not in khabar.model")

import re

import pytest

from khabar.views.labels import LANGUAGES
from khabar.web.rendering import HERE
from khabar.web.wording.phrases import Phrases, load_phrases

TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "templates").rglob("*.html")))


def held(phrases: Phrases, part: str) -> dict[str, object]:
    return dict(getattr(phrases, part))


@pytest.mark.parametrize("part", ["_phrases", "_counted"])
def test_both_languages_say_the_same_things(part: str) -> None:
    arabic, english = (held(load_phrases(language), part) for language in LANGUAGES)
    assert set(arabic) == set(english)


def test_gaps_are_the_same_in_both_languages() -> None:
    arabic, english = (held(load_phrases(language), "_phrases") for language in LANGUAGES)
    for key in english:
        gaps = [set(re.findall(r"{(\w+)}", str(words[key]))) for words in (arabic, english)]
        assert gaps[0] == gaps[1], key


def test_every_phrase_that_a_template_says_is_there() -> None:
    known = held(load_phrases("en"), "_phrases")
    assert set(re.findall(r'\bsay\("(\w+)"[,)]', TEMPLATES)) <= set(known)
    counted = held(load_phrases("en"), "_counted")
    assert set(re.findall(r"""\bcount\(["'](\w+)["'][,)]""", TEMPLATES)) <= set(counted)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "تقرير واحد"),
        (2, "تقريران"),
        (3, "3 تقارير"),
        (10, "10 تقارير"),
        (11, "11 تقريراً"),
        (100, "100 تقرير"),
        (103, "103 تقارير"),
    ],
)
def test_arabic_counts_as_arabic_does(number: int, said: str) -> None:
    assert load_phrases("ar").count("reports", number) == said


def test_no_phrase_is_left_over() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(HERE.rglob("*.py")))
    families = (*re.findall(r'say(?:_if)?\("(\w+_)" ~', TEMPLATES), "kind_", "error_")
    unsaid = [key for key in held(load_phrases("en"), "_phrases") if not re.search(rf'"{key}"', TEMPLATES + code)]
    assert [key for key in unsaid if not key.startswith(families) and f"'{key}'" not in TEMPLATES] == []
    counted = set(re.findall(r"""\bcount\(["'](\w+)["']""", TEMPLATES + code))
    families = tuple(one for one in counted if one.endswith("_"))
    uncounted = [key for key in held(load_phrases("en"), "_counted") if key not in counted]
    assert [key for key in uncounted if not key.startswith(families)] == []

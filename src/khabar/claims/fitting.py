"""Complements that an entry allows: a clause or a preposition, an object that is a happening, a recording, news, a deed."""

from __future__ import annotations

from typing import NamedTuple

from khabar.claims.cues import Cue
from khabar.claims.scene import DOMAIN, Scene

NEAR = 14  # words between a cue and its preposition
_UNLESS = 4  # words after an object in which a preposition gives its verb another sense
_HELD = 5  # words of an object before what it is held to be
_THE = "ال"
_ACCUSATIVE = "ا"
_HAPPENING = ("events", "casualties", "damage")


class Complement(NamedTuple):
    """A complement: its kind, the index of its mark and the words `[first, last)` of the content, `last` 0 if open."""

    kind: str
    mark: int
    first: int
    last: int = 0


def fitting(scene: Scene, cue: Cue, kind: str, mark: int, first: int) -> Complement | None:
    """Return a complement that its entry allows, else None."""
    saying = mark if kind == "of" else first
    if (
        kind in ("of", "to")
        and saying + 2 < scene.sentence_end(mark)
        and "complementiser" in scene.tags[saying + 1]
        and any(r.pos == "masdar" for r, _ in scene.words[saying].look.entries(DOMAIN))
    ):
        return Complement("that", saying, saying + 2)  # «تذرع بالقول إن», «مضى إلى القول إن»
    limit = cue.says(kind)
    if first >= scene.sentence_end(mark):
        return None
    clause = first > mark + 1 or "with_b" in scene.tags[mark]
    if (limit == "that" and not clause) or (limit == "happening" and not clause and not happening(scene, first)):
        return None
    if limit == "deed" and not clause and first in scene.actor_over and not happening(scene, first):
        return None  # «اعترفت بالحكومة الجديدة»
    if limit == "blame" and not _blame(scene, mark):
        return None
    return Complement("that" if clause else kind, mark, first)


def happening(scene: Scene, at: int, reach: int = 4) -> bool:
    """Tell whether the words from `at` on speak of a happening."""
    return any(
        scene.words[i].look.entries(domain)
        for i in range(at, min(at + reach, len(scene.words)))
        for domain in _HAPPENING
    )


def named(scene: Scene, at: int, what: str) -> bool:
    """Tell whether the words from `at` on name a recording (a film, pictures) or news, as their entries say."""
    return any(
        entry.fields.get(what)
        for i in range(at, min(at + 3, len(scene.words)))
        for _, entry in scene.words[i].look.entries(DOMAIN)
    )


def _blame(scene: Scene, at: int) -> bool:
    return any(
        entry.fields.get("blame")
        for i in range(at, min(at + 7, len(scene.words)))
        for _, entry in scene.words[i].look.entries(DOMAIN)
    )


def object_at(scene: Scene, cue: Cue, i: int, limit: int, kinds: frozenset[str]) -> Complement | None:
    """Return the object that starts at a word, where it is one that the entry can have."""
    if "blame" in kinds and _blame(scene, i):
        return Complement("blame", i, i)
    if kinds & {"target", "as"} and any(
        scene.maybe_bound(j, "ب") or "with_b" in scene.tags[j] for j in range(i + 1, min(i + NEAR, limit))
    ):
        return Complement("target" if "target" in kinds else "as", i, i)
    if "assigned" in kinds and any("to" in scene.tags[j] for j in range(i + 1, min(i + NEAR, limit))):
        return Complement("assigned", i, i)
    if "object" not in kinds or (
        cue.says("unless") and any(cue.says("unless") in scene.tags[j] for j in range(i + 1, min(i + _UNLESS, limit)))
    ):
        return None
    match cue.says("object"):
        case "happening":
            return Complement("object", i, i) if happening(scene, i) else None
        case "news" if named(scene, i, "news"):
            return Complement("object", i, i)
        case "heard":
            heard = named(scene, i, "heard") or happening(scene, i) or bool(scene.words[i].look.entries("weapons"))
            return Complement("object", i, i) if heard else None
        case "choice":
            choice = any("between" in scene.tags[j] for j in range(i + 1, min(i + NEAR, limit)))
            return Complement("object", i, i) if choice else None
        case "asked":
            return Complement("object", i, i) if happening(scene, i) or _is_asked(scene, cue, i) else None
        case "held":
            return Complement("object", i, i) if _is_held(scene, i, limit) else None
        case "recording" | "news":
            return Complement("object", i, i) if named(scene, i, "recording") else None
        case _:
            return Complement("object", i, i)


def _is_asked(scene: Scene, cue: Cue, i: int) -> bool:
    """Tell whether a word is an act that somebody is asked for («طلب من السكان مغادرة المنازل»)."""
    asked = any("from" in scene.tags[j] for j in range(cue.last, i))
    act = any(r.pos == "masdar" for r in scene.words[i].look.readings) or "neg_noun" in scene.tags[i]
    return asked and (act or scene.form(i).startswith(_THE))


def _is_held(scene: Scene, i: int, limit: int) -> bool:
    """Tell whether an object is followed by what it is held to be: an indefinite noun in the accusative («تصعيداً»)."""
    thing = scene.form(i).startswith(_THE) or "demonstrative" in scene.tags[i - 1]
    return thing and any(
        scene.form(j).endswith(_ACCUSATIVE) and not scene.tags[j] and scene.nominal(j)
        for j in range(i + 1, min(i + _HELD, limit))
    )

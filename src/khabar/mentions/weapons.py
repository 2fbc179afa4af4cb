"""Weapons and damage: what a text says was used, and what it did to things."""

from __future__ import annotations

from khabar.language import Entry, Text
from khabar.mentions.model import DamageMention, WeaponMention
from khabar.mentions.victims import has_part

_NEGATION_REACH = 8  # words: «دون أن تسفر عن وقوع إصابات أو أضرار»


def find_weapons(text: Text) -> list[WeaponMention]:
    """Return the weapons of a text in its order; `mode` is the mode of assault that each tells."""
    return [
        WeaponMention(
            first=first,
            last=last,
            span=text.span(first, last),
            entries=(entry.id,),
            weapon=entry.fields["weapon"],
            mode=entry.fields.get("mode"),
        )
        for first, last, entry in _hits(text, "weapons", "weapon")
        if entry.fields["weapon"] != "unsaid"
    ]


def find_damages(text: Text) -> list[DamageMention]:
    """Return what a text says about harm to things, in its order; «دون أضرار» is none, «لا معلومات عن الأضرار» says nothing."""
    out = []
    for first, last, entry in _hits(text, "damage", "damage"):
        degree = entry.fields["damage"]
        denied = _denied(text, first) if degree not in ("unsaid", "none") else ""
        if (
            degree == "unsaid"
            or denied == "unknown"
            or (entry.kind == "noun" and any(r.definite for r in text.words[first].look.readings))
        ):
            continue
        out.append(
            DamageMention(
                first=first,
                last=last,
                span=text.span(first, last),
                entries=(entry.id,),
                damage="none" if denied else degree,
            )
        )
    return out


def _denied(text: Text, at: int) -> str:
    """Return "none" where a negation governs the harm at word `at`, "unknown" where it negates the knowledge of it."""
    knows = False
    for i in range(at - 1, max(text.sentences[text.sentence_of[at]].first, at - _NEGATION_REACH) - 1, -1):
        look = text.words[i].look
        if {"punct", "contrast", "except"} & look.tags:
            return ""
        knows = knows or has_part(look, "info")
        if {"neg", "without"} & look.tags:
            return "unknown" if knows else "none"
    return ""


def _hits(text: Text, domain: str, field: str) -> list[tuple[int, int, Entry]]:
    """Return the hits of a domain that say something, the longest at each place; shorter ones inside are left out."""
    out: list[tuple[int, int, Entry]] = []
    done = 0
    for i in text.telling(domain):
        if i < done:
            continue
        word = text.words[i]
        phrase = next(
            (h for h in text.phrases.get(i, ()) if h.entry.domain == domain and field in h.entry.fields), None
        )
        if phrase is not None:
            out.append((i, phrase.last, phrase.entry))
            done = phrase.last
        elif domain in word.look.by_domain:
            found = [(r, e) for r, e in word.look.entries(domain) if field in e.fields]
            if found:
                out.append((i, i + 1, min(found, key=lambda pair: len(pair[0].suffix))[1]))
    return out

"""From letters as they are drawn, left to right, to the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SEPARATORS = frozenset(".,:/\u066b\u066c")  # between figures they belong to the number, whatever is around it
_PERCENT = re.compile(r"(?<![\d.,\u066b])([%\u066a])(\d+(?:[.,\u066b]\d+)?)(?!\d)")
_LEADING = re.compile(r"^([.!?:;,\u060c\u061b\u061f]+)(.*)$", re.S)  # drawn leftward it ends the line
_PAIRS = {"(": ")", "[": "]", "{": "}", "\u00ab": "\u00bb", "\u2039": "\u203a", "\u201c": "\u201d", "<": ">"}
_OPENING = {**{mark: mark for mark in _PAIRS}, **{close: mark for mark, close in _PAIRS.items()}}
_BRACKETS = re.compile(f"[{re.escape(''.join(_OPENING))}]+")


def order_letters(letters: Sequence[str], *, rightward: bool) -> str:
    """Return the text of letters that stand from left to right, in reading order.

    In a text that runs leftward, numbers and words of other scripts run rightward (the display order of
    Unicode, turned back); in one that runs rightward, its Arabic runs leftward.
    """
    kinds = [_tell(letter) for letter in letters]
    if not rightward and ("R" in kinds or "L" not in kinds):
        ordered = "".join(_join(letters, run) for run in reversed(_find_runs(kinds, letters)))
        return _PERCENT.sub(r"\2\1", turn_brackets(ordered))
    if "R" not in kinds:
        return _LEADING.sub(r"\2\1", "".join(letters)) if not rightward else "".join(letters)
    parts: list[str] = []
    at = 0
    while at < len(kinds):
        end = _end_of_arabic(kinds, at)
        parts.append(order_letters(letters[at:end], rightward=False) if end > at else letters[at])
        at = max(end, at + 1)
    return "".join(parts)


def turn_brackets(text: str) -> str:
    """Return the text with every bracket open before what it holds and closed behind it.

    Drawn leftward a bracket is mirrored, and some files keep its drawn form and others its meaning: the blanks
    around it tell, and where there are none on either side, whether one is open.
    """
    opened: set[str] = set()

    def turn(found: re.Match[str]) -> str:
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        mark = _OPENING[found[0][0]]
        opens = not before or before.isspace()
        closes = not after or not after.isalnum()
        if opens == closes:
            if before.isspace() and (not after or after.isspace()):
                return found[0]
            opens = mark not in opened
        (opened.add if opens else opened.discard)(mark)
        marks = [_OPENING[one] for one in found[0]]
        return "".join(marks) if opens else "".join(_PAIRS[one] for one in marks)

    return _BRACKETS.sub(turn, text)


def _tell(letter: str) -> str:
    """Return R for what runs leftward, L rightward, E and A for figures, W for a blank, O for the rest."""
    kind = unicodedata.bidirectional(letter[0])
    if kind in ("R", "AL"):
        return "R"
    if kind == "WS" or letter == " ":
        return "W"
    return {"L": "L", "EN": "E", "AN": "A"}.get(kind, "O")


def _find_runs(kinds: Sequence[str], letters: Sequence[str]) -> list[range]:
    """Return the stretches, left to right, of which each is read rightward and the whole leftward."""
    runs: list[range] = []
    at = 0
    while at < len(kinds):
        end = _end_of_run(kinds, letters, at) if kinds[at] in "LEA" else at + 1
        runs.append(range(at, end))
        at = end
    return runs


def _end_of_run(kinds: Sequence[str], letters: Sequence[str], start: int) -> int:
    """Return where a number or a phrase of another script ends."""
    end, latin = start + 1, kinds[start] == "L"
    while end < len(kinds):
        if kinds[end] in "LEA":
            latin = latin or kinds[end] == "L"
            end += 1
            continue
        after = next((n for n in range(end, len(kinds)) if kinds[n] in "LEAR"), None)
        if after is None or kinds[after] == "R":
            return end
        in_number = after == end + 1 and letters[end] in _SEPARATORS and kinds[end - 1] == kinds[after] != "L"
        if not in_number and not (latin and kinds[after] in "LE"):
            return end
        end = after
    return end


def _end_of_arabic(kinds: Sequence[str], start: int) -> int:
    """Return where the Arabic that begins at `start` ends, with the blanks and figures inside it; `start` for none."""
    end = start
    for n in range(start, len(kinds)):
        if kinds[n] == "R":
            end = n + 1
        elif kinds[n] == "L" or n == start:
            break
    return end


def _join(letters: Sequence[str], run: range) -> str:
    return "".join(letters[n] for n in run)

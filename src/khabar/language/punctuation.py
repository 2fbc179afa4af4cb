"""Punctuation and what each mark does to the structure of a text."""

from __future__ import annotations

PUNCTUATION: dict[str, tuple[str, ...]] = {
    "،": ("punct", "comma"),
    ",": ("punct", "comma"),
    "؛": ("punct", "semicolon"),
    ";": ("punct", "semicolon"),
    ":": ("punct", "colon"),
    ".": ("punct", "stop"),
    "۔": ("punct", "stop"),
    "؟": ("punct", "stop", "question_mark"),
    "?": ("punct", "stop", "question_mark"),
    "!": ("punct", "stop"),
    "…": ("punct", "ellipsis"),
    "«": ("punct", "quote", "open_quote"),
    "»": ("punct", "quote", "close_quote"),
    "‹": ("punct", "quote", "open_quote"),
    "›": ("punct", "quote", "close_quote"),
    "“": ("punct", "quote", "open_quote"),
    "”": ("punct", "quote", "close_quote"),
    "„": ("punct", "quote", "open_quote"),
    "″": ("punct", "quote", "close_quote"),
    '"': ("punct", "quote", "straight_quote"),
    "(": ("punct", "bracket", "open_bracket"),
    ")": ("punct", "bracket", "close_bracket"),
    "[": ("punct", "bracket", "open_bracket"),
    "]": ("punct", "bracket", "close_bracket"),
    "-": ("punct", "dash"),
    "–": ("punct", "dash"),
    "—": ("punct", "dash"),
    "/": ("punct", "slash"),
    "|": ("punct", "bar"),
    "||": ("punct", "bar"),
    "•": ("punct", "bullet"),
}

# Runs of a mark count as one: the mark that a run of dots or bars stands for.
RUNS = {"dots": "…", "bars": "|"}

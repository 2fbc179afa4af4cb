"""Short reports of which it is written down which words tell of one happening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from khabar.errors import GoldProblem


@dataclass(frozen=True, slots=True)
class RetoldReport:
    """A report; for each of its happenings, where the words begin that tell of it."""

    text: str
    happenings: tuple[tuple[int, ...], ...]

    @property
    def of(self) -> dict[int, int]:
        """The number of the happening that the word at an offset tells of."""
        return {at: n for n, offsets in enumerate(self.happenings) for at in offsets}


def read_retold(path: Path) -> Iterator[RetoldReport]:
    """Yield the reports of a file: rows of `text` and `happenings`, each a list of words; `word @2`: its second place.

    Raises:
        GoldProblem: A word does not stand in its report as often as is said.
    """
    for row in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["reports"]:
        text = row["text"]
        yield RetoldReport(text, tuple(tuple(_find(path, text, word) for word in words) for words in row["happenings"]))


def _find(path: Path, text: str, quoted: str) -> int:
    word, _, times = quoted.partition(" @")
    at = -1
    for _ in range(int(times or 1)):
        at = text.find(word, at + 1)
        if at < 0:
            raise GoldProblem(f"{path}: «{quoted}» is not in «{text[:60]}…»; name the word as it stands there")
    return at

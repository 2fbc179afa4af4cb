"""The tree of names: word by word from a first word to everything whose name is complete there."""

from __future__ import annotations

from typing import Any

from khabar.language.compiled import CompiledNames
from khabar.language.names import ActorName, PlaceName


class NameNode:
    """The names that begin with the words so far: `places` and `actors` bear exactly them, `after` leads on.

    `survey` is kept for the mentions, which look once at what the bearers have in common.
    """

    __slots__ = ("actors", "after", "places", "survey")

    def __init__(self) -> None:
        self.places: tuple[PlaceName, ...] = ()
        self.actors: tuple[ActorName, ...] = ()
        self.survey: Any = None
        self.after: dict[str, NameNode] = {}

    @property
    def records(self) -> tuple[PlaceName | ActorName, ...]:
        """Everything that bears the name."""
        return (*self.places, *self.actors)


class NameTree:
    """All names, each first word's branch made when it is first asked for."""

    def __init__(self, *sources: CompiledNames) -> None:
        self._sources = sources
        self._branches: dict[str, NameNode] = {}

    def after(self, word: str) -> NameNode | None:
        """Return the branch of the names that begin with a folded word, None where no name does."""
        branch = self._branches.get(word)
        if branch is None:
            for names in self._sources:
                if word in names.index:
                    branch = self._branches[word] = self._grow(word)
                    break
        return branch

    def _grow(self, word: str) -> NameNode:
        root = NameNode()
        for names in self._sources:
            places, actors = names.places, names.actors
            for rest, of_place, of_actor in names.index.get(word, ()):
                node = root
                for following in rest:
                    further = node.after.get(following)
                    if further is None:
                        further = node.after[following] = NameNode()
                    node = further
                node.places += tuple([places[i] for i in of_place])
                node.actors += tuple([actors[i] for i in of_actor])
        return root

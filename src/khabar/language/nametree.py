"""The tree of names: word by word from a first word to everything whose name is complete there."""

from __future__ import annotations

from khabar.language.compiled import CompiledNames
from khabar.language.names import ActorName, PlaceName


class NameNode:
    """The names that begin with the words so far: `records` bear exactly them, `after` leads on."""

    __slots__ = ("after", "records")

    def __init__(self) -> None:
        self.records: tuple[PlaceName | ActorName, ...] = ()
        self.after: dict[str, NameNode] = {}


class NameTree:
    """All names, each first word's branch made when it is first asked for."""

    def __init__(self, names: CompiledNames) -> None:
        self._names = names
        self._branches: dict[str, NameNode] = {}

    def after(self, word: str) -> NameNode | None:
        """Return the branch of the names that begin with a folded word, or None."""
        if word not in self._names.index:
            return None
        branch = self._branches.get(word)
        if branch is None:
            branch = self._branches[word] = self._grow(word)
        return branch

    def _grow(self, word: str) -> NameNode:
        root = NameNode()
        places, actors = self._names.places, self._names.actors
        for rest, of_place, of_actor in self._names.index[word]:
            node = root
            for following in rest:
                node = node.after.setdefault(following, NameNode())
            node.records = (*(places[i] for i in of_place), *(actors[i] for i in of_actor))
        return root

"""One incident for people: what is said of it and by how many origins, who says it, and what happened to the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from khabar.incidents.happening import Happening
from khabar.incidents.model import Tie
from khabar.incidents.record import Carrier, Collapse, IncidentRecord, Origin, Quoted, SlotName, Statement
from khabar.views.labels import load_labels
from khabar.views.sentence import tell
from khabar.views.slots import count, lay_slot, tell_value
from khabar.views.ties import lay_ties
from khabar.views.visible import isolate, on_one_line, shorten
from khabar.views.wording import FORCE_WORDS

_LONGEST = 220
_MOST_QUOTES = 3
_HEADED: tuple[SlotName, ...] = ("place", "weapon", "blamed")
_SOME_ID = re.compile(r"\b[0-9a-f]{16}\b")
_COLLAPSES = {
    "credited_copy": "a copy that says so",
    "near_copy": "nearly the same text",
    "contained_copy": "its text stands inside the other",
    "same_speaker": "the same speaker",
    "same_unnamed_speaker": "the same unnamed speaker, in the same words",
    "relayed": "passed on",
}


def print_incident(
    console: Console, record: IncidentRecord, ties: Sequence[Tie] = (), happening: Happening | None = None
) -> None:
    """Print an incident's record below what happened in a sentence, and by which ties its reports were put together."""
    view = _View(record, ties, happening, isolated=console.is_terminal)
    console.print(Group(*view.parts()))


class _View:
    """Says one record in lines, every piece of Arabic kept apart from the English around it."""

    def __init__(
        self, record: IncidentRecord, ties: Sequence[Tie], happening: Happening | None, *, isolated: bool
    ) -> None:
        self._record = record
        self._happening = happening
        self._ties = ties
        self._isolated = isolated
        self._names: Mapping[str, str] = {
            origin.key: f"{origin.name or origin.text} [{number}]" for number, origin in enumerate(record.origins, 1)
        }
        self._publishers = {s.document: s.publisher for o in record.origins for s in o.statements if s.publisher}

    def parts(self) -> Iterator[RenderableType]:
        """Yield the parts of the view from the top."""
        record = self._record
        yield Rule(Text(record.id, style="bold"), align="left", style="dim")
        yield self._head()
        for slot in record.slots:
            if slot.values:
                yield lay_slot(slot, say=self._words, name=self._name)
        yield _title(f"Origins: {len(record.origins)}")
        for number, origin in enumerate(record.origins, start=1):
            yield self._origin(number, origin)
        if record.copies:
            yield _title("Copies")
            for copy in record.copies:
                why = f"{self._document(copy.document)} of {self._document(copy.of)}: {_COLLAPSES[copy.reason]}, {copy.share:.0%} of its words"
                credit = f"  {self._words(copy.credit.text)}" if copy.credit else ""
                yield _inside(Text(on_one_line(why) + credit))
        yield from self._drifts()
        yield from self._grade()
        yield from self._reasons()
        yield Text()

    def _head(self) -> RenderableType:
        record = self._record
        lines = [Text(self._what(), style="bold"), Text(count(record.backing), style="bold cyan")]
        if record.grade is not None:
            suggested = f"suggested grade: {record.grade.name}"
            lines += [Text(f"{suggested} ({'; '.join(map(on_one_line, record.grade.reasons))})", style="cyan")]
        return Group(*lines)

    def _what(self) -> str:
        """Return what happened: a sentence, or day, place, weapon and whom most blame where there is none."""
        if self._happening is not None:
            return tell(self._happening, load_labels("en"), wrap=self._words)
        record = self._record
        told = record.held("time") is not None
        day = record.day if record.day is None or told else f"{record.day}?"  # when it was published, told by nobody
        place, weapon, blamed = (record.held(slot) for slot in _HEADED)
        parts = [day or "no day", tell_value(place, self._words) if place else "no place"]
        return " · ".join([*parts, *(tell_value(held, self._words) for held in (weapon, blamed) if held)])

    def _drifts(self) -> Iterator[RenderableType]:
        if self._record.drifts:
            yield _title("What the words became on their way")
        for drift in self._record.drifts:
            yield _inside(Text(f"{drift.kind} · {self._name(drift.origin)} · {on_one_line(drift.because)}"))
            yield _inside(Text.assemble(("before ", "dim"), self._quote(drift.before)), 8)
            yield _inside(Text.assemble(("after  ", "dim"), self._quote(drift.after)), 8)

    def _grade(self) -> Iterator[RenderableType]:
        grade = self._record.grade
        if grade is None:
            return
        yield _title(f"Suggested grade: {grade.name}  (a person decides)")
        for number, reason in enumerate(grade.reasons):
            yield _inside(Text(f"· {on_one_line(reason)}"))
            for quote in grade.quotes if not number else ():
                yield _inside(Text.assemble((f"{self._document(quote.document)}  ", "dim"), self._quote(quote)), 8)

    def _reasons(self) -> Iterator[RenderableType]:
        """Yield why each report is in it, and which of them were found to tell nothing of it."""
        telling = set(self._record.backing.reports)
        silent = [document for document in self._record.documents if document not in telling]
        if self._ties:
            yield _title("Why is this report in it?")
            yield from (_inside(Text(line)) for line in lay_ties(self._ties, self._document))
        if silent:
            yield _title("Put to it, but nothing in them was found to be about it")
            yield from (_inside(Text(self._document(document))) for document in silent)

    def _origin(self, number: int, origin: Origin) -> RenderableType:
        rated = f"  reliability {origin.reliability}" if origin.reliability != "F" else ""
        voice = {
            "named": "",
            "unnamed": " unnamed, carried by " + (origin.publisher or "?"),
            "own": " in its own words",
        }
        head = Text.assemble(
            (f"{number:>2}  ", "dim"),
            (self._words(origin.name or origin.text), "bold"),
            (
                f"  ({origin.kind.replace('_', ' ')}{',' + voice[origin.voice] if voice[origin.voice] else ''}){rated}",
                "dim",
            ),
        )
        return Group(
            head,
            *(_inside(self._statement(statement), 6) for statement in origin.statements),
            *(_inside(self._collapse(collapse), 6) for collapse in origin.collapses),
        )

    def _statement(self, statement: Statement) -> RenderableType:
        via = " < ".join(self._carrier(carrier) for carrier in statement.carriers)
        manner = [FORCE_WORDS[statement.force]]
        manner += [statement.certainty] if statement.certainty != "certain" else []
        manner += ["negated"] if statement.negated and statement.force != "deny" else []
        parts = (
            (statement.published or "")[:10],
            statement.publisher,
            f"via {via}" if via else None,
            statement.document,
        )
        head = Text.assemble((" · ".join(on_one_line(part) for part in parts if part), "dim"), f"  {', '.join(manner)}")
        shown = sorted(statement.quotes, key=lambda quote: quote.headline)[:_MOST_QUOTES]
        return Group(head, *(_inside(self._quote(quote), 2) for quote in shown))

    def _carrier(self, carrier: Carrier) -> str:
        """Return a carrier with the words that name it, or that it is only known by the text."""
        words = f" «{self._words(carrier.words.text)}»" if carrier.words else ""
        return self._words(carrier.name) + words + ("" if carrier.credited else " (not credited)")

    def _collapse(self, collapse: Collapse) -> Text:
        words = f"  {self._words(collapse.words.text)}" if collapse.words else ""
        reason = "" if collapse.reason == "correspondent" else f"{_COLLAPSES[collapse.reason]}: "
        because = _SOME_ID.sub(lambda found: self._document(found[0]), on_one_line(collapse.because))
        why = f"{self._document(collapse.document)}: {reason}{because}{words}"
        return Text(why, style="italic")

    def _document(self, id: str) -> str:
        """Return a document by who published it, with its id; the id alone where nobody is known to have."""
        publisher = self._publishers.get(id)
        return f"{self._words(publisher)} {id}" if publisher else id

    def _quote(self, quote: Quoted) -> Text:
        mark = " (headline)" if quote.headline else ""
        return Text.assemble(self._words(quote.text), (mark, "dim"))

    def _name(self, key: str) -> str:
        return self._words(self._names.get(key, key))

    def _words(self, text: str) -> str:
        words = shorten(on_one_line(text), _LONGEST)
        return isolate(words) if self._isolated else words


def _title(words: str) -> RenderableType:
    return Padding(Text(words, style="bold underline"), (1, 0, 0, 0))


def _inside(part: RenderableType, by: int = 4) -> RenderableType:
    return Padding(part, (0, 0, 0, by))

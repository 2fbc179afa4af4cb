"""Who publishes: outlets, agencies and bodies by the address or the name under which they appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from khabar.language import ActorName, fold, load_lexicon
from khabar.model import Document, PartyKind, Value
from khabar.pages.addresses import host_of
from khabar.pages.wording import load_wording

LANGUAGE = "ar"
MEDIA: frozenset[PartyKind] = frozenset({"outlet", "agency"})
_TELLING = re.compile(r"\b(?:Agency|News|Press)\b")  # a name that says in English what it is
_SHORT = re.compile(r"[A-Z]{2,6}\d*")
_WORD = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"\s*\([^()]*\)")  # «Al-Watan (Syria)»
_CORE = 3  # letters that tell one name from another
_PLATFORM = "platform"  # in the place of a superior: everybody writes there


class Publisher(Value, frozen=True, kw_only=True):
    """Somebody who publishes: `key` is the id of its record, else its host, else its folded name.

    `body` is the id of the record of whom it is the press office.
    """

    key: str
    name: str
    id: str | None = None
    kind: PartyKind = "outlet"
    country: str | None = None
    body: str | None = None

    @property
    def is_medium(self) -> bool:
        """Tell a news medium from a body that publishes what it knows itself (a monitor, a rescue service)."""
        return self.kind in MEDIA


def find_publisher(document: Document) -> Publisher | None:
    """Return who publishes a document, by its address, else by the name that it was given; None where neither is known."""
    host = host_of(document.url)
    record = _by_host(host) or _by_name(document.publisher or "")
    if record is not None:
        return of_record(record)
    if document.publisher:
        return Publisher(
            key=host or fold(document.publisher), name=document.publisher, kind=_kind_told(document.publisher)
        )
    return Publisher(key=host, name=host) if host else None


def find_medium(name: str | None, *, record: str | None = None) -> Publisher | None:
    """Return the publisher of a record's id or of one of its names in any script, None where no record has it."""
    found = _records().get(record) if record else None
    found = found or _by_name(name or "")
    return of_record(found) if found else None


def of_record(record: ActorName) -> Publisher:
    """Return the publisher that an actor's record tells of; a foreign agency goes by its short name where it has one."""
    short = "" if _TELLING.search(record.name) or record.kind != "agency" else _short_names().get(record.id, "")
    return Publisher(
        key=record.id,
        name=short or record.name,
        id=record.id,
        kind=_kind(record.kind),
        country=record.country or None,
        body=record.parent if record.kind in MEDIA and record.parent in _records() else None,
    )


def find_record(actor: str | None) -> ActorName | None:
    """Return the record of an actor by its id."""
    return _records().get(actor) if actor else None


def _kind_told(name: str) -> PartyKind:
    """Return what a name that no record has says of itself: «وكالة …» is an agency."""
    words = name.split(maxsplit=1)
    for _, entry in load_lexicon(LANGUAGE).look(fold(words[0])).entries("actors") if words else ():
        if entry.fields.get("kind") in MEDIA:
            return _kind(entry.fields["kind"])
    return "outlet"


def _kind(kind: str) -> PartyKind:
    return kind  # type: ignore[return-value]  # the compiled data holds the codebook's kinds only


def _by_host(host: str) -> ActorName | None:
    while host:
        if host in (found := _hosts()):
            return found[host]
        host = host.partition(".")[2]
    return None


def _by_name(name: str) -> ActorName | None:
    known = _names().get(fold(name).strip())
    if known is not None:
        return known
    words = _words(name)
    for key in ("".join(words), _core(words)):
        if len(key) >= _CORE and (found := _cores().get(key)) is not None:
            return found
    return None


def _words(name: str) -> list[str]:
    """Return the folded words of a name, in small letters."""
    return _WORD.findall(fold(name).casefold())


def _core(words: Iterable[str]) -> str:
    """Return the letters of a name without the words that say what it is: «جريدة عنب بلدي», «Enab Baladi News»."""
    general = load_wording().press_words
    return "".join(word for word in words if word not in general)


@cache
def _records() -> dict[str, ActorName]:
    out: dict[str, ActorName] = {}
    for record in load_lexicon(LANGUAGE).names.actors:
        out.setdefault(record.id, record)
    return out


@cache
def _hosts() -> dict[str, ActorName]:
    out: dict[str, ActorName] = {}
    for record in _records().values():
        for domain in record.domains:
            out.setdefault(domain, record)
    return out


@cache
def _names() -> dict[str, ActorName]:
    """Return those who publish by their folded names; of two with one name the first that can be believed alone."""
    out: dict[str, ActorName] = {}
    for record in sorted(_publishing(), key=lambda r: r.needs != ""):
        for name in (record.name, *record.arabic):
            out.setdefault(fold(name), record)
    return out


@cache
def _cores() -> dict[str, ActorName | None]:
    """Return those who publish by their whole names in letters, and by the core of a name that one of them alone bears."""
    whole: dict[str, ActorName | None] = {}
    cores: dict[str, ActorName | None] = {}
    for record in _publishing():
        if record.parent == _PLATFORM:
            continue
        names = (record.name, _BRACKET.sub("", record.name), *record.arabic)
        for words in {tuple(_words(name)) for name in names}:
            for found, key in ((whole, "".join(words)), (cores, _core(words))):
                known = found.setdefault(key, record)
                if known is not None and known.id != record.id:
                    found[key] = None
    return cores | whole


@cache
def _short_names() -> dict[str, str]:
    out: dict[str, str] = {}
    for record in _publishing():
        for name in record.arabic:
            if _SHORT.fullmatch(name):
                out.setdefault(record.id, name)
    return out


def _publishing() -> Iterator[ActorName]:
    return (r for r in load_lexicon(LANGUAGE).names.actors if r.domains or r.kind in MEDIA)

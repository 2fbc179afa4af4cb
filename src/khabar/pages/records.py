"""Documents that come as data: JSON or YAML objects with `text` and what is known about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from khabar.errors import EmptyInput, InputError
from khabar.model import Document
from khabar.pages.decode import decode_text
from khabar.pages.given import load_json, mend_halves, open_record, strings_of
from khabar.pages.intake import Capture, Intake, Known

_FIELDS = ("published", "publisher", "url", "id", "sha256", "credited_source", "byline", "language")


def read_json(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the documents of a JSON file: one object or a list of them."""
    return _read_capture(capture, known, "json")


def read_yaml(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the documents of a YAML file: one object or a list of them."""
    return _read_capture(capture, known, "yaml")


def _read_capture(capture: Capture, known: Known, kind: str) -> Iterator[Intake]:
    documents = read_records(decode_text(capture.data, declared=capture.charset), kind)
    for number, document in enumerate(documents, start=1):
        yield Intake(document=known.over(document), capture=capture, member=f"record {number}")


def read_records(text: str, kind: str) -> Iterator[Document]:
    """Yield the documents in JSON ("json") or YAML ("yaml") text: one object or a list of them.

    Raises `InputError` for another form; the documents before the fault are yielded first.
    """
    loaded = load_json(text) if kind == "json" else _load_yaml(text)
    for record in loaded if isinstance(loaded, list) else [loaded]:
        yield _read_record(record)


def _read_record(record: Any) -> Document:
    """Return the document of one object."""
    record = open_record(record)
    if not isinstance(record.get("text"), str):
        raise InputError("expected an object with a «text» that is a string")
    known = {name: record[name] for name in _FIELDS if isinstance(record.get(name), str) and record[name]}
    title, text = record.get("title"), record["text"]
    if isinstance(title, str) and title.strip() and not text.lstrip().startswith(title.strip()):
        text = f"{title.strip()}\n\n{text}"
    if not text.strip():
        raise EmptyInput("there is no text in it")
    return Document(text=mend_halves(text), headlines=strings_of(record.get("headlines")), **known)


def _load_yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # every scalar stays text: dates, and NO for Norway
    except (yaml.YAMLError, RecursionError) as problem:
        raise InputError(f"not valid YAML: {' '.join(str(problem).split())}") from None

"""What a change of a store is marked with when this khabar makes it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from khabar import __version__
from khabar.language.artefact import data_version
from khabar.reading import LANGUAGE
from khabar.store.documents.readings import Stamp
from khabar.store.gazetteers import places_version
from khabar.store.opening import Store


def stamps_of(store: Store, *, by: str | None = None) -> Callable[[], Stamp]:
    """Return what tells, each time, what a change of a store is marked with: these versions, now, and who has it done."""
    with store.reading() as connection:
        places = places_version(connection)
    data = f"{data_version(LANGUAGE)}+{places}" if places else data_version(LANGUAGE)
    return lambda: Stamp(__version__, data, datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"), by)

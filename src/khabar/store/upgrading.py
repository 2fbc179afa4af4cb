"""Bringing an older store up to date, once; of a large one it is told in the program's log how far that has come."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from sqlalchemy import Connection

from khabar.errors import StoreTooNew

LOG = "khabar.upgrading"
_log = logging.getLogger(LOG)
_PATIENCE = 2.0  # seconds that pass before anything is told
_EVERY = 3.0


def upgrade(connection: Connection, name: str, *, found: str | None) -> None:
    """Bring a store's tables from the revision that was found in it, or from none, to that of this program.

    Raises `StoreTooNew` where a newer khabar has written it.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        if found:
            ScriptDirectory.from_config(config).get_revision(found)
    except CommandError:
        raise StoreTooNew(f"{name} was written by a newer khabar (version {found} of its tables): upgrade") from None
    progress = Progress(name)
    command.upgrade(config, "head")
    if found:
        from khabar.store.incidents.former import recover
        from khabar.store.incidents.grouping import regroup_all
        from khabar.store.incidents.telling import follow_all_verdicts

        recover(connection, tell=progress.tell)
        regroup_all(connection, tell=progress.tell)  # an older program may have made otherwise what is worked out
        follow_all_verdicts(connection)
        progress.end()


class Progress:
    """Tells how far the work on one store has come: nothing of what is done at once, and not too often."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun = time.monotonic()
        self._told: float | None = None

    def tell(self, step: str, done: int, total: int) -> None:
        """Take in that so much of a step is done."""
        now = time.monotonic()
        if now - self._begun < _PATIENCE or (self._told is not None and now - self._told < _EVERY):
            return
        if self._told is None:
            _log.info(
                "%s is brought up to date for this khabar; that is done once, and not to be broken off", self._name
            )
        self._told = now
        _log.info("%s: %s of %s", step, f"{done:,}", f"{total:,}")

    def end(self) -> None:
        """Say that it is over, where it was told of."""
        if self._told is not None:
            _log.info("%s is up to date", self._name)

"""Passwords: what they must be, and how they are kept so that who steals the store does not have them."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from khabar.errors import AccountProblem, MissingTool

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 1024
_FEWEST_LETTERS = 5  # different ones
_AT_ONCE = threading.BoundedSemaphore(2)  # each takes 64 MiB for a moment
_PATIENCE = 5.0  # seconds; who cannot be looked at by then is sent away, so that guessers do not hold up all others


class TooBusy(Exception):
    """So many passwords are being looked at that this one has to come again."""


def check_password(password: str, name: str) -> None:
    """Raise `AccountProblem` where a password is too short, too long, too even, or holds the name of its account."""
    plain = _normalise(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise AccountProblem(
            "short", f"a password has at least {SHORTEST} characters: several words are easy to keep in mind"
        )
    if len(set(plain)) < _FEWEST_LETTERS:
        raise AccountProblem("even", "the password repeats the same few characters: choose another one")
    if len(name) >= 4 and name.casefold() in plain.casefold():
        raise AccountProblem("holds_name", "the password holds the name of the account: choose another one")


def hash_password(password: str) -> str:
    """Return what is kept of a password: argon2id with a salt of its own."""
    with _AT_ONCE:
        return _hasher().hash(_normalise(password))


def fits(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that was kept. Without one it takes as long, and is not.

    Raises `TooBusy` where it would have to wait too long.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise TooBusy
    try:
        _hasher().verify(kept if kept is not None else _nobodys(), _normalise(password)[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _AT_ONCE.release()
    return kept is not None


def is_dated(kept: str) -> bool:
    """Tell whether a hash was made with less work than is due today."""
    return _hasher().check_needs_rehash(kept)


def _normalise(password: str) -> str:
    """Return a password as it is the same from every keyboard."""
    return unicodedata.normalize("NFC", password)


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError:
        raise MissingTool("accounts need «argon2-cffi»: pip install 'khabar[web]'") from None
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash("the password of nobody")

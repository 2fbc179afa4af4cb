"""What happens at the desk where people sign in: attempts, sessions, and what of it is kept in the log."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from fastapi import Request

from khabar.store.custody.log import Deed
from khabar.store.opening import Store
from khabar.store.people.accounts import Account, change_password, find_account, keep_hash
from khabar.store.people.auditing import note
from khabar.store.people.entering import end_session, end_sessions, start_session
from khabar.web.entrance.guard import too_often
from khabar.web.entrance.pace import Waits
from khabar.web.entrance.passwords import TooBusy, check_password, fits, hash_password, is_dated
from khabar.web.entrance.visit import Asked

_LONGEST_NAME = 200
_BUSY = 5.0  # seconds until a password is looked at again where too many others are


class Signed(NamedTuple):
    """Who signed in, and the secret of their new session."""

    account: Account
    secret: str


class Reception:
    """Lets people of a team sign in and out."""

    def __init__(
        self, store: Store, *, now: Callable[[], datetime.datetime], notes_addresses: bool, team: bool
    ) -> None:
        self.store, self.team = store, team
        self.now = now
        self._notes_addresses = notes_addresses
        self._waits = Waits()

    @property
    def at(self) -> str:
        """The time now, as the log has it."""
        return self.now().isoformat()

    def sign_in(self, asked: Asked, name: str, password: str, *, before: str | None) -> Signed | None:
        """Let somebody in, and end the session that their browser had before; None where name or password is wrong.

        Takes as long, and is answered alike, whether there is such an account or not. Raises 429 where too many
        attempts failed.
        """
        name = " ".join(name.split())[:_LONGEST_NAME]
        account = self._check(asked, name, password)
        if account is None:
            return None
        fresh = hash_password(password) if is_dated(account.password) else None
        with self.store.writing() as connection:
            if fresh:
                keep_hash(connection, account, fresh, at=self.at)
            address = self._address(asked)
            secret = start_session(connection, account, now=self.now(), before=before, address=address)
        return Signed(account, secret)

    def change_password(self, asked: Asked, name: str, old: str, new: str) -> Signed | None:
        """Keep a new password and end all sessions but a new one; None where the old one is wrong.

        Raises `AccountProblem` where the new one cannot be kept.
        """
        check_password(new, name)
        account = self._check(asked, name, old)
        if account is None:
            return None
        kept = hash_password(new)
        with self.store.writing() as connection:
            changed = change_password(connection, name, kept, by=name, at=self.at)
            return Signed(changed, start_session(connection, changed, now=self.now(), address=self._address(asked)))

    def sign_out(self, account: Account | str, secret: str | None = None) -> None:
        """End one session, or without its secret all of an account."""
        name = account if isinstance(account, str) else account.name
        with self.store.writing() as connection:
            if secret:
                end_session(connection, secret)
            elif found := find_account(connection, name):
                end_sessions(connection, found)
            act = "signed_out" if secret else "signed_out_everywhere"
            note(connection, "session", by=name, at=self.at, act=act)

    def note(self, request: Request, kind: Deed, **detail: object) -> None:
        """Keep in the log that who asks did something."""
        with self.store.writing() as connection:
            note(connection, kind, by=request.state.person.name, at=self.at, **detail)

    def _check(self, asked: Asked, name: str, password: str) -> Account | None:
        if wait := self._waits.left(name, asked.address):
            raise too_often(wait)
        with self.store.reading() as connection:
            account = find_account(connection, name)
        open_account = account if account and account.active else None
        try:
            right = fits(password, open_account.password if open_account else None)
        except TooBusy:
            raise too_often(_BUSY) from None
        if not right:
            self._waits.fail(name, asked.address)
            with self.store.writing() as connection:  # a name that is none may be a password in the wrong field
                known = account.name if account else None
                told = {"address": address} if (address := self._address(asked)) else {}
                note(connection, "session", by=None, at=self.at, act="failed", account=known, **told)
            return None
        self._waits.succeed(name, asked.address)
        return open_account

    def _address(self, asked: Asked) -> str | None:
        return asked.address if self._notes_addresses else None


def reception_of(request: Request) -> Reception:
    """Return the reception of this server."""
    reception: Reception = request.app.state.reception
    return reception

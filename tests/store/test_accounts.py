"""Accounts: one name however it is written, always an administrator, and nobody let in by a hand in the database."""

import datetime
from collections.abc import Callable

import pytest

from khabar.errors import StoreProblem
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.people.accounts import (
    Account,
    add_account,
    change_active,
    change_groups,
    change_password,
    change_role,
    find_account,
    list_accounts,
    list_groups,
)
from khabar.store.people.auditing import list_acts
from khabar.store.people.entering import (
    find_session,
    find_token,
    list_sessions,
    list_tokens,
    make_token,
    note_session,
    revoke_token,
    start_session,
)

AT = "2024-03-05T10:00:00+00:00"
NOW = datetime.datetime.fromisoformat(AT)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
Tamper = Callable[..., None]


def make(store: Store, name: str, role: str = "administrator", groups: tuple[str, ...] = ()) -> Account:
    with store.writing() as connection:
        return add_account(connection, name, role=role, password="hash", groups=groups, by="setup", at=AT)  # type: ignore[arg-type]


def test_a_name_is_one_however_it_is_written(store: Store) -> None:
    made = make(store, "Zeina  Q.")
    with store.reading() as connection:
        assert find_account(connection, "ZEINA q.") == made
        assert find_account(connection, "zeina") is None
    with pytest.raises(StoreProblem, match="already"):
        make(store, "zeina q.")


@pytest.mark.parametrize("name", ["", "  ", "a" * 65, "a\u202eb", "a/b", "<b>", "a\x00b", "a\nb,c"])
def test_a_name_is_nothing_that_could_mislead(store: Store, name: str) -> None:
    with pytest.raises(StoreProblem, match="a name has"):
        make(store, name)


def test_the_first_account_is_an_administrators(store: Store) -> None:
    with pytest.raises(StoreProblem, match="first account"):
        make(store, "a", "viewer")
    make(store, "a")
    make(store, "b", "viewer")


def test_an_administrator_always_stays(store: Store) -> None:
    make(store, "a")
    with store.writing() as connection:
        for change in (
            lambda: change_role(connection, "a", "reviewer", by="a", at=AT),
            lambda: change_active(connection, "a", False, by="a", at=AT),
        ):
            with pytest.raises(StoreProblem, match="last administrator"):
                change()
    make(store, "b")
    with store.writing() as connection:
        change_active(connection, "a", False, by="b", at=AT)
        with pytest.raises(StoreProblem, match="last administrator"):
            change_role(connection, "b", "viewer", by="b", at=AT)
        change_active(connection, "a", True, by="b", at=AT)
        assert change_role(connection, "b", "viewer", by="a", at=AT).role == "viewer"


def test_groups_are_those_that_somebody_is_in(store: Store) -> None:
    make(store, "a", groups=("مجموعة الشمال", "field"))
    make(store, "b", "analyst")
    with store.writing() as connection:
        change_groups(connection, "b", ["field"], by="a", at=AT)
        assert list_groups(connection) == {"field": ["a", "b"], "مجموعة الشمال": ["a"]}
        change_groups(connection, "b", [], by="a", at=AT)
        assert list_groups(connection)["field"] == ["a"]


def test_a_session_ends_when_idle_when_old_and_when_told(store: Store) -> None:
    account = make(store, "a")
    with store.writing() as connection:
        secret = start_session(connection, account, now=NOW)
        session, whose = find_session(connection, secret, now=NOW + HOUR) or pytest.fail("no session")
        assert whose == account
        assert find_session(connection, secret, now=NOW + 13 * HOUR) is None
        for hours in range(0, 7 * 24, 6):
            note_session(connection, session, now=NOW + hours * HOUR)
        assert find_session(connection, secret, now=NOW + 6 * DAY + 20 * HOUR) is not None
        assert find_session(connection, secret, now=NOW + 7 * DAY + HOUR) is None
        assert find_session(connection, session.hash, now=NOW) is None, "what is kept opens nothing"


def test_signing_in_again_ends_the_session_before(store: Store) -> None:
    account = make(store, "a")
    with store.writing() as connection:
        first = start_session(connection, account, now=NOW)
        other = start_session(connection, account, now=NOW)
        second = start_session(connection, account, now=NOW, before=first)
        assert find_session(connection, first, now=NOW) is None
        assert find_session(connection, second, now=NOW) is not None
        assert find_session(connection, other, now=NOW) is not None
        assert len(list_sessions(connection, account)) == 2


@pytest.mark.parametrize("how", ["password", "deactivated"])
def test_a_new_password_or_no_more_account_ends_every_session(store: Store, how: str) -> None:
    make(store, "boss")
    account = make(store, "a", "analyst")
    with store.writing() as connection:
        secret = start_session(connection, account, now=NOW)
        token, _ = make_token(connection, account, label="x", scopes=["read"], expires=None, by="a", now=NOW)
        if how == "password":
            change_password(connection, "a", "other", by="boss", at=AT)
        else:
            change_active(connection, "a", False, by="boss", at=AT)
            assert find_token(connection, token, now=NOW) is None
        assert find_session(connection, secret, now=NOW) is None


def test_a_token_opens_until_it_expires_or_is_revoked(store: Store) -> None:
    account, other = make(store, "a"), make(store, "b")
    with store.writing() as connection:
        secret, token = make_token(
            connection, account, label="script", scopes=["read", "add"], expires=NOW + DAY, by="a", now=NOW
        )
        assert find_token(connection, secret, now=NOW) == (token, account)
        assert find_token(connection, secret, now=NOW + DAY) is None
        with pytest.raises(StoreProblem, match="no token"):
            revoke_token(connection, token.id, of=other, by="b", at=AT)
        revoke_token(connection, token.id, of=account, by="a", at=AT)
        assert find_token(connection, secret, now=NOW) is None
        assert [one.revoked for one in list_tokens(connection, account)] == [AT]


def test_the_log_says_who_did_what_and_holds_no_secret(store: Store) -> None:
    account = make(store, "a")
    with store.writing() as connection:
        secret = start_session(connection, account, now=NOW)
        token, _ = make_token(connection, account, label="x", scopes=["read"], expires=None, by="a", now=NOW)
        change_password(connection, "a", "$argon2id$secret", by="a", at=AT)
        acts = list_acts(connection)
        assert [(act.kind, act.by, act.detail["act"]) for act in acts] == [
            ("account", "a", "password"),
            ("token", "a", "made"),
            ("session", "a", "signed_in"),
            ("account", "setup", "made"),
        ]
        assert not any(word in str(acts) for word in (secret, token, "argon2id"))
        assert [act.kind for act in list_acts(connection, kind="token", by="a")] == ["token"]
        assert list_acts(connection, since="2024-03-06") == []
        assert len(list_acts(connection, until="2024-03-05", limit=2)) == 2
        assert len(list_acts(connection, before=3)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts SET role = 'administrator' WHERE name = 'b'",
        "UPDATE accounts SET groups = '[\"field\"]' WHERE name = 'b'",
        "UPDATE accounts SET password = 'x' WHERE name = 'b'",
        "UPDATE accounts SET active = :yes WHERE name = 'c'",
        "INSERT INTO accounts (name, folded, role, groups, active, password, made) "
        "VALUES ('d', 'd', 'viewer', '[]', :yes, 'x', 'x')",
        "UPDATE tokens SET scopes = '[\"admin\"]'",
        "UPDATE tokens SET revoked = NULL",
    ],
)
def test_what_was_changed_past_the_log_is_named(store: Store, tamper: Tamper, statement: str) -> None:
    make(store, "a")
    account = make(store, "b", "viewer")
    make(store, "c", "viewer")
    with store.writing() as connection:
        change_active(connection, "c", False, by="a", at=AT)
        _, token = make_token(connection, account, label="x", scopes=["read"], expires=None, by="a", now=NOW)
        revoke_token(connection, token.id, of=None, by="a", at=AT)
    assert verify(store).disagreements == ()
    tamper(statement, **({"yes": True} if ":yes" in statement else {}))
    (found,) = verify(store).disagreements
    assert "is not what the log has of it" in found.what


def test_a_session_that_nobody_began_is_named(store: Store, tamper: Tamper) -> None:
    account = make(store, "a")
    with store.writing() as connection:
        start_session(connection, account, now=NOW)
    assert verify(store).disagreements == ()
    tamper("INSERT INTO sessions (hash, account, made, seen) VALUES (:hash, 1, 'x', 'x')", hash="0" * 64)
    (found,) = verify(store).disagreements
    assert "nobody who signed in" in found.what


def test_all_accounts_are_listed_by_name(store: Store) -> None:
    make(store, "نادر")
    make(store, "Basma", "viewer")
    with store.reading() as connection:
        assert [one.name for one in list_accounts(connection)] == ["Basma", "نادر"]

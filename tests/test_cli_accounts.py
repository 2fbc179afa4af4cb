"""Accounts on the command line: passwords never in an argument, every change told and logged."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.web.entrance.passwords import fits

PASSWORD = "five plain words in a row"
Run = Callable[..., "tuple[int, str, str]"]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pipe something into the next command."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO(words))


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "khabar.db")


def test_an_account_from_its_making_to_its_end(khabar: Run, typed: Callable[[str], None], store: str) -> None:
    typed(f"{PASSWORD}\n")
    assert khabar("accounts", "add", "zeina", "--role", "administrator", "--store", store)[0] == 0
    typed(f"{PASSWORD}\n")
    assert khabar("accounts", "add", "نادر", "--group", "field", "--store", store)[:2] == (0, "نادر: viewer\n")
    assert khabar("accounts", "role", "نادر", "analyst", "--store", store)[0] == 0
    assert khabar("accounts", "groups", "نادر", "north", "field", "--store", store)[1] == "نادر: field, north\n"
    assert khabar("accounts", "deactivate", "نادر", "--store", store)[0] == 0
    listed = json.loads(khabar("accounts", "list", "--format", "json", "--store", store)[1])
    assert [(one["name"], one["role"], one["groups"], one["active"]) for one in listed] == [
        ("zeina", "administrator", [], True),
        ("نادر", "analyst", ["field", "north"], False),
    ]
    told = json.loads(khabar("audit", "--by", "نادر", "--format", "json", "--store", store)[1])
    assert [one["detail"]["act"] for one in told] == ["deactivated", "groups", "role", "made"]
    assert khabar("verify", "--store", store)[0] == 0


@pytest.mark.parametrize("password", ["short", "", "aaaaaaaaaaaaaaaaa", "zeina zeina zeina"])
def test_a_weak_password_makes_no_account(khabar: Run, typed: Callable[[str], None], store: str, password: str) -> None:
    typed(f"{password}\n")
    code, _, err = khabar("accounts", "add", "zeina", "--role", "administrator", "--store", store)
    assert code == 1
    assert "password" in err


def test_a_password_is_the_same_from_every_keyboard(khabar: Run, typed: Callable[[str], None], store: str) -> None:
    import sqlite3

    typed("caf\u00e9 caf\u00e9 caf\u00e9 x\n")
    khabar("accounts", "add", "zeina", "--role", "administrator", "--store", store)
    (kept,) = sqlite3.connect(store).execute("SELECT password FROM accounts").fetchone()
    assert kept.startswith("$argon2id$")
    assert fits("cafe\u0301 cafe\u0301 cafe\u0301 x", kept)
    assert not fits("cafe cafe cafe x", kept)


def test_the_last_administrator_stays(khabar: Run, typed: Callable[[str], None], store: str) -> None:
    typed(f"{PASSWORD}\n")
    khabar("accounts", "add", "zeina", "--role", "administrator", "--store", store)
    code, _, err = khabar("accounts", "deactivate", "zeina", "--store", store)
    assert code == 1
    assert "last administrator" in err


def test_a_token_is_shown_once_and_revoked_by_its_id(khabar: Run, typed: Callable[[str], None], store: str) -> None:
    typed(f"{PASSWORD}\n")
    khabar("accounts", "add", "zeina", "--role", "administrator", "--store", store)
    _, secret, _ = khabar("accounts", "token", "zeina", "--scope", "read", "--scope", "add", "--store", store)
    assert secret.startswith("khabar_")
    code, told, _ = khabar("accounts", "tokens", "--format", "json", "--store", store)
    assert code == 0
    assert secret.strip() not in told
    (token,) = json.loads(told)
    assert token["scopes"] == ["read", "add"]
    assert khabar("accounts", "revoke", token["id"], "--store", store)[0] == 0
    assert "revoked" in khabar("accounts", "tokens", "--store", store)[1]


def test_wrong_usage_is_told(khabar: Run, store: str) -> None:
    assert khabar("restrict", "doc", "--store", store)[0] == 2
    assert khabar("restrict", "doc", "field", "--undo", "--store", store)[0] == 2
    assert khabar("accounts", "groups", "zeina", "--store", store)[0] == 2
    assert khabar("accounts", "list", "--store", store)[0] == 1

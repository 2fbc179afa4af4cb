import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from khabar.cli import make_app

RUNNER = CliRunner()


def test_it_prints_an_address_that_lets_in(address: str) -> None:
    command = [sys.executable, "-m", "khabar.cli", "serve", "--store", address, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        printed = started.stdout.readline().strip()
        try:
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{20,}", printed)
            site, _, token = printed.partition("/?token=")
            asked = urllib.request.Request(f"{site}/en/search", headers={"authorization": f"Bearer {token}"})
            assert urllib.request.urlopen(asked, timeout=20).status == 200
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(f"{site}/en/search", timeout=20)
        finally:
            started.send_signal(signal.SIGINT)
            started.wait(timeout=20)


def test_where_nothing_names_a_store_it_begins_with_an_empty_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "khabar.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as started:
        assert started.stdout is not None
        site, _, token = started.stdout.readline().strip().partition("/?token=")
        try:
            asked = urllib.request.Request(f"{site}/en/incidents", headers={"authorization": f"Bearer {token}"})
            assert urllib.request.urlopen(asked, timeout=20).status == 200
        finally:
            started.send_signal(signal.SIGINT)
            told = started.communicate(timeout=20)[1]
    assert "khabar.db is new and empty" in told
    assert (tmp_path / "khabar.db").is_file()


def test_a_port_that_is_taken_is_named(address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = RUNNER.invoke(make_app(), ["serve", "--store", address, "--port", str(port)])
    assert told.exit_code != 0
    assert f"127.0.0.1:{port}" in str(told.exception)


def test_no_store_and_no_profile_are_told_before_anything_listens(address: str, tmp_path: object) -> None:
    told = RUNNER.invoke(make_app(), ["serve", "--store", f"{tmp_path}/none.db"])
    assert "there is no store" in str(told.exception)
    told = RUNNER.invoke(make_app(), ["serve", "--store", address, "--profile", "secret"])
    assert "no publish profile" in str(told.exception)


def test_a_store_with_accounts_is_served_to_who_signs_in(address: str, tmp_path: Path) -> None:
    path = tmp_path / "khabar.db"
    with sqlite3.connect(address) as store, sqlite3.connect(path) as copy:
        store.backup(copy)
    typed = "five plain words in a row\n"
    made = RUNNER.invoke(
        make_app(), ["accounts", "add", "adam", "--role", "administrator", "--store", str(path)], input=typed
    )
    assert made.exit_code == 0
    command = [sys.executable, "-m", "khabar.cli", "serve", "--store", str(path), "--port", "0", "--accounts"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        printed = started.stdout.readline().strip()
        try:
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", printed)
            page = urllib.request.urlopen(f"{printed}en/incidents", timeout=20)
            assert "/en/sign-in?next=" in page.url
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(f"{printed}api/v1/incidents", timeout=20)
        finally:
            started.send_signal(signal.SIGINT)
            started.wait(timeout=20)


def test_what_stands_in_the_way_of_serving_a_team_is_told(address: str) -> None:
    told = RUNNER.invoke(make_app(), ["serve", "--store", address, "--accounts"])
    assert "khabar accounts add" in str(told.exception)
    told = RUNNER.invoke(make_app(), ["serve", "--store", address, "--proxy", "everybody"])
    assert told.exit_code == 2

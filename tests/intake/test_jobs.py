"""Jobs of taking in: what was given lands in the store, one bad input stops no other, and nothing kept is lost."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from khabar.intake.given import Given, Upload
from khabar.intake.jobs import Job, Jobs
from khabar.pages.fetch import Policy
from khabar.store import open_store
from khabar.store.schema import documents, log

REPORT = "قُتل ثلاثة مدنيين بقصف مدفعي على بلدة النخيل يوم الجمعة، بحسب الدفاع المدني."


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = str(tmp_path / "khabar.db")
    open_store(path).close()
    return path


@pytest.fixture
def jobs(address: str) -> Iterator[Jobs]:
    opened = Jobs(address)
    yield opened
    opened.close()


def wait(jobs: Jobs, id: str, seconds: float = 40) -> Job:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = jobs.find(id)
        assert job is not None
        if job.over:
            return job
        time.sleep(0.05)
    raise AssertionError(f"{job} is not over after {seconds} s")


def upload(folder: Path, name: str, data: bytes) -> Upload:
    path = folder / f"{len(list(folder.iterdir()))}"
    path.write_bytes(data)
    return Upload(name=name, path=str(path))


def count(address: str) -> int:
    with open_store(address) as store, store.reading() as connection:
        return len(connection.execute(select(documents.c.id)).all())


def test_all_that_was_given_is_taken_in_and_bad_inputs_stop_no_other(jobs: Jobs, address: str, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    given = Given(
        files=(
            upload(folder, "one.txt", REPORT.encode()),
            upload(folder, "broken.pdf", b"%PDF-1.4 nothing"),
            Upload(name="gone.txt", path=str(folder / "gone")),
        ),
        addresses=("ftp://example.example/1", "http://127.0.0.1:1/private"),
        text="وقال شاهد إن رجلين أصيبا في انفجار لغم قرب بلدة النخيل.",
        published="2024-03-05",
        publisher="صحيفة",
    )
    job = wait(jobs, jobs.start(given, by="R. Haddad", folder=folder).id)
    assert (job.state, job.inputs, job.opened) == ("done", 6, 6)
    fates = {one.name: one.fate for one in job.taken}
    assert fates["one.txt"] == fates["pasted text"] == "new"
    failed = {one.name: one.reason for one in job.taken if one.fate == "failed"}
    assert {"broken.pdf", "gone.txt", "ftp://example.example/1", "http://127.0.0.1:1/private"} >= set(failed)
    assert "http://127.0.0.1:1/private" in failed
    assert not folder.exists()
    with open_store(address) as store, store.reading() as connection:
        details = connection.execute(select(log.c.detail)).scalars().all()
    assert all('"by":"R. Haddad"' in detail for detail in details)


def test_what_is_known_is_said_to_be_known(jobs: Jobs, address: str) -> None:
    given = Given(text=REPORT, publisher="صحيفة")
    first = wait(jobs, jobs.start(given, by="a").id)
    second = wait(jobs, jobs.start(given, by="b").id)
    assert [one.fate for one in (*first.taken, *second.taken)] == ["new", "known"]
    assert first.taken[0].id == second.taken[0].id
    assert count(address) == 1
    assert [job.id for job in jobs.list()] == [second.id, first.id]
    assert [job.id for job in jobs.list(by="a")] == [first.id]


def test_a_stopped_job_keeps_what_it_has_stored(jobs: Jobs, address: str, tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%s", "id": "d%d"}\n' % (REPORT.encode(), n) for n in range(3000))
    path = tmp_path / "many.jsonl"
    path.write_bytes(lines)
    job = jobs.start(Given(files=(Upload(name="many.jsonl", path=str(path)),)), by="a")
    waiting = jobs.start(Given(text=REPORT), by="a")
    while not (found := jobs.find(job.id)) or not found.taken:
        time.sleep(0.02)
    jobs.stop(waiting.id)
    jobs.stop(job.id)
    over = wait(jobs, job.id)
    assert over.state == "stopped"
    assert 0 < len(over.taken) < 3000
    assert count(address) >= len([one for one in over.taken if one.fate != "known"])
    assert wait(jobs, waiting.id).state == "stopped"


def test_a_process_that_is_killed_loses_nothing_that_was_told_and_stops_no_other_job(
    jobs: Jobs, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"text": "{REPORT} {n}", "id": "d{n}"}}\n' for n in range(3000)), encoding="utf-8")
    job = jobs.start(Given(files=(Upload(name="many.jsonl", path=str(path)),)), by="a")
    after = jobs.start(Given(text=REPORT), by="a")
    while not (found := jobs.find(job.id)) or len(found.taken) < 3:
        time.sleep(0.02)
    for child in multiprocessing.active_children():
        child.kill()
    over = wait(jobs, job.id)
    assert over.state == "failed"
    assert "has ended" in (over.problem or "")
    with open_store(address) as store, store.reading() as connection:
        kept = set(connection.execute(select(documents.c.id)).scalars())
    assert {one.id for one in over.taken} <= kept
    assert wait(jobs, after.id).state == "done"


def test_an_address_is_asked_where_the_policy_allows_it(address: str) -> None:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/1"
            self.send_response(200 if found else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<html><body><article><h1>خبر</h1><p>{REPORT}</p></article></body></html>".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    jobs = Jobs(address, policy=Policy(networks=("127.0.0.0/8",), ports=None, delay=0.0))
    try:
        job = wait(jobs, jobs.start(Given(addresses=(f"{site}/1", f"{site}/2")), by="a").id)
        assert [one.fate for one in job.taken] == ["new", "failed"]
        assert "404" in (job.taken[1].reason or "")
    finally:
        jobs.close()
        server.shutdown()


def test_a_store_that_cannot_be_opened_fails_the_job_with_its_reason(tmp_path: Path) -> None:
    jobs = Jobs(str(tmp_path / "nothing.db"))
    job = wait(jobs, jobs.start(Given(text=REPORT), by="a").id)
    jobs.close()
    assert job.state == "failed"
    assert "no store" in (job.problem or "")

"""How much a page takes, and how fast somebody may ask."""

from collections.abc import Callable, Iterator

from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.web import create_app
from khabar.web.entrance.guard import Terms
from khabar.web.entrance.pace import Pace

from ..team import Browser


def test_more_than_a_page_takes_is_not_even_read(browser_of: Callable[[str], Browser]) -> None:
    vera = browser_of("viewer")
    big = b"x" * (2 * 2**20 + 1)
    sized = vera.client.post("/en/account/tokens", content=big, headers={"x-form-key": vera.key()})
    assert sized.status_code == 413

    def stream() -> Iterator[bytes]:
        for _ in range(40):
            yield b"a" * 2**16

    headers = {"x-form-key": vera.key(), "content-type": "application/json"}
    told = vera.client.post("/api/v1/read", content=stream(), headers=headers)
    assert told.status_code == 413
    assert told.headers["content-type"] == "application/problem+json"


def test_guessing_gets_slower_and_the_right_password_waits_too(app: FastAPI) -> None:
    guesser = Browser.start(app)
    for _ in range(5):
        assert guesser.sign_in("vera", "a guess that is wrong").status_code == 422
    stopped = guesser.sign_in("vera", "a guess that is wrong")
    assert stopped.status_code == 429
    assert int(stopped.headers["retry-after"]) >= 1
    assert guesser.sign_in("vera").status_code == 429, "or the wait would tell that it is right"
    assert guesser.sign_in("nader").status_code == 303, "others from there come in"
    other = Browser.start(app)
    for _ in range(5):
        assert other.sign_in("nobody", "a guess that is wrong").status_code == 422
    assert other.sign_in("nobody", "a guess that is wrong").status_code == 429, "a name that is none waits alike"


def test_a_program_that_asks_too_fast_is_told_to_wait(fresh: str) -> None:
    terms = Terms(changes=Pace(3, 0.01), questions=Pace(3, 0.01))
    app = create_app(fresh, profile=load_profile("open"), terms=terms)
    with TestClient(app):
        vera, nader = Browser.start(app), Browser.start(app)
        vera.sign_in("vera")
        nader.sign_in("nader")
        answers = [vera.get("/api/v1/incidents?limit=1") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["content-type"] == "application/problem+json"
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert nader.get("/api/v1/incidents?limit=1").status_code == 200
        assert vera.get("/en/incidents").status_code == 200

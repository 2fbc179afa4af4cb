"""A report made by hand, and a way to run the command line inside the test process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from khabar import Channel, Claim, Count, Document, Event, Evidence, Link, Party, Place, Report, Span, Time
from khabar.cli import run as run_command

TEXT = (
    "مسؤول في وزارة الصحة ينفي سقوط قتلى في انفجار مرفأ الزاوية\n\n"
    "نفى مسؤول في وزارة الصحة، لم يذكر اسمه، لوكالة «أنباء الساحل» سقوط قتلى في انفجار وقع أمس في مرفأ الزاوية، "
    "وأضاف في بيان أن ثلاثة عمال أصيبوا بجروح طفيفة."
)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def khabar(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `khabar` with arguments; gives its exit code and what it wrote."""

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["khabar", *arguments])
        code = run_command()
        written = capfd.readouterr()
        return Ran(code, written.out, written.err)

    return run


def span_of(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


@pytest.fixture
def sample() -> Report:
    """Two claims, one relayed from an unnamed speaker, and the event that they are about."""
    body = "نفى مسؤول"
    speaker = Link(
        text="مسؤول في وزارة الصحة",
        span=span_of("مسؤول في وزارة الصحة", body),
        name="Health Ministry official",
        kind="official",
        anonymous=True,
        country="LY",
    )
    agency = Link(text="أنباء الساحل", span=span_of("أنباء الساحل"), name="Sahel News", kind="agency", country="LY")
    return Report(
        document=Document(
            text=TEXT, published="2024-03-05", publisher="صحيفة الميناء", url="https://example.org/a?b=1&c=2"
        ),
        claims=(
            Claim(
                id="c1",
                span=span_of("نفى مسؤول في وزارة الصحة، لم يذكر اسمه، لوكالة «أنباء الساحل» سقوط قتلى في انفجار"),
                cue=span_of("نفى"),
                content=span_of("سقوط قتلى في انفجار", body),
                force="deny",
                negated=True,
                chain=(agency, speaker),
                events=("e1",),
                evidence=(
                    Evidence(slot="force", rule="speech/deny:نفى", span=span_of("نفى")),
                    Evidence(slot="chain", rule="claims.relay", span=span_of("لوكالة"), weight=1.5),
                ),
            ),
            Claim(
                id="c2",
                span=span_of("وأضاف في بيان أن ثلاثة عمال أصيبوا بجروح طفيفة"),
                cue=span_of("وأضاف"),
                content=span_of("ثلاثة عمال أصيبوا بجروح طفيفة"),
                force="assert",
                certainty="probable",
                quote="direct",
                chain=(speaker,),
                channel=Channel(text="في بيان", span=span_of("في بيان")),
                events=("e1",),
            ),
        ),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                mode="explosives",
                trigger=span_of("انفجار", body),
                mentions=(span_of("انفجار", body),),
                place=Place(
                    text="مرفأ الزاوية",
                    span=span_of("مرفأ الزاوية", "أمس"),
                    name="Zawiya port",
                    country="LY",
                    lat=32.79,
                    lon=12.69,
                    precision="site",
                ),
                time=Time(text="أمس", span=span_of("أمس"), start="2024-03-04", end="2024-03-04"),
                target=Party(text="عمال", span=span_of("عمال"), name="workers"),
                killed=Count(min=0, max=0, text="سقوط قتلى", span=span_of("سقوط قتلى", body)),
                wounded=Count(min=3, max=None, text="ثلاثة عمال", span=span_of("ثلاثة عمال")),
                damage="minor",
                weapon="car_bomb",
                evidence=(Evidence(slot="type", rule="events/explosion:انفجار", span=span_of("انفجار", body)),),
            ),
        ),
    )

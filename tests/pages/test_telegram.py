"""Telegram exports: who posted what, when, forwarded from whom; and broken ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import DamagedInput, EmptyInput
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.telegram import read_telegram

TEXT = "مراسلنا: دوي انفجار في حي الميناء بمدينة الزاوية"


NOTHING = Known()


def message(number: int = 7, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2024-03-02T01:30:00",
        "date_unixtime": "1709332200",
        "from": "أخبار الساحل",
        "from_id": "channel1001",
        "text": TEXT,
        **changes,
    }


def chat(*messages: Any, **changes: Any) -> dict[str, Any]:
    return {"name": "أخبار الساحل", "type": "public_channel", "id": 1001, "messages": list(messages), **changes}


def read(export: Any, known: Known = NOTHING, url: str | None = None) -> list[Intake | Refused]:
    data = export if isinstance(export, bytes) else json.dumps(export, ensure_ascii=False).encode()
    return list(read_telegram(Capture(data=data, name="result.json", url=url), known))


def only(found: list[Intake | Refused]) -> Intake:
    assert len(found) == 1
    assert isinstance(found[0], Intake)
    return found[0]


def test_a_post_with_what_is_known_of_it() -> None:
    intake = only(read(chat(message())))
    document = intake.document
    assert document.text == TEXT
    assert document.publisher == "أخبار الساحل"
    assert document.published == "2024-03-02T01:30:00+03:00"
    assert document.byline is None
    assert document.url is None
    assert intake.member == "1001/7"
    assert document.id == "telegram-1001-7"


def test_a_text_in_parts_is_put_together() -> None:
    parts = [
        "عاجل | ",
        {"type": "bold", "text": "انفجار"},
        " في ",
        {"type": "text_link", "text": "المرفأ", "href": "x"},
    ]
    assert only(read(chat(message(text=parts)))).document.text == "عاجل | انفجار في المرفأ"


def test_a_forward_is_a_credit_and_the_chain_is_nearest_first() -> None:
    first = only(read(chat(message(forwarded_from="شبكة الجبل", forwarded_from_id="channel9"))))
    assert [(c.text, c.kind) for c in first.document.credits] == [("شبكة الجبل", "forward")]
    assert "channel9" in (first.note or "")
    saved = only(read(chat(message(forwarded_from="شبكة الجبل", saved_from="مجموعة الحي"))))
    assert [c.text for c in saved.document.credits] == ["مجموعة الحي", "شبكة الجبل"]
    deleted = only(read(chat(message(forwarded_from=None))))
    assert deleted.document.credits == ()
    assert "no longer exists" in (deleted.note or "")


def test_what_an_edit_and_an_answer_say_is_noted() -> None:
    note = only(read(chat(message(edited_unixtime="1709332260", reply_to_message_id=5)))).note
    assert note == "edited 2024-03-01T22:31:00+00:00; in reply to message 5"


@pytest.mark.parametrize(
    ("known", "url"),
    [
        (Known(url="https://t.me/coastnews"), None),
        (Known(url="t.me/s/coastnews/"), None),
        (Known(), "https://t.me/coastnews/export"),
    ],
)
def test_a_message_has_an_address_where_the_channel_has_one(known: Known, url: str | None) -> None:
    assert only(read(chat(message()), known, url)).document.url == "https://t.me/coastnews/7"


def test_a_time_without_its_zone_stays_without_one() -> None:
    assert only(read(chat(message(date_unixtime=None)))).document.published == "2024-03-02T01:30:00"
    assert only(read(chat(message(date=None)))).document.published == "2024-03-01T22:30:00+00:00"
    assert only(read(chat(message(date="soon", date_unixtime="never")))).document.published is None
    assert only(read(chat(message(date="2020-01-01T00:00:00")))).document.published == "2024-03-01T22:30:00+00:00"


def test_a_caption_counts_and_what_says_nothing_does_not() -> None:
    found = read(
        chat(
            message(1, type="service", action="pin_message"),
            message(2, text="", photo="photos/1.jpg"),
            message(3, photo="photos/2.jpg", text="آثار القصف"),
            message(4, text=[]),
            {"id": 5, "type": "message"},
        )
    )
    assert only(found).document.text == "آثار القصف"


def test_a_full_export_keeps_its_chats_apart() -> None:
    group = {"name": "مجموعة الحي", "type": "private_supergroup", "id": 5, "messages": [message(2, **{"from": "سالم"})]}
    left = {"type": "saved_messages", "id": 9, "messages": [message(3)]}
    export = {"about": "x", "chats": {"list": [chat(message(1)), group]}, "left_chats": {"list": [left]}}
    found = [one for one in read(export) if isinstance(one, Intake)]
    assert [(i.member, i.document.publisher, i.document.byline) for i in found] == [
        ("1001/1", "أخبار الساحل", None),
        ("5/2", "مجموعة الحي", "سالم"),
        ("9/3", "أخبار الساحل", None),
    ]


def test_what_the_user_knows_goes_before_the_export() -> None:
    document = only(read(chat(message()), Known(publisher="وكالة الساحل", published="2024-03-03"))).document
    assert (document.publisher, document.published) == ("وكالة الساحل", "2024-03-03")


def test_a_bad_message_does_not_stop_the_others() -> None:
    found = read(chat(message(1), message(2, text=12), message(3, text=["a", None]), message(4)))
    assert [type(one) for one in found] == [Intake, Refused, Refused, Intake]
    assert isinstance(found[1], Refused)
    assert found[1].name == "result.json, message 2"


def test_half_an_export_gives_its_half() -> None:
    data = json.dumps(chat(*[message(n) for n in range(10)])).encode()
    found = read(data[: len(data) // 2])
    assert sum(isinstance(one, Intake) for one in found) >= 3
    assert isinstance(found[-1], Refused)
    assert "broken after" in found[-1].reason


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"messages": [[[', b'{"name": "\xff"}'])
def test_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises((DamagedInput, EmptyInput)):
        read(data)


def test_an_export_without_text_says_so() -> None:
    with pytest.raises(EmptyInput, match="no message"):
        read(chat(message(text="")))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(sorted({*message(), "forwarded_from", "saved_from", "edited", "edited_unixtime", "author"}))


@given(st.dictionaries(fields, json_values, max_size=6))
def test_no_value_of_a_field_breaks_the_reader(changes: dict[str, Any]) -> None:
    found = read(chat({**message(), **changes}, message(8)))
    assert any(isinstance(one, Intake) and one.member == "1001/8" for one in found)

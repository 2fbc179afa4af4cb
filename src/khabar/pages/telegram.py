"""Telegram Desktop's `result.json`: one chat or all of them, a document for every message with text."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

import ijson

from khabar.errors import DamagedInput, EmptyInput, InputError
from khabar.model import Credit, Document, Value
from khabar.pages.given import string_of
from khabar.pages.intake import Capture, Intake, Known, Refused

_MESSAGE = re.compile(r"(?:(?:left_)?chats\.list\.item\.)?messages\.item")
_CHAT_FIELD = re.compile(r"(?:(?:left_)?chats\.list\.item\.)?(name|type|id|username)")
_NEW_CHAT = ("chats.list.item", "left_chats.list.item")
_CHANNEL_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?t\.me/(?:s/)?([A-Za-z]\w{3,31})(?:/|$)")
_LONGEST_OFFSET = datetime.timedelta(hours=14)


class _Chat(Value, frozen=True, kw_only=True):
    """What the export says of a chat before its messages."""

    name: str | None = None
    type: str | None = None
    id: str | None = None
    username: str | None = None


def read_telegram(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
    """Yield the messages with text, in their order; what is said of the chat holds for all of them.

    Messages come as they are read: those before a fault are yielded, then the refusal that says where it is.
    """
    found = 0
    try:
        for chat, message in _walk(capture.data):
            try:
                intake = _read_message(message, chat, capture, known)
            except InputError as problem:
                yield Refused(name=f"{capture.name}, message {message.get('id', '?')}", reason=str(problem))
                found += 1
                continue
            if intake is not None:
                found += 1
                yield intake
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as problem:
        reason = f"the export is broken after {found} messages: {_one_line(problem)}"
        if not found:
            raise DamagedInput(reason) from None
        yield Refused(name=capture.name, reason=reason)
        return
    if not found:
        raise EmptyInput("no message of this export has text; export the chat again with its messages")


def _walk(data: bytes) -> Iterator[tuple[_Chat, dict[str, Any]]]:
    """Yield each message with its chat, building no more than one message at a time."""
    chat: dict[str, str] = {}
    builder: ijson.ObjectBuilder | None = None
    for prefix, event, value in ijson.parse(io.BytesIO(data), use_float=True):
        if builder is not None:
            builder.event(event, value)
            if event == "end_map" and _MESSAGE.fullmatch(prefix):
                yield _Chat(**chat), builder.value
                builder = None
        elif event == "start_map":
            if prefix in _NEW_CHAT:
                chat = {}
            elif _MESSAGE.fullmatch(prefix):
                builder = ijson.ObjectBuilder()
                builder.event(event, value)
        elif event in ("string", "number") and (field := _CHAT_FIELD.fullmatch(prefix)):
            chat[field[1]] = str(value)


def _read_message(message: dict[str, Any], chat: _Chat, capture: Capture, known: Known) -> Intake | None:
    """Return the document of a message; None for a service message and one without text."""
    if message.get("type") != "message":
        return None
    text = _join_text(message.get("text"))
    if not text.strip():
        return None
    number = str(message.get("id", ""))
    sender = string_of(message.get("author")) or string_of(message.get("from"))
    publisher = known.publisher or chat.name or string_of(message.get("from"))
    document = Document(
        text=text,
        published=known.published or _find_time(message),
        publisher=publisher,
        url=_find_address(number, chat, capture, known),
        id=f"telegram-{chat.id}-{number}" if chat.id and number else None,
        credits=_find_forward(message),
        byline=sender if sender not in (chat.name, publisher) else None,
    )
    member = f"{chat.id}/{number}" if chat.id else number
    return Intake(document=document, capture=capture, member=member, note=_find_note(message))


def _join_text(parts: object) -> str:
    """Return the text of a message: a string, or a list of strings and of objects with `text`."""
    if isinstance(parts, str):
        return parts
    if parts is None:
        return ""
    if not isinstance(parts, list):
        raise InputError("its text is neither a string nor a list of parts")
    texts = [part.get("text") if isinstance(part, dict) else part for part in parts]
    if not all(isinstance(text, str) for text in texts):
        raise InputError("a part of its text is no text")
    return "".join(str(text) for text in texts)


def _find_time(message: dict[str, Any]) -> str | None:
    """Return the time of posting in the zone of whoever exported; without its second time, the zone is not known."""
    local, stamp = _local_time(message.get("date")), _stamp(message.get("date_unixtime"))
    if stamp is None:
        return local.isoformat() if local else None
    exact = datetime.datetime.fromtimestamp(stamp, datetime.UTC)
    offset = local - exact.replace(tzinfo=None) if local else datetime.timedelta(0)
    if abs(offset) > _LONGEST_OFFSET or offset % datetime.timedelta(minutes=15):
        return exact.isoformat()
    return exact.astimezone(datetime.timezone(offset)).isoformat()


def _local_time(value: object) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=None) if found else None


def _stamp(value: object) -> int | None:
    text = str(value)
    return int(text) if re.fullmatch(r"\d{1,11}", text) else None


def _find_forward(message: dict[str, Any]) -> tuple[Credit, ...]:
    """Return from whom the post was forwarded: the chat where it was seen, then the one where it began."""
    names = [string_of(message.get(field)) for field in ("saved_from", "forwarded_from")]
    return tuple(Credit(text=name, kind="forward") for name in dict.fromkeys(names) if name)


def _find_address(number: str, chat: _Chat, capture: Capture, known: Known) -> str | None:
    """Return the public address of a message, where the channel's own is known."""
    given = (known.url, capture.url, f"t.me/{chat.username}" if chat.username else None)
    channel = next((found for address in given if address and (found := _CHANNEL_ADDRESS.match(address))), None)
    return f"https://t.me/{channel[1]}/{number}" if channel and number.isdigit() else None


def _find_note(message: dict[str, Any]) -> str | None:
    notes = []
    if (stamp := _stamp(message.get("edited_unixtime"))) is not None:
        notes.append(f"edited {datetime.datetime.fromtimestamp(stamp, datetime.UTC).isoformat()}")
    elif edited := string_of(message.get("edited")):
        notes.append(f"edited {edited}")
    if answered := message.get("reply_to_message_id"):
        notes.append(f"in reply to message {answered}")
    if "forwarded_from" in message and not string_of(message["forwarded_from"]):
        notes.append("forwarded from an account that no longer exists")
    if origin := string_of(message.get("forwarded_from_id")):
        notes.append(f"forwarded from {origin}")
    return "; ".join(notes) or None


def _one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())[:200]

"""The pages of a chat as Telegram Desktop exports it by default (`messages.html`): a document for each message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from khabar.errors import EmptyInput
from khabar.model import Credit, Document
from khabar.pages.intake import Capture, Intake, Known
from khabar.pages.markup import first_of, lines_of, parse_page

_TIME = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")


def is_exported(page: str) -> bool:
    """Say whether a page is an export of a chat."""
    return 'class="page_wrap"' in page and 'class="message default clearfix' in page


def read_exported(page: str, capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the messages with text in their order; a forward is a credit. Raises `EmptyInput` for none."""
    tree = parse_page(page)
    if tree is None:
        raise EmptyInput("this export of a chat cannot be parsed; export it again, as JSON for choice")
    chat = known.publisher or first_of(tree, "//*[contains(@class,'page_header')]//*[contains(@class,'text')]//text()")
    found = False
    for message in tree.xpath("//div[starts-with(@class,'message default')]"):
        body = next(iter(message.xpath("./div[@class='body']")), None)
        forward = next(iter(message.xpath("./div[@class='body']/div[starts-with(@class,'forwarded')]")), None)
        if body is None:
            continue
        parts = [
            *body.xpath("./div[@class='text']"),
            *(forward.xpath("./div[@class='text']") if forward is not None else ()),
        ]
        text = "\n".join(line for part in parts if (line := lines_of(part)))
        if text:
            found = True
            number = (message.get("id") or "").removeprefix("message")
            document = _read_message(body, forward, text, chat, known)
            yield Intake(document=document, capture=capture, member=number or None)
    if not found:
        raise EmptyInput("this export of a chat holds no messages with text")


def _read_message(body: Any, forward: Any, text: str, chat: str | None, known: Known) -> Document:
    sender = first_of(body, "./div[@class='signature details']//text()")
    credits: tuple[Credit, ...] = ()
    if forward is not None and (name := first_of(forward, "./div[@class='from_name']/text()")):
        credits = (Credit(text=name, kind="forward"),)
    return Document(
        text=text,
        published=known.published or _read_time(first_of(body, "./div[contains(@class,'date')]/@title") or ""),
        publisher=chat or first_of(body, "./div[@class='from_name']/text()"),
        url=known.url,
        byline=sender,
        credits=credits,
        credited_source=credits[0].text if credits else None,
    )


def _read_time(title: str) -> str | None:
    """Return the time in a message's title («19.07.2022 18:22:04 UTC+03:00»), without a zone where it has none."""
    found = _TIME.match(title)
    return f"{found[3]}-{found[2]}-{found[1]}T{found[4]}{found[5] or ''}" if found else None

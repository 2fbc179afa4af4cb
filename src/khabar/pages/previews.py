"""The preview of a Telegram channel on the web (`t.me/s/…`): a document for each post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khabar.errors import EmptyInput
from khabar.model import Credit, Document
from khabar.pages.dates import read_date
from khabar.pages.intake import Capture, Intake, Known
from khabar.pages.markup import first_of, line_of, lines_of, parse_page

_POST = "tgme_widget_message"
_SITE = "https://t.me/"


def is_preview(page: str) -> bool:
    """Say whether a page is the preview of a channel or of one of its posts."""
    return f'class="{_POST}' in page and "data-post=" in page


def read_preview(page: str, capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the posts of a channel in their order; a forward is a credit. Raises `EmptyInput` for none with text."""
    tree = parse_page(page)
    if tree is None:
        raise EmptyInput("this preview of a channel cannot be parsed; save the page again")
    channel = known.publisher or first_of(tree, "//*[contains(@class,'tgme_channel_info_header_title')]//text()")
    found = False
    for post in tree.xpath("//*[@data-post]"):
        text = "\n".join(lines_of(part) for part in post.xpath(f".//*[{_has(f'{_POST}_text')}]") if not _is_reply(part))
        if text:
            found = True
            document = _read_post(post, text, channel, known)
            yield Intake(document=document, capture=capture, member=post.get("data-post"))
    if not found:
        raise EmptyInput("this preview of a channel holds no posts with text")


def _read_post(post: Any, text: str, channel: str | None, known: Known) -> Document:
    forward = next(iter(post.xpath(f".//*[{_has(f'{_POST}_forwarded_from_name')}]")), None)
    credits: tuple[Credit, ...] = ()
    if forward is not None and (name := line_of(forward)):
        credits = (Credit(text=name, kind="forward", url=forward.get("href")),)
    owner = next(iter(post.xpath(f".//*[{_has(f'{_POST}_owner_name')}]")), None)
    return Document(
        text=text,
        published=known.published or read_date(first_of(post, f".//a[{_has(f'{_POST}_date')}]//time/@datetime") or ""),
        publisher=channel or (line_of(owner) if owner is not None else None),
        url=_SITE + post.get("data-post"),
        byline=first_of(post, f".//*[{_has(f'{_POST}_from_author')}]//text()"),
        credits=credits,
        credited_source=credits[0].text if credits else None,
    )


def _has(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _is_reply(node: Any) -> bool:
    return any(f"{_POST}_reply" in (above.get("class") or "") for above in node.iterancestors())

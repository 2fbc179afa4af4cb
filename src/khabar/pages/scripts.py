"""An article that a page keeps in a script for its own program (`__NEXT_DATA__`, `window.__STATE__ = …`)."""

from __future__ import annotations

import json
import re
from typing import Any

from khabar.pages.markup import strip_markup

_TITLES = ("title", "headline", "name")
_BODIES = (
    "body",
    "content",
    "articleBody",
    "text",
    "html",
    "bodyHtml",
    "fullText",
    "paragraphs",
    "blocks",
    "description",
)
_LEAF = ("text", "content", "html", "value", "data", "paragraph", "body")
_ASSIGNED = re.compile(r"^[\s\w.$\[\]\"']{1,80}=\s*(?=[{\[])")
_ARABIC = re.compile(r"[\u0621-\u064a]{2}")
_MOST_NODES = 20_000
_MOST_PARTS = 500
_SHORTEST = 120


def read_script_article(tree: Any) -> str:
    """Return the longest body of an object with a title in the page's scripts, as lines; "" where there is none."""
    best = ""
    for script in tree.iter("script"):
        kind, text = (script.get("type") or "").lower(), script.text or ""
        if "ld+json" in kind or len(text) < _SHORTEST or not ("json" in kind or _ASSIGNED.match(text)):
            continue
        best = max(best, _longest_body(_load(_ASSIGNED.sub("", text, count=1))), key=len)
    return best if len(best) >= _SHORTEST and _ARABIC.search(best) else ""


def _load(text: str) -> Any:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _longest_body(root: Any) -> str:
    best, waiting, left = "", [root], _MOST_NODES
    while waiting and left:
        left -= 1
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node[:left])
        elif isinstance(node, dict):
            if any(isinstance(node.get(key), str) and node[key] for key in _TITLES):
                best = max(best, *(_read_value(node[key]) for key in _BODIES if key in node), "", key=len)
            waiting.extend(node.values())
    return best


def _read_value(value: Any) -> str:
    """Return the text of a body: a string, or blocks that hold their texts one way or the other."""
    parts: list[str] = []
    waiting = [value]
    while waiting and len(parts) < _MOST_PARTS:
        node = waiting.pop(0)
        if isinstance(node, str):
            parts.append(strip_markup(node))
        elif isinstance(node, list):
            waiting = [item for item in node[:_MOST_PARTS] if isinstance(item, str | dict)] + waiting
        elif isinstance(node, dict):
            waiting = [
                node[key] for key in (*_LEAF, "children") if isinstance(node.get(key), str | list | dict)
            ] + waiting
    return "\n".join(part for part in parts if part)

"""HTML as a tree, whatever its faults, and text out of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from lxml import etree
from lxml import html as markup

# What no XML string may hold, as it is or as a reference; HTML parsers let the latter pass.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]))(?:;|(?![0-9a-f]))",
    re.I,
)
_XML = re.compile(r"^\ufeff?\s*<\?xml[^>]*>")
_SHORTEST_LINE = 30  # characters; shorter ones between tags are labels and buttons
_TAG = re.compile(r"<(/?)(\w+)[^<>]*>|<!--|<[^<>]*>")
_NO_PROSE = frozenset({"script", "style", "nav", "a", "head", "footer", "noscript", "template"})
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote pre tr table section article header footer figure figcaption "
    "dt dd hr td".split()
)
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "button"})
_SURE_TAG = re.compile(r"</?[a-z][\w:-]*(?:\s[^<>]*)?/?>", re.I)
_BLANKS = re.compile(r"\s+")


def parse_page(page: str) -> Any:
    """Parse a page whatever its faults; a page with nothing in it gives None."""
    # lxml takes no control codes and no encoding declaration in a string.
    clean = _CONTROLS.sub(" ", _XML.sub("", page))
    try:
        return markup.document_fromstring(clean)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def first_of(tree: Any, path: str) -> str | None:
    """Return the first value of an XPath that is not blank, on one line."""
    return next((line for value in tree.xpath(path) if (line := " ".join(str(value).split()))), None)


def line_of(node: Any) -> str:
    """Return the text in a node on one line, without that of scripts."""
    if next(node.iter("script", "style"), None) is None:
        return " ".join(node.text_content().split())
    return " ".join("".join(node.xpath(".//text()[not(parent::script or parent::style)]")).split())


def linked_length(node: Any) -> int:
    """Return how many characters of the text in a node are those of links."""
    return sum(len(line_of(link)) for link in node.iter("a"))


def lines_of(node: Any) -> str:
    """Return the text in a node, a line for each block."""
    parts: list[str] = []
    walker = etree.iterwalk(node, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        opens = event == "start"
        if isinstance(element.tag, str) and element.tag in _BLOCKS:
            parts.append("\n")
        if opens and element.tag in _NO_TEXT:
            walker.skip_subtree()
        elif opens:
            parts.append(_BLANKS.sub(" ", element.text or ""))
        if not opens and element is not node:
            parts.append(_BLANKS.sub(" ", element.tail or ""))
    return _tidy("".join(parts))


def strip_markup(text: str) -> str:
    """Return a text that may be HTML (a feed's entry, a JSON value), escaped or not, as lines without tags."""
    if "<" not in text:
        text = unescape(text)
    if not _SURE_TAG.search(text):
        return _tidy(text)
    tree = parse_page(f"<div>{text}</div>")
    return (lines_of(tree) if tree is not None else "") or strip_tags(text, shortest=1)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def strip_tags(page: str, *, shortest: int = _SHORTEST_LINE) -> str:
    """Return what stands between the tags of a page that no parser takes, such as one nested too deeply."""
    kept: list[str] = []
    at, skipping = 0, ""
    for tag in _TAG.finditer(page):
        if tag.start() < at:
            continue  # inside a comment
        if not skipping:
            kept.append(page[at : tag.start()])
        at, name = tag.end(), (tag[2] or "").lower()
        if tag[0] == "<!--":
            end = page.find("-->", at)
            at = end + 3 if end >= 0 else len(page)
        elif tag[1] and name == skipping:
            skipping = ""
        elif name in _NO_PROSE and not tag[1] and not skipping:
            skipping = name
    if not skipping:
        kept.append(page[at:])
    lines = (" ".join(line.split()) for line in unescape("\n".join(kept)).splitlines())
    return "\n".join(line for line in lines if len(line) >= shortest)

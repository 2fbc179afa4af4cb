"""The running text of a page: without navigation, links to other reports, buttons, comments and notes about cookies."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from itertools import islice, pairwise
from typing import Any

import trafilatura
from lxml import etree

from khabar.pages.dates import is_only_date, read_labelled_date
from khabar.pages.declared import Declared
from khabar.pages.densest import find_densest
from khabar.pages.live import has_linked_heading, read_live_entries
from khabar.pages.markup import line_of, linked_length
from khabar.pages.scripts import read_script_article
from khabar.pages.wording import find_byline, fold, load_wording

_PROSE = "//h1 | //h2 | //p | //li | //blockquote | //pre"
_BARS = re.compile(r"^\|.*\|[ ]*$", re.M)
_LINKED_SHARE = 0.5
_LINKED_WORDS = 0.95
_MOST_ELEMENTS = 60_000
"""Above so many elements only paragraphs are read; the extractor would take minutes."""
_CLUTTER = re.compile(
    r"(?:^|[\s_-])(?:related|byline|also-?read|read-?(?:also|more|next)|share|sharing|social|cookies?|consent|gdpr|newsletter|"
    r"subscri(?:be|ption)|breadcrumbs?|comments?(?:-?(?:list|area|section|form|respond))?|respond|post-?tags|tags?-?(?:list|links|cloud)|"
    r"most-?(?:read|viewed)|trending|recommend(?:ed|ations?)|sidebar|outbrain|taboola|popup|modal|paywall|jp-relatedposts|"
    r"sharedaddy|addtoany|author-?(?:box|bio)|pagination|nav(?:igation|bar)?|ticker|advert(?:isement)?s?)(?:$|[\s_-])",
    re.I,
)
_FOREIGN = ("amp-ad", "amp-sidebar", "amp-social-share", "amp-embed", "amp-consent", "nav", "button", "noscript")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "p", "strong", "div", "span")
_SPARSE = 2  # elements in a heading, such as an icon
_LINES = frozenset("p div li h2 h3 h4 h5 blockquote strong".split())
_LONGEST_LINK = 240  # characters of a line that only leads elsewhere
_HEADER = re.compile(r"(?:^|\s)(?:site-?|page-?|main-?|top-?)?(?:header|masthead)(?:$|\s)", re.I)
_NAMED_BY = ("class", "id", "aria-labelledby", "data-component", "data-testid")
_CLUTTER_SHARE = 0.4  # of the page's text; what holds more is the report, whatever its class says
_HEADING = 80  # characters
_EDGE = 4  # lines at either end of a page in which small print stands
_SHORT = 250
_DENSE = 0.4  # of the extractor's text, which may hold the menus too
_STUB = 0.6  # of the text that the page's own data holds


def read_body(tree: Any, declared: Declared) -> str:
    """Return the running text of a page, a line a paragraph; "" where there is none."""
    if declared.live and declared.body:
        return declared.body
    if entries := read_live_entries(tree):
        return entries
    body = _extract(tree, declared.title)
    if body and _is_navigation(body, tree):
        body = ""
    best = max(declared.body, "" if len(body) > _SHORT else read_script_article(tree), key=len)
    if len(body) < _STUB * len(best):
        return clean_lines(best, declared.title)
    if not body:
        body = _plain_prose(tree)
    return clean_lines(body, declared.title)


def clean_lines(body: str, title: str | None) -> str:
    """Return the lines without buttons, small print, repetitions in a row and what stands in the header too."""
    words = load_wording()
    lines = [line.strip() for line in body.splitlines()]
    lines = [line for line in lines if line and fold(line).strip(" :.-•|،").lower() not in words.buttons]
    lines = [line for line in lines if len(line) > _LONGEST_LINK or not words.captions.match(fold(line))]
    edges = {*range(_EDGE), *range(len(lines) - _EDGE, len(lines))}
    lines = [line for at, line in enumerate(lines) if at not in edges or not _is_furniture(line, title)]
    return "\n".join([*lines[:1], *(line for before, line in pairwise(lines) if line != before)])


def _is_furniture(line: str, title: str | None) -> bool:
    """Say whether a line is small print, or the title, a byline or a date, which are told elsewhere."""
    folded = fold(line)
    if load_wording().small_print.search(folded) or (title and folded == fold(title)):
        return True
    return len(line) < _HEADING and (bool(find_byline(line)) or bool(read_labelled_date(line)) or is_only_date(line))


def _extract(tree: Any, title: str | None) -> str:
    """Return what the extractor finds in a copy of the tree without its clutter."""
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return _plain_prose(tree) or find_densest(tree)
    copy = deepcopy(tree)
    _drop_clutter(copy, title)
    try:
        found = trafilatura.bare_extraction(copy, with_metadata=False, include_comments=False, fast=True)
    except (RecursionError, ValueError, etree.LxmlError):
        return find_densest(copy)
    text = getattr(found, "text", None)
    text = text.strip() if isinstance(text, str) else ""
    if len(text) > _SHORT and "\n" in text and not _is_table(text):
        return _BARS.sub(_open_row, text)
    # So short a text is that of the whole page, or of the whole article in one line.
    dense = find_densest(copy)
    return dense if dense and len(dense) >= _DENSE * len(text) else text


def _is_table(text: str) -> bool:
    """Say whether most of a text stands in rows of a table, which then is the layout of an old page."""
    rows = sum(len(line) for line in text.splitlines() if line.startswith("|"))
    return rows > _LINKED_SHARE * len(text)


def _open_row(row: re.Match[str]) -> str:
    """Return the cells of a row with tabs between them; nothing for the row that only draws a line."""
    return "\t".join(cell.strip() for cell in row[0].strip("| ").split("|")) if row[0].strip("|- ") else ""


def _drop_clutter(tree: Any, title: str | None) -> None:
    """Remove elements whose class or id says that they are no part of the report, if they hold little of the text."""
    most = _CLUTTER_SHARE * len(line_of(tree))
    doomed = [
        node
        for node in tree.iter(
            "div", "section", "aside", "ul", "ol", "nav", "p", "span", "footer", "form", "amp-sidebar"
        )
        if _CLUTTER.search(" ".join(node.get(name) or "" for name in _NAMED_BY))
    ]
    doomed += list(tree.iter(*_FOREIGN))
    doomed += [node for node in tree.iter("header", "div") if _is_site_header(node, title)]
    doomed += [line for link in tree.iter("a") if (line := _related_line(link)) is not None]
    doomed += [node for heading in tree.iter(*_HEADINGS) for node in _listed_under(heading)]
    gone: set[Any] = set()
    for node in doomed:
        if node.getparent() is None or any(above in gone for above in node.iterancestors()):
            continue
        if len(node.text_content()) <= most:
            gone.add(node)
            node.drop_tree()


def _listed_under(heading: Any) -> list[Any]:
    """Return a heading of other reports and the neighbours behind it that are mostly links or lead elsewhere."""
    if len(heading) > _SPARSE or (heading.tag == "div" and len(heading) > 0):
        return []
    if fold(heading.text_content()[:_LONGEST_LINK]).strip(" :") not in load_wording().headings:
        return []
    out = [heading]
    for neighbour in heading.itersiblings(tag=etree.Element):
        length = len(line_of(neighbour))
        if length and linked_length(neighbour) < _LINKED_SHARE * length and not has_linked_heading(neighbour):
            break
        out.append(neighbour)
    return out


def _related_line(link: Any) -> Any:
    """Return the short element around a link that says that it leads to another report, or None."""
    for above in islice(link.iterancestors(), 3):
        if above.tag in _LINES:
            text = above.text_content()
            if len(text) > _LONGEST_LINK:
                return None
            if load_wording().related.match(fold(text)):
                return above
    return None


def _is_site_header(node: Any, title: str | None) -> bool:
    """Say whether an element is the head of the site, not that of the article: it does not hold the title."""
    if node.tag != "header" and not _HEADER.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
        return False
    return title is not None and fold(title) not in fold(line_of(node))


def _is_navigation(body: str, tree: Any) -> bool:
    """Say whether the extracted lines are mostly, or their words nearly all, those of the page's links."""
    links = {" ".join(a.text_content().split()) for a in tree.iter("a")}
    lines = [" ".join(line.lstrip("-•* ").split()) for line in body.splitlines()]
    if sum(len(line) for line in lines if line in links) > _LINKED_SHARE * sum(map(len, lines)):
        return True
    words = Counter(body.split())
    linked = Counter(word for link in links for word in link.split())
    return (words & linked).total() > _LINKED_WORDS * words.total()


def _plain_prose(tree: Any) -> str:
    """Return the text of headings and paragraphs that are not mostly links."""
    lines = []
    for block in tree.xpath(_PROSE):
        words = line_of(block)
        if words and linked_length(block) < _LINKED_SHARE * len(words):
            lines.append(words)
    return "\n".join(dict.fromkeys(lines))

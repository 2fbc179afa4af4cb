"""Texts as XML can hold them."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML has no way to write them


def replace_forbidden(text: str) -> str:
    """Return a text with a replacement character for each that XML forbids."""
    return _FORBIDDEN.sub("�", text)

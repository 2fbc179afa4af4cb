"""From files, pages and lists of records to documents."""

from __future__ import annotations

from khabar.pages.decode import LIMIT, decode_text
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.open import open_capture
from khabar.pages.source import Piece, find_pieces, read_piece

__all__ = [
    "LIMIT",
    "Capture",
    "Intake",
    "Known",
    "Piece",
    "Refused",
    "decode_text",
    "find_pieces",
    "open_capture",
    "read_piece",
]

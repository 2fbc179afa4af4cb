"""From files, pages and lists of records to documents."""

from __future__ import annotations

from khabar.pages.decode import LIMIT, decode_text
from khabar.pages.source import Known, Piece, find_pieces, read_piece

__all__ = ["LIMIT", "Known", "Piece", "decode_text", "find_pieces", "read_piece"]

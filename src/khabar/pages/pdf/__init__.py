"""PDF files: the text layer put into reading order, its Arabic repaired; scans by OCR where there is one."""

from __future__ import annotations

from khabar.pages.pdf.quality import rate_text
from khabar.pages.pdf.read import read_pdf

__all__ = ["rate_text", "read_pdf"]

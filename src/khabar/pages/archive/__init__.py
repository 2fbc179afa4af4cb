"""Archives: WARC and WACZ, zip and gzip, opened in memory and within limits; nothing is written to disk."""

from __future__ import annotations

from khabar.pages.archive.limits import Limits
from khabar.pages.archive.read import is_archive, read_archive

__all__ = ["Limits", "is_archive", "read_archive"]

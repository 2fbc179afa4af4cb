"""The pages and the HTTP API of a store: `khabar serve`."""

from __future__ import annotations

from khabar.web.app import create_app

__all__ = ["create_app"]

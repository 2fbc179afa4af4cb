"""A read-only server for language models, after the Model Context Protocol: `khabar mcp`."""

from __future__ import annotations

from khabar.mcp.server import make_server

__all__ = ["make_server"]

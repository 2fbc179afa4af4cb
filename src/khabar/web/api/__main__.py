"""`python -m khabar.web.api`: what the API says of itself (OpenAPI), without a store, for documentation and clients."""

from __future__ import annotations

import sys

import msgspec
from fastapi import FastAPI

from khabar import __version__
from khabar.web.api import PREFIX, router
from khabar.web.api.describing import describe_api


def main() -> None:
    """Print the description as JSON."""
    app = FastAPI(title="khabar", version=__version__)
    app.include_router(router, prefix=PREFIX)
    body = msgspec.json.format(msgspec.json.encode(describe_api(app)), indent=2)
    sys.stdout.buffer.write(body + b"\n")


if __name__ == "__main__":
    main()

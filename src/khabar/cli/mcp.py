"""Answering language models from a store, read-only."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import StoreAddress
from khabar.errors import MissingTool

if TYPE_CHECKING:
    from mcp.server import MCPServer


def mcp(
    store: StoreAddress = None,
    profile: Annotated[
        str, typer.Option(metavar="PROFILE", help="What may be told: open, careful, strict or a YAML file.")
    ] = "open",
    http: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            metavar="PORT",
            help="Listen on this machine instead of standard input; 0 takes a free port.",
        ),
    ] = None,
) -> None:
    """Answer a language model's questions after the Model Context Protocol. It changes nothing.

    Four tools: search, get_incident, get_chain, list_disagreements. What is kept to groups is not told.

    Examples:

    - `khabar mcp --store khabar.db --profile careful`
    - `khabar mcp --http 8770`
    """
    try:
        from khabar.mcp.server import make_server
    except ModuleNotFoundError as problem:
        raise MissingTool(f"khabar mcp needs «{problem.name}»: pip install 'khabar[mcp]'") from None
    from khabar.export.profile import load_profile
    from khabar.language import load_lexicon
    from khabar.reading import LANGUAGE
    from khabar.store import open_store

    rules = load_profile(profile)
    load_lexicon(LANGUAGE)  # so that the first question need not wait for it
    with open_store(store, create=False) as opened:
        server = make_server(opened, rules)
        if http is None:
            server.run("stdio")
        else:
            _listen(server, http)


def _listen(server: MCPServer, port: int) -> None:
    import socket

    import uvicorn

    from khabar.mcp.http import HOST, make_http

    token = secrets.token_urlsafe(24)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()
        except OSError as problem:
            raise MissingTool(f"cannot listen at {HOST}:{port} ({problem.strerror}): give another --http") from None
        typer.echo(f"http://{HOST}:{listener.getsockname()[1]}/mcp")
        typer.echo(f"Authorization: Bearer {token}")
        config = uvicorn.Config(make_http(server, token), log_level="warning", server_header=False, access_log=False)
        uvicorn.Server(config).run(sockets=[listener])

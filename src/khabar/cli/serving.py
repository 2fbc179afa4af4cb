"""Serving a store's pages and its HTTP API on this machine."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from khabar.cli.options import StoreAddress
from khabar.errors import MissingTool


def serve(
    store: StoreAddress = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; only this machine by default.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 takes a free one.")] = 8765,
    profile: Annotated[
        str, typer.Option(metavar="PROFILE", help="What may be shown: open, careful, strict or a YAML file.")
    ] = "open",
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A further name by which browsers may ask for it.")
    ] = None,
) -> None:
    """Show a store in the browser: incidents on a map and in time, on whose word, and the reports themselves.

    It prints an address with a token in it; only who has that address is let in. Everything is served from here:
    the pages load nothing from elsewhere.

    Examples:

    - `khabar serve --store khabar.db`
    - `khabar serve --profile strict --port 9000`
    """
    try:
        import uvicorn

        from khabar.web import create_app
        from khabar.web.app import LOOPBACK
    except ModuleNotFoundError as problem:
        raise MissingTool(f"khabar serve needs «{problem.name}»: pip install 'khabar[web]'") from None
    import socket

    from khabar.export.profile import load_profile

    chosen = load_profile(profile)
    token = secrets.token_urlsafe(24)
    bound = f"[{host}]" if ":" in host else host
    app = create_app(
        store,
        profile=chosen,
        profile_name=profile,
        token=token,
        hosts=(*LOOPBACK, bound, *(name or ())),
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()
        except OSError as problem:
            raise MissingTool(f"cannot listen at {host}:{port} ({problem.strerror}): give another --port") from None
        typer.echo(f"http://{bound}:{listener.getsockname()[1]}/?token={token}")
        typer.echo("Open this address in a browser; Ctrl+C stops it.", err=True)
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
        uvicorn.Server(config).run(sockets=[listener])

"""Serving a store's pages and its HTTP API on this machine."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

import typer

from khabar.cli.options import StoreAddress
from khabar.errors import MissingTool
from khabar.run import complain


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
    as_: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Who decides what is decided; else the user's name.")
    ] = None,
    accounts: Annotated[bool, typer.Option("--accounts", help="Refuse to serve a store that has no accounts.")] = False,
    behind_https: Annotated[
        bool, typer.Option("--behind-https", help="A proxy before it speaks https: cookies go over nothing else.")
    ] = False,
    proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="RANGE", help="A proxy whose X-Forwarded-For is believed: 127.0.0.1, 10.0.0.0/8."),
    ] = None,
    note_addresses: Annotated[
        bool, typer.Option("--note-addresses", help="Keep in the log from where somebody signed in.")
    ] = False,
    tiles: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|ADDRESS", help="A base map: a PMTiles file of pictures, or https://HOST/{z}/{x}/{y}.png."
        ),
    ] = None,
) -> None:
    """Show a store in the browser: incidents on a map and in time, on whose word, and the reports themselves.

    Where nothing names a store and there is none, it begins with an empty khabar.db.

    It prints an address with a token in it; only who has that address is let in. Where the store has accounts, people
    sign in instead. Everything is served from here: the pages load nothing from elsewhere, unless --tiles names a server
    of tiles, which then learns where on the map you look.

    Examples:

    - `khabar serve --store khabar.db`
    - `khabar serve --profile strict --port 9000`
    - `khabar serve --tiles syria.pmtiles`
    - `khabar serve --accounts --behind-https --proxy 127.0.0.1 --name khabar.example.org`
    """
    try:
        import uvicorn

        from khabar.web import create_app
        from khabar.web.app import LOOPBACK
        from khabar.web.entrance.visit import Behind
        from khabar.web.looking.tiles import open_tiles
    except ModuleNotFoundError as problem:
        raise MissingTool(f"khabar serve needs «{problem.name}»: pip install 'khabar[web]'") from None
    import socket
    import threading

    from khabar.export.profile import load_profile
    from khabar.store.opening import start_default_store

    chosen = load_profile(profile)
    if not accounts and start_default_store(store):
        typer.echo("khabar.db is new and empty: give it reports on the page Add, or with `khabar add`.", err=True)
    token = secrets.token_urlsafe(24)
    bound = f"[{host}]" if ":" in host else host
    app = create_app(
        store,
        profile=chosen,
        profile_name=profile,
        token=token,
        hosts=(*LOOPBACK, bound, *(name or ())),
        owner=as_ or getpass.getuser(),
        accounts=accounts or None,
        behind=Behind(https=behind_https, proxies=_read_ranges(proxy or ())),
        notes_addresses=note_addresses,
        tiles=open_tiles(tiles) if tiles else None,
    )
    threading.Thread(target=app.state.catalogue.entries, daemon=True).start()  # so that nobody waits for the first list
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()
        except OSError as problem:
            raise MissingTool(f"cannot listen at {host}:{port} ({problem.strerror}): give another --port") from None
        shown = "" if app.state.reception.team else f"?token={token}"
        typer.echo(f"http://{bound}:{listener.getsockname()[1]}/{shown}")
        typer.echo("Open this address in a browser; Ctrl+C stops it.", err=True)
        if bound not in LOOPBACK and not behind_https:
            complain("others on the network can read what is sent, passwords too: put a proxy with https before it")
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listener])


def _read_ranges(given: Iterable[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(one) for one in given)
    except ValueError as problem:
        raise typer.BadParameter(str(problem), param_hint="--proxy") from None

"""Admiralty ratings of sources and claims: given by people, and listed."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.asking import answer, open_reading
from khabar.cli.options import Form, InForm, StoreAddress

if TYPE_CHECKING:
    from khabar.store import Store
    from khabar.store.documents.readings import Stamp

By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; else the user's name.")]


def rate(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source by its name, or a claim as DOCUMENT/c3.")],
    rating: Annotated[
        str, typer.Argument(metavar="RATING", help="A letter A to F for a source, a digit 1 to 6 for a claim.")
    ],
    why: Annotated[str, typer.Option(metavar="WORDS", help="Why, for those who ask later.")],
    by: By = None,
    store: StoreAddress = None,
) -> None:
    """Rate a source or a claim after the Admiralty system; khabar never does so by itself, and keeps all ratings.

    Examples:

    - `khabar rate "Sahel News" B --why "corrected itself twice within a day"`
    - `khabar rate 9f86d081884c7d65/c3 2 --why "two others say so"`
    """
    from khabar.incidents.model import split_key
    from khabar.store.reviews.rating import rate_claim, rate_source

    with deciding(store, by) as (opened, who, stamp):
        if rating.strip().isdigit():
            document, claim = split_key(source)
            made = rate_claim(opened, document, claim, rating, by=who, why=why, stamp=stamp)
        else:
            made = rate_source(opened, source, rating, by=who, why=why, stamp=stamp)
    typer.echo(f"{made.id}: {made.letter or made.digit}, logged")


def ratings(format: InForm = Form.text, store: StoreAddress = None) -> None:
    """List all ratings of sources and claims, in their order; of one source or claim the last holds.

    Example: `khabar ratings --format csv`
    """
    from khabar.store.reviews.rating import list_ratings
    from khabar.views.reviews import print_ratings

    with open_reading(store) as connection:
        made = list_ratings(connection)
    rows = [
        {
            "id": one.id,
            "of": one.source or f"{one.document}/{one.claim.id if one.claim else ''}",
            "rating": one.letter or one.digit,
            "by": one.by,
            "at": one.at,
            "why": one.why,
        }
        for one in made
    ]
    answer(rows, format, print_ratings)


@contextmanager
def deciding(store: str | None, by: str | None) -> Iterator[tuple[Store, str, Stamp]]:
    """Give a store that is there, who decides, and what a change made now is marked with."""
    from khabar.store import open_store
    from khabar.store.custody.stamping import stamps_of

    who = by or getpass.getuser()
    with open_store(store, create=False) as opened:
        yield opened, who, stamps_of(opened, by=who)()

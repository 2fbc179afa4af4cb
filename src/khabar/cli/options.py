"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Text, HTML, JSON, JSON lines or YAML; - is standard input.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day of publication, YYYY-MM-DD; relative times count from it.")
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet that published it.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where it was read.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes that read at once.")]

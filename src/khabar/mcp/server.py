"""The server: four tools that look things up, each of which says that it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from khabar import __version__
from khabar.errors import KhabarError
from khabar.export.profile import Profile
from khabar.mcp.answers import ChainAnswer, DisagreementsAnswer, IncidentAnswer, SearchAnswer
from khabar.mcp.asking import Asking
from khabar.mcp.quoting import NOTICE
from khabar.store.opening import Store

T = TypeVar("T")
INSTRUCTIONS = f"""khabar has read Arabic news reports and keeps, for every statement, who said it, through whom, and how
sure they were. Reports that copy or relay each other are one origin: judge by `independent_origins`, never by the number
of reports. Say who says it; cite document ids and offsets; where origins disagree, tell both values and do not choose.
Grades are suggestions. {NOTICE}"""
_READING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Day = Annotated[str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="An ISO day, inclusive")]
Few = Annotated[int, Field(ge=1, le=20)]
Id = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]


def make_server(store: Store, profile: Profile) -> MCPServer:
    """Return the server of a store, seen through a publish profile."""
    asking = Asking(store, profile)
    server = MCPServer("khabar", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR")

    @server.tool(title="Search reports", annotations=_READING)
    def search(
        words: Annotated[
            str, Field(min_length=1, max_length=300, description="All of these, in whatever form; Arabic")
        ],
        since: Day = None,
        until: Day = None,
        limit: Few = 10,
    ) -> SearchAnswer:
        """Find reports by their words, the latest published first, and the incidents that they tell of."""
        return _answer(lambda: asking.search(words, since, until, limit))

    @server.tool(title="One incident", annotations=_READING)
    def get_incident(
        incident: Annotated[Id, Field(description="Its id, an id that it bore before, or an event as document/e1")],
    ) -> IncidentAnswer:
        """Tell an incident: what happened, how many independent origins stand behind it, what each holds in which words."""
        return _answer(lambda: asking.get_incident(incident))

    @server.tool(title="Who said it, through whom", annotations=_READING)
    def get_chain(
        incident: Annotated[Id | None, Field(description="All claims about this incident")] = None,
        document: Annotated[Id | None, Field(description="Instead: the claims of this document")] = None,
        claim: Annotated[Id | None, Field(description="Only this claim of the document, such as c1")] = None,
    ) -> ChainAnswer:
        """Tell who said it, through whom it came to the reader, how surely, and in which words, with their offsets."""
        return _answer(lambda: asking.get_chain(incident, document, claim))

    @server.tool(title="Where origins disagree", annotations=_READING)
    def list_disagreements(
        since: Day = None,
        until: Day = None,
        place: Annotated[
            str | None, Field(max_length=200, description="A name of a place, in Arabic or English")
        ] = None,
        limit: Few = 10,
    ) -> DisagreementsAnswer:
        """List incidents on which independent origins contradict each other, with both values and the words for them."""
        return _answer(lambda: asking.list_disagreements(since, until, place, limit))

    return server


def _answer(ask: Callable[[], T]) -> T:
    """Return an answer; what khabar cannot answer is told to who asks, what is wrong inside it is not."""
    try:
        return ask()
    except KhabarError as problem:
        raise ToolError(str(problem)) from None

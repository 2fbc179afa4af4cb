"""What this server is, and who asks it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from khabar import __version__
from khabar.language.artefact import data_version
from khabar.reading import LANGUAGE
from khabar.web.api.answers import answer_json
from khabar.web.api.describing import gives, scoped
from khabar.web.api.shapes import About
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of

router = APIRouter(tags=["about"])


@router.get("/about", summary="This server, and what you may do", responses=gives(About), **scoped("read"))
def about(request: Request) -> Response:
    """Versions of khabar and of its language data, the publish profile, and your name, role and scopes."""
    desk, person = desk_of(request), person_of(request)
    told = About(
        khabar=__version__,
        data=data_version(LANGUAGE),
        profile=desk.profile_name,
        shows_reports=desk.shows_reports,
        name=person.name,
        role=person.role,
        scopes=person.scopes,
    )
    return answer_json(request, told)

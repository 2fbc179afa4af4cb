"""What the parts of a dossier refer to: reports and origins by their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from khabar.export.case import Case
from khabar.export.dossier.wording import Wording
from khabar.export.facts import name_publishers, told_by


class Index:
    """The numbers of a case's reports, by publication, and of its origins, as in every account."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.reports = told_by(case)
        self.origins = case.record.origins

    @cached_property
    def _publishers(self) -> dict[str, str | None]:
        return name_publishers(self.case)

    @cached_property
    def _report_numbers(self) -> dict[str, int]:
        return {document: number for number, (document, _) in enumerate(self.reports, start=1)}

    @cached_property
    def _origin_numbers(self) -> dict[str, int]:
        return {origin.key: number for number, origin in enumerate(self.origins, start=1)}

    def anchor(self, kind: str, number: int) -> str:
        """Return the id of an element of this case: unique on a page with many."""
        return f"{self.case.record.id}-{kind}{number}"

    def refer(self, documents: Iterable[str]) -> str:
        """Return references to reports, as small links with their numbers."""
        numbers = sorted({self._report_numbers[d] for d in documents if d in self._report_numbers})
        links = "".join(f'<a class="ref" href="#{self.anchor("r", n)}">{n}</a>' for n in numbers)
        return f'<span class="refs">{links}</span>'

    def number_origin(self, key: str) -> int | None:
        """Return the number of an origin."""
        return self._origin_numbers.get(key)

    def name_publisher(self, document: str, wording: Wording) -> str:
        """Return who publishes a report, by the name that khabar knows."""
        name = self._publishers[document]
        return wording.name(name, name or "") or wording.say("unknown_publisher")

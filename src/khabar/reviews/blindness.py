"""Which decisions stand, who may see those of others, and which were made without seeing them."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.reviews.model import Review


def list_standing(reviews: Iterable[Review]) -> list[Review]:
    """Return the decisions that were not taken back, in their order; taking back an undoing lets a decision stand again."""
    made = list(reviews)
    undone: set[str] = set()
    for one in reversed(made):
        if one.verdict == "undo" and one.undoes is not None and one.id not in undone:
            undone.add(one.undoes)
    return [one for one in made if one.verdict != "undo" and one.id not in undone]


def may_see(reviews: Iterable[Review], person: str) -> bool:
    """Tell whether somebody may see what others decided about a report: once they were done, or said that they look."""
    return any(one.by == person and one.verdict in ("done", "look") for one in reviews)


def list_blind(reviews: Iterable[Review]) -> set[str]:
    """Return those who were done before they could see what others decided."""
    first: dict[str, str] = {}
    for one in reviews:
        if one.verdict in ("done", "look"):
            first.setdefault(one.by, one.verdict)
    return {person for person, act in first.items() if act == "done"}


def list_independent(reviews: Iterable[Review]) -> list[Review]:
    """Return the verdicts that people came to before they could see what others decided: what agreement is measured on."""
    seeing: set[str] = set()
    made: list[Review] = []
    for one in reviews:
        if one.verdict in ("done", "look"):
            seeing.add(one.by)
        elif one.by not in seeing and not one.settles:
            made.append(one)
    return list_standing(made)

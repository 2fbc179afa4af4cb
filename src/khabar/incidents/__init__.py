"""Incidents: which events of many reports are one happening.

`make_cards` takes from a report what grouping needs, `group` puts cards into groups and says why, `regroup` adds cards
to what was grouped before, and `blocking_keys` are the numbers by which a store finds the cards to compare.
"""

from __future__ import annotations

from khabar.incidents.cards import make_cards
from khabar.incidents.decisions import Decision
from khabar.incidents.grouping import find_touched, group, regroup
from khabar.incidents.model import Card, Group, Reason, Tie, name_group
from khabar.incidents.pairing import blocking_keys

__all__ = [
    "Card",
    "Decision",
    "Group",
    "Reason",
    "Tie",
    "blocking_keys",
    "find_touched",
    "group",
    "make_cards",
    "name_group",
    "regroup",
]

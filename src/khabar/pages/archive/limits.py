"""How much an archive may hold, counted over all that lies within it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from khabar.errors import KhabarError, TooLarge
from khabar.model import Value
from khabar.pages.intake import Capture, Intake, Refused
from khabar.pages.unpack import is_trap

Found = Iterator[Intake | Refused]
OpenInner = Callable[[Capture], Found]
"""Reads what lies in an archive, counted into its budget."""


class Limits(Value, frozen=True, kw_only=True):
    """Most entries, bytes of all and of one member, bytes unpacked for one packed, and archives within each other."""

    entries: int = 200_000
    unpacked: int = 8 * 2**30
    member: int = 2 * 2**30
    ratio: int = 200
    depth: int = 3


class Spent(KhabarError):
    """An archive has used up what all of it together may take: it ends the whole, so it is no fault of one input."""


class Budget:
    """What is left of the limits of one archive, for it and for those inside it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._entries = 0
        self._unpacked = 0

    def take_entry(self) -> None:
        """Count one entry; raises `Spent` above the limit."""
        self._entries += 1
        if self._entries > self.limits.entries:
            raise Spent(f"it holds more than {self.limits.entries} entries; the rest is not read")

    def take_bytes(self, size: int) -> None:
        """Count bytes unpacked; raises `Spent` above the limit."""
        self._unpacked += size
        if self._unpacked > self.limits.unpacked:
            raise Spent(f"unpacked, it is more than {self.limits.unpacked} bytes; the rest is not read")

    def check_member(self, unpacked: int, packed: int) -> None:
        """Refuse a member that grew too large, or unpacks as only a trap does; raises `TooLarge`."""
        if unpacked > self.limits.member:
            raise TooLarge(f"unpacked, it is more than the {self.limits.member} bytes that one entry may have")
        if is_trap(unpacked, packed, self.limits.ratio):
            raise TooLarge(f"it unpacks to more than {self.limits.ratio} times its size, as only a trap does")

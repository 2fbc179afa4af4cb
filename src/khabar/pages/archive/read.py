"""An archive to the documents in it, and in the archives in it."""

from __future__ import annotations

from collections.abc import Callable

from khabar.errors import KhabarError, TooLarge
from khabar.pages.archive.gunzip import MAGIC, Gunzip
from khabar.pages.archive.limits import Budget, Found, Limits, OpenInner, Spent
from khabar.pages.archive.wacz import is_wacz, read_wacz
from khabar.pages.archive.warc import read_warc
from khabar.pages.archive.zips import ZIP_MAGICS, open_zip, read_zip
from khabar.pages.intake import Capture, Known, Refused

OpenMember = Callable[[Capture, Known], Found]

_WARC = b"WARC/"


def is_archive(data: bytes) -> bool:
    """Say whether the first bytes are those of an archive that `read_archive` opens."""
    return data.startswith((*ZIP_MAGICS, MAGIC, _WARC))


def read_archive(
    capture: Capture, known: Known, *, limits: Limits | None = None, open_member: OpenMember | None = None
) -> Found:
    """Yield what is found in each member, in their order; `open_member` reads those that are no archives.

    A member that cannot be read is refused and the others go on; what is above the limits of the whole ends it.
    """
    budget = Budget(limits or Limits())
    one_of_many = known._replace(url=None)  # the archive's own address is not that of what lies in it
    try:
        yield from _read(capture, one_of_many, budget, open_member or _open_capture, depth=1)
    except Spent as problem:
        yield Refused.because(capture.name, problem)


def _read(capture: Capture, known: Known, budget: Budget, open_member: OpenMember, *, depth: int) -> Found:
    if depth > budget.limits.depth:
        raise TooLarge(f"archives lie within each other more than {budget.limits.depth} deep")

    def open_inner(inner: Capture) -> Found:
        try:
            if is_archive(inner.data):
                yield from _read(inner, known, budget, open_member, depth=depth + 1)
            else:
                yield from open_member(inner, known)
        except Spent:
            raise
        except KhabarError as problem:
            yield Refused.because(inner.name, problem)

    if capture.data.startswith(_WARC):
        yield from read_warc(capture, budget, open_inner)
    elif capture.data.startswith(MAGIC):
        yield from _read_gzip(capture, budget, open_inner)
    else:
        with open_zip(capture) as archive:
            read = read_wacz if is_wacz(archive) else read_zip
            yield from read(archive, capture, budget, open_inner)


def _read_gzip(capture: Capture, budget: Budget, open_inner: OpenInner) -> Found:
    """Yield what one packed file holds; WARC records are read as they are unpacked."""
    if (Gunzip(capture.data[:65_536], Budget(budget.limits), whole=False).read(len(_WARC)) or b"") == _WARC:
        yield from read_warc(capture, budget, open_inner)
        return
    budget.take_entry()
    name = capture.name[:-3] if capture.name.lower().endswith(".gz") else f"{capture.name} › unpacked"
    data = Gunzip(capture.data, budget, whole=True).read_all()
    yield from open_inner(Capture(data=data, name=name, url=capture.url, retrieved=capture.retrieved))


def _open_capture(capture: Capture, known: Known) -> Found:
    from khabar.pages.open import open_capture  # which opens archives in its turn

    return open_capture(capture, known)

"""Which reports bring a voice of their own, and which only tell again."""

from khabar.incidents.record import Collapse, CollapseReason, Copy
from khabar.model import Document
from khabar.web.layout.tellings import Told


def told(*collapsed: tuple[int, CollapseReason], copies: tuple[Copy, ...] = ()) -> bool:
    collapses = tuple((n, Collapse(document="d2", reason=reason, because="")) for n, reason in collapsed)
    about = Document(text="")
    return Told(number=2, document="d2", title="", about=about, origins=(1, 2), copies=copies, collapses=collapses).own


def test_a_report_in_which_one_origin_speaks_for_the_first_time_is_its_own() -> None:
    assert told()
    assert told((1, "same_speaker"))
    assert told((1, "correspondent"), (2, "correspondent"))
    assert not told((1, "same_speaker"), (2, "relayed"))
    assert not told(copies=(Copy(document="d2", of="d1", reason="near_copy", share=0.9),))

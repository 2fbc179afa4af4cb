"""What a desk keeps is what the store tells now."""

from pathlib import Path

from khabar.export.profile import load_profile
from khabar.store import open_store
from khabar.web.desk.desk import Desk
from khabar.web.desk.searching import turn_to
from khabar.web.desk.sources import list_sources

from ..conftest import fill_store
from ..reports import documents


def test_what_is_kept_is_made_once_until_the_store_tells_something_else(tmp_path: Path) -> None:
    path = str(tmp_path / "khabar.db")
    first, *others = documents()
    fill_store(path, [first])
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return len(made)

    with open_store(path) as store:
        desk = Desk(store, load_profile("open"))
        assert [desk.keep("it", make), desk.keep("it", make)] == [1, 1]
        before = (len(list_sources(desk, "outlet")), turn_to(desk, "قصف", 1).total)
        fill_store(path, others)
        assert desk.keep("it", make) == 2
        after = (len(list_sources(desk, "outlet")), turn_to(desk, "قصف", 1).total)
        assert after[0] > before[0]
        assert (after[1] or 0) > (before[1] or 0)

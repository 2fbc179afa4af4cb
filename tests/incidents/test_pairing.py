"""Which events are compared: enough to find one happening told twice, and no more than a million can bear."""

from khabar.incidents.pairing import find_pairs

from .cards import make_card


def test_one_number_of_dead_pairs_main_events_of_one_region_only() -> None:
    def paired(**other: object) -> bool:
        one = make_card("a/e1", killed=(7, 7), lat=35.0, lon=36.0, name="one", words=b"", wording=b"")
        two = make_card("b/e1", **{"killed": (7, 7), "name": "two", "words": b"", "wording": b"", **other})
        return ("a/e1", "b/e1") in set(find_pairs({card.key: card for card in (one, two)}))

    assert paired(lat=36.2, lon=36.4)
    assert not paired(lat=36.2, lon=36.4, killed=(6, 6))
    assert not paired(lat=15.0, lon=44.0)

"""Cards to group: made by hand, and by chance in a small world where happenings meet."""

from __future__ import annotations

from zlib import crc32

from hypothesis import strategies as st

from khabar.incidents import Card, Decision
from khabar.incidents.words import pack

DAY = 738_000
PLACES = (
    ("tell-a", "tell a", 35.60, 36.50, "town"),
    ("tell-b", "tell b", 35.63, 36.52, "town"),
    ("far-c", "far c", 33.10, 44.20, "town"),
    ("province", "province", 35.90, 36.60, "governorate"),
    (None, None, None, None, None),
)


def make_card(key: str, *, place: int = 0, day: int | None = 0, published: int | None = 0, **fields: object) -> Card:
    """Return a card of an air raid at one of `PLACES`, `day` days after a fixed one."""
    id, name, lat, lon, precision = PLACES[place]
    told: dict[str, object] = {
        "type": "ASSAULT",
        "mode": "aerial",
        "weapon": "airstrike",
        "place": id,
        "name": name,
        "country": "SY",
        "lat": lat,
        "lon": lon,
        "precision": precision,
        "first_day": None if day is None else DAY + day,
        "last_day": None if day is None else DAY + day,
        "time_precision": None if day is None else "day",
        "published": None if published is None else DAY + published,
        "villages": pack([crc32(id.encode())]) if id is not None and precision == "town" else b"",
    }
    return Card(key=key, **(told | fields))  # type: ignore[arg-type]


_WORDS = [word << 4 | 9 for word in range(1, 12)]


@st.composite
def card_sets(draw: st.DrawFn, *, most: int = 12) -> list[Card]:
    """Draw the cards of some reports; each report has one to three events."""
    cards = []
    for number in range(draw(st.integers(1, most))):
        for order in range(draw(st.integers(1, 3))):
            killed = draw(st.one_of(st.none(), st.tuples(st.integers(0, 6), st.none() | st.integers(6, 9))))
            cards.append(
                make_card(
                    f"d{number}/e{order}",
                    place=draw(st.integers(0, len(PLACES) - 1)),
                    day=draw(st.none() | st.integers(0, 4)),
                    published=draw(st.none() | st.integers(0, 5)),
                    order=order,
                    prominence=float(3 - order),
                    mode=draw(st.sampled_from([None, "aerial", "heavy-weapons", "clash"])),
                    killed=killed,
                    words=pack(sorted(draw(st.sets(st.sampled_from(_WORDS), max_size=6)))),
                    wording=pack(sorted(draw(st.sets(st.integers(0, 8), max_size=4)))),
                )
            )
    return cards


@st.composite
def decision_lists(draw: st.DrawFn, cards: list[Card]) -> tuple[Decision, ...]:
    """Draw up to four decisions about some of these cards."""
    keys = sorted(card.key for card in cards)
    some = st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True)
    made = []
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["merge", "split", "pin", "undo"]))
        chosen = tuple(draw(some)) if kind != "undo" else ()
        others = tuple(key for key in draw(some) if key not in chosen) if kind == "split" else ()
        undoes = str(number - 1) if kind == "undo" and number else None
        made.append(Decision(id=str(number), kind=kind, cards=chosen, others=others, undoes=undoes))
    return tuple(made)

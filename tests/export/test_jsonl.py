"""The whole of a case goes out and comes back in unchanged."""

import io
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.errors import DamagedInput
from khabar.export.case import Case
from khabar.export.jsonl import make_schema, read_jsonl, write_jsonl
from khabar.export.options import Options
from khabar.export.profile import load_profile
from khabar.export.publishing import publish

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
DAYS = st.none() | st.dates().map(str) | st.datetimes().map(lambda moment: moment.isoformat())
PLAIN = {str: TEXT, int: st.integers(0, 10**6), float: st.floats(-180, 180, allow_nan=False), bool: st.booleans()}


def strategy(shape: Any) -> st.SearchStrategy[Any]:
    """Return what makes any value of a type that a case is built of."""
    origin, inside = get_origin(shape), get_args(shape)
    if shape in PLAIN:
        return PLAIN[shape]
    if shape is type(None):
        return st.none()
    if shape is msgspec.UnsetType:
        return st.just(msgspec.UNSET)
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*map(strategy, inside))
    if origin is tuple:
        if inside[-1] is ...:
            return st.lists(strategy(inside[0]), max_size=2).map(tuple)
        return st.tuples(*map(strategy, inside))
    if origin is Mapping:
        return st.dictionaries(strategy(inside[0]), strategy(inside[1]), max_size=2)
    hints = get_type_hints(shape)
    known = {"published": DAYS, "corrected": st.none()}  # a corrected case is a case again
    fields = {name: known[name] if name in known else strategy(hint) for name, hint in hints.items()}
    return st.builds(shape, **fields)


def back(cases: list[Case]) -> list[Case]:
    stream = io.BytesIO()
    write_jsonl(cases, stream, Options())
    return list(read_jsonl(stream.getvalue().splitlines(keepends=True)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(strategy(Case), max_size=2))
def test_any_cases_come_back_unchanged(cases: list[Case]) -> None:
    assert back(cases) == cases


def test_a_case_that_was_read_comes_back_with_what_is_worked_out_from_it(cases: tuple[Case, ...]) -> None:
    returned = back(list(cases))
    assert returned == list(cases)
    assert [one.happening for one in returned] == [one.happening for one in cases]


def test_a_case_that_people_corrected_comes_back_unchanged(reviewed: Case) -> None:
    assert reviewed.corrected is not None
    (returned,) = back([reviewed])
    assert returned == reviewed


def test_a_published_case_comes_back_unchanged(cases: tuple[Case, ...]) -> None:
    published = list(publish(cases, load_profile("strict")))
    assert back(published) == published


def test_a_damaged_line_is_named_by_its_number(case: Case) -> None:
    stream = io.BytesIO()
    write_jsonl([case], stream, Options())
    with pytest.raises(DamagedInput, match="line 2"):
        list(read_jsonl([stream.getvalue(), b'{"record": 1}\n']))


def test_the_schema_names_all_that_a_line_holds(case: Case) -> None:
    schema = make_schema()
    line = msgspec.to_builtins(case)
    assert set(schema["$defs"]["Case"]["properties"]) == set(line)
    assert set(schema["$defs"]["IncidentRecord"]["properties"]) == set(line["record"])

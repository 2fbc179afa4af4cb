"""Makes of a module's source what mypyc compiles well; the source itself stays the plain Python that is read and tested.

Three things change, none of them what the code does:

- a constant (`_NEAR = 8`, `_NEAR, _FAR = 8, 40`) becomes `Final`: compiled code then holds it, instead of looking its
  name up each time;
- the classes in `NATIVE`, msgspec structs that are made and read most, become classes of compiled code itself, without
  the marks that the garbage collector needs where the struct has none;
- every other struct takes its options from a base class of `BASES`, for mypyc drops the keywords of a class statement.

A `cached_property` is refused: compiled code works it out at each call.

Two faults of mypyc are gone round: `in (*these, "that")` ends it, `in tuple((*these, "that"))` does not; and `some & words.keys()`
is a set though mypy takes it for a frozenset, which compiled code does not let pass: `some & frozenset(words.keys())` is one.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import NamedTuple

BASES = "khabar.struct_bases"
PACKAGES = ("language", "mentions", "claims", "events")
# Those that msgspec reads from files stay as they are.
PLAIN = ("language/artefact", "language/compiled", "language/names", "events/weights")
# Compared by identity (`eq=False`), given by position, never handed to msgspec.
NATIVE = {
    "language/words": ("Word",),
    "language/matching": ("PhraseHit", "NameHit"),
    "language/layout": ("Line",),
    "language/looks": ("Entry",),
    "language/sentences": ("Sentence",),
    "mentions/count_context": ("Predicate",),
    "mentions/identity_values": ("Identity",),
    "mentions/model": (
        "Mention",
        "ActorMention",
        "PlaceMention",
        "TimeMention",
        "CountMention",
        "WeaponMention",
        "DamageMention",
        "Described",
    ),
    "mentions/noun_phrase": ("Phrase",),
    "mentions/numbers": ("Amount",),
    "mentions/place_expression": ("Atom",),
    "mentions/place_parsing": ("Group",),
    "mentions/place_resolved": ("Resolved",),
    "mentions/time_parts": ("TimeParts",),
    "mentions/time_words": ("Item",),
    "mentions/victims": ("Parts",),
    "claims/agreement": ("Voice",),
    "claims/cues": ("Cue",),
    "events/drafts": ("Draft",),
    "events/features": ("Weighed", "Scene"),
    "events/readings": ("Option",),
    "events/pairs": ("Compared", "Telling"),
    "events/parties": ("Found",),
    "events/sameness": ("Choice",),
    "events/weighing": ("Weighed",),
    "events/status": ("Standing",),
    "events/told": ("Bundle", "Told"),
    "events/triggers": ("Trigger",),
    "events/candidates": ("Candidate",),
}
_STRUCTS = ("msgspec.Struct", "Value")
# Classes of compiled code are no structs, but can be copied with changes by the method that structs have too.
_REPLACING = (
    ("from msgspec.structs import replace\n", f"from {BASES} import replace\n"),
    ("msgspec.structs.replace(", "replace_struct("),
)
_REPLACE = '''T = TypeVar("T")


def replace(thing: T, **changes: object) -> T:
    """Return a copy with some fields changed."""
    copy: T = thing.__replace__(**changes)  # type: ignore[attr-defined]
    return copy
'''
_FUTURE = "from __future__ import annotations\n"
_CONSTANT = re.compile(r"_{0,2}[A-Z][A-Z0-9_]*")


class Unfit(Exception):
    """A class or a module that cannot be made fit for mypyc."""


class Prepared(NamedTuple):
    """A source as mypyc is given it, and the base classes that it asks for, as source by their names."""

    source: str
    bases: dict[str, str]


def prepare_source(source: str, native: tuple[str, ...] = ()) -> Prepared:
    """Return a module's source made fit for mypyc; `native` are the structs to make classes of compiled code.

    Raises `Unfit` for a class of `native` that is not there or would behave otherwise.
    """
    tree, lines = ast.parse(source), source.split("\n")
    if any(isinstance(n, ast.Name) and n.id == "cached_property" for n in ast.walk(tree)):
        raise Unfit("a cached property would be worked out at each call; use a function under functools.cache")
    imports: set[str] = set()
    for constants in _unpacked(tree):
        _replace(lines, constants, _one_by_one(constants))
        imports.add("from typing import Final")
    for constant in _constants(tree):
        _finalise(lines, constant)
        imports.add("from typing import Final")
    for faulty, function in _faulty(tree):
        _replace(lines, faulty, f"{function}({ast.unparse(faulty)})")
    bases: dict[str, str] = {}
    structs = {n.name: n for n in tree.body if isinstance(n, ast.ClassDef) and _base(n) in (*_STRUCTS, *native)}
    missing = set(native) - structs.keys()
    for node in reversed(structs.values()):
        if node.name not in native and _base(node) not in _STRUCTS:
            raise Unfit(f"{node.name} is a struct, {_base(node)} is none")
        if node.name in native:
            _make_native(lines, node, structs)
            imports.add("from mypy_extensions import mypyc_attr")
        else:
            name, text = _base_class(node)
            bases[name] = text
            frozen = ", frozen=True" if "frozen=True" in text else ""  # for mypy; it says what the base has
            lines[node.lineno - 1] = f"class {node.name}({name}{frozen}):"
            imports.add(f"from {BASES} import {name}")
    if missing:
        raise Unfit(f"no such struct: {', '.join(sorted(missing))}")
    made = "\n".join(lines)
    for written, instead in _REPLACING:
        if written in made:
            made = made.replace(written, instead)
            imports.add(f"from {BASES} import replace as replace_struct")
    if imports:
        if _FUTURE not in made:
            raise Unfit("the module does not begin with `from __future__ import annotations`")
        made = made.replace(_FUTURE, f"{_FUTURE.rstrip()}; {'; '.join(sorted(imports))}\n", 1)
    return Prepared(made, bases)


def write_bases(bases: dict[str, str]) -> str:
    """Return the source of the module that holds the base classes."""
    head = '"""Base classes that give compiled structs their options."""\n\nfrom typing import TypeVar\n\nimport msgspec\n\nfrom khabar.model import Value\n'
    return "\n\n".join([head, *(bases[name] for name in sorted(bases)), _REPLACE])


def _constants(tree: ast.Module) -> list[ast.Assign | ast.AnnAssign]:
    """Return the assignments to names in capitals that are made once."""
    assigned = _times_assigned(tree)
    shared = {name for n in ast.walk(tree) if isinstance(n, ast.Global) for name in n.names}
    found: list[ast.Assign | ast.AnnAssign] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) != "TypeAlias":
            target = node.target
        else:
            continue
        if not isinstance(target, ast.Name) or not _CONSTANT.fullmatch(target.id):
            continue
        if assigned[target.id] == 1 and target.id not in shared and not _stays(node.value):
            found.append(node)
    return found


def _times_assigned(tree: ast.Module) -> Counter[str]:
    return Counter(n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))


def _unpacked(tree: ast.Module) -> list[ast.Assign]:
    """Return the assignments to several names in capitals at once, each made once."""
    assigned = _times_assigned(tree)
    found = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Tuple):
            names = _names(node)
            if all(_CONSTANT.fullmatch(name) and assigned[name] == 1 for name in names):
                found.append(node)
    return found


def _names(node: ast.Assign) -> list[str]:
    return [ast.unparse(name) for target in node.targets for name in getattr(target, "elts", ())]


def _one_by_one(node: ast.Assign) -> str:
    """Return an assignment to several names as assignments to each."""
    names, value = _names(node), node.value
    if isinstance(value, ast.Tuple) and len(value.elts) == len(names):
        return "; ".join(
            f"{name}{'' if _stays(each) else ': Final'} = {ast.unparse(each)}"
            for name, each in zip(names, value.elts, strict=True)
        )
    together = f"_ALL_{names[0].strip('_')}"
    each = [f"{name}: Final = {together}[{n}]" for n, name in enumerate(names)]
    return "; ".join([f"{together}: Final = tuple({ast.unparse(value)})", *each])


def _stays(value: ast.expr | None) -> bool:
    """Tell whether a name cannot be `Final`: a TypeVar, or a tuple of tuples of numbers, which mypyc takes for unset."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) in ("TypeVar", "ParamSpec"):
        return True
    return value is None or (isinstance(value, ast.Tuple) and any(isinstance(e, ast.Tuple) for e in value.elts))


def _faulty(tree: ast.Module) -> list[tuple[ast.expr, str]]:
    """Return what mypyc does not see through, the last first, each with the function to wrap it in."""
    found: list[tuple[ast.expr, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            asked = [n for n in node.comparators if isinstance(n, ast.Tuple | ast.List)]
            found += [(n, "tuple") for n in asked if any(isinstance(e, ast.Starred) for e in n.elts)]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.BitXor | ast.Sub):
            right = node.right
            if isinstance(right, ast.Call) and isinstance(right.func, ast.Attribute) and right.func.attr == "keys":
                found.append((right, "frozenset"))
    return sorted(found, key=lambda pair: (pair[0].lineno, pair[0].col_offset), reverse=True)


def _finalise(lines: list[str], node: ast.Assign | ast.AnnAssign) -> None:
    if isinstance(node, ast.Assign):
        _replace(lines, node.targets[0], ast.unparse(node.targets[0]) + ": Final")
    else:
        _replace(lines, node.annotation, f"Final[{ast.unparse(node.annotation)}]")


def _replace(lines: list[str], node: ast.expr, text: str) -> None:
    """Put a text in the place of an expression; the lines after it keep their numbers."""
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    head = lines[first].encode()[: node.col_offset].decode()
    tail = lines[last].encode()[node.end_col_offset or 0 :].decode()
    lines[first : last + 1] = [head + text + tail, *[""] * (last - first)]


def _base(node: ast.ClassDef) -> str:
    return ast.unparse(node.bases[0]) if len(node.bases) == 1 else ""


def _options(node: ast.ClassDef) -> list[str]:
    return sorted(f"{k.arg}={ast.unparse(k.value)}" for k in node.keywords)


def _base_class(node: ast.ClassDef) -> tuple[str, str]:
    """Return the name and the source of a base class with a struct's options.

    `kw_only` is not inherited, and nothing turns on it: mypy has seen that the fields are given by their names.
    """
    options = [o for o in _options(node) if not o.startswith("kw_only")]
    of = _base(node)
    name = "_".join([of.rpartition(".")[2], *(o.replace("=", "") for o in options)])
    return name, f'class {name}({", ".join([of, *options])}):\n    """A base class."""\n'


def _make_native(lines: list[str], node: ast.ClassDef, structs: dict[str, ast.ClassDef]) -> None:
    """Make a plain class of a struct: its fields become slots that `__init__` fills, those of its base first."""
    if "eq=False" not in _options(node):
        raise Unfit(f"{node.name} is compared by its fields")
    own, line = _fields(node), _with_bases(node, structs)
    all_ = [field for one in reversed(line) for field in _fields(one)]
    given, filled = ["*"] if "kw_only=True" in _options(node) else [], []
    for field in all_:
        name, kind = ast.unparse(field.target), ast.unparse(field.annotation)
        if field.value is None:
            given.append(f"{name}: {kind}")
            filled.append(f"self.{name} = {name}")
        elif isinstance(field.value, ast.Dict | ast.List | ast.Set):  # msgspec makes a new one for each
            given.append(f"{name}: {kind} | None = None")
            filled.append(f"self.{name} = {ast.unparse(field.value)} if {name} is None else {name}")
        elif isinstance(field.value, ast.Constant | ast.Tuple | ast.Name | ast.UnaryOp):
            given.append(f"{name}: {kind} = {ast.unparse(field.value)}")
            filled.append(f"self.{name} = {name}")
        else:
            raise Unfit(f"{node.name}.{name} has a default that is none of msgspec's own")
    if any(isinstance(n, ast.FunctionDef) and n.name == "__post_init__" for one in line for n in one.body):
        filled.append("self.__post_init__()")
    slots = ", ".join(repr(ast.unparse(field.target)) for field in own)
    kept = ", ".join(f"{name!r}: self.{name}" for name in (ast.unparse(field.target) for field in all_))
    lines[own[0].lineno - 1 : own[-1].end_lineno] = [
        f"    __slots__ = ({slots},)",
        "",
        f"    def __init__(self, {', '.join(given)}) -> None:",
        *(f"        {line}" for line in filled),
        "",
        f"    def __replace__(self, **changes: object) -> {node.name}:",
        f"        return {node.name}(**{{{kept}, **changes}})  # type: ignore[arg-type]",
    ]
    base = "" if _base(node) in _STRUCTS else f"({_base(node)})"
    untracked = ["@mypyc_attr(acyclic=True)"] if "gc=False" in _options(node) else []
    lines[node.lineno - 1 : node.lineno] = [*untracked, f"class {node.name}{base}:"]


def _with_bases(node: ast.ClassDef, structs: dict[str, ast.ClassDef]) -> list[ast.ClassDef]:
    """Return a struct and those that it inherits from, of the same module."""
    out = [node]
    while (base := _base(out[-1])) in structs:
        out.append(structs[base])
    return out


def _fields(node: ast.ClassDef) -> list[ast.AnnAssign]:
    return [n for n in node.body if isinstance(n, ast.AnnAssign)]

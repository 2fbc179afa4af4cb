"""The engine as it is prepared for mypyc does what its sources do, and khabar is built without it where it must be."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts/compile_engine.py"
SOURCE = '''
from __future__ import annotations

import msgspec
from msgspec.structs import replace

from khabar.model import Value

_NEAR: int = 8
LIMITS = (1, 2)
_PAIRS = ((0.5, 1.0), (2.0, 3.0))
_FAR, _SIDES = 40, ((1, 2), (3, 4))
ONE, TWO = (1 << n for n in range(2))


class Node(msgspec.Struct, eq=False):
    """A node."""

    first: int
    names: list[str] = []
    label: str = "none"

    def __post_init__(self) -> None:
        self.label = f"{self.label}:{self.first}"


class Leaf(Node, eq=False, gc=False):
    size: int = 0


class Verdict(Value, frozen=True, kw_only=True):
    score: float
    why: str = ""


def grown(leaf: Leaf) -> Leaf:
    return replace(leaf, size=leaf.size + 1)


def near(at: int) -> bool:
    return at in (*LIMITS, _NEAR)


def common(some: frozenset[str], words: dict[str, int]) -> object:
    return some & words.keys()
'''


def load(name: str, path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sources() -> Any:
    return load("native_sources", ROOT / "scripts/native_sources.py")


def run_prepared(sources: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, str]:
    prepared = sources.prepare_source(SOURCE, ("Node", "Leaf"))
    bases = types.ModuleType(sources.BASES)
    exec(sources.write_bases(prepared.bases), bases.__dict__)
    monkeypatch.setitem(sys.modules, sources.BASES, bases)
    module = types.ModuleType("prepared")
    monkeypatch.setitem(sys.modules, "prepared", module)
    exec(prepared.source, module.__dict__)
    return module, prepared.source


def as_written(monkeypatch: pytest.MonkeyPatch) -> Any:
    module = types.ModuleType("as_written")
    monkeypatch.setitem(sys.modules, "as_written", module)
    exec(SOURCE, module.__dict__)
    return module


def test_a_prepared_source_does_what_the_source_does(sources: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    module, source = run_prepared(sources, monkeypatch)
    first, second = module.Node(3), module.Node(4, label="x")
    first.names.append("a")
    assert (first.label, second.label, second.names) == ("none:3", "x:4", [])
    leaf, plain = (m.grown(m.Leaf(5, ["b"], "z")) for m in (module, as_written(monkeypatch)))
    assert (leaf.first, leaf.names, leaf.label, leaf.size) == (plain.first, plain.names, plain.label, plain.size)
    assert (leaf.label, leaf.size) == ("z:5:5", 1)
    assert [module.near(n) for n in (1, 2, 3, 8)] == [True, True, False, True]
    assert type(module.common(frozenset("ab"), {"b": 1})) is frozenset
    verdict = module.Verdict(score=1.0)
    assert verdict == module.Verdict(score=1.0)
    with pytest.raises(AttributeError):
        verdict.score = 2.0
    assert "_NEAR: Final[int] = 8" in source
    assert "LIMITS: Final = (1, 2)" in source
    assert (module.ONE, module.TWO) == (1, 2)
    assert "_FAR: Final = 40; _SIDES = ((1, 2), (3, 4))" in source
    assert "_PAIRS = ((0.5" in source


def test_a_struct_compared_by_its_fields_stays_one(sources: Any) -> None:
    with pytest.raises(sources.Unfit, match="Verdict is compared by its fields"):
        sources.prepare_source(SOURCE, ("Verdict",))
    with pytest.raises(sources.Unfit, match="no such struct: Gone"):
        sources.prepare_source(SOURCE, ("Gone",))


def test_a_property_that_compiled_code_would_not_keep_is_refused(sources: Any) -> None:
    kept = "from functools import cached_property\n\n\nclass A:\n    @cached_property\n    def b(self) -> int:\n        return 1\n"
    with pytest.raises(sources.Unfit, match=r"functools\.cache"):
        sources.prepare_source(kept)


def test_every_module_of_the_engine_can_be_prepared(sources: Any) -> None:
    for package in sources.PACKAGES:
        for path in (ROOT / "src/khabar" / package).glob("*.py"):
            name = f"{package}/{path.stem}"
            if path.stem != "__init__" and name not in sources.PLAIN:
                compile(
                    sources.prepare_source(path.read_text("utf-8"), sources.NATIVE.get(name, ())).source, name, "exec"
                )


def test_without_a_compiler_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, tmp_path], env={"CC": "no-such-compiler"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "there is no C compiler; it runs as it is" in done.stderr
    assert list(tmp_path.iterdir()) == []


class Hook:
    """As much of hatchling's interface as the hook asks for."""

    target_name = "wheel"
    root = str(ROOT)

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.app = types.SimpleNamespace(display_warning=self.warnings.append)


@pytest.mark.parametrize("wanted", ["auto", "yes", "no"])
def test_a_wheel_is_built_without_a_compiler_unless_it_is_insisted_on(
    wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    interface = types.ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = Hook  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    monkeypatch.setenv("CC", "no-such-compiler")
    monkeypatch.setenv("KHABAR_COMPILE", wanted)
    module = load("hatch_build", ROOT / "hatch_build.py")
    monkeypatch.setattr(module.CompileData, "_gather_assets", lambda self: None)
    monkeypatch.setattr(module.CompileData, "_compile_data", lambda self: None)
    hook, data = module.CompileData(), {"force_include": {}, "pure_python": True}
    if wanted == "yes":
        with pytest.raises(RuntimeError, match="could not be compiled"):
            hook.initialize("standard", data)
    else:
        hook.initialize("standard", data)
        assert len(hook.warnings) == (wanted == "auto")
        assert hook.dependencies() == ([] if wanted == "no" else ["mypy>=2.4", "setuptools>=65"])
    hook.finalize("standard", data, "")
    assert data == {"force_include": {}, "pure_python": True}

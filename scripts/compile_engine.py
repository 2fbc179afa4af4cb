"""`python scripts/compile_engine.py FOLDER`: khabar with its engine compiled to machine code, in a folder of its own.

Needs mypy (for mypyc), setuptools, a C compiler and Python's headers; a minute or two on two cores. FOLDER/khabar
is then a copy of `src/khabar` whose modules of `language`, `mentions`, `claims` and `events` have their compiled form
beside them, which Python takes first; FOLDER/bin/khabar runs it with the Python that compiled it. Before it is done,
both read the reports that ship with khabar: where the results differ by a byte, nothing is left in FOLDER. Nothing is
ever written beside the sources.

`--check` asks mypyc alone whether it can compile the modules: no C compiler, ten seconds, nothing written.
"""

from __future__ import annotations

import compileall
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from native_sources import BASES, NATIVE, PACKAGES, PLAIN, prepare_source, write_bases  # noqa: E402

SUFFIX = sysconfig.get_config_var("EXT_SUFFIX") or ".so"
_READ = """
import sys
from pathlib import Path
import msgspec, yaml
from khabar.model import Document
from khabar.reading import read
for path in map(Path, sys.argv[1:]):
    given = (msgspec.json.decode if path.suffix == ".json" else yaml.safe_load)(path.read_text(encoding="utf-8"))
    given = given.get("document", given)
    known = {key: given[key] for key in ("text", "published", "publisher") if key in given}
    sys.stdout.buffer.write(msgspec.json.encode(read(Document(**known))) + b"\\n")
"""
_SHOWN = 40  # lines of what a failing step said
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")


def why_not() -> str:
    """Return what is missing for a compiled engine, "" where nothing is."""
    try:
        import mypyc.build  # noqa: F401
        import setuptools
    except ImportError as error:
        return f"{error.name} is not installed"
    if os.name == "posix" and shutil.which(_compiler()) is None:
        return "there is no C compiler"
    if not (Path(sysconfig.get_paths()["include"]) / "Python.h").exists():
        return f"Python.h is missing: {setuptools.__name__} finds no headers of this Python (package python3-dev)"
    return ""


def _compiler() -> str:
    return str(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]


def _flags() -> list[str]:
    """Return what the C compiler is told: no debugging symbols, which are most of what it writes; one whole of all files.

    The whole reads a twentieth faster. Only gcc is asked for it: others may lack the linker that it takes.
    """
    return ["-g0", "-flto=auto", "-fno-semantic-interposition"] if "gcc" in Path(_compiler()).name else ["-g0"]


def compile_engine(folder: Path) -> None:
    """Write khabar with its compiled engine to a folder; FOLDER/added lists the files that compiling added."""
    shutil.copytree(ROOT / "src/khabar", folder / "khabar", ignore=_NOT_COPIED)
    read_by_sources = _read_with(folder)
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work)
        _copy_sources(folder, tree)
        _run("--build", _prepare(tree), tree)
        added = [tree / f"{BASES.replace('.', '/')}.py", *sorted(tree.glob(f"*{SUFFIX}"))]
        added += sorted((tree / "khabar").rglob(f"*{SUFFIX}"))
        for file in added:
            shutil.copy2(file, folder / file.relative_to(tree))
        names = [file.relative_to(tree).as_posix() for file in added]
    try:
        same = _read_with(folder) == read_by_sources
    except subprocess.CalledProcessError:
        same = False
    if not same:
        _clear(folder)
        sys.exit("the compiled engine reads the reports that ship with khabar otherwise than the sources do")
    compileall.compile_dir(folder / "khabar", quiet=1)  # or each run would, where Python may write no bytecode
    (folder / "added").write_text("\n".join(names) + "\n", encoding="utf-8")
    _write_launcher(folder)


def _clear(folder: Path) -> None:
    """Remove what an earlier run left, and nothing else."""
    for name in ("khabar", "bin"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for file in (folder / "added", *folder.glob(f"khabar__mypyc*{SUFFIX}")):
        file.unlink(missing_ok=True)


def _read_with(folder: Path) -> bytes:
    """Return what the khabar in a folder reads in the reports that ship with it."""
    reports = [*(ROOT / "src/khabar/data/demo").glob("*.yaml"), *(ROOT / "tests/gold/reports").glob("*.json")]
    code = f"import sys; sys.path.insert(0, sys.argv.pop(1))\n{_READ}"
    command = [sys.executable, "-c", code, str(folder), *map(str, sorted(reports))]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _write_launcher(folder: Path) -> None:
    """Write `bin/khabar`, which runs the compiled khabar."""
    launcher = folder / "bin/khabar"
    launcher.parent.mkdir(exist_ok=True)
    path = shlex.quote(str(folder.resolve()))
    launcher.write_text(
        f'#!/bin/sh\nPYTHONPATH={path}${{PYTHONPATH:+:$PYTHONPATH}} exec {shlex.quote(sys.executable)} -P -m khabar.cli "$@"\n',
        encoding="utf-8",
    )
    launcher.chmod(0o755)


def _run(step: str, modules: list[str], tree: Path) -> None:
    """Run a step in the folder of the prepared sources; what it says is shown where it fails, less its warnings."""
    done = subprocess.run(
        [sys.executable, __file__, step, *modules],
        cwd=tree,
        env={**os.environ, "CFLAGS": f"{os.environ.get('CFLAGS', '')} {' '.join(_flags())}".strip()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if "warning: Treating generator" not in line]
        sys.exit("\n".join([*said[-_SHOWN:], "khabar's engine could not be compiled: see above"]))


def _prepare(tree: Path) -> list[str]:
    """Make the sources in a copied tree fit for mypyc and return the modules to compile, as paths."""
    bases: dict[str, str] = {}
    modules = []
    for package in PACKAGES:
        for path in sorted((tree / "khabar" / package).glob("*.py")):
            name = f"{package}/{path.stem}"
            if path.stem == "__init__" or name in PLAIN:
                continue
            prepared = prepare_source(path.read_text(encoding="utf-8"), NATIVE.get(name, ()))
            path.write_text(prepared.source, encoding="utf-8")
            bases |= prepared.bases
            modules.append(f"khabar/{name}.py")
    (tree / f"{BASES.replace('.', '/')}.py").write_text(write_bases(bases), encoding="utf-8")
    return modules


def check() -> None:
    """Ask mypyc whether it can compile the engine; fails where it cannot."""
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work)
        _copy_sources(ROOT / "src", tree)
        _run("--translate", _prepare(tree), tree)


def _copy_sources(folder: Path, tree: Path) -> None:
    shutil.copytree(folder / "khabar", tree / "khabar", ignore=shutil.ignore_patterns("__pycache__", "data", "static"))


def _build(modules: list[str]) -> None:
    """Compile modules in place; runs in a process of its own, in the folder of the prepared sources."""
    from setuptools import setup  # first: it brings distutils along

    from distutils.ccompiler import CCompiler  # isort: skip

    CCompiler.compile = _compile_side_by_side  # type: ignore[method-assign]
    setup(
        name="khabar", ext_modules=_translate(modules), packages=[], script_args=["--quiet", "build_ext", "--inplace"]
    )


def _translate(modules: list[str]) -> list[Any]:
    """Return the modules as extensions in C; runs where the prepared sources are."""
    from mypyc.build import mypycify

    # Level 3 compiles longer for nothing: most of the time is spent inside Python's own functions.
    return mypycify(["--ignore-missing-imports", *modules], opt_level="2", multi_file=True, group_name="khabar")


def _compile_side_by_side(self: Any, sources: list[str], *options: Any, **named: Any) -> list[str]:
    """Compile C files on all cores; setuptools takes one after the other."""
    names = ("output_dir", "macros", "include_dirs", "debug", "extra_preargs", "extra_postargs", "depends")
    given = dict.fromkeys(names) | dict(zip(names, options, strict=False)) | named
    _, objects, postargs, flags, build = self._setup_compile(
        given["output_dir"], given["macros"], given["include_dirs"], sources, given["depends"], given["extra_postargs"]
    )
    arguments = self._get_cc_args(flags, given["debug"], given["extra_preargs"])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda o: self._compile(o, *build[o], arguments, postargs, flags), build):
            pass
    return list(objects)


def main() -> None:
    """Compile into the folder given, or say what is missing and fail."""
    if sys.argv[1:2] == ["--build"]:
        _build(sys.argv[2:])
        return
    if sys.argv[1:2] == ["--translate"]:
        _translate(sys.argv[2:])
        return
    if sys.argv[1:2] == ["--check"]:
        check()
        return
    _clear(Path(sys.argv[1]))
    if problem := why_not():
        sys.exit(f"khabar cannot be compiled here: {problem}; it runs as it is, without being compiled")
    compile_engine(Path(sys.argv[1]))


if __name__ == "__main__":
    main()

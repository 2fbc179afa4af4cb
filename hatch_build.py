"""Compiles the language data and the engine and gathers the pages' assets into the wheel; an editable install leaves all to the Makefile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# "yes": the build fails where the engine cannot be compiled; "no": it is not tried; otherwise as it can be.
WANTED = os.environ.get("KHABAR_COMPILE", "auto")


class CompileData(BuildHookInterface):
    """Runs `python -m khabar.compile`, the gathering of assets and the compiling of the engine before a wheel is packed."""

    def dependencies(self) -> list[str]:
        """Return what a build asks for besides: nothing where the engine is not to be compiled."""
        return [] if WANTED == "no" else ["mypy>=2.4", "setuptools>=65"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `src/khabar/data/compiled/`; fails the build where the data does not hold together."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._compile_data()
        self._gather_assets()
        if WANTED != "no":
            self._compile_engine(build_data)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled: it is in the wheel."""
        if folder := getattr(self, "_compiled", None):
            shutil.rmtree(folder, ignore_errors=True)

    def _compile_data(self) -> None:
        """Compile the language data beside the sources."""
        # Not by PYTHONPATH: an isolated build drops from it what an editable install of khabar has put on the path.
        code = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('khabar.compile', run_name='__main__')"
        subprocess.run([sys.executable, "-c", code, str(Path(self.root) / "src")], check=True, cwd=self.root)

    def _gather_assets(self) -> None:
        """Gather what the pages load in a browser; without npm the wheel is khabar without `khabar serve`."""
        root = Path(self.root)
        if (root / "src/khabar/web/static/vendor/htmx.min.js").exists():
            return
        if shutil.which("npm") is None:
            self.app.display_warning("no npm: this wheel has no assets for the pages of `khabar serve`")
            return
        subprocess.run([sys.executable, str(root / "scripts/gather_assets.py")], check=True, cwd=root)

    def _compile_engine(self, build_data: dict[str, Any]) -> None:
        """Compile the engine into the wheel; where that cannot be done the wheel is khabar all the same, but slower."""
        self._compiled = tempfile.mkdtemp(prefix="khabar-engine-")
        script = Path(self.root) / "scripts/compile_engine.py"
        done = subprocess.run([sys.executable, str(script), self._compiled], check=False, cwd=self.root)
        if done.returncode:
            if WANTED == "yes":
                raise RuntimeError("KHABAR_COMPILE=yes, but the engine could not be compiled: see above")
            self.app.display_warning("the engine is not compiled: this wheel is plain Python and reads more slowly")
            return
        folder = Path(self._compiled)
        added = (folder / "added").read_text(encoding="utf-8").splitlines()
        build_data["force_include"].update({str(folder / name): name for name in added})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

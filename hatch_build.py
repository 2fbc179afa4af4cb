"""Compiles the language data and gathers the pages' assets into the wheel; an editable install leaves both to the Makefile."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface):
    """Runs `python -m khabar.compile` and the gathering of assets on the source tree before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `src/khabar/data/compiled/`; fails the build where the data does not hold together."""
        if self.target_name != "wheel" or version == "editable":
            return
        # Not by PYTHONPATH: an isolated build drops from it what an editable install of khabar has put on the path.
        code = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('khabar.compile', run_name='__main__')"
        subprocess.run([sys.executable, "-c", code, str(Path(self.root) / "src")], check=True, cwd=self.root)
        self._gather_assets()

    def _gather_assets(self) -> None:
        """Gather what the pages load in a browser; without npm the wheel is khabar without `khabar serve`."""
        root = Path(self.root)
        if (root / "src/khabar/web/static/vendor/htmx.min.js").exists():
            return
        if shutil.which("npm") is None:
            self.app.display_warning("no npm: this wheel has no assets for the pages of `khabar serve`")
            return
        subprocess.run([sys.executable, str(root / "scripts/gather_assets.py")], check=True, cwd=root)

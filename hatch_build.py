"""Compiles the language data into the wheel; an editable install leaves that to the Makefile."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface):
    """Runs `python -m khabar.compile` on the source tree before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `src/khabar/data/compiled/`; fails the build where the data does not hold together."""
        if self.target_name != "wheel" or version == "editable":
            return
        source = Path(self.root) / "src"
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(source), *sys.path])}
        subprocess.run([sys.executable, "-m", "khabar.compile"], check=True, cwd=self.root, env=environment)

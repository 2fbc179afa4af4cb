"""The gold reports are what their sources say."""

import pathlib
import subprocess
import sys

BUILD = pathlib.Path(__file__).parent / "gold" / "build.py"


def test_reports_are_built_from_their_sources() -> None:
    done = subprocess.run([sys.executable, BUILD, "--check"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_every_report_has_its_source() -> None:
    names = [{p.stem for p in (BUILD.parent / folder).iterdir()} for folder in ("sources", "reports")]
    assert names[0] == names[1]

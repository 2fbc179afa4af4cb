"""Gathers what the pages load in a browser from npm's packages into src/khabar/web/static/vendor.

The versions are those of package-lock.json. Needs npm the first time, nothing but this repository afterwards.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from thin_atlas import thin_atlas

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "khabar" / "web" / "static" / "vendor"
FILES = (
    "htmx.org/dist/htmx.min.js",
    "leaflet/dist/leaflet.js",
    "leaflet/dist/leaflet.css",
    "topojson-client/dist/topojson-client.min.js",
    "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2",
    "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2",
    "@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2",
)
ATLAS = "world-atlas/countries-50m.json"  # all of it would be half of what a first visit loads
LICENSES = (
    "leaflet/LICENSE",
    "htmx.org/LICENSE",
    "topojson-client/LICENSE",
    "world-atlas/LICENSE",
    "@fontsource-variable/noto-sans/LICENSE",
    "@fontsource-variable/noto-sans-arabic/LICENSE",
    "@fontsource-variable/noto-naskh-arabic/LICENSE",
)


def main() -> None:
    """Install the packages of the lock file and copy what the pages need."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("the pages need npm once, to gather what they load in a browser: install Node.js 18 or later")
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT, check=True)
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "licenses").mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(MODULES / name, VENDOR / Path(name).name)
    thin_atlas(MODULES / ATLAS, VENDOR / Path(ATLAS).name)
    for name in LICENSES:
        package = name.rpartition("/")[0].rpartition("/")[2]
        shutil.copyfile(MODULES / name, VENDOR / "licenses" / f"{package}.txt")


if __name__ == "__main__":
    main()

"""With what it was done: the weapon of what a sentence tells, «-» where none is told."""

from pathlib import Path

import pytest
import yaml

TOLD = yaml.safe_load(Path(__file__).with_suffix("").with_name("weapons.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("weapons", "sentence"), [line.split(" ", 1) for line in TOLD])
def test_weapons(read, weapons, sentence):
    told = [e.weapon or "-" for e in read(sentence) if e.type in ("ASSAULT", "COERCE")]
    wanted = weapons.split(",")
    assert told == wanted if len(wanted) > 1 else set(told) == set(wanted)

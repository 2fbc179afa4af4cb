"""How many were killed and hurt by what a sentence tells: the constructions of casualties, one by one."""

from pathlib import Path

import pytest
import yaml

TOLD = yaml.safe_load(Path(__file__).with_suffix("").with_name("numbers.yaml").read_text(encoding="utf-8"))


def span(said):
    """Return what «3», «3+», «3-9» and «-» mean as (least, most)."""
    if said == "-":
        return None
    low, _, high = str(said).rstrip("+").partition("-")
    return (int(low), None if str(said).endswith("+") else int(high or low))


@pytest.mark.parametrize(("killed", "wounded", "sentence"), [line.split(" ", 2) for line in TOLD])
def test_numbers(read, killed, wounded, sentence):
    told = [[n and (n.min, n.max) for n in (e.killed, e.wounded)] for e in read(sentence)]
    wanted = [span(killed), span(wounded)]
    assert wanted in told
    assert all(n in (None, w) for numbers in told for n, w in zip(numbers, wanted, strict=True))

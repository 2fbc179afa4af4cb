"""In what state a sentence tells of it: over, going on, foiled, planned, threatened, denied."""

from pathlib import Path

import pytest
import yaml

TOLD = yaml.safe_load(Path(__file__).with_suffix("").with_name("status.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("status", "sentence"), [line.split(" ", 1) for line in TOLD])
def test_status(read_as_told, status, sentence):
    assert status in {e.status for e in read_as_told(sentence, published="2024-03-05")}

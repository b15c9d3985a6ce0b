"""The house keeps its own rules."""

from pathlib import Path

import pytest

from . import rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_no_fault_is_found(rule):
    faults = list(rule(ROOT))

    assert not faults, "\n" + "\n".join([rule.__doc__ or "", *faults])

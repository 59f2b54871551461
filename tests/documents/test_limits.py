"""Every limit is a setting, is described, and is named where it is met."""

from dataclasses import fields
from pathlib import Path

import pytest

from guoban.documents import Limits, limits

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", fields(Limits), ids=lambda setting: setting.name)
def test_a_limit_is_described_with_its_default_and_can_be_set(setting):
    variable, unit = setting.metadata["variable"], setting.metadata["unit"]
    assert f"| `{variable}` | {setting.default // unit} |" in PAGE
    chosen = limits({variable: "7"})
    assert getattr(chosen, setting.name) == 7 * unit
    assert chosen.told(setting.name) == {"limit": "7", "variable": variable}


def test_large_limits_are_told_in_figures():
    assert limits({"GUOBAN_MAX_NUMBERS": "5000000"}).told("numbers")["limit"] == "5000000"
    assert limits({"GUOBAN_MAX_FILE_MB": "0.5"}).told("file_bytes")["limit"] == "0.5"

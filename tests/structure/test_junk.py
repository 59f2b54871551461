from pathlib import Path

import pytest
import yaml

from guoban.structure.junk import is_junk_line

LINES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "structure" / "lines" / "junk.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("line", LINES["junk"])
def test_furniture_is_junk(line):
    assert is_junk_line(line)
    assert is_junk_line(f"  {line} ")


@pytest.mark.parametrize("line", LINES["report"])
def test_words_of_a_report_are_none(line):
    assert not is_junk_line(line)

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guoban.structure.sentences import split

CASES = Path(__file__).parents[1] / "cases" / "structure" / "lines" / "sentences.yaml"
SIGNS = st.text(alphabet="甲乙3.,。;!?“”‘’()《》【】[] \n", max_size=120)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in yaml.safe_load(CASES.read_text("utf-8"))])
def test_case(case):
    text = case["text"]
    assert [text[start:end] for start, end in split(text, 0, len(text))] == case["sentences"]


@given(SIGNS)
def test_every_word_stands_in_exactly_one_sentence(text):
    spans = split(text, 0, len(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() and end > start for start, end in spans)


@given(SIGNS, st.integers(0, 60), st.integers(0, 60))
def test_only_the_part_asked_for_is_read(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert all(start <= first < last <= end for first, last in split(text, start, end))

"""Units: their magnitudes and what they multiply out to."""

import pytest

from guoban import lexicon
from guoban.errors import LexiconError
from guoban.metrics.units import split_magnitude, to_base, units


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("万元", ("万", "元")),
        ("亿", ("亿", "")),
        ("百份", ("百", "份")),
        ("万亿元", ("万亿", "元")),
        ("千瓦", ("", "千瓦")),
        ("家", ("", "家")),
    ],
)
def test_magnitudes_and_units(unit, parts):
    assert split_magnitude(unit) == parts


@pytest.mark.parametrize(
    ("value", "unit", "amount", "base"),
    [
        (1.89, "亿元", 189_000_000, "元"), (2.39, "亿", 239_000_000, "元"), (23.5, "万批次", 235_000, "批次"), (1, "百份", 100, "份"),
        (3, "公里", 3000, "米"), (2, "平方公里", 2_000_000, "平方米"), (5, "千瓦", 5, "千瓦"), (1.5, "万千瓦", 15_000, "千瓦"), (4.2, "万美元", 42_000, "美元"),
        (7.5, "%", 7.5, "%"), (3, "位", 3, "位"), (-6.4, "%", -6.4, "%"), (None, "亿元", None, "元"),
    ],
)  # fmt: skip
def test_amounts(value, unit, amount, base):
    assert to_base(value, unit) == (amount, base)


def test_every_measure_word_is_known_once():
    lexicon_units = units()
    assert not lexicon_units.counts & lexicon_units.money
    assert not lexicon_units.counts & lexicon_units.ratios


def test_a_lexicon_without_a_field_is_refused(monkeypatch):
    units.cache_clear()
    monkeypatch.setattr(lexicon, "load", lambda _name: {"counts": []})
    with pytest.raises(LexiconError):
        units()
    monkeypatch.undo()
    assert "家" in units().counts

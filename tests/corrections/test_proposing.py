"""What is proposed for words that a person marks."""

import pytest
from said import at

from guoban.compilation import read
from guoban.corrections import apply, new, propose
from guoban.corrections.fields import METRIC_FIELDS
from guoban.errors import GuobanError


def test_a_row_that_was_read_is_proposed_as_it_was_read(sample):
    for row in sample.metrics.iloc[::97].to_dict("records"):
        proposed = propose(sample, row["start"], row["end"])
        assert {name: proposed[name] for name in ("start", "end", "text", "sentence", "report_id")} == {
            name: row[name] for name in ("start", "end", "text", "sentence", "report_id")
        }
        assert proposed["unit"] == row["unit"]
        assert proposed["measure"] == row["measure"]


def test_a_number_that_does_not_count_for_the_rules_is_read():
    compilation = read(
        "青石县水利局2024年上半年工作总结\n今年以来，成立一支队伍，建成K11水闸。\n".encode(), name="x.txt"
    )
    assert compilation.metrics.empty
    proposed = propose(compilation, *at(compilation, "成立一支队伍"))
    assert (proposed["text"], proposed["value"], proposed["unit"], proposed["role"]) == ("一支", 1.0, "支", "actual")
    assert proposed["sentence"] == "今年以来，成立一支队伍，建成K11水闸。"
    values = {name: proposed[name] for name in METRIC_FIELDS}
    corrected = apply(
        compilation, [new(compilation, "metric", "add", proposed["start"], proposed["end"], values, "甲")]
    )
    assert list(corrected.compilation.metrics["text"]) == ["一支"]
    assert not corrected.unfit


def test_words_without_a_number_are_proposed_with_empty_fields(office):
    start, end = at(office, "，实现税收")
    proposed = propose(office, start + 1, end)
    assert proposed["text"] == "实现税收"
    assert (proposed["indicator"], proposed["value"], proposed["redacted"]) == ("", None, False)
    assert proposed["sentence"].startswith("上半年，柳河镇")


def test_invisible_signs_are_read_over():
    text = "青石县水利局2024年上半年工作总结\n今年以来，新建\u200b水闸1\u200b2座，成立一支队伍。\n"
    compilation = read(text.encode(), name="x.txt")
    proposed = propose(compilation, *at(compilation, "1\u200b2座"))
    assert (proposed["text"], proposed["value"], proposed["unit"]) == ("1\u200b2座", 12.0, "座")


@pytest.mark.parametrize(("span", "code"), [((3, 3), "span"), ((0, 4), "outside")])
def test_nothing_is_proposed_for_nothing(sample, span, code):
    with pytest.raises(GuobanError) as refused:
        propose(sample, *span)
    assert refused.value.code == f"correction_{code}"

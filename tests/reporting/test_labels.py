"""Display words in both languages."""

import pytest

from guoban.locale import set_language
from guoban.reporting import labels
from guoban.tables import BOUNDS, HORIZONS, MEASURES, ROLES, SECTION_ROLES, SPANS, STATUSES


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-01/2024-05", "1–5月"),
        ("2023-11/2024-02", "2023.11–2024.2"),
        ("2024-H1", "上半年"),
        ("2024-Q1", "一季度"),
        ("2024-Q1-Q3", "前三季度"),
        ("2024-04", "4月"),
        ("2024", "全年"),
        ("2023", "2023年"),
        ("2023-H2", "2023年下半年"),
        ("2021/2023", "2021–2023年"),
        ("", ""),
        ("别的写法", "别的写法"),
    ],
)
def test_periods_of_a_report_on_2024(value, words):
    assert labels.period(value, 2024) == words


def test_periods_in_english():
    set_language("en")
    assert labels.period("2024-01/2024-05", 2024) == "Jan–May"
    assert labels.period("2023-04", 2024) == "Apr 2023"
    assert labels.period("2023-H1", 2024) == "H1 2023"
    assert labels.span_words(2024, "H1") == "H1 2024"


def test_every_value_of_the_tables_has_a_word():
    known = (
        (labels.MEASURES, MEASURES), (labels.ROLES, ROLES), (labels.BOUNDS, BOUNDS), (labels.STATUSES, STATUSES),
        (labels.HORIZONS, HORIZONS), (labels.SECTION_ROLES, SECTION_ROLES),
    )  # fmt: skip
    assert [sorted(words) for words, _values in known] == [sorted(values) for _words, values in known]
    assert {span for span in SPANS if span} <= set(labels.SPANS)


def test_spans_without_a_year_say_nothing():
    assert labels.span_words(None, "H1") == ""
    assert labels.span_words(2024, "year") == "2024年"

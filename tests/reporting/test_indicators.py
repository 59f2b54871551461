"""The same indicator across departments: what stands together and what is kept apart."""

import pandas as pd
import pytest

from guoban.reporting.indicators import core_key, grouped, members, with_cores


def metrics(*rows):
    fields = ["indicator", "measure", "value", "unit", "amount", "base_unit", "compare", "role", "department"]
    frame = pd.DataFrame([dict(zip(fields, row, strict=True)) for row in rows])
    return frame.assign(
        metric_id=[f"m{place}" for place in range(len(frame))], seq=range(len(frame)), start=range(len(frame)),
        redacted=frame["value"].isna(), amount=frame["amount"].astype("float64"), value=frame["value"].astype("float64"),
    )  # fmt: skip


ROWS = metrics(
    ("水利投资", "level", 1.2, "亿元", 120_000_000, "元", "", "actual", "甲县水利局"),
    ("水利投资", "level", 900, "万元", 9_000_000, "元", "", "actual", "乙县水利局"),
    ("水利投资", "level", None, "亿元", None, "元", "", "actual", "丙县水利局"),
    ("水利投资", "level", 3, "亿元", 300_000_000, "元", "", "reference", "丙县水利局"),
    ("水利投资", "growth", 7.5, "%", None, "", "yoy", "actual", "甲县水利局"),
    ("水利投资", "growth", 2.5, "%", None, "", "mom", "actual", "乙县水利局"),
    ("综合考核", "rank", 3, "位", None, "", "全市", "actual", "甲县水利局"),
    ("综合考核", "rank", 1, "位", None, "", "全市", "actual", "乙县水利局"),
    ("综合考核", "rank", 9, "位", None, "", "全省", "actual", "丙县水利局"),
    ("", "level", 5, "个", 5, "个", "", "actual", "甲县水利局"),
)  # fmt: skip
FOUND = grouped(with_cores(ROWS), len(ROWS))


def test_units_of_one_base_share_a_row_and_nothing_else_does():
    told = [tuple(row) for row in FOUND.groups[["indicator", "measure", "unit", "scope", "departments"]].to_numpy()]
    assert told == [
        ("水利投资", "level", "亿元", "", 3),
        ("综合考核", "rank", "位", "全市", 2),
        ("水利投资", "growth", "%", "yoy", 1),
        ("水利投资", "growth", "%", "mom", 1),
        ("综合考核", "rank", "位", "全省", 1),
    ]
    assert FOUND.left_out == 2


def test_a_redacted_value_counts_as_a_department_and_has_no_size():
    first = FOUND.groups.iloc[0]
    assert (first["masked"], first["low"], first["high"]) == (1, 9_000_000, 120_000_000)
    assert list(members(FOUND, first["group"])["department"]) == ["甲县水利局", "乙县水利局", "丙县水利局"]


def test_the_best_rank_comes_first():
    assert list(members(FOUND, FOUND.groups.iloc[1]["group"])["value"]) == [1, 3]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("全县规上工业增加值", "规模以上工业增加值", True),
        ("累计完成固定资产投资", "固投", True),
        ("签约项目", "开工项目", False),
        ("10亿元以上项目", "50亿元以上项目", False),
        ("全省粮食产量", "全县粮食产量", False),
        ("XX亿元以上项目", "50亿元以上项目", False),
    ],
)
def test_names_of_one_indicator(one, other, same):
    assert (core_key(one, "level") == core_key(other, "level")) is same


def test_no_rows_give_no_groups():
    assert grouped(with_cores(ROWS[:0]), 0).groups.empty
